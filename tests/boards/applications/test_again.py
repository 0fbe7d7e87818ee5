"""Whoever types an address that has applied already learns nothing, and nothing is added before its owner says so."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from boards.accounts.enums import Role
from boards.applications.models import Addition, Application, ScreeningQuestion
from boards.applications.services import keeping
from boards.offers.models import Offer
from boards.offers.services.closing import close_offer
from boards.rights.services.sweeping import sweep
from tenants.context import entering
from tenants.files.models import StoredFile
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.applications import making
from tests.boards.applications.making import EMAIL, NAME, PHONE, browser, mails, texts, typed
from tests.tenants.files.making import upload

ANOTHERS = "Je suis un menteur."


def press(offer: Offer, client: Client | None = None, **values: object) -> str:
    """Send the form; what the browser reads next."""
    client = client or browser()
    answer = client.post(f"/offres/{offer.pk}/postuler", typed(**values))
    assert answer.status_code == 302
    return client.get(answer["Location"]).content.decode()


def bare(page: str) -> str:
    """Without what differs between any two pages: the secret of the form."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"', "", page)


def link_in(text: str) -> str:
    found = re.search(r"/a/[\w-]+", text)
    assert found is not None, text
    return found[0]


def shown_to_employer(application: Application) -> str:
    pages = (f"/espace/candidatures/{application.pk}", f"/espace/offres/{application.offer_id}/candidatures")
    return "".join(browser(user=boards.person()).get(page).content.decode() for page in pages)


@pytest.fixture
def hers(offer: Offer) -> Application:
    press(offer, message="Je me lève tôt.", ticks=[])
    return Application.objects.get()


def test_what_comes_again_waits_and_the_owner_is_asked(hers: Application, offer: Offer, in_alpha: Tenant) -> None:
    press(offer, message=ANOTHERS, cv=upload(name="autre.pdf"), ticks=["licence:B"], phone="06 39 98 02 45")
    with entering(in_alpha):
        hers.refresh_from_db()
        assert (hers.message, hers.ticks, hers.cv, hers.phone) == ("Je me lève tôt.", [], None, PHONE)
        letter = mails()[-1]
        assert letter.subject.replace("\xa0", " ").startswith("Vous avez de nouveau écrit pour cette offre ?")
        assert "Ajouter à ma candidature" in letter.html
        # A public form carries nobody's words into a letter box.
        assert ANOTHERS not in letter.text + letter.html
        path = link_in(letter.text)
    seen = shown_to_employer(hers)
    assert ANOTHERS not in seen
    assert "Je me lève tôt." in seen
    client = browser()
    for _ in range(3):
        page = client.get(path).content.decode()
        assert ANOTHERS in page
        assert "autre.pdf" in page
    assert client.head(path).status_code == 200
    with entering(in_alpha):
        hers.refresh_from_db()
        assert (hers.message, hers.cv, hers.proved_at) == ("Je me lève tôt.", None, None)
    answer = client.post(path, {"add": "1"})
    assert "C’est ajouté." in client.get(answer["Location"]).content.decode()
    with entering(in_alpha):
        hers.refresh_from_db()
        assert hers.message == f"Je me lève tôt.\n\n{ANOTHERS}"
        assert (hers.ticks, hers.cv.name, hers.phone) == (["licence:B"], "autre.pdf", PHONE)
        assert hers.proved_at is not None
        (settled,) = Addition.objects.all()
        assert (settled.name, settled.message, settled.ticks, settled.cv) == ("", "", [], None)
    assert ANOTHERS in shown_to_employer(hers)
    # Once more, by a second click or from the mail: it is done, and once.
    for again in (client.post(path, {"add": "1"}), client.post(path, {"no": "1"}), client.get(path)):
        assert again["Location"].startswith("/candidature/")
    with entering(in_alpha):
        hers.refresh_from_db()
        assert hers.message == f"Je me lève tôt.\n\n{ANOTHERS}"
        assert StoredFile.objects.count() == 1


def test_it_was_not_they(hers: Application, offer: Offer, in_alpha: Tenant) -> None:
    press(offer, message=ANOTHERS, cv=upload(name="autre.pdf"))
    path = link_in(mails()[-1].text)
    page = browser().post(path, {"no": "1"}).content.decode()
    assert "C’est effacé" in page
    with entering(in_alpha):
        assert not Addition.objects.waiting().exists()
        assert not StoredFile.objects.exists()
        hers.refresh_from_db()
        assert hers.message == "Je me lève tôt."
    # The link of before has ended; this one goes on.
    follow = re.search(r'href="(/candidature/[^"]+)"', page)
    assert follow is not None
    assert browser().get(follow[1]).status_code == 200


@pytest.mark.parametrize("contact", [{}, {"email": ""}, {"phone": ""}])
@pytest.mark.parametrize("presses", [1, 2])
def test_the_page_is_the_same_for_known_and_for_unknown(
    offer: Offer, in_alpha: Tenant, contact: dict[str, str], presses: int
) -> None:
    """Whatever is typed, and however often from the same browser; on the form as on the page that follows."""
    said = {"message": ANOTHERS, **contact}
    press(offer, **contact)
    strangers, pages = [browser(), browser()], []
    for client in strangers:
        for _ in range(presses):
            page = press(offer, client, **said)
        pages += [bare(page + client.get(f"/offres/{offer.pk}/postuler").content.decode())]
        with entering(in_alpha):
            # For the second stranger nobody has applied.
            Addition.objects.all().delete()
            Application.objects.all().delete()
    assert pages[0] == pages[1]
    assert "/candidature/" not in pages[0]
    assert ("d’ici : rien n’est perdu" in pages[0].replace("\xa0", " ")) is (presses == 2)


