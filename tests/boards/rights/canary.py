"""Looking for a word everywhere: each text of each table of each schema, each file, the log, the cache, the mail."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection

#: Tables that the test framework's own database holds for reference: no person is ever in them.
_REFERENCE = "reference_"


def in_tables(words: list[str]) -> list[str]:
    """«schema.table» and the row, wherever one holds one of the words in any column, whatever its type."""
    hits = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE' "
            "AND table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
        for schema, table in cursor.fetchall():
            if table.startswith(_REFERENCE):
                continue
            like = " OR ".join("t.*::text ILIKE %s" for _ in words)
            cursor.execute(
                f'SELECT t.*::text FROM "{schema}"."{table}" t WHERE {like}', [f"%{word}%" for word in words]
            )
            hits += [f"{schema}.{table}: {row}" for (row,) in cursor.fetchall()]
    return hits


def in_files(words: list[str], *folders: Path) -> list[str]:
    """Names and contents of every file."""
    hits = []
    for folder in folders:
        for file in folder.rglob("*") if folder.is_dir() else ():
            if file.is_file():
                said = file.read_bytes()
                if any(word.encode() in said or word in file.name for word in words):
                    hits.append(str(file))
    return hits


def in_cache(words: list[str]) -> list[str]:
    """The local memory cache, pickled values included."""
    held: dict[str, Any] = getattr(cache, "_cache", {})
    return [key for key, value in held.items() if any(word.encode() in bytes(value) or word in key for word in words)]


def in_mail(words: list[str]) -> list[str]:
    return [one.subject for one in mail.outbox if any(word in f"{one.subject}{one.body}{one.to}" for word in words)]


def folders() -> list[Path]:
    """Wherever this platform writes files."""
    names = (
        "PRIVATE_FILES_ROOT",
        "COPIES_ROOT",
        "MEDIA_ROOT",
        "EMAIL_FILE_PATH",
        "SMS_FILE_PATH",
        "MESSAGING_JOURNALS",
    )
    return [Path(getattr(settings, name)) for name in names]
