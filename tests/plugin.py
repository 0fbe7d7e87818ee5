"""Loaded before Django: the tests' own PostgreSQL, in its own folder."""

from deploy.local import postgres
from deploy.settings import environment

environment.use_settings("deploy.settings.test")
if not environment.database_url():
    environment.use_database(postgres.start(environment.VAR / "postgres-test", database="bassin_tests"))
