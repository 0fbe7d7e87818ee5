"""Being told at once or daily, questions that may be asked, and somebody put forward by an adviser."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from boards.accounts.enums import Role
from boards.applications import asking
from boards.applications.enums import QuestionKind, Rhythm, Source
from boards.applications.models import Application, ScreeningQuestion
from boards.applications.services.assisting import add_for
from boards.applications.services.notifying import choose_rhythm, send_digests
from boards.applications.services.questions import Asked, save_questions
from boards.candidates.enums import Visibility
from boards.offers.models import Offer
from boards.offers.services.publishing import override_finding
from boards.offers.services.writing import copy_offer
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.applications import making
from tests.boards.applications.making import browser, mails
from tests.boards.candidates.making import profile
from tests.tenants.files.making import kept, upload
from tests.work import seconds_of_work

BAKER = "boulanger@vandaele.example"


def test_the_employer_is_told_at_once_and_not_who(offer: Offer, in_alpha: Tenant) -> None:
    application = making.sent(offer, message="CANARI", cv=upload(name="CANARI.pdf"))
    (letter,) = mails(BAKER)
    said = letter.subject + letter.text + letter.html
    assert f"{in_alpha.base_url}/espace/candidatures/{application.pk}" in said
    assert not [one for one in ("CANARI", "Karim", making.EMAIL, making.PHONE) if one in said]
    assert browser().get(f"/espace/candidatures/{application.pk}").status_code == 302


def test_where_nobody_acts_for_the_employer_its_adviser_is_told(in_alpha: Tenant) -> None:
    adviser = boards.person("conseil@alpha.example", role=Role.ADVISER)
    making.sent(making.here(by=adviser))
    assert len(mails("conseil@alpha.example")) == 1


def test_once_a_day_everything_since_yesterday_each_once(offer: Offer, in_alpha: Tenant) -> None:
    noon = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)

    def day(n: int, hours: int = 0) -> datetime:
        return noon + timedelta(days=n, hours=hours)

    with time_machine.travel(noon, tick=False):
        choose_rhythm(user=boards.person(), rhythm=Rhythm.DAILY)
    with time_machine.travel(day(0, hours=1), tick=False):
        making.sent(offer)
        assert send_digests() == 0
        assert not mails(BAKER)
    with time_machine.travel(day(1, hours=-9), tick=False):
        assert send_digests() == 0  # at 3 in the morning
    with time_machine.travel(day(1), tick=False):
        assert (send_digests(), send_digests()) == (1, 0)
        making.sent(offer, email="b@exemple.fr", name="Lila", phone="")
    with time_machine.travel(day(3), tick=False):  # two days without a worker
        making.sent(offer, email="c@exemple.fr", name="Noé", phone="")
    with time_machine.travel(day(4), tick=False):
        assert (send_digests(), send_digests()) == (1, 0)
    with time_machine.travel(day(5), tick=False):
        assert send_digests() == 0
    assert sorted(letter.subject for letter in mails(BAKER)) == [
        "2 candidatures sont arrivées",
        "Une candidature est arrivée",
    ]
    assert "Karim" not in mails(BAKER)[0].text


def test_the_rhythm_is_chosen_on_a_page(offer: Offer, in_alpha: Tenant) -> None:
    client = browser(user=boards.person())
    assert client.post("/espace/candidatures/avis", {"rhythm": "daily"}).status_code == 302
    making.sent(offer)
    assert not mails(BAKER)
    client.post("/espace/candidatures/avis", {"rhythm": "now"})
    making.sent(offer, email="b@exemple.fr", name="Lila", phone="")
    assert len(mails(BAKER)) == 1


FORBIDDEN = [
    "Quel âge avez-vous ?", "Êtes-vous enceinte ?", "Avez-vous des enfants ?", "Quelle est votre nationalité ?",
    "Quelle est votre religion ?", "Êtes-vous mariée ?", "Avez-vous moins de 30 ans ?", "Êtes-vous français ?",
    "Êtes-vous syndiqué ?", "Avez-vous un handicap ?", "Êtes-vous un homme ou une femme ?",
    "Êtes-vous en bonne santé ?", "Portez-vous le voile ?", "Où êtes-vous né ?", "Avez-vous un projet de grossesse ?",
    "Votre date de naissance ?", "Avez-vous des tatouages ?", "Pour qui votez-vous ?",
    "Dans quel quartier habitez-vous ?",
    "Quelle est votre situation familiale ?", "Joignez une photo", "Faites-vous le ramadan ?",
    "Avez-vous eu des arrêts maladie ?",
]  # fmt: skip
ALLOWED = [
    "Avez-vous le permis B ?", "Pouvez-vous travailler le samedi ?", "Combien d’années d’expérience avez-vous ?",
    "Savez-vous pétrir à la main ?", "Avez-vous déjà gardé un groupe ?", "À quelle heure pouvez-vous commencer ?",
    "Connaissez-vous la norme HACCP ?", "Pouvez-vous porter des charges de 25 kg ?",
    "Parlez-vous anglais avec des clients ?",
    "Avez-vous travaillé auprès de personnes âgées ?", "Avez-vous le BAFA ?", "Quel salaire espérez-vous ?",
    "Comment viendrez-vous au travail ?", "Êtes-vous libre en juillet et en août ?",
    "Avez-vous un logement pour la saison ?",
    "Avez-vous une expérience en service de pédiatrie ?", "Savez-vous tailler les arbres fruitiers ?",
]  # fmt: skip


@pytest.mark.parametrize("question", FORBIDDEN)
def test_what_may_not_be_asked_is_said_with_its_reason(in_alpha: Tenant, question: str) -> None:
    found = asking.objections(question)
    assert found
    assert all("article" in one.reason or "Code" in one.reason for one in found)


@pytest.mark.parametrize("question", ALLOWED)
def test_what_bears_on_the_job_may_be_asked(in_alpha: Tenant, question: str) -> None:
    assert asking.objections(question) == []


def test_long_text_is_read_in_no_time() -> None:
    text = "des enfants née l’âge votre d'homme ou " * 1500
    assert seconds_of_work(lambda: asking.objections(text), enough=0.5) < 0.5


def lines(*texts: str, **more: str) -> dict[str, str]:
    said = {
        f"q{n}-{name}": value for n, text in enumerate(texts) for name, value in (("text", text), ("kind", "yes_no"))
    }
    return {**said, **more}


def test_questions_are_written_on_a_page_and_a_forbidden_one_is_not_kept(offer: Offer, in_alpha: Tenant) -> None:
    client, path = browser(user=boards.person()), f"/espace/offres/{offer.pk}/questions"
    answer = client.post(path, lines("Libre le dimanche ?", "Quel âge avez-vous ?"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "L1132-1" in page
    assert "Libre le dimanche ?" in page
    with entering(in_alpha):
        assert not ScreeningQuestion.objects.exists()
    choice = {"q1-kind": "choice", "q1-choices": "Le matin\nLe soir\nLe matin", "q1-required": "on"}
    assert client.post(path, lines("Libre le dimanche ?", "Quand ?", **choice)).status_code == 302
    with entering(in_alpha):
        _first, second = offer.questions.all()
        assert (second.choices, second.required) == (["Le matin", "Le soir"], True)
    # Turned round, one taken back: the rows follow.
    client.post(path, lines("Quand ?", **{"q0-pk": str(second.pk), "q0-kind": "number"}))
    with entering(in_alpha):
        (left,) = offer.questions.all()
        assert (left.pk, left.kind, left.position, left.choices) == (second.pk, QuestionKind.NUMBER, 0, [])
    assert client.post(path, lines("Quand ?", **{"q0-kind": "choice", "q0-choices": "Seul"})).status_code == 422


def test_an_adviser_may_let_a_question_through(offer: Offer) -> None:
    adviser = boards.person("conseil@alpha.example", role=Role.ADVISER)
    Offer.objects.filter(pk=offer.pk).update(description="Nous préférons un homme pour ce poste en vestiaire masculin.")
    with pytest.raises(ValidationError):
        save_questions(offer=offer, asked=[Asked("De quel sexe êtes-vous ?")], by=boards.person())
    override_finding(offer=offer, rule="sex", reason="Vestiaire", by=adviser)
    save_questions(offer=offer, asked=[Asked("De quel sexe êtes-vous ?")], by=boards.person())
    with pytest.raises(ValidationError, match="Cinq"):
        save_questions(offer=offer, asked=[Asked(f"Question {n}") for n in range(6)], by=boards.person())


def test_an_adviser_puts_somebody_forward_from_the_profile(offer: Offer, in_alpha: Tenant) -> None:
    somebody = profile(visibility=Visibility.ADVISERS)
    client = browser(user=boards.person("conseil@alpha.example", role=Role.ADVISER))
    assert "Boulanger F/H" in client.get(f"/espace/candidatures/nouvelle?profil={somebody.pk}&q=boul").content.decode()
    page = client.get(f"/espace/candidatures/nouvelle?profil={somebody.pk}&offre={offer.pk}").content.decode()
    assert 'value="licence:B"' in page
    assert "checked" in page
    said = {"profil": str(somebody.pk), "offre": str(offer.pk), "ticks": ["licence:B"], "agreed": "on"}
    assert client.post("/espace/candidatures/nouvelle", said).status_code == 302
    with entering(in_alpha):
        application = Application.objects.get()
        assert (application.source, application.agreed_how, application.profile) == (
            Source.ADVISER,
            "adviser",
            somebody,
        )
    client.post("/espace/candidatures/nouvelle", said)
    with entering(in_alpha):
        assert Application.objects.count() == 1


def test_nobody_puts_forward_whom_they_may_not_see(offer: Offer) -> None:
    hidden = profile(visibility=Visibility.NOBODY)
    adviser = boards.person("conseil@alpha.example", role=Role.ADVISER)
    for by in (adviser, boards.person()):
        with pytest.raises(PermissionDenied):
            add_for(profile=hidden, offer=offer, by=by)


def test_who_has_a_profile_presses_once(offer: Offer, in_alpha: Tenant) -> None:
    person = boards.person("fatima@alpha.example", role=Role.CANDIDATE)
    somebody = profile(user=person, cv=kept())
    client, path = browser(user=person), f"/offres/{offer.pk}/postuler"
    page = client.get(path).content.decode()
    assert "Votre profil a rempli cette page" in page
    assert "Fatima Benali" in page
    assert "cv.pdf" in page
    ticked = {"ticks": ["licence:B", "start:now"], "with_profile_cv": "on"}
    said = {"name": "Fatima Benali", "email": "fatima.benali@exemple.fr", "phone": "06 39 98 00 12", **ticked}
    assert client.post(path, said).status_code == 302
    with entering(in_alpha):
        application = Application.objects.get()
        assert (application.profile, application.user) == (somebody, person)
    page = browser(user=boards.person()).get(f"/espace/candidatures/{application.pk}").content.decode()
    assert "Télécharger le CV" in page


def test_a_copy_of_an_offer_asks_the_same(offer: Offer, in_alpha: Tenant) -> None:
    baker = boards.person()
    asked = [
        Asked("Pouvez-vous commencer à une heure ?"),
        Asked("Quel jour ?", QuestionKind.CHOICE, ("Lundi", "Mardi")),
    ]
    save_questions(offer=offer, asked=asked, by=baker)
    copy = copy_offer(offer=offer, by=baker)
    said = [(one.text, one.kind, one.choices, one.required) for one in copy.questions.all()]
    assert said == [(one.text, one.kind, one.choices, one.required) for one in offer.questions.all()]
    assert len(said) == 2


def test_what_was_let_through_once_is_not_copied(offer: Offer, in_alpha: Tenant) -> None:
    baker = boards.person()
    for position, text in enumerate(("Avez-vous moins de 30 ans ?", "Pouvez-vous commencer à une heure ?")):
        ScreeningQuestion.objects.create(offer=offer, text=text, position=position)
    assert [one.text for one in copy_offer(offer=offer, by=baker).questions.all()] == [
        "Pouvez-vous commencer à une heure ?"
    ]
