"""TRUST 3: four threads, three tenants, random operations in random order; not one row of somebody else's anywhere."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django_tenants.utils import schema_context
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from boards.accounts.models import User
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.guard import CrossSchemaError, current_schema
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant

SCHEMAS = ("alpha", "beta", "gamma")
THREADS, SECONDS = 4, 15
FEWEST = 2000


@dataclass
class Worker:
    """One thread: what it keeps from earlier operations, and what went wrong."""

    number: int
    tenants: dict[str, Tenant]
    kept: list[tuple[str, Any]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    done: int = 0

    def check(self, rows: Any, schema: str) -> None:
        for row in rows:
            if row != schema:
                self.wrong.append(f"{schema} shows a row of {row}")


Operation = Callable[[Worker, str], None]


def write(worker: Worker, schema: str) -> None:
    with entering(worker.tenants[schema]):
        worker.kept.append((schema, AuditEntry.objects.create(kind=schema, target_type="t", target_id=worker.number)))
        worker.kept.append((schema, AuditEntry.objects.filter(target_id=str(worker.number))))


def read(worker: Worker, schema: str) -> None:
    with schema_context(schema):
        worker.check(AuditEntry.objects.values_list("kind", flat=True)[:50], schema)
        worker.check(EmailDelivery.objects.values_list("subject", flat=True)[:50], schema)
        worker.check(User.objects.filter(email__startswith="t").values_list("name", flat=True)[:50], schema)


def person(worker: Worker, schema: str) -> None:
    """The same address everywhere, so that the same row is meant by nobody else."""
    with schema_context(schema):
        user, _ = User.objects.get_or_create(email=f"t{worker.number}@example.org", defaults={"name": schema})
        worker.check([user.name], schema)
        worker.kept.append((schema, user))


def letters(worker: Worker, schema: str) -> None:
    with entering(worker.tenants[schema]):
        made = EmailDelivery.objects.bulk_create(
            EmailDelivery(to="t@example.org", subject=schema, text="x", template="x") for _ in range(2)
        )
        # Its own rows: two threads that update each other's in another order would wait for each other in a circle.
        EmailDelivery.objects.filter(pk__in=[one.pk for one in made]).update(text=schema)


def abroad(worker: Worker, schema: str) -> None:
    """Something kept from an earlier operation, used wherever this one is."""
    if not worker.kept:
        return
    home, thing = worker.kept[-1 - worker.done % len(worker.kept)]
    with entering(worker.tenants[schema]):
        try:
            if isinstance(thing, AuditEntry | User):
                thing.save()
            else:
                worker.check([entry.kind for entry in thing], schema)
        except CrossSchemaError:
            if home == schema:
                worker.wrong.append(f"refused at home in {schema}")
        else:
            if home != schema:
                worker.wrong.append(f"{type(thing).__name__} of {home} was taken in {schema}")


def rolled_back(worker: Worker, schema: str) -> None:
    """A failing operation within another tenant's, with a raw savepoint: the way back is the way in."""
    other = SCHEMAS[(SCHEMAS.index(schema) + 1) % 3]
    with schema_context(schema), transaction.atomic():
        AuditEntry.objects.create(kind=schema, target_type="t", target_id="rolled")
        with connection.cursor() as cursor:
            cursor.execute("SAVEPOINT s")
        with schema_context(other):
            AuditEntry.objects.create(kind=other, target_type="t", target_id="undone")
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK TO SAVEPOINT s")
            worker.check(AuditEntry.objects.values_list("kind", flat=True)[:20], other)
        worker.check(AuditEntry.objects.values_list("kind", flat=True)[:20], schema)


def interrupted(worker: Worker, schema: str) -> None:
    before = current_schema()
    try:
        with schema_context(schema), transaction.atomic():
            AuditEntry.objects.create(kind="never", target_type="t", target_id="never")
            raise ZeroDivisionError
    except ZeroDivisionError:
        worker.check([current_schema()], before)


def visited(worker: Worker, schema: str) -> None:
    client = Client(HTTP_HOST=f"{schema}.test")
    response = client.get("/compte/connexion")
    worker.check([response.wsgi_request.tenant.schema_name, current_schema()], schema)
    connection.set_schema_to_public()


OPERATIONS: tuple[Operation, ...] = (
    write,
    write,
    read,
    read,
    person,
    letters,
    abroad,
    abroad,
    rolled_back,
    interrupted,
)
SEQUENCES = st.lists(
    st.lists(st.tuples(st.sampled_from(OPERATIONS), st.sampled_from(SCHEMAS)), min_size=20, max_size=40),
    min_size=THREADS,
    max_size=THREADS,
)


def run(worker: Worker, operations: list[tuple[Operation, str]], start: threading.Barrier) -> None:
    try:
        start.wait(timeout=10)
        visited(worker, operations[0][1])
        for operation, schema in operations:
            operation(worker, schema)
            worker.check([current_schema()], "public")
            worker.done += 1
    except Exception as error:
        worker.wrong.append(repr(error))
    finally:
        connection.close()


def foreign_rows(tenants: dict[str, Tenant]) -> list[str]:
    """After everything, every row of every table that was written: each carries the name of its schema."""
    found = []
    for schema, tenant in tenants.items():
        with entering(tenant):
            found += [f"{schema}: {e.kind}" for e in AuditEntry.objects.exclude(kind=schema)]
            found += [f"{schema}: {d.subject}" for d in EmailDelivery.objects.exclude(subject=schema, text=schema)]
            found += [f"{schema}: {u.name}" for u in User.objects.filter(email__startswith="t").exclude(name=schema)]
    return found


def test_four_threads_on_three_tenants_mix_nothing_up(committing: str) -> None:
    tenants = {tenant.schema_name: tenant for tenant in Tenant.objects.all()}
    total = 0
    until = time.monotonic() + SECONDS

    @settings(
        max_examples=100,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(sequences=SEQUENCES)
    def interleave(sequences: list[list[tuple[Operation, str]]]) -> None:
        nonlocal total
        if total >= FEWEST and time.monotonic() > until:
            return
        workers = [Worker(number, tenants) for number in range(THREADS)]
        start = threading.Barrier(THREADS)
        threads = [
            threading.Thread(target=run, args=(worker, operations, start))
            for worker, operations in zip(workers, sequences, strict=True)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [wrong for worker in workers for wrong in worker.wrong] == []
        total += sum(worker.done for worker in workers)

    interleave()
    assert total >= FEWEST
    assert foreign_rows(tenants) == []
    with entering(tenants["alpha"]):
        assert AuditEntry.objects.exists()
        AuditEntry.objects.create(kind="beta", target_type="planted", target_id="x")
    assert foreign_rows(tenants) == ["alpha: beta"]
