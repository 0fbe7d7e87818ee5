"""A worker in a process of its own that drains one tenant's messages, and can be killed at an exact instant.

    run(Sending("email", "alpha", settings={...}, kill=Kill("accepted", nth=3)))  →  the return code, -9 when killed

Points: `claimed`: rows claimed and committed, the n-th not begun; `accepted`: the provider has the n-th and nobody
wrote it down; `journaled`: the journal has it and the database has not. The peers live in the test's process.

Python's fork server gets Django ready once and forks for every drain (`ready`), so that one costs a fraction of a
second and two begin together. It is a process that never had a thread or a connection of the tests'.
"""

import multiprocessing
import os
import signal
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any

POINTS = ("claimed", "accepted", "journaled")


@dataclass(frozen=True)
class Kill:
    """When: at the n-th message of this process."""

    point: str
    nth: int = 1


@dataclass(frozen=True)
class Sending:
    """One drain. settings: overrides; at: the clock it believes in; candidates, turns: for races (see `drain`)."""

    channel: str
    schema: str
    settings: dict[str, Any] = field(default_factory=dict)
    kill: Kill | None = None
    at: str = ""
    batch: int = 0
    candidates: int = 0
    # Switched off to show that the race is there: claims then don't wait for each other.
    turns: bool = True
    pause: float = 0.0


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.ready"])
    return context


def start(sending: Sending) -> ForkServerProcess:
    """Start it on the database that this process uses."""
    from django.db import connection

    process = _server().Process(target=drain, args=(sending, connection.settings_dict["NAME"]), daemon=True)
    process.start()
    return process


def run(sending: Sending, *, timeout: float = 60) -> int:
    """Start it and wait; the return code."""
    return ended(start(sending), timeout=timeout)


def ended(process: ForkServerProcess, *, timeout: float = 60) -> int:
    """Wait for its end; the return code."""
    process.join(timeout)
    assert process.exitcode is not None, f"still running after {timeout} s"
    return process.exitcode


def drain(asked: Sending, database: str) -> None:
    """In the child."""
    import time_machine
    from django.test import override_settings
    from django_tenants.utils import schema_context

    from tenants.messaging.sending import emails, texts
    from tests.database import use

    use(database)
    _arm(asked)
    send = emails.drain_emails if asked.channel == "email" else texts.drain_texts
    with override_settings(**asked.settings), schema_context(asked.schema):
        if asked.at:
            with time_machine.travel(asked.at, tick=True):
                send()
        else:
            send()


def _arm(asked: Sending) -> None:
    """Put the trap, and the switches of a race, into this process only."""
    import time

    from tenants.messaging import journal, queue
    from tenants.messaging.sending import emails

    if asked.batch:
        emails.BATCH = asked.batch
    if asked.candidates:
        queue.CANDIDATES = asked.candidates
    if not asked.turns:
        queue._take_turns = lambda channel: None  # type: ignore[assignment]
    if asked.pause:
        look = queue._look_at_texts

        def slowly(due: Any) -> Any:
            found = look(due)
            time.sleep(asked.pause)
            return found

        queue._look_at_texts = slowly
    kill = asked.kill
    if not kill:
        return
    seen = {"begin": 0, "accept": 0}
    begin, accept = journal.Journal.begin, journal.Journal.accept

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def begun(self: Any, key: object) -> None:
        seen["begin"] += 1
        if kill.point == "claimed" and seen["begin"] == kill.nth:
            die()
        begin(self, key)

    def accepted(self: Any, key: object, **about: Any) -> None:
        seen["accept"] += 1
        if kill.point == "accepted" and seen["accept"] == kill.nth:
            die()
        accept(self, key, **about)
        if kill.point == "journaled" and seen["accept"] == kill.nth:
            die()

    journal.Journal.begin = begun  # type: ignore[method-assign]
    journal.Journal.accept = accepted  # type: ignore[method-assign]
