"""A wake-up names its task: a name that nobody has would be a job that nobody runs."""

import pytest
from procrastinate.contrib.django import app

from search import tasks, wake


def test_the_names_and_locks_of_wake_ups_are_those_of_the_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[str, str | None]] = []
    monkeypatch.setattr(wake, "_defer", lambda task, *, lock: called.append((task, lock)))
    wake._drain()
    wake._match()
    assert called == [(task.name, task.queueing_lock) for task in (tasks.drain, tasks.match)]
    assert {name for name, _lock in called} <= set(app.tasks)
