"""A search that goes on tells of each new person once."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from boards.candidates.models import Look, Profile
from boards.library.asked import Asked
from boards.library.enums import Rhythm
from boards.library.models import SavedSearch
from boards.library.models.saved_search import MOST_SAVED
from boards.library.services import saving
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tests.boards.candidates import making


@pytest.fixture
def saved(firm, baker):
    making.profile(name="Déjà Là", email="deja@exemple.fr", phone="")
    return saving.save(asked=Asked(occupations=("D1102",)), employer=firm, rhythm=Rhythm.DAILY, by=baker)


def letters() -> list[EmailDelivery]:
    return list(EmailDelivery.objects.filter(subject_ref__startswith="library:").order_by("created_at"))


def tell(days: float) -> int:
    with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
        return saving.tell_due()


def test_new_people_are_told_once_those_of_before_never(saved, firm):
    assert tell(1) == 0
    new = making.profile()
    assert tell(0.5) == 0
    assert tell(2) == 1
    (letter,) = letters()
    assert letter.subject.startswith("Une nouvelle personne : Boulanger")
    for secret in (making.NAME, making.EMAIL, making.PHONE):
        assert secret not in letter.text + letter.html
    assert letter.unsubscribe_url in letter.text
    assert Look.objects.filter(profile=new, employer=firm).exists()
    assert tell(4) == 0


def test_the_mails_header_stops_it_and_opening_the_link_does_not(saved, browse):
    making.profile()
    tell(2)
    path = "/" + letters()[0].unsubscribe_url.split("/", 3)[3]
    anybody = browse()
    assert "Ne plus être prévenu ?" in anybody.get(path).content.decode()
    assert SavedSearch.objects.get().ended_at is None
    assert "C’est arrêté" in anybody.post(path).content.decode()
    Profile.objects.create(name="Nouvelle", occupations=["D1102"])
    assert tell(4) == 0


def test_a_firm_that_may_look_no_more_is_told_nothing(saved, here):
    type(here).objects.filter(pk=here.pk).update(library_access="closed")
    here.refresh_from_db()
    making.profile()
    with entering(here):
        assert tell(2) == 0


def test_the_same_search_is_kept_once_and_ten_are_enough(saved, firm, baker):
    again = saving.save(asked=Asked(occupations=("D1102",)), employer=firm, rhythm=Rhythm.WEEKLY, by=baker)
    assert again == saved
    for radius in range(MOST_SAVED - 1):
        saving.save(asked=Asked(text=f"mot {radius}"), employer=firm, rhythm=Rhythm.DAILY, by=baker)
    with pytest.raises(ValidationError, match="arrêtez-en une"):
        saving.save(asked=Asked(text="une de trop"), employer=firm, rhythm=Rhythm.DAILY, by=baker)


def test_the_button_under_a_search_keeps_it(firm, baker, browse):
    browser = browse(baker)
    done = browser.post("/espace/cvtheque/recherches", {"recherche": "metier=D1102", "rhythm": "daily"}, follow=True)
    assert "C’est noté" in done.content.decode()
    assert "Boulanger" in browser.get("/espace/cvtheque/recherches").content.decode()
    key = SavedSearch.objects.get().pk
    browser.post(f"/espace/cvtheque/recherches/{key}/arreter")
    assert "Aucune recherche enregistrée" in browser.get("/espace/cvtheque/recherches").content.decode()
