"""The queue: what is seen, what is decided, and on to the next."""

import pytest
from django.core.exceptions import ValidationError

from boards.offers.models import Offer
from boards.offers.services.publishing import approve_offer
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tests.boards import making
from tests.boards.offers.desk.conftest import UNLAWFUL


def read(offer: Offer, action: str = "") -> str:
    return f"/espace/moderation/{offer.pk}{action}"


def last_mail(alpha) -> EmailDelivery:
    with entering(alpha):
        return EmailDelivery.objects.latest("created_at")


def test_the_oldest_comes_first_and_each_line_says_why_to_look_twice(adviser):
    adviser.waiting(title="Boulanger F/H")
    adviser.waiting(title="Pâtissier F/H", description=UNLAWFUL)
    page = adviser.page("/espace/moderation")
    assert page.index("Boulanger F/H") < page.index("Pâtissier F/H")
    assert "formulations à corriger" in page or "formulation à corriger" in page
    assert "première offre de cet employeur" in page
    assert "salaire non précisé" in page
    assert "2 offres attendent" in page


def test_an_empty_queue_says_so(adviser):
    assert "Rien à relire" in adviser.page("/espace/moderation")


def test_what_stands_online_already_is_told(adviser):
    with entering(adviser.tenant):
        making.live(title="Boulanger F/H", by=making.person("autre@exemple.example"))
    offer = adviser.waiting(title="Boulanger F/H")
    assert "déjà en ligne ?" in adviser.page("/espace/moderation")
    assert "peut-être la même" in adviser.page(read(offer))


def test_a_place_outside_the_territory_is_told(adviser):
    assert "hors du territoire" not in adviser.page(read(adviser.waiting()))
    assert "hors du territoire" in adviser.page(read(adviser.waiting(insee=making.CHAMONIX)))


def test_approving_puts_it_online_tells_the_employer_and_shows_the_next(adviser):
    first, second = adviser.waiting(title="Boulanger F/H"), adviser.waiting(title="Pâtissier F/H")
    page = adviser.post(read(first, "/publier"))
    assert "« Boulanger F/H » est en ligne" in page
    assert "<h1>Pâtissier F/H" in page
    assert adviser.state(first) == "live"
    mail = last_mail(adviser.tenant)
    assert (mail.to, mail.subject) == ("boulanger@vandaele.example", "« Boulanger F/H » est en ligne")
    assert f"http://alpha.test/offres/{first.pk}" in mail.text
    adviser.post(read(second, "/publier"))
    assert "Rien à relire" in adviser.page("/espace/moderation")


def test_sending_back_needs_a_reason_and_the_employer_reads_it(adviser):
    offer = adviser.waiting()
    page = adviser.post(read(offer, "/renvoyer"), usual="other", reason="")
    assert "Choisissez un motif" in page
    assert adviser.state(offer) == "moderation"
    adviser.post(read(offer, "/renvoyer"), usual="vague", reason="Précisez les <b>horaires</b>.")
    assert adviser.state(offer) == "refused"
    mail = last_mail(adviser.tenant)
    assert "ne dit pas assez" in mail.text
    assert "Précisez les <b>horaires</b>." in mail.text
    assert "&lt;b&gt;horaires" in mail.html
    assert f"/espace/offres/{offer.pk}/modifier" in mail.text


def test_what_the_law_forbids_goes_online_only_corrected_or_let_through_with_a_reason(adviser):
    offer = adviser.waiting(description=UNLAWFUL)
    page = adviser.page(read(offer))
    assert "L1132-1" in page
    assert read(offer, "/publier") not in page
    adviser.post(read(offer, "/publier"))
    assert adviser.state(offer) == "moderation"
    adviser.post(read(offer, "/admettre"), rule="age", reason="")
    assert adviser.fresh(offer).law_overrides == []
    for rule in ("age", "sex"):
        adviser.post(read(offer, "/admettre"), rule=rule, reason="Rôle au théâtre")
    with entering(adviser.tenant):
        entry = AuditEntry.objects.filter(kind="offer.law_overridden").first()
        assert (entry.detail["reason"], entry.actor_label) == ("Rôle au théâtre", "conseillere@cchf.example")
    adviser.post(read(offer, "/publier"))
    assert adviser.state(offer) == "live"


def test_an_unknown_rule_cannot_be_let_through(adviser):
    offer = adviser.waiting(description=UNLAWFUL)
    adviser.post(read(offer, "/admettre"), rule="n’importe quoi", reason="parce que")
    assert adviser.fresh(offer).law_overrides == []


