"""A worker that dies leaves its job: it is put back, once, and the health says so meanwhile."""

from datetime import timedelta
from typing import Any

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from tenants.jobs import health, rescue_stalled


def job(
    *, status: str = "doing", worker: int | None = None, lock: str | None = None, name: str = "tests.nothing"
) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id, queueing_lock)"
            " VALUES ('default', %s, %s, %s, %s) RETURNING id",
            [name, status, worker, lock],
        )
        return int(cursor.fetchone()[0])


def worker(*, silent: timedelta) -> int:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s) RETURNING id", [silent])
        return int(cursor.fetchone()[0])


def status(pk: int) -> str:
    return str(ProcrastinateJob.objects.get(pk=pk).status)


def test_jobs_of_the_dead_wait_again_and_those_of_the_living_go_on(db: None) -> None:
    alive, dead = worker(silent=timedelta(seconds=5)), worker(silent=timedelta(minutes=5))
    at_work, left, orphan = job(worker=alive), job(worker=dead), job()
    before = health()
    assert (before.stalled, before.doing, before.workers, before.is_alive) == (2, 3, 1, True)
    assert rescue_stalled() == 2
    assert [status(pk) for pk in (at_work, left, orphan)] == ["doing", "todo", "todo"]
    assert rescue_stalled() == 0
    assert health().stalled == 0
    assert health().waiting == before.waiting + 2


def test_one_that_waits_already_under_its_lock_does_the_work(db: None) -> None:
    left, waiting = job(lock="messaging.drain_emails:alpha"), job(status="todo", lock="messaging.drain_emails:alpha")
    assert rescue_stalled() == 0
    assert (status(left), status(waiting)) == ("failed", "todo")


def test_without_a_worker_the_queue_is_behind_and_not_alive(db: None) -> None:
    app.configure_task("tests.nothing", allow_unknown=True).defer()
    found = health()
    assert not found.is_alive
    assert found.waiting >= 1
    assert found.oldest is not None
    assert found.lag >= timedelta(0)


def test_health_is_one_statement(db: None, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(2):  # with the search_path
        health()
