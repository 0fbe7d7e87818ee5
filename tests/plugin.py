"""Loaded before Django: the tests' own PostgreSQL, in its own folder; and which file runs when, on several cores."""

from typing import Any

import pytest

from deploy.local import postgres
from deploy.settings import environment
from tests import turns

environment.use_settings("deploy.settings.test")
if not environment.database_url():
    environment.use_database(postgres.start(environment.VAR / "postgres-test", database="bassin_tests", durable=False))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Files go out by their weight instead of their number of tests."""
    return turns.scheduler(config, log) if config.getvalue("dist") == "loadfile" else None