def test_an_adviser_corrects_the_text_and_publishes(adviser):
    offer = adviser.waiting(description=UNLAWFUL)
    page = adviser.page(f"/espace/offres/{offer.pk}/modifier")
    assert "L1132-1" in page
    values = {
        "title": "Boulanger F/H",
        "commune": "Bergues",
        "contract_type": "CDI",
        "licence": "none",
        "apply_by": "phone",
        "apply_value": "03 28 00 00 00",
        "description": "Vous pétrissez, façonnez et cuisez les pains et les viennoiseries.",
    }
    adviser.post(f"/espace/offres/{offer.pk}/modifier", **values)
    adviser.post(read(offer, "/publier"))
    assert adviser.state(offer) == "live"


@pytest.mark.parametrize("action", ["/publier", "/renvoyer"])
def test_an_old_page_decides_nothing_twice(adviser, action):
    offer = adviser.waiting()
    adviser.post(read(offer, "/renvoyer"), usual="place")
    with entering(adviser.tenant):
        before = EmailDelivery.objects.count()
    adviser.post(read(offer, "/renvoyer"), usual="place")
    with entering(adviser.tenant):
        assert EmailDelivery.objects.count() == before


def test_a_closed_offer_is_not_approved_from_an_old_page(adviser, baker):
    offer = adviser.waiting()
    baker.post(f"/espace/offres/{offer.pk}/clore", closed_as="through_us")
    assert "cette action n’est plus possible" in adviser.post(read(offer, "/publier"))
    assert adviser.state(offer) == "filled"


def test_the_history_names_who_did_what(adviser):
    offer = adviser.waiting()
    page = adviser.page(read(offer))
    assert "Envoyée à la relecture" in page
    assert "boulanger@vandaele.example" in page


def test_the_staff_list_finds_by_word_and_state_in_pages(adviser):
    adviser.live(title="Couvreur F/H")
    for number in range(26):
        adviser.live(title=f"Boulanger {number} F/H")
    page = adviser.page("/espace/offres")
    assert "27 offres" in page
    assert "page=2" in page
    assert "Couvreur" in adviser.page("/espace/offres", page="2")
    found = adviser.page("/espace/offres", q="couvreur bergues")
    assert "1 offre" in found
    assert "Aucune offre ne correspond" in adviser.page("/espace/offres", state="refused")


@pytest.mark.parametrize(
    "query", [{"page": "0"}, {"page": "x"}, {"page": "99"}, {"state": "nonsense"}, {"q": "\x00"}, {"q": "%_'\""}]
)
def test_strange_filters_are_no_crash(adviser, query):
    adviser.live()
    adviser.page("/espace/offres", **query)
    adviser.page("/espace/moderation", **query)


@pytest.mark.parametrize("path", ["/espace/moderation", "/espace/offres"])
def test_employers_are_not_let_in(baker, path):
    assert baker.client.get(path).status_code == 403


def many(adviser, count: int) -> None:
    for number in range(count):
        adviser.waiting(title=f"Boulanger {number} F/H", by=f"b{number}@exemple.example")


@pytest.mark.parametrize("count", [1, 20])
def test_the_queue_costs_the_same_for_one_and_for_twenty(adviser, count):
    many(adviser, count)
    adviser.page("/espace/moderation")
    assert adviser.statements("/espace/moderation") == QUEUE_QUERIES


@pytest.mark.parametrize("count", [1, 20])
def test_the_staff_list_costs_the_same_for_one_and_for_twenty(adviser, count):
    many(adviser, count)
    adviser.page("/espace/offres")
    assert adviser.statements("/espace/offres") == QUEUE_QUERIES


#: Tenant by host, session, person; the menu's count; the pages' count; the rows.
QUEUE_QUERIES = 7


def test_a_text_changed_while_it_was_read_is_not_published_unread(adviser):
    offer = adviser.waiting(title="Boulanger F/H")
    old_page = adviser.page(read(offer))
    moment = old_page.split('name="read" value="', 1)[1].split('"', 1)[0]
    with entering(adviser.tenant):
        changed = Offer.objects.get(pk=offer.pk)
        changed.description = "Un tout autre texte, que personne n’a lu."
        changed.save()
    page = adviser.client.post(read(offer, "/publier"), {"read": moment}, follow=True).content.decode()
    assert "relisez-la" in page
    with entering(adviser.tenant):
        assert Offer.objects.get(pk=offer.pk).state == "moderation"


def test_every_fault_of_an_unlawful_advert_is_named_at_once(adviser):
    offer = adviser.waiting(title="Pâtissier F/H", description=UNLAWFUL)
    with entering(adviser.tenant), pytest.raises(ValidationError) as refused:
        approve_offer(offer=offer, by=adviser.person)
    # A man, and under 35: two faults of one field.
    assert len(refused.value.messages) == 2
