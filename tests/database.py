"""One database per set of migrations, cloned per test process.

Building it (migrations, reference data, three live tenants) takes about a minute; a clone 0.4 s. The clone is
thrown away at the end. Old templates are dropped when a new one is made.
"""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import fasteners
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from deploy.settings.environment import ROOT, VAR
from tests.memory import tablespace

PREFIX = "bassin_t_"
SOURCES = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "tenants/provisioning/*.py",
    "tenants/reference/*.py",
    "tenants/reference/data/**/*",
    "cms/seed.py",
    "cms/permissions.py",
    "tests/tenants_made.py",
    "tests/database.py",
    "requirements/dev.txt",
)


def digest() -> str:
    """What the template database depends on."""
    found = sorted({path for pattern in SOURCES for path in ROOT.glob(pattern) if path.is_file()})
    total = hashlib.sha256()
    for path in found:
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:12]


def use(name: str) -> None:
    """Point Django's one connection at a database."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name
    connection.set_schema_to_public()


@contextmanager
def server() -> Iterator[Any]:
    """A cursor on the maintenance database."""
    with connection._nodb_cursor() as cursor:
        yield cursor


def template() -> str:
    """The name of the template database for today's sources, built when it is missing."""
    name = f"{PREFIX}{digest()}"
    VAR.mkdir(exist_ok=True)
    with fasteners.InterProcessLock(str(VAR / "test-template.lock")):
        with server() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone():
                return name
            _drop_old(cursor, keep=5)
            building = f"{name}_building"
            cursor.execute(f'DROP DATABASE IF EXISTS "{building}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{building}"')
        print(f"\nbuilding the test database {name} …", file=sys.stderr, flush=True)
        use(building)
        call_command("migrate_schemas", shared=True, verbosity=0, interactive=False)
        call_command("reference", "load", verbosity=0)
        from tests.tenants_made import make_tenants

        make_tenants()
        connection.close()
        with server() as cursor:
            cursor.execute(f'ALTER DATABASE "{building}" RENAME TO "{name}"')
    return name


def _drop_old(cursor: Any, *, keep: int) -> None:
    cursor.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC OFFSET %s", [f"{PREFIX}%", keep]
    )
    for (old,) in cursor.fetchall():
        cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')


def clone(worker: str) -> str:
    """A copy of the template for one process."""
    import os

    source = template()
    name = f"test_{worker}_{os.getpid()}"
    with fasteners.InterProcessLock(str(VAR / "test-template.lock")), server() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY wal_log{tablespace(cursor)}')
    use(name)
    return name


def drop(name: str) -> None:
    connection.close()
    with server() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
