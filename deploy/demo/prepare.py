"""Everything the demo needs before it can be served; what is there already is left alone."""

import hashlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db.migrations.executor import MigrationExecutor

from deploy.demo.load import load_missing
from deploy.settings.environment import VAR
from tenants.connection import connection
from tenants.models import SchemaTemplate
from tenants.provisioning import template as schema_template
from tenants.reference.models import Commune


def say(line: str) -> None:
    print(f"  {line}", file=sys.stderr, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say what is being done, and how long it took."""
    began = time.monotonic()
    print(f"{name} …", file=sys.stderr, flush=True)
    yield
    say(f"{time.monotonic() - began:.1f} s")


def prepare() -> None:
    """Migrations, reference data, style sheets, territories and their offers."""
    connection.set_schema_to_public()
    if _public_is_behind():
        with step("Making the tables of the public schema"):
            call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
    if not Commune.objects.exists():
        with step("Loading communes, intercommunal bodies and occupations"):
            call_command("reference", "load")
    if not SchemaTemplate.objects.filter(migrations_digest=schema_template.migrations_digest()).exists():
        with step("Bringing the territories' tables up to date"):
            call_command("migrate_schemas", tenant=True, interactive=False, verbosity=0)
            connection.set_schema_to_public()
            schema_template.current(say=say)
    if _static_is_stale():
        with step("Collecting style sheets, fonts and pictures"):
            call_command("collectstatic", interactive=False, verbosity=0, clear=True)
            _static_mark().write_text(_static_digest())
    load_missing(step=step, say=say)


def _public_is_behind() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _static_mark() -> Path:
    return VAR / "static" / ".digest"


def _static_is_stale() -> bool:
    mark = _static_mark()
    return not mark.exists() or mark.read_text() != _static_digest()


def _static_digest() -> str:
    total = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            total.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    return total.hexdigest()
