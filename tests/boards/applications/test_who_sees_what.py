"""TRUST 11, on the bytes: an employer has neither name nor number nor CV of somebody who hasn't agreed."""

import pytest
from django.test import Client

from boards.accounts.enums import Role
from boards.applications import presenting
from boards.applications.enums import AgreedHow
from boards.applications.models import Answer, Application
from boards.applications.services.assisting import add_for
from boards.applications.services.conversing import say
from boards.applications.services.following import agree
from boards.applications.services.moving import withdraw
from boards.candidates.enums import LookAt, Visibility
from boards.candidates.models import Look
from boards.offers.models import Offer
from boards.threads.enums import Side
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.files.models import StoredFile
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.applications import making
from tests.boards.applications.making import browser
from tests.boards.candidates.making import profile
from tests.tenants.files.making import kept

SECRETS = ("Fatima", "Benali", "fatima.benali", "39 98 00 12", "639980012", "CANARI-CV", "CANARI-MOT", "CANARI-REPONSE")


@pytest.fixture
def proposed(offer: Offer) -> Application:
    """Somebody whom an adviser put forward, with everything that one must not see."""
    somebody = profile(visibility=Visibility.ADVISERS)
    somebody.cv = kept(name="CANARI-CV Fatima.pdf")
    somebody.save()
    adviser = boards.person("conseil@alpha.example", role=Role.ADVISER)
    application = add_for(
        profile=somebody, offer=offer, by=adviser, ticks=("licence:B",), message="CANARI-MOT", with_cv=True
    )
    Answer.objects.create(application=application, asked="Libre ?", text="CANARI-REPONSE 06 39 98 00 12")
    return application


def pages(application: Application, client: Client) -> str:
    """Everything that a browser receives about it, headers included."""
    offer = application.offer_id
    answers = [
        client.get(f"/espace/offres/{offer}/candidatures"),
        client.get(f"/espace/candidatures/{application.pk}"),
        client.get(f"/espace/candidatures/{application.pk}/cv"),
        client.post(f"/espace/offres/{offer}/candidatures/repondre", {"c": str(application.pk)}),
        client.post(f"/espace/offres/{offer}/candidatures/ecrire", {"c": str(application.pk)}),
        client.post(
            f"/espace/offres/{offer}/candidatures/deplacer",
            {"c": str(application.pk), "to": "met"},
            HTTP_HX_REQUEST="true",
        ),
        client.post(f"/espace/candidatures/{application.pk}/ecrire", {"text": "Bonjour"}),
        client.get(f"/espace/candidatures/{application.pk}"),
    ]
    return "\n".join(f"{answer.headers}{answer.content.decode(errors='replace')}" for answer in answers)


def test_before_the_yes_an_employer_receives_nothing_that_names_the_person(
    proposed: Application, in_alpha: Tenant
) -> None:
    seen = pages(proposed, browser(user=boards.person()))
    assert not [secret for secret in SECRETS if secret in seen]
    assert "Permis B" in seen
    assert "Proposée par un conseiller" in seen
    with entering(in_alpha):
        sent = "".join(
            f"{one.subject}{one.text}{one.html}" for one in EmailDelivery.objects.filter(to=boards.person().email)
        )
        assert sent
        assert not [secret for secret in SECRETS if secret in sent]
        say(application=proposed, side=Side.CANDIDATE, text="Bonjour, je suis libre.", by=None)
    again = pages(proposed, browser(user=boards.person()))
    assert not [secret for secret in SECRETS if secret in again]


def test_after_the_yes_everything_is_there(proposed: Application, in_alpha: Tenant) -> None:
    """The same pages: that they were empty before proves something."""
    with entering(in_alpha):
        agree(application=proposed, how=AgreedHow.LINK, by=None)
    seen = pages(proposed, browser(user=boards.person()))
    assert not [secret for secret in SECRETS if secret not in seen and secret not in ("fatima.benali",)]
    assert "fatima.benali@exemple.fr" in seen


def test_the_persons_link_asks_and_only_the_button_says_yes(proposed: Application, in_alpha: Tenant) -> None:
    letter = making.mails("fatima.benali@exemple.fr")[-1]
    assert "ne sait pas encore qui vous êtes" in letter.text
    link = next(line for line in letter.text.splitlines() if "/candidature/" in line).removeprefix(in_alpha.base_url)
    client = browser()
    assert "Êtes-vous d’accord" in client.get(link).content.decode()
    with entering(in_alpha):
        assert not Application.objects.get().may_be_known
    client.post(f"{link}/accepter")
    with entering(in_alpha):
        assert Application.objects.get().agreed_how == AgreedHow.LINK


