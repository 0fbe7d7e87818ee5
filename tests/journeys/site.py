"""A whole site for browsers: a database that commits, web and worker as processes, and a way to look behind.

Playwright's loop runs in the tests' thread and Django refuses to query beside a loop, so everything that touches
the database goes through `Site.do`, in a thread of its own with a connection of its own.
"""

import hashlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import fasteners
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from deploy.elasticsearch.node import free_port
from deploy.settings import environment
from deploy.settings.environment import ROOT, VAR
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tests.tenants.codes import code_in

T = TypeVar("T")
UP_SECONDS = 60
SETTLE_SECONDS = 30
STOP_SECONDS = 3


@dataclass
class Site:
    """A running installation at `port` on `database`. Hosts are those of tests/tenants_made.py: alpha.test …"""

    database: str
    port: int
    allowed: Callable[[], AbstractContextManager[Any]] = nullcontext
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(max_workers=1))

    def do(self, work: Callable[[], T], *, schema: str = "") -> T:
        """Run something on the site's database, inside a tenant when one is named; commits are real."""
        return self._thread.submit(self._inside, work, schema).result()

    def _inside(self, work: Callable[[], T], schema: str) -> T:
        with self.allowed():
            if connection.settings_dict["NAME"] != self.database:
                # A copy: the dictionary is shared with the tests' own connection.
                connection.settings_dict = {**connection.settings_dict, "NAME": self.database}
            connection.set_schema_to_public()
            try:
                if not schema:
                    return work()
                with entering(Tenant.objects.get(schema_name=schema)):
                    return work()
            finally:
                connection.set_schema_to_public()

    def settle(self) -> None:
        """Wait until the worker has done everything that is due."""
        until = time.monotonic() + SETTLE_SECONDS
        while self.do(_jobs_due):
            if time.monotonic() > until:
                raise TimeoutError(f"The worker still has work after {SETTLE_SECONDS} s.")
            time.sleep(0.1)

    def code_sent_to(self, email: str, *, schema: str = "alpha") -> str:
        """The newest code in a mail to an address."""
        return self.do(lambda: newest_code(email), schema=schema)

    def cookies_of(self, email: str, *, schema: str = "alpha") -> list[dict[str, Any]]:
        """A signed-in session, as a browser stores it."""

        def sign_in() -> Client:
            client = self.client(schema)
            client.force_login(get_user_model().objects.get(email=email), "django.contrib.auth.backends.ModelBackend")
            return client

        return self.cookies(self.do(sign_in, schema=schema), schema=schema)

    def client(self, schema: str) -> Client:
        return Client(HTTP_HOST=f"{schema}.test")

    def cookies(self, client: Client, *, schema: str = "alpha") -> list[dict[str, Any]]:
        return [
            {"name": name, "value": morsel.value, "domain": f"{schema}.test", "path": "/"}
            for name, morsel in client.cookies.items()
        ]

    def stop(self) -> None:
        self.do(lambda: connection.close())  # the thread's own, not the one this thread sees
        self._thread.shutdown()


@contextmanager
def running(
    database: str,
    *,
    allowed: Callable[[], AbstractContextManager[Any]] = nullcontext,
    settings: str = "tests.journeys.settings",
    with_worker: bool = True,
    port_in_links: bool = False,
    **variables: str,
) -> Iterator[Site]:
    """Web and worker on a database for the length of a block. `variables`: more of the processes' environment.

    port_in_links: for browsers that know the hosts by themselves (*.localhost), so that links find the port.
    """
    collect_static(settings)
    port = free_port()
    surroundings = environment.child(
        DATABASE_URL=_url_of(database),
        DJANGO_SETTINGS_MODULE=settings,
        **{"PORT": str(port) if port_in_links else "", "BASSIN_DEBUG": "0", "ELASTICSEARCH_URL": "", **variables},
    )
    log = (VAR / f"journeys-{port}.log").open("wb")
    commands = [
        [
            *(sys.executable, "-m", "gunicorn", "deploy.wsgi:application", "--bind", f"127.0.0.1:{port}"),
            *("--workers", "2", "--threads", "1", "--log-level", "warning"),
        ]
    ]
    if with_worker:
        commands.append([sys.executable, "manage.py", "procrastinate", "worker", "--concurrency", "1"])
    processes = [subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=log, stderr=log) for command in commands]
    site = Site(database, port, allowed)
    try:
        _wait_for(site, processes, Path(log.name))
        yield site
    finally:
        site.stop()
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        log.close()
    Path(log.name).unlink()


def collect_static(settings: str) -> None:
    """Hashed and compressed files, again only when one of them changed."""
    with fasteners.InterProcessLock(str(VAR / "static-journeys.lock")):
        mark, digest = VAR / f"{settings}.static-digest", _static_digest()
        if mark.exists() and mark.read_text() == digest:
            return
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "--clear", "-v", "0"],
            cwd=ROOT,
            env=environment.child(DJANGO_SETTINGS_MODULE=settings),
            check=True,
            capture_output=True,
        )
        mark.write_text(digest)


def _static_digest() -> str:
    total = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            total.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return total.hexdigest()


def _url_of(database: str) -> str:
    return urlsplit(environment.database_url())._replace(path=f"/{database}").geturl()


def _wait_for(site: Site, processes: list[subprocess.Popen[bytes]], log: Path) -> None:
    until = time.monotonic() + UP_SECONDS
    while time.monotonic() < until:
        if any(process.poll() is not None for process in processes):
            break
        try:
            with urlopen(Request(f"http://127.0.0.1:{site.port}/robots.txt", headers={"Host": "alpha.test"})) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The site did not come up:\n{log.read_text()[-4000:]}")


def _jobs_due() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT 1 FROM {ProcrastinateJob._meta.db_table} WHERE status = 'doing' OR"
            " (status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())) LIMIT 1"
        )
        return cursor.fetchone() is not None


def newest_code(email: str) -> str:
    """The code in the newest mail to an address, in the current tenant."""
    mail = EmailDelivery.objects.filter(to=email).order_by("-created_at").first()
    assert mail is not None, f"no mail to {email}"
    return code_in(mail.text)
