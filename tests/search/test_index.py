"""Putting and withdrawing: one row an offer, in the offer's own transaction."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from search import index, queue
from search.models import JobDocument
from tests.search.made import document, put

pytestmark = pytest.mark.django_db


def test_putting_twice_changes_nothing() -> None:
    data = document()
    for _ in range(2):
        index.put(data)
    row = JobDocument.objects.get()
    assert row.version == 1
    index.put(document(offer_id=data.offer_id, title="Pâtissier", published_at=data.published_at))
    row.refresh_from_db()
    assert (row.version, row.title) == (2, "Pâtissier")
    assert "patiss" in row.vector


def test_a_rollback_leaves_nothing() -> None:
    with transaction.atomic():
        index.put(document())
        assert JobDocument.objects.exists()
        transaction.set_rollback(True)
    assert not JobDocument.objects.exists()


def test_withdrawing_empties_the_row_and_versions_go_on() -> None:
    row = put(description="Texte", employer_name="Mme Vasseur")
    for _ in range(2):
        index.withdraw(schema=row.schema, offer_id=row.offer_id)
    row.refresh_from_db()
    assert (row.version, row.withdrawn) == (2, True)
    left = " ".join(str(value) for name, value in vars(row).items() if name not in {"path", "offer_id", "_state"})
    for word in ("Texte", "Vasseur", "vasseur", "Boulanger", "boulang", "Bergues"):
        assert word not in left
    put(offer_id=row.offer_id)
    row.refresh_from_db()
    assert (row.version, row.withdrawn, row.title) == (3, False, "Boulanger F/H")


def test_withdrawing_what_was_never_put_is_fine() -> None:
    index.withdraw(schema="alpha", offer_id=uuid4())
    assert not JobDocument.objects.exists()


def test_the_same_offer_id_in_two_tenants_is_two_documents() -> None:
    offer_id = uuid4()
    put(schema="alpha", offer_id=offer_id)
    put(schema="beta", offer_id=offer_id)
    index.withdraw(schema="alpha", offer_id=offer_id)
    assert [row.schema for row in JobDocument.objects.live()] == ["beta"]


def test_long_and_hostile_text_is_taken() -> None:
    row = put(title="x" * 400 + "\x00", description="mot\x00 " * 20_000, employer_name="é" * 300)
    assert len(row.title) == 300


@pytest.mark.parametrize(
    "broken",
    [
        {"schema": "public"}, {"schema": ""}, {"title": ""}, {"latitude": None}, {"longitude": 181.0}, {"version": 0},
        {"synced_version": 99}, {"matched_version": 99}, {"sharing": "all"}, {"licence": "B"}, {"posts": 0},
        {"withdrawn": True},
    ],
)  # fmt: skip
def test_the_database_refuses(broken: dict) -> None:
    row = put()
    with pytest.raises(IntegrityError), transaction.atomic():
        JobDocument.objects.filter(pk=row.pk).update(**broken)


def test_one_wake_up_after_the_commit_however_much_was_written(settings, django_capture_on_commit_callbacks) -> None:
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True) as callbacks:
            for _ in range(3):
                put()
        assert len(callbacks) == 2  # the indexer and the matcher
    # The second transaction found one waiting, and that one will see its rows.
    for task in ("search.drain", "search.match"):
        assert ProcrastinateJob.objects.filter(task_name=task, status="todo").count() == 1


def test_without_elasticsearch_only_the_matcher_is_woken(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        put()
    assert list(ProcrastinateJob.objects.values_list("task_name", flat=True)) == ["search.match"]


def test_a_newer_version_does_not_wait_for_the_claim_on_the_older_one() -> None:
    row = put()
    assert [claimed.version for claimed in queue.claim(batch=10)] == [1]
    assert queue.claim(batch=10) == []
    put(offer_id=row.offer_id, title="Changée")
    assert [claimed.version for claimed in queue.claim(batch=10)] == [2]
    queue.mark([(row.pk, 1)])  # the older one arrives
    row.refresh_from_db()
    assert (row.synced_version, row.version) == (1, 2)


def test_withdrawn_offers_leave_first() -> None:
    rows = [put() for _ in range(3)]
    index.withdraw(schema=rows[2].schema, offer_id=rows[2].offer_id)
    assert [row.withdrawn for row in queue.claim(batch=2)] == [True, False]


def test_old_withdrawn_rows_are_purged() -> None:
    kept, gone = put(), put()
    for row in (kept, gone):
        index.withdraw(schema=row.schema, offer_id=row.offer_id)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_jobdocument SET changed_at = now() - interval '31 days' WHERE id = %s", [gone.pk])
    assert index.purge_withdrawn() == 1
    assert list(JobDocument.objects.all()) == [kept]
