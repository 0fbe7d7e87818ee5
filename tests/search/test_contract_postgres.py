"""The contract, kept by PostgreSQL."""

from tests.search.contract import SearchContract


class TestPostgres(SearchContract):
    engine = "postgres"
