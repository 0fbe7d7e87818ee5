"""A person's own page: add, write, withdraw, export, erase; by the link alone."""

import json
from collections.abc import Iterable

import pytest
from django.core.signing import BadSignature
from django.test import Client
from django.utils import timezone

from boards.applications import listeners
from boards.applications.links import FOLLOW_SALT, follow_path, read_follow
from boards.applications.models import Answer, Application
from boards.applications.services import keeping
from boards.applications.services.answering import refuse
from boards.applications.services.conversing import say
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from boards.threads.enums import Side
from boards.threads.models import Message, Thread
from tenants import signing
from tenants.context import entering
from tenants.files.models import StoredFile
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.applications import making
from tests.boards.applications.making import browser
from tests.tenants.files.making import kept, upload


@pytest.fixture
def application(offer: Offer) -> Application:
    return making.sent(offer, message="CANARI-MOT", ticks=("licence:B",))


@pytest.fixture
def path(application: Application) -> str:
    return follow_path(application, by_message=True)


def own(path: str, client: Client | None = None) -> str:
    return (client or browser()).get(path).content.decode()


def test_a_cv_and_some_words_are_added(application: Application, path: str, in_alpha: Tenant) -> None:
    client = browser()
    answer = client.post(f"{path}/ajouter", {"cv": upload(), "words": "Et j’ai un vélo."})
    assert answer["Location"] == path
    with entering(in_alpha):
        application.refresh_from_db()
        first = application.cv
        assert first is not None
        assert application.message.endswith("Et j’ai un vélo.")
    client.post(f"{path}/ajouter", {"cv": upload(name="neuf.pdf")})
    with entering(in_alpha):
        application.refresh_from_db()
        assert application.cv.name == "neuf.pdf"
        assert not StoredFile.objects.filter(pk=first.pk).exists()
    for values, words in (({}, "Choisissez un fichier"), ({"cv": upload(b"MZ", "x.exe")}, "PDF")):
        answer = client.post(f"{path}/ajouter", values)
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_writing_and_being_written_to(application: Application, path: str, in_alpha: Tenant) -> None:
    client = browser()
    assert client.post(f"{path}/ecrire", {"text": "Puis-je venir jeudi ?", "nonce": "n"}).status_code == 302
    page = own(path, client)
    assert "Puis-je venir jeudi" in page
    employer = browser(user=boards.person())
    assert "Puis-je venir jeudi" in employer.get(f"/espace/candidatures/{application.pk}").content.decode()
    with entering(in_alpha):
        application.refresh_from_db()
        # The person's own words are no answer to them.
        assert application.answered_at is None
        assert application.thread is not None
        say(application=application, side=Side.EMPLOYER, text="Oui, à 9 h.", by=boards.person())
        application.refresh_from_db()
        assert application.answered_how == "message"
    assert "Oui, à 9" in own(path, client)


def test_withdrawing_is_said_and_ends_the_employers_turn(application: Application, path: str, in_alpha: Tenant) -> None:
    assert "Retirer votre candidature" in own(path)
    browser().post(f"{path}/retirer")
    assert "Vous avez retiré votre candidature" in own(path)
    page = browser(user=boards.person()).get(f"/espace/offres/{application.offer_id}/candidatures").content.decode()
    assert making.NAME not in page


def test_the_export_holds_everything(application: Application, path: str, in_alpha: Tenant) -> None:
    Answer.objects.create(application=application, asked="Libre ?", text="Oui")
    Application.objects.update(cv=kept())
    say(application=application, side=Side.CANDIDATE, text="Bonjour", by=None)
    refuse(application=application, text="Merci, c’est non.", by=boards.person())
    found = json.loads(browser().get(f"{path}/mes-donnees.json").content)
    assert found["nom"] == making.NAME
    assert found["message"] == "CANARI-MOT"
    assert found["reponses"] == [{"question": "Libre ?", "reponse": "Oui"}]
    assert found["conversation"][0]["texte"] == "Bonjour"
    assert found["cv"]["nom"] == "cv.pdf"
    assert found["reponse_recue"] == "Merci, c’est non."
    assert len(found["messages_envoyes"]) == 2
    # Every field of the row is in it, or is none of the person's.
    said = {
        "name": "nom", "email": "adresse", "phone": "telephone", "message": "message", "ticks": "cases_cochees",
        "cv": "cv", "state": "etat", "state_at": "depuis", "answered_at": "repondu_le", "created_at": "envoyee_le",
        "answered_how": "repondu_comment", "answer_text": "reponse_recue", "source": "origine",
        "agreed_at": "accord_donne_le", "agreed_how": "accord_comment", "offer": "offre", "thread": "conversation",
        "with_profile_cv": "cv_du_profil",
    }  # fmt: skip
    ours = {
        "id", "updated_at", "profile", "user", "state_before", "state_by", "state_hand", "reminded_at", "added_by",
        "link_key", "name_key", "proved_at", "last_contact_at", "anonymised_at",
    }  # fmt: skip
    assert {field.name for field in Application._meta.fields} == said.keys() | ours
    assert set(said.values()) <= found.keys()


