"""Applying: with or without e-mail, CV, account; once; and nothing for whoever only knows an address."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from boards.applications import limits
from boards.applications.enums import ApplicationState
from boards.applications.links import follow_path, follow_url
from boards.applications.models import Application, ScreeningQuestion
from boards.applications.services.applying import apply
from boards.applications.services.moving import withdraw
from boards.applications.values import ApplicationValues
from boards.offers.enums import ApplyBy
from boards.offers.models import Offer
from boards.offers.services.closing import close_offer
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.applications import making
from tests.boards.applications.making import EMAIL, PHONE, browser, mails, texts, typed
from tests.tenants.files.making import upload

#: What a listener was told.
HEARD: list[str] = []


def path(offer: Offer) -> str:
    return f"/offres/{offer.pk}/postuler"


def press(offer: Offer, client: object = None, **values: object) -> object:
    client = client or browser()
    return client.post(path(offer), typed(**values))  # type: ignore[attr-defined]


def test_a_minute_from_the_offer_to_the_lasting_link(offer: Offer, in_alpha: Tenant) -> None:
    client = browser()
    page = client.get(f"/offres/{offer.pk}").content.decode()
    assert f'href="{path(offer)}"' in page
    assert "Postuler en une minute" in page
    form = client.get(path(offer)).content.decode()
    for words in ("J’ai le permis B", "CAP boulanger", "Ces horaires me vont", "/donnees", "les conseillers de"):
        assert words in form, words
    answer = client.post(path(offer), typed(message="J’aime le pain.", cv=upload()))
    assert answer.status_code == 302
    after = client.get(answer["Location"]).content.decode()
    assert "C’est envoyé" in after
    assert "quoi qu’il arrive" in after
    with entering(in_alpha):
        application = Application.objects.get()
        assert (application.email, application.phone, application.state) == (EMAIL, PHONE, ApplicationState.NEW)
        assert application.ticks == ["licence:B"]
        assert application.cv is not None
        (letter,) = mails()
        link = next(line for line in letter.text.splitlines() if "/candidature/" in line)
        assert "J’aime le pain" not in letter.text + letter.html
        assert making.NAME not in letter.text
    own = client.get(link.removeprefix(in_alpha.base_url)).content.decode()
    assert "Reçue par l’employeur" in own
    assert "J’aime le pain." in own
    assert "en cours de vérification" in own


def test_without_e_mail_an_sms_leads_to_the_same_page(offer: Offer, in_alpha: Tenant) -> None:
    press(offer, email="")
    with entering(in_alpha):
        (text,) = texts()
        application = Application.objects.get()
    assert "/p/" in text.text
    assert text.segments == 1
    client = browser()
    answer = client.get(f"/p/{application.link_key}", follow=True)
    assert answer.status_code == 200
    assert "Ma candidature" in answer.content.decode()
    with entering(in_alpha):
        assert Application.objects.get().proved_at is not None


def test_a_landline_is_called_and_gets_no_sms(offer: Offer, in_alpha: Tenant) -> None:
    client = browser()
    answer = press(offer, client, email="", phone="03 28 68 00 00")
    # The link is on the page: no message of ours gets there.
    assert "/candidature/" in client.get(answer["Location"]).content.decode()
    with entering(in_alpha):
        assert Application.objects.get().phone == "+33328680000"
        assert not texts("+33328680000")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"email": "", "phone": ""}, "l’un des deux suffit"),
        ({"email": "karim"}, "nom@exemple.fr"),
        ({"phone": "12"}, "dix chiffres"),
        ({"name": ""}, "prénom et votre nom"),
        ({"message": "x" * 501}, "501 signes"),
        ({"ticks": ["licence:Z"]}, "L’offre a changé"),
        ({"suite": "http://spam.example"}, "attrape les robots"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(offer: Offer, values: dict[str, object], words: str) -> None:
    answer = press(offer, **{"message": "Je me lève tôt.", **values})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert making.NAME in page or "name" in values
    assert "Je me lève tôt." in page or "message" in values


def test_no_application_and_no_message_for_a_robot(offer: Offer, in_alpha: Tenant) -> None:
    press(offer, suite="x")
    with entering(in_alpha):
        assert not Application.objects.exists()
        assert not mails()


def test_the_employers_questions_are_asked_and_answered(offer: Offer, in_alpha: Tenant) -> None:
    with entering(in_alpha):
        question = ScreeningQuestion.objects.create(offer=offer, text="Libre le dimanche ?", required=True)
    name = f"q_{question.pk.hex}"
    assert "L’employeur a besoin de cette réponse" in press(offer).content.decode()
    assert press(offer, **{name: "Oui"}).status_code == 302
    with entering(in_alpha):
        (answer,) = Application.objects.get().answers.all()
        assert (answer.asked, answer.text) == ("Libre le dimanche ?", "Oui")


def test_an_offer_that_is_over_or_answered_elsewhere_leads_back(in_alpha: Tenant) -> None:
    elsewhere = boards.live()
    over = making.here()
    close_offer(offer=over, closed_as="another_way", by=boards.person())
    draft = boards.draft(apply_by=ApplyBy.HERE)
    for offer in (elsewhere, over):
        assert press(offer).headers["Location"] == f"/offres/{offer.pk}#postuler"
        assert browser().get(path(offer)).headers["Location"] == f"/offres/{offer.pk}#postuler"
        with entering(in_alpha), pytest.raises(ValidationError):
            apply(offer=offer, typed=ApplicationValues(name="A", email=EMAIL))
    assert browser().get(path(draft)).status_code == 404


def test_twice_is_once_and_what_is_new_is_added(offer: Offer, in_alpha: Tenant) -> None:
    client = browser()
    press(offer, client, message="Je me lève tôt.")
    answer = press(offer, client, ticks=["training:CAP boulanger"], message="Et j’ai un vélo.", cv=upload())
    assert "d’ici : rien n’est perdu" in client.get(answer["Location"]).content.decode().replace("\xa0", " ")
    with entering(in_alpha):
        application = Application.objects.get()
        assert application.ticks == ["licence:B", "training:CAP boulanger"]
        assert application.message == "Je me lève tôt.\n\nEt j’ai un vélo."
        assert application.cv is not None
        assert [letter.subject.partition(" :")[0] for letter in mails()] == [
            "Votre candidature est arrivée",
            "Vous aviez déjà postulé",
        ]


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        ({"email": ""}, {}, 1),  # the same number, an address more
        ({}, {"email": ""}, 1),
        ({"email": "a@exemple.fr"}, {"email": "b@exemple.fr", "name": "Lila Benali"}, 2),  # a family's number
        ({"email": "a@exemple.fr"}, {"email": "b@exemple.fr", "name": "karim  BENALI"}, 1),
        ({"email": ""}, {"email": "", "name": "Lila Benali"}, 2),  # nor has either an address
        ({"email": ""}, {"name": "Lila Benali"}, 2),
        ({"email": ""}, {"email": "", "name": "BENALI,  Karim"}, 1),
        ({"email": "", "name": "محمد"}, {"email": "", "name": "فاطمة"}, 2),
        ({"email": "KARIM@exemple.fr", "phone": ""}, {"email": "karim@EXEMPLE.fr", "phone": ""}, 1),
    ],
)
def test_who_is_the_same_person(
    offer: Offer, in_alpha: Tenant, first: dict[str, str], second: dict[str, str], rows: int
) -> None:
    press(offer, **first)
    assert press(offer, **second).status_code == 302
    with entering(in_alpha):
        assert Application.objects.count() == rows


def test_two_of_a_family_with_one_telephone_are_two_applications_each_told(offer: Offer, in_alpha: Tenant) -> None:
    press(offer, email="", message="Je me lève tôt.", cv=upload(name="karim.pdf"))
    press(offer, email="", name="Lila Benali", message="Je vends.", cv=upload(name="lila.pdf"))
    with entering(in_alpha):
        rows = Application.objects.order_by("created_at")
        assert [(one.name, one.message, one.cv.name) for one in rows] == [
            (making.NAME, "Je me lève tôt.", "karim.pdf"),
            ("Lila Benali", "Je vends.", "lila.pdf"),
        ]
        assert [one.link_key in text.text for one, text in zip(rows, texts(), strict=True)] == [True, True]


def test_whoever_types_somebody_elses_address_sees_nothing_of_theirs(offer: Offer, in_alpha: Tenant) -> None:
    """The page says the same, gives no link, changes neither CV nor number, and the owner is written to."""
    owner, stranger = browser(), browser()
    first = press(offer, owner, message="Secret", cv=upload(name="le-mien.pdf"))
    told_owner = owner.get(first["Location"]).content.decode()
    second = press(offer, stranger, phone="06 39 98 02 45", cv=upload(name="le-sien.pdf"))
    told = stranger.get(second["Location"]).content.decode()
    for page in (told_owner, told):
        assert "/candidature/" not in page
        assert "Secret" not in page
        assert f"Vous recevez un message à {EMAIL}" in page.replace("\xa0", " ")
    with entering(in_alpha):
        application = Application.objects.get()
        assert application.phone == PHONE
        assert application.cv.name == "le-mien.pdf"
        assert len(mails()) == 2


def test_who_applied_first_with_anothers_address_loses_the_link_to_the_owner(offer: Offer, in_alpha: Tenant) -> None:
    thief, owner = browser(), browser()
    press(offer, thief)
    with entering(in_alpha):
        link = follow_path(Application.objects.get())
    assert thief.get(link).status_code == 200
    press(offer, owner, message="C’est moi.")
    assert thief.get(link).status_code == 404
    with entering(in_alpha):
        mine = next(line for line in mails()[-1].text.splitlines() if "/candidature/" in line)
    assert owner.get(mine.removeprefix(in_alpha.base_url)).status_code == 200
    # From then on it is proved, and no stranger can end it; nor is the browser that was first anything else than one.
    press(offer, thief, message="C’est encore moi.")
    page = owner.get(mine.removeprefix(in_alpha.base_url))
    assert page.status_code == 200
    assert "encore moi" not in page.content.decode()


def test_nobody_applies_to_themselves(offer: Offer, in_alpha: Tenant) -> None:
    baker = boards.person()
    answer = press(offer, email=baker.email)
    assert answer.status_code == 422
    assert "on ne postule pas chez soi" in answer.content.decode()
    assert press(offer, browser(user=baker), email="", phone="06 39 98 01 12").status_code == 422
    with entering(in_alpha):
        assert not Application.objects.exists()


def test_days_are_those_of_the_place(offer: Offer, in_alpha: Tenant) -> None:
    application = making.sent(offer, at=datetime(2026, 11, 30, 22, 30, tzinfo=UTC))
    page = browser().get(follow_url(application)).content.decode()
    assert "30 novembre" in page
    Tenant.objects.filter(pk=in_alpha.pk).update(time_zone="Indian/Reunion")
    page = browser().get(follow_url(application)).content.decode()
    assert "1 décembre" in page.replace("1er", "1")
    assert "30 novembre" not in page


def test_whoever_withdrew_may_apply_again_and_what_listens_to_moves_hears_of_it(
    offer: Offer, in_alpha: Tenant, settings: Any
) -> None:
    settings.APPLICATION_MOVED_LISTENERS = [f"{__name__}.hear"]
    HEARD.clear()
    client = browser()
    press(offer, client)
    with entering(in_alpha):
        withdraw(application=Application.objects.get(), by=None)
    for _twice in range(2):
        press(offer, client)
    with entering(in_alpha):
        assert Application.objects.get().state == ApplicationState.NEW
    assert HEARD == ["withdrawn", "new"]


def hear(*, application: Application, by: object) -> None:
    HEARD.append(application.state)


def test_a_flood_is_stopped_by_visitor_by_person_and_by_tenant(
    offer: Offer, in_alpha: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_PER_PERSON_A_DAY", 2)
    answers = [press(offer).status_code for _ in range(3)]
    assert answers == [302, 302, 429]
    monkeypatch.setattr(limits, "MAX_PER_VISITOR", 4)
    answers = [press(offer, email=f"p{n}@exemple.fr", phone="").status_code for n in range(3)]
    assert answers == [302, 302, 429]
    monkeypatch.setattr(limits, "MAX_PER_VISITOR", 100)
    monkeypatch.setattr(limits, "MAX_PER_TENANT", 5)
    answer = press(offer, email="q1@exemple.fr", phone="")
    answer = press(offer, email="q2@exemple.fr", phone="")
    assert answer.status_code == 429
    assert "minutes au plus" in answer.content.decode()


def test_sms_to_one_number_are_few_whoever_asks(in_alpha: Tenant) -> None:
    for n in range(5):
        press(making.here(title=f"Poste {n} F/H"), email="")
    with entering(in_alpha):
        assert Application.objects.count() == 5
        assert len(texts()) == 3


def test_a_neighbours_offer_is_answered_at_home(offer: Offer) -> None:
    assert browser("beta.test").get(path(offer)).status_code == 404
    assert reverse("applications:apply", args=[offer.pk]) == path(offer)
