"""TRUST 22: who asks for several firms at the same moment asks no more than their share, and a search is kept once."""

from functools import partial
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from boards.library import policies
from boards.library.asked import Asked
from boards.library.enums import Rhythm
from boards.library.models import ContactRequest, SavedSearch
from boards.library.services import requesting, saving
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making as boards
from tests.boards.candidates import making
from tests.boards.together import at_once, meeting

WORDS = "Je tiens la boulangerie de Bergues et je cherche quelqu’un pour le tour, de nuit."


@pytest.fixture
def here(committing: str, settings, tmp_path: Path) -> Tenant:
    """alpha, where commits are real."""
    settings.MESSAGING_JOURNALS = tmp_path
    return Tenant.objects.get(schema_name="alpha")


def test_for_several_firms_at_once(here: Tenant, monkeypatch) -> None:
    monkeypatch.setattr(policies, "MOST_REQUESTS_A_DAY", 1)
    with entering(here):
        baker = boards.person()
        firms = [boards.employer(name, by=baker) for name in ("Fournil Un", "Fournil Deux", "Fournil Trois")]
        people = [making.profile(name=f"P{n}", email=f"p{n}@exemple.fr", phone="") for n in range(3)]
    asks = [
        lambda firm=firm, one=one: requesting.ask(profile=one.pk, employer=firm, words=WORDS, by=baker)
        for firm, one in zip(firms, people, strict=True)
    ]
    failures = at_once(asks)
    assert [type(one) for one in failures] == [ValidationError] * 2
    with entering(here):
        assert ContactRequest.objects.count() == 1


def test_the_same_search_twice_at_once(here: Tenant, monkeypatch) -> None:
    with entering(here):
        baker = boards.person()
        firm = boards.employer("Fournil Un", by=baker)
    # Neither has found it.
    monkeypatch.setattr(SavedSearch, "save", meeting(SavedSearch.save))
    asked = Asked(occupations=("D1102",))
    assert at_once([partial(saving.save, asked=asked, employer=firm, rhythm=Rhythm.DAILY, by=baker)] * 2) == []
    with entering(here):
        assert SavedSearch.objects.count() == 1