def test_signed_in_as_somebody_else_one_learns_nothing_either(offer: Offer, in_alpha: Tenant) -> None:
    press(offer)
    pages = []
    for n in range(2):
        client = browser(user=boards.person(f"curieux{n}@exemple.fr", role=Role.CANDIDATE))
        pages.append(bare(press(offer, client, message=ANOTHERS)).replace(f"curieux{n}", "curieux"))
        with entering(in_alpha):
            Addition.objects.all().delete()
            Application.objects.all().delete()
    assert pages[0] == pages[1]
    assert "/candidature/" not in pages[0]


def test_signed_in_as_herself_it_is_added_at_once(hers: Application, offer: Offer, in_alpha: Tenant) -> None:
    page = press(offer, browser(user=boards.person(EMAIL, role=Role.CANDIDATE)), message="Et j’ai un vélo.")
    assert "/candidature/" in page
    with entering(in_alpha):
        assert Application.objects.get().message == "Je me lève tôt.\n\nEt j’ai un vélo."


def test_with_a_mobile_only_she_is_asked_by_sms(offer: Offer, in_alpha: Tenant) -> None:
    press(offer, email="", message="Je me lève tôt.")
    press(offer, email="", message=ANOTHERS)
    with entering(in_alpha):
        text = texts()[-1].text
        assert "Ajouter" in text
        assert texts()[-1].segments == 1
        assert ANOTHERS not in text
    assert browser().post(link_in(text), {"add": "1"}).status_code == 302
    with entering(in_alpha):
        assert ANOTHERS in Application.objects.get().message


def test_the_son_who_gives_his_mothers_number_writes_nothing_into_hers(offer: Offer, in_alpha: Tenant) -> None:
    """Hers is proved; he gives her address. She reads his words on a page of their own, and sees whose they are."""
    press(offer)
    (letter,) = mails()
    path = next(line for line in letter.text.splitlines() if "/candidature/" in line).removeprefix(in_alpha.base_url)
    mother = browser()
    mother.get(path)
    press(offer, name="Nabil Benali", message=ANOTHERS)
    page = mother.get(path).content.decode()
    assert ANOTHERS not in page
    own = mother.get(link_in(page)).content.decode()
    assert ANOTHERS in own
    assert "Nabil Benali" in own


def test_a_double_click_waits_for_nothing(offer: Offer, in_alpha: Tenant) -> None:
    """Two presses of one browser that has no session yet: the second has nothing new, nor has the same once more."""
    for _ in range(2):
        press(offer, message="Bonjour", cv=upload())
    with entering(in_alpha):
        assert not Addition.objects.exists()
    for _ in range(2):
        press(offer, message=ANOTHERS, cv=upload(name="autre.pdf", content=None))
    with entering(in_alpha):
        assert Addition.objects.count() == 1


def test_answers_wait_too(hers: Application, offer: Offer, in_alpha: Tenant) -> None:
    question = ScreeningQuestion.objects.create(offer=offer, text="Libre le dimanche ?")
    press(offer, ticks=[], **{f"q_{question.pk.hex}": "Oui"})
    assert not hers.answers.exists()
    path = link_in(mails()[-1].text)
    assert "Libre le dimanche" in browser().get(path).content.decode()
    browser().post(path, {"add": "1"})
    with entering(in_alpha):
        assert [(one.asked, one.text) for one in hers.answers.all()] == [("Libre le dimanche ?", "Oui")]


def test_untouched_it_lapses_after_a_week_with_its_file(hers: Application, offer: Offer, in_alpha: Tenant) -> None:
    press(offer, message=ANOTHERS, cv=upload(name="autre.pdf"))
    path = link_in(mails()[-1].text)
    with time_machine.travel(timezone.now() + timedelta(days=6, hours=23), tick=False):
        assert browser().get(path).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1), tick=False):
        assert browser().get(path).status_code == 404
        assert browser().post(path, {"add": "1"}).status_code == 404
        with entering(in_alpha):
            sweep()
            assert not Addition.objects.exists()
            assert not StoredFile.objects.exists()
            hers.refresh_from_db()
            assert hers.message == "Je me lève tôt."


def test_it_is_exported_and_erased_with_the_application(hers: Application, offer: Offer, in_alpha: Tenant) -> None:
    press(offer, message=ANOTHERS, cv=upload(name="autre.pdf"))
    with entering(in_alpha):
        (waits,) = keeping.everything_of(hers, has_address=True)["ajouts_a_confirmer"]
        assert (waits["message"], waits["nom"], waits["cv"]) == (ANOTHERS, NAME, "autre.pdf")
        keeping.erase(application=hers)
        assert not Addition.objects.exists()
        assert not StoredFile.objects.exists()


def test_of_an_offer_that_is_over_nothing_is_added(hers: Application, offer: Offer, in_alpha: Tenant) -> None:
    press(offer, message=ANOTHERS)
    path = link_in(mails()[-1].text)
    with entering(in_alpha):
        close_offer(offer=offer, closed_as="another_way", by=boards.person())
    assert "n’est plus en ligne" in browser().get(path).content.decode()
    assert browser().post(path, {"add": "1"}).status_code == 422
    with entering(in_alpha):
        assert Addition.objects.exists()
        assert ANOTHERS not in Application.objects.get().message


def test_another_tenants_link_opens_nothing(hers: Application, offer: Offer) -> None:
    press(offer, message=ANOTHERS)
    assert browser("beta.test").get(link_in(mails()[-1].text)).status_code == 404
    assert making.EMAIL == EMAIL
