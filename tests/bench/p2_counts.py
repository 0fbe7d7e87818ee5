"""P2: SQL and engine calls of the list page: equal at 20 and 200 hits, at 1 and 100 tenants. Exact, not timed."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.engines.postgres import PostgresEngine
from search.models import JobDocument
from tests.bench import seed
from tests.bench.harness import Result


def run() -> list[Result]:
    owners = seed.tenants()
    few_hits = _counted(documents=20, owners=owners[:1])
    many_hits = _counted(documents=200, owners=owners[:1])
    many_tenants = _counted(documents=200, owners=owners)
    return [
        _same("SQL at 200 ÷ at 20 hits", many_hits[0], few_hits[0]),
        _same("SQL at 100 tenants ÷ at 1", many_tenants[0], many_hits[0]),
        Result("P2", "engine calls a page", many_tenants[1], 1, "", many_tenants[1], "1", many_tenants[1] == 1),
    ]


def _same(what: str, ours: int, peer: int) -> Result:
    return Result("P2", what, ours, peer, "queries", ours / peer, "1", ours == peer)


def _counted(*, documents: int, owners: list[str]) -> tuple[int, int]:
    """(SQL statements, engine calls) of one warm list page with so many hits."""
    connection.set_schema_to_public()
    JobDocument.objects.all().delete()
    seed.documents(documents, owners=owners)
    client = Client(HTTP_HOST="alpha.test")
    calls = []
    real = PostgresEngine.search

    def counted(self, query):  # type: ignore[no-untyped-def]
        calls.append(query)
        return real(self, query)

    PostgresEngine.search = counted  # type: ignore[method-assign]
    try:
        client.get("/offres?par=200")
        calls.clear()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page = client.get("/offres")
        statements, asked = len(captured), len(calls)
    finally:
        PostgresEngine.search = real  # type: ignore[method-assign]
    assert page.status_code == 200
    assert client.get("/api/offres").json()["total"] == documents
    return statements, asked
