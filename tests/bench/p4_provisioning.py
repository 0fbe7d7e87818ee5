"""P4: a new tenant by replaying the template against one by migrations."""

from django.core.management import call_command
from django.db import connection, transaction

from tenants.provisioning import template
from tests.bench.harness import Result, interleaved
from tests.tenants.test_provisioning import comparable

ROUNDS = 5


def run() -> list[Result]:
    connection.set_schema_to_public()
    current = template.current()
    made: list[str] = []

    def by_replay() -> None:
        made.append(f"replayed_{len(made)}")
        with transaction.atomic():
            template.replay(current, schema_name=made[-1])

    def by_migrations() -> None:
        name = f"migrated_{len(made)}"
        connection.set_schema_to_public()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {name}")
        call_command("migrate_schemas", schema_name=name, interactive=False, verbosity=0)
        connection.set_schema_to_public()

    ours, peer, ratio = interleaved(by_replay, by_migrations, rounds=ROUNDS)
    same = comparable(made[-1]) == comparable(f"migrated_{len(made)}")
    return [
        Result(
            name="P4",
            what="a new tenant: replay ÷ migrations",
            ours=ours,
            peer=peer,
            unit="s",
            ratio=ratio,
            goal="≤ 1/15",
            holds=ratio <= 1 / 15,
        ),
        Result(
            name="P4",
            what="their dumps differ (0: identical)",
            ours=float(not same),
            peer=0,
            unit="",
            ratio=float(not same),
            goal="0",
            holds=same,
        ),
    ]