def test_erasing_leaves_a_state_and_nobody(application: Application, path: str, in_alpha: Tenant) -> None:
    """Canaries in everything: none is left in any row, and the link is dead."""
    Answer.objects.create(application=application, asked="Libre ?", text="CANARI-REPONSE")
    Application.objects.update(cv=kept(name="CANARI-CV.pdf"))
    say(application=application, side=Side.CANDIDATE, text="CANARI-MESSAGE", by=None)
    client = browser()
    assert "disparaissent" in own(f"{path}/effacer", client)
    assert "C’est effacé" in client.post(f"{path}/effacer").content.decode()
    with entering(in_alpha):
        rest = str(list(Application.objects.values())) + str(list(Answer.objects.values()))
        rest += str(list(Message.objects.values())) + str(list(Thread.objects.values()))
        rest += str(list(StoredFile.objects.values()))
        rest += str(list(EmailDelivery.objects.values())) + str(list(SmsDelivery.objects.values()))
        assert "CANARI" not in rest
        assert making.NAME not in rest
        assert making.EMAIL not in rest
        assert making.PHONE not in rest
        assert Application.objects.get().state == "new"
    assert client.get(path).status_code == 404
    page = browser(user=boards.person()).get(f"/espace/offres/{application.offer_id}/candidatures").content.decode()
    assert "Personne effacée" in page
    # The same person may come again: nobody knows them.
    assert client.post(f"/offres/{application.offer_id}/postuler", making.typed()).status_code == 302


def test_erasing_one_leaves_the_others_messages(application: Application, path: str, in_alpha: Tenant) -> None:
    making.sent(making.here(title="Vendeur F/H"))
    browser().post(f"{path}/effacer")
    with entering(in_alpha):
        kept_letters = [one.subject for one in making.mails() if one.subject]
        assert kept_letters == ["Votre candidature est arrivée : Vendeur F/H"]


@pytest.mark.parametrize(("days", "gone"), [(729, False), (731, True)])
def test_two_years_after_the_last_contact_it_is_nobodys(offer: Offer, days: int, gone: bool) -> None:
    from boards.applications.days import today

    making.sent(offer, at=making.days_ago(days))
    assert keeping.anonymise_old(on=today()) == 0  # the offer is online
    Offer.objects.update(state=OfferState.EXPIRED)
    assert keeping.anonymise_old(on=today()) == gone
    assert (Application.objects.get().anonymised_at is not None) == gone
    assert keeping.anonymise_old(on=today()) == 0


def test_a_contact_winds_the_clock_up_again(offer: Offer) -> None:
    from boards.applications.days import today

    application = making.sent(offer, at=making.days_ago(731))
    say(application=application, side=Side.EMPLOYER, text="Toujours libre ?", by=boards.person())
    Offer.objects.update(state=OfferState.EXPIRED)
    assert keeping.anonymise_old(on=today()) == 0


def test_a_contact_while_others_go_winds_it_up_too(offer: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    from boards.applications.days import today

    for email in ("lea@exemple.fr", "noa@exemple.fr"):
        making.sent(offer, email=email, phone="", at=making.days_ago(731))
    Offer.objects.update(state=OfferState.EXPIRED)

    def meanwhile(applications: Iterable[Application]) -> None:
        Application.objects.exclude(pk__in=[one.pk for one in applications]).update(last_contact_at=timezone.now())

    monkeypatch.setattr(listeners, "tell_gone", meanwhile)
    assert keeping.anonymise_old(on=today()) == 1
    assert Application.objects.of_people().count() == 1


@pytest.mark.parametrize("what", ["", "/mes-donnees.json", "/effacer", "/cv"])
def test_a_link_is_good_for_one_person_in_one_tenant(application: Application, path: str, what: str) -> None:
    token = path.removeprefix("/candidature/")
    assert browser("beta.test").get(f"{path}{what}").status_code == 404
    for forged in (token[:-2] + "xx", signing.dumps("x", salt=FOLLOW_SALT), signing.dumps([1, 2, 3], salt="other")):
        assert browser().get(f"/candidature/{forged}{what}").status_code == 404
    with pytest.raises(BadSignature):
        read_follow(signing.dumps(["x", "y"], salt=FOLLOW_SALT))


def test_the_page_says_no_more_than_the_employer_said(application: Application, path: str, in_alpha: Tenant) -> None:
    from boards.applications.enums import ApplicationState
    from boards.applications.services.moving import move

    assert "L’employeur indique" not in own(path)
    with entering(in_alpha):
        move(application=application, to=ApplicationState.MET, by=boards.person())
    client = browser()
    assert "L’employeur indique qu’il vous a contacté" in own(path, client)
    client.post(f"{path}/pas-encore")
    assert "Reçue par l’employeur" in own(path, client)