def test_staff_see_whom_they_put_forward(proposed: Application) -> None:
    client = browser(user=boards.person("conseil@alpha.example", role=Role.ADVISER))
    page = client.get(f"/espace/candidatures/{proposed.pk}").content.decode()
    assert "Fatima Benali" in page
    assert "06 39 98 00 12" in page


def test_who_applied_is_known_at_once(offer: Offer) -> None:
    application = making.sent(offer, message="Bonjour")
    page = browser(user=boards.person()).get(f"/espace/candidatures/{application.pk}").content.decode()
    assert making.NAME in page
    assert making.TYPED_PHONE in page
    assert making.EMAIL in page


def test_a_cv_is_handed_out_when_clean_and_each_time_noted(offer: Offer, in_alpha: Tenant) -> None:
    application = making.sent(offer)
    file = kept(scan=False)
    Application.objects.update(cv=file)
    client, path = browser(user=boards.person()), f"/espace/candidatures/{application.pk}/cv"
    assert client.get(path).status_code == 503
    assert "Télécharger" not in client.get(path.removesuffix("/cv")).content.decode()
    with entering(in_alpha):
        assert not AuditEntry.objects.filter(kind="application.cv_read").exists()
        StoredFile.objects.update(state="clean", scanned_at=application.created_at)
    answer = client.get(path)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    with entering(in_alpha):
        assert AuditEntry.objects.filter(kind="application.cv_read").count() == 1
        StoredFile.objects.update(state="infected")
    assert client.get(path).status_code == 410


def test_looks_are_kept_for_the_person(proposed: Application, in_alpha: Tenant) -> None:
    path = f"/espace/candidatures/{proposed.pk}"
    browser(user=boards.person()).get(path)
    with entering(in_alpha):
        assert [look.what for look in Look.objects.all()] == [LookAt.CARD]
        assert Look.objects.get().employer == proposed.offer.employer
        agree(application=proposed, how=AgreedHow.LINK, by=None)
    browser(user=boards.person()).get(path)
    browser(user=boards.person()).get(f"{path}/cv")
    with entering(in_alpha):
        assert set(Look.objects.values_list("what", flat=True)) == {LookAt.CARD, LookAt.FULL, LookAt.CV}


def test_every_field_that_reaches_an_employer_is_decided_here() -> None:
    """A new field of the two shapes passes by this test: say what an employer gets of it before the yes."""
    assert set(presenting.Whole.__dataclass_fields__) == {
        "pk", "name", "email", "phone", "phone_shown", "message", "ticked", "answers", "cv", "card", "is_known",
        "by_adviser",
    }  # fmt: skip
    assert set(presenting.OnCard.__dataclass_fields__) == {
        "pk", "name", "state", "at", "ticks", "has_cv", "has_message", "is_known", "is_unanswered", "moves",
    }  # fmt: skip


def test_another_employer_and_a_candidate_find_nothing(offer: Offer) -> None:
    application = making.sent(offer)
    other = boards.person("autre@alpha.example")
    boards.employer("Estaminet", by=other)
    for path in (f"/espace/candidatures/{application.pk}", f"/espace/offres/{offer.pk}/candidatures"):
        assert browser(user=other).get(path).status_code == 404
        assert browser(user=boards.person("c@alpha.example", role=Role.CANDIDATE)).get(path).status_code == 403
        assert browser().get(path).status_code == 302


def test_withdrawn_an_employer_reads_who_wont_come_and_nothing_else(offer: Offer, in_alpha: Tenant) -> None:
    application = making.sent(offer, message="CANARI-MOT")
    page = f"/espace/candidatures/{application.pk}"
    client = browser(user=boards.person())
    before = client.get(page).content.decode()
    assert all(word in before for word in (making.NAME, making.EMAIL, "06 39 98 01 12", "CANARI-MOT"))
    with entering(in_alpha):
        withdraw(application=application, by=None)
    after = client.get(page).content.decode()
    assert making.NAME in after
    assert not [word for word in (making.EMAIL, "06 39 98 01 12", "639980112", "CANARI-MOT") if word in after]
