"""A worker that dies where it is told to: the real tasks in a process of its own, and SIGKILL.

One process gets Django ready and forks for every life, so that a life costs a fraction of a second. Nothing is undone
or closed in it: the operating system takes the sockets and the locks, PostgreSQL the transaction.
"""

import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from deploy.settings.environment import ROOT

#: Where it may die: the rows of a batch of digests are written and not committed; a provider has accepted and our
#: journal doesn't know; the journal knows and the database doesn't.
TELLING, ACCEPTED, JOURNALED = "telling", "accepted", "journaled"


class Mortal:
    """The process that has the lives. `live` returns whether that one was killed."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def live(self, *tasks: str, die: str = "", at: int = 1, now: datetime, forgets: bool = False) -> bool:
        """Run tasks of alpha (tell, emails, texts), and die when a point is reached for the n-th time.

        forgets: the provider of SMS can't be asked what became of one.
        """
        assert self._process.stdin
        assert self._process.stdout
        said = {"tasks": tasks, "die": die, "at": at, "now": now.isoformat(), "forgets": forgets}
        self._process.stdin.write(json.dumps(said) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().strip()
        assert answer in ("killed", "lived"), answer
        return answer == "killed"


@contextmanager
def mortal(database: str, settings: dict[str, Any]) -> Iterator[Mortal]:
    """A worker on a database, with these settings."""
    command = [sys.executable, "-m", "tests.faults.mortal", database, json.dumps(settings, default=str)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield Mortal(process)
    finally:
        process.communicate(timeout=30)


def main() -> None:
    import django

    import tests.plugin  # noqa: F401  the tests' PostgreSQL, before Django

    django.setup()
    from django.conf import settings

    from tests import database

    database.use(sys.argv[1])
    for name, value in json.loads(sys.argv[2]).items():
        setattr(settings, name, value)
    for line in sys.stdin:
        print(_fork(json.loads(line)), flush=True)


def _fork(said: dict[str, Any]) -> str:
    child = os.fork()
    if not child:
        try:
            _life(said)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return "killed"
    return "lived" if status == 0 else f"ended with {status}"


def _life(said: dict[str, Any]) -> None:
    import time_machine

    from boards.alerts import tasks as alerts
    from boards.alerts.services import digests
    from tenants.messaging import tasks as messaging
    from tenants.messaging.adapters.email import DjangoMailer
    from tenants.messaging.adapters.local import LocalSms
    from tenants.messaging.journal import Journal

    die = _Death(said["at"])
    digests.BATCH = 40
    if said["die"] == TELLING:
        digests._queue = die.after(digests._queue)
    elif said["die"] == ACCEPTED:
        DjangoMailer.send = die.after(DjangoMailer.send)  # type: ignore[method-assign]
        LocalSms.send = die.after(LocalSms.send)  # type: ignore[method-assign]
    elif said["die"] == JOURNALED:
        Journal.accept = die.after(Journal.accept)  # type: ignore[method-assign]
    if said["forgets"]:
        LocalSms.ask = lambda self, text, ref="": None  # type: ignore[method-assign]
    work = {"tell": alerts.tell, "emails": messaging.drain_emails, "texts": messaging.drain_texts}
    with time_machine.travel(datetime.fromisoformat(said["now"])):
        for name in said["tasks"]:
            work[name](schema="alpha")


class _Death:
    """Comes when something has been done for the n-th time."""

    def __init__(self, at: int) -> None:
        self.left = at

    def after(self, function: Callable[..., object]) -> Callable[..., Any]:
        def wrapped(*arguments: object, **options: object) -> object:
            result = function(*arguments, **options)
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        return wrapped


if __name__ == "__main__":
    main()
