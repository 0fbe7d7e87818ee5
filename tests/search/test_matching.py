"""New documents against saved searches: what is found, once, whoever drains and whenever."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from search import index, saved
from search.matching import outbox
from search.matching.drain import Drained, drain
from search.matching.queue import backlog
from search.models import JobDocument, SavedSearch, SearchMatch
from tenants.enums import SharingIn
from tenants.models import Tenant
from tests.search.made import BERGUES, CHAMONIX, DUNKERQUE, HAZEBROUCK, around, asking, document, put

pytestmark = pytest.mark.django_db

told: list[list[str]] = []


def listener(*, schemas: list[str]) -> None:
    told.append(schemas)


@pytest.fixture(autouse=True)
def _listening(settings) -> None:
    told.clear()
    settings.MATCH_LISTENERS = [f"{__name__}.listener"]


def found(schema: str = "alpha") -> list[tuple[str, str]]:
    """Titles by key, taken from the outbox."""
    titles = {row.offer_id: row.title for row in JobDocument.objects.all()}
    return sorted((one.key, titles[one.offer_id]) for one in outbox.take(schema, 100))


def test_a_new_offer_goes_to_the_searches_that_find_it_in_every_tenant_that_shows_it() -> None:
    ours = saved.keep(asking("boulangère", place=around(BERGUES), radius_km=10))
    theirs = saved.keep(asking("boulanger", schema="beta"))
    saved.keep(asking("menuisier"))
    saved.keep(asking("boulanger", schema="gamma"))
    row = put(commune=BERGUES)
    assert drain() == Drained(documents=1, pairs=2)
    assert told == [["alpha", "beta"]]
    (match,) = outbox.take("alpha", 10)
    assert (match.key, match.offer_schema, match.offer_id) == (ours, "alpha", row.offer_id)
    assert (match.fingerprint, match.live_since) == (row.fingerprint, row.live_since)
    assert found("beta") == [(theirs, "Boulanger F/H")]
    assert outbox.waiting_schemas() == []


def test_what_was_there_before_the_search_is_not_told_as_new() -> None:
    put()
    drain()
    saved.keep(asking("boulanger"))
    assert drain() == Drained()
    assert not SearchMatch.objects.exists()


def test_only_the_radius_that_was_asked_for() -> None:
    near = saved.keep(asking(place=around(BERGUES), radius_km=5))
    far = saved.keep(asking(place=around(BERGUES), radius_km=30))
    put(commune=HAZEBROUCK, schema="alpha", title="29 km")
    put(commune=DUNKERQUE, schema="alpha", title="8 km")
    put(commune=BERGUES, schema="alpha", title="là")
    put(commune=CHAMONIX, schema="alpha", title="loin")
    drain()
    assert found() == sorted([(near, "là"), (far, "là"), (far, "8 km"), (far, "29 km")])


def test_what_a_tenant_shows_is_what_it_shows_now(alpha: Tenant) -> None:
    saved.keep(asking("boulanger"))
    alpha.shows_offers = SharingIn.NONE
    alpha.save()
    put(schema="beta", commune=HAZEBROUCK)
    assert drain() == Drained(documents=1)
    alpha.shows_offers, alpha.sector_domains = SharingIn.SECTOR, ["D11"]
    alpha.save()
    put(schema="beta", commune=HAZEBROUCK)
    put(schema="beta", commune=HAZEBROUCK, occupation_code="G1201")
    put(schema="gamma", commune=CHAMONIX, sharing="everywhere")
    assert drain() == Drained(documents=3, pairs=2)


def test_a_withdrawn_offer_is_settled_and_told_to_nobody() -> None:
    saved.keep(asking())
    row = put()
    index.withdraw(schema=row.schema, offer_id=row.offer_id)
    assert drain() == Drained(documents=1)
    assert (backlog().documents, told) == (0, [])


def test_an_offer_that_comes_back_is_live_since_then() -> None:
    saved.keep(asking("boulanger"))
    data = document()
    with transaction.atomic():
        index.put(data)
    JobDocument.objects.update(live_since=timezone.now() - timedelta(days=9))
    drain()
    (first,) = outbox.take("alpha", 10)
    index.withdraw(schema="alpha", offer_id=data.offer_id)
    index.put(data)
    drain()
    (again,) = outbox.take("alpha", 10)
    assert again.fingerprint == first.fingerprint
    assert again.live_since - first.live_since > timedelta(days=8)


def test_an_offer_edited_before_it_was_taken_waits_once_as_it_is_now() -> None:
    saved.keep(asking("boulanger"))
    data = document()
    index.put(data)
    drain()
    index.put(document(offer_id=data.offer_id, title="Boulanger de nuit", published_at=data.published_at))
    assert drain() == Drained(documents=1, pairs=1)
    (match,) = outbox.take("alpha", 10)
    assert match.fingerprint == JobDocument.objects.get().fingerprint


def test_an_offer_from_before_fingerprints_gets_one_on_its_way() -> None:
    saved.keep(asking("boulanger"))
    row = put()
    JobDocument.objects.update(fingerprint="")
    drain()
    (match,) = outbox.take("alpha", 10)
    assert match.fingerprint == row.fingerprint


def test_an_edited_offer_keeps_the_searches_that_found_it_before() -> None:
    before, after = saved.keep(asking("boulanger")), saved.keep(asking("nuit"))
    data = document()
    index.put(data)
    drain()
    index.put(document(offer_id=data.offer_id, title="Pain de nuit", published_at=data.published_at))
    drain()
    assert found() == sorted([(before, "Pain de nuit"), (after, "Pain de nuit")])


def test_taking_is_undone_with_its_transaction() -> None:
    saved.keep(asking())
    put()
    drain()
    with transaction.atomic():
        assert len(outbox.take("alpha", 10)) == 1
        assert outbox.take("alpha", 10) == []
        transaction.set_rollback(True)
    assert len(outbox.take("alpha", 10)) == 1


def test_more_than_one_batch(monkeypatch) -> None:
    monkeypatch.setattr("search.matching.drain.BATCH", 3)
    saved.keep(asking())
    for _ in range(7):
        put()
    assert drain() == Drained(documents=7, pairs=7)
    assert told == [["alpha"]] * 3
    assert len(outbox.take("alpha", 5)) == 5
    assert len(outbox.take("alpha", 5)) == 2


def test_a_listener_that_fails_undoes_the_batch_and_nothing_is_lost(settings) -> None:
    saved.keep(asking())
    put()
    settings.MATCH_LISTENERS = [f"{__name__}.failing"]
    with pytest.raises(ZeroDivisionError):
        drain()
    assert backlog().documents == 1
    assert not SearchMatch.objects.exists()
    JobDocument.objects.update(match_claimed_until=timezone.now() - timedelta(seconds=1))
    settings.MATCH_LISTENERS = []
    assert drain() == Drained(documents=1, pairs=1)


def failing(*, schemas: list[str]) -> None:
    raise ZeroDivisionError


def test_a_search_that_nobody_waits_for_is_forgotten() -> None:
    key = saved.keep(asking("boulanger"))
    put()
    drain()
    saved.set_waiting({key: 0}, schema="alpha")
    assert not SavedSearch.objects.exists()
    put()
    assert drain() == Drained(documents=1)
