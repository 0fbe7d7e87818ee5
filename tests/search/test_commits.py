"""Where commits are real."""

import threading

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from search import index
from search.models import JobDocument
from tests.search.made import document


def test_outside_a_transaction_a_put_is_refused(committing: str) -> None:
    with pytest.raises(TransactionManagementError):
        index.put(document())


def test_an_offer_put_for_the_first_time_by_two_at_once_is_one_row(committing: str) -> None:
    data = document()
    other = document(offer_id=data.offer_id, title="Second", published_at=data.published_at)
    failures: list[BaseException] = []
    started = threading.Event()

    def second() -> None:
        try:
            connection.set_schema_to_public()
            started.set()
            with transaction.atomic():
                index.put(other)
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        index.put(data)
        thread.start()
        started.wait()
        thread.join(timeout=0.5)  # it waits for this commit
        assert thread.is_alive()
    thread.join()
    assert not failures
    row = JobDocument.objects.get()
    assert (row.title, row.version) == ("Second", 2)
