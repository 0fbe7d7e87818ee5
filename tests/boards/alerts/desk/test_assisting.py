"""An adviser makes an alert with somebody: the yes, the proof, the welcome; and what is refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from boards.alerts.enums import ConsentHow, EndedBy
from boards.alerts.models import Alert, Subscriber
from boards.alerts.models.alert import MOST_A_SUBSCRIBER
from boards.alerts.searches import wanted_of
from boards.alerts.services.assisting import Witnessed, end_for, make_for
from boards.alerts.services.subscribing import Contact
from search.models import SavedSearch
from tenants.audit.models import AuditEntry
from tenants.context import current_tenant, entering
from tenants.enums import AlertFrequency, Channel
from tenants.messaging.enums import RefusalReason
from tenants.messaging.models import Consent, EmailDelivery, Refusal, SmsDelivery
from tenants.messaging.refusals import refuse
from tests.boards import making as people
from tests.boards.alerts import making

NEW = "/espace/alertes/nouvelle"
EMAIL, MOBILE = "lucie@exemple.example", "+33639980142"
SAID = {
    "q": "boulanger",
    "lieu": "Bergues (59380)",
    "rayon": "20",
    "ou": EMAIL,
    "rythme": "daily",
    "comment": "present",
    "note": "Entretien du 25 novembre.",
    "lu": "on",
}

SENTENCE = "J’accepte que Hauts de Flandre m’envoie par e-mail les offres de cette recherche. J’arrête quand je veux."


def kept(desk) -> list[Alert]:
    with entering(desk.tenant):
        return list(Alert.objects.select_related("subscriber", "made_by"))


def test_it_begins_at_once_with_the_proof_under_the_advisers_name(adviser):
    page = adviser.post(NEW, **SAID)
    assert "L’alerte est en place" in page
    (alert,) = kept(adviser)
    assert (alert.state, alert.frequency, alert.made_by) == ("active", "daily", adviser.person)
    assert alert.label == "Offres de boulanger à moins de 20 km de Bergues"
    with entering(adviser.tenant):
        consent = Consent.objects.get(address=EMAIL)
        assert (consent.how, consent.recorder_id) == ("present", str(adviser.person.pk))
        assert consent.detail == {"note": "Entretien du 25 novembre."}
        assert consent.wording == SENTENCE
        assert SavedSearch.objects.get(schema="alpha", key=alert.search_key).waiting == 1
        line = AuditEntry.objects.get(kind="alert.begun")
        assert (line.actor_id, line.detail) == (str(adviser.person.pk), {"how": "present"})


def test_the_person_is_written_to_with_the_way_out(adviser):
    adviser.post(NEW, **SAID)
    with entering(adviser.tenant):
        letter = EmailDelivery.objects.get(to=EMAIL)
    assert letter.subject == "Votre alerte emploi est en place"
    assert "conseillere@cchf.example a créé avec vous cette alerte" in letter.text
    assert letter.unsubscribe_url.startswith("http://alpha.test/alertes/arreter/")


def test_by_sms_the_number_is_read_as_people_write_it(adviser):
    adviser.post(NEW, **SAID | {"ou": "06 39 98 01 42"})
    with entering(adviser.tenant):
        text = SmsDelivery.objects.get(to=MOBILE)
    assert "votre conseiller a cree avec vous" in text.text or "votre conseiller a créé avec vous" in text.text
    assert "STOP" in text.text


def test_the_page_shows_both_sentences_and_none_of_sms_where_there_is_none(adviser):
    page = adviser.page(NEW)
    assert "m’envoie par e-mail les offres" in page
    assert "m’envoie par SMS les offres" in page
    adviser.tenant.sms_enabled = False
    with entering(adviser.tenant):
        adviser.tenant.save(update_fields=["sms_enabled"])
    page = adviser.page(NEW)
    assert "m’envoie par SMS les offres" not in page
    assert "Adresse e-mail de la personne" in page


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"lu": ""}, "Lisez la phrase à la personne"),
        ({"comment": ""}, "Dites comment la personne a donné son accord"),
        ({"comment": "link"}, "Sélectionnez un choix valide"),
        ({"ou": "03 28 68 00 00"}, "C’est un téléphone fixe"),
        ({"ou": "lucie"}, "Écrivez une adresse e-mail"),
        ({"rythme": "hourly"}, "Ce site ne propose pas ce rythme"),
        ({"lieu": "Atlantide"}, "Nous ne connaissons pas de commune"),
        ({"note": "x" * 301}, "300 au plus"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(adviser, changed, message):
    page = adviser.post(NEW, **{name: value for name, value in (SAID | changed).items() if value})
    assert message in page
    assert 'value="boulanger"' in page
    assert kept(adviser) == []


def test_namesakes_are_offered_to_choose_from(adviser):
    page = adviser.post(NEW, **SAID | {"lieu": "Saint-Denis"})
    assert "Plusieurs communes s’appellent" in page
    assert "Saint-Denis (93" in page


@pytest.mark.parametrize("reason", [RefusalReason.STOP, RefusalReason.COMPLAINT])
def test_a_stop_is_lifted_by_the_person_alone(adviser, reason):
    with entering(adviser.tenant):
        refuse(channel=Channel.EMAIL, address=EMAIL, reason=reason)
    page = adviser.post(NEW, **SAID)
    assert "Seule la personne peut y revenir" in page
    assert kept(adviser) == []
    with entering(adviser.tenant):
        assert Refusal.objects.get(address=EMAIL).reason == reason
        assert not EmailDelivery.objects.filter(to=EMAIL).exists()


def test_an_address_that_bounces_is_checked_first(adviser):
    with entering(adviser.tenant):
        refuse(channel=Channel.EMAIL, address=EMAIL, reason=RefusalReason.BOUNCE)
    assert "Nos messages à cette adresse reviennent" in adviser.post(NEW, **SAID)


def test_the_same_search_twice_is_one_alert(adviser):
    adviser.post(NEW, **SAID)
    page = adviser.post(NEW, **SAID | {"rythme": "weekly"})
    assert "Cette personne a déjà une alerte pour cette recherche" in page
    assert [alert.frequency for alert in kept(adviser)] == ["daily"]


def test_there_is_an_end_to_the_alerts_of_one_address(adviser):
    with entering(adviser.tenant):
        for n in range(MOST_A_SUBSCRIBER):
            making.alert(EMAIL, f"q=boulanger&rayon=20&contrat=CDI&metier=D11{n:02d}")
    page = adviser.post(NEW, **SAID)
    assert "Cette personne a déjà 10 alertes" in page
    assert len(kept(adviser)) == MOST_A_SUBSCRIBER


def test_filters_of_a_search_are_carried_along(adviser):
    page = adviser.page(NEW, q="boulanger", contrat="CDI", permis="sans")
    assert '<input type="hidden" name="contrat" value="CDI">' in page
    assert "filtres de la recherche" in page
    adviser.post(NEW, **SAID, contrat="CDI", permis="sans")
    assert kept(adviser)[0].label.endswith("CDI, sans permis")


def test_only_staff_by_the_service_too(in_alpha):
    wanted = wanted_of(making.BAKER, tenant=current_tenant())
    contact, yes = Contact(Channel.EMAIL, EMAIL), Witnessed(ConsentHow.PRESENT)
    with pytest.raises(PermissionDenied):
        make_for(wanted=wanted, contact=contact, frequency=AlertFrequency.DAILY, consent=yes, by=people.person())
    adviser = people.person("conseillere@cchf.example", role="adviser")
    with pytest.raises(ValidationError, match="donné son accord"):
        make_for(
            wanted=wanted,
            contact=contact,
            frequency=AlertFrequency.DAILY,
            consent=Witnessed(ConsentHow.LINK),
            by=adviser,
        )
    with pytest.raises(PermissionDenied):
        end_for(subscriber=making.alert(EMAIL).subscriber, by=people.person())


def test_somebody_is_found_by_their_address_and_one_alert_ended_for_them(adviser):
    with entering(adviser.tenant):
        first = making.alert(EMAIL)
        making.alert(EMAIL, "q=serveur")
    page = adviser.post("/espace/alertes/personne", ou=" Lucie@Exemple.example ")
    assert EMAIL in page
    assert "Offres de serveur" in page
    assert "Arrêter toutes les alertes" in page
    page = adviser.post(f"/espace/alertes/personne/{first.subscriber_id}/arreter", alert=str(first.pk))
    assert "Alerte arrêtée." in page
    assert {alert.label: alert.ended_by for alert in kept(adviser)}[first.label] == EndedBy.STAFF
    with entering(adviser.tenant):
        line = AuditEntry.objects.get(kind="alert.ended")
        assert (line.actor_id, line.detail) == (str(adviser.person.pk), {"how": "staff"})
        assert Consent.objects.filter(address=EMAIL, withdrawn_at=None).exists()


def test_all_of_them_and_the_yes_is_over(adviser):
    with entering(adviser.tenant):
        subscriber = making.alert(EMAIL).subscriber
        making.alert(EMAIL, "q=serveur")
    path = f"/espace/alertes/personne/{subscriber.pk}/arreter"
    assert "2 alertes arrêtées." in adviser.post(path)
    assert "c’était déjà fait" in adviser.post(path)
    with entering(adviser.tenant):
        assert not Consent.objects.filter(address=EMAIL, withdrawn_at=None).exists()


def test_nobody_at_an_address_is_said(adviser):
    assert "Aucune alerte à cette adresse" in adviser.post("/espace/alertes/personne", ou="rien@exemple.example")
    assert "Écrivez l’adresse e-mail ou le mobile" in adviser.post("/espace/alertes/personne")


def test_somebody_elses_alert_is_not_ended(adviser):
    with entering(adviser.tenant):
        mine, other = making.alert(EMAIL), making.alert("paul@exemple.example")
    path = f"/espace/alertes/personne/{mine.subscriber_id}/arreter"
    for key in (str(other.pk), "rien"):
        assert adviser.client.post(path, {"alert": key}).status_code == 404
    assert {alert.state for alert in kept(adviser)} == {"active"}
    with entering(adviser.tenant):
        assert Subscriber.objects.count() == 2


def test_a_person_with_one_alert_costs_as_much_as_one_with_ten(adviser):
    with entering(adviser.tenant):
        one = making.alert(EMAIL).subscriber
        for n in range(MOST_A_SUBSCRIBER):
            many = making.alert("paul@exemple.example", f"q=serveur&metier=D11{n:02d}").subscriber
    adviser.page("/espace/alertes")
    assert adviser.statements(f"/espace/alertes/personne/{one.pk}") == adviser.statements(
        f"/espace/alertes/personne/{many.pk}"
    )
