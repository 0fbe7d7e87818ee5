"""One `SET search_path` a change of schema, and one more whenever the server is elsewhere, whoever led it there."""

from contextlib import suppress

import psycopg
import pytest
from django.db import InternalError, connection, connections, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from boards.accounts.models import User
from tenants.checks import nothing_between_us_and_the_server
from tenants.context import entering
from tests.peers.pooler import pooler
from tests.tenants.conftest import Pair

SAME = "same@example.org"


def name() -> str:
    return User.objects.get(email=SAME).name


def test_a_path_is_set_once_for_many_statements(pair: Pair) -> None:
    with entering(pair.one):
        name()
        with CaptureQueriesContext(connection) as captured:
            assert [name() for _ in range(5)] == ["alpha"] * 5
        assert len(captured) == 5
        with entering(pair.other), CaptureQueriesContext(connection) as captured:
            assert [name() for _ in range(5)] == ["beta"] * 5
        assert len(captured) == 6


@pytest.mark.parametrize(
    "statement",
    [
        "SET search_path = {one}",
        "SET LOCAL search_path = {one}, public",
        "SELECT set_config('search_path', '{one}', false)",
        "RESET search_path",
        "RESET ALL",
        "ROLLBACK TO SAVEPOINT before",
        "SET search_path = ''",
    ],
)
def test_whatever_leads_the_server_away_it_is_led_back(pair: Pair, statement: str) -> None:
    with transaction.atomic():
        with entering(pair.one):
            name()
        connection.connection.execute("SAVEPOINT before")
        with entering(pair.other):
            assert name() == "beta"
            # Past Django's cursor, which would set the path first.
            connection.connection.execute(statement.format(one=pair.one.schema_name))
            assert name() == "beta"


def test_only_a_path_that_was_set_teaches_how_the_server_spells_it(pair: Pair) -> None:
    """Not one that failed with its transaction, and not one that django-tenants left out."""
    connection._spelled.clear()
    with entering(pair.one):
        name()
    with entering(pair.other), transaction.atomic():
        with suppress(psycopg.DataError):
            connection.connection.execute("SELECT 1/0")
        with suppress(InternalError):
            name()
        transaction.set_rollback(True)
    with override_settings(TENANT_LIMIT_SET_CALLS=True), entering(pair.one):
        connection.search_path_set_schemas = ["alpha", "public"]
        assert name() == "beta"  # it left the path out: tenants.E004 refuses this setting
    assert [spelled for path, spelled in connection._spelled.items() if spelled.decode() != ", ".join(path)] == []
    for tenant in (pair.one, pair.other):
        with entering(tenant):
            assert name() == tenant.schema_name


def test_a_server_that_reports_nothing_is_told_every_time(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL before 18."""
    monkeypatch.setattr(connection, "_reported", lambda: None)
    with entering(pair.one), CaptureQueriesContext(connection) as captured:
        assert [name() for _ in range(3)] == ["alpha"] * 3
    assert len(captured) == 6


def test_a_pooler_is_noticed(db: None) -> None:
    """It could hand our connection, and the path with it, to another tenant's request."""
    assert nothing_between_us_and_the_server(databases=["default"]) == []
    there = connection.connection.info
    with pooler(there.host, there.port) as port:
        ours = connections.create_connection("default")
        ours.settings_dict = {**connection.settings_dict, "HOST": "127.0.0.1", "PORT": port}
        connections["through a pooler"] = ours
        try:
            (said,) = nothing_between_us_and_the_server(databases=["through a pooler"])
        finally:
            ours.close()
            del connections["through a pooler"]
    assert said.id == "tenants.W001"


def test_nobody_asks_the_database_unless_told_to() -> None:
    assert nothing_between_us_and_the_server(databases=None) == []
