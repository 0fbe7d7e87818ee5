"""Where copies of the template live: in memory, where the tests' own server may and there is room.

On a disk with ext4 a copy soon after a deletion takes four times as long: the file system passes over the numbers of
files deleted in the last minute one by one, and a database is two thousand files.
"""

import os
import shutil
from pathlib import Path
from typing import Any

from deploy.settings.environment import VAR

MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 2 * 1024**3
DATA = VAR / "postgres-test"
NAME = "in_memory"


def tablespace(cursor: Any) -> str:
    """What `CREATE DATABASE` ends with: nothing when the server isn't ours, or memory is short."""
    cursor.execute("SHOW data_directory")
    ours = Path(cursor.fetchone()[0]) == DATA
    if not ours or not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ENOUGH_BYTES:
        return ""
    folder = MEMORY / f"bassin-{DATA.stat().st_ino}"
    cursor.execute("SELECT pg_tablespace_location(oid) FROM pg_tablespace WHERE spcname = %s", [NAME])
    known = cursor.fetchone()
    if known == (str(folder),) and any(folder.glob("PG_*")):
        return f' TABLESPACE "{NAME}"'
    # Never made, or gone with a restart of the machine and all that was in it.
    if known:
        _forget(cursor)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    os.chown(folder, DATA.stat().st_uid, DATA.stat().st_gid)
    cursor.execute(f"CREATE TABLESPACE \"{NAME}\" LOCATION '{folder}'")
    return f' TABLESPACE "{NAME}"'


def _forget(cursor: Any) -> None:
    cursor.execute(
        "SELECT datname FROM pg_database JOIN pg_tablespace ON dattablespace = pg_tablespace.oid WHERE spcname = %s",
        [NAME],
    )
    for (lost,) in cursor.fetchall():
        cursor.execute(f'DROP DATABASE "{lost}" WITH (FORCE)')
    cursor.execute(f'DROP TABLESPACE "{NAME}"')
