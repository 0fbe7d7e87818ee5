"""Whole tables replaced by COPY: thousands of rows in a second, and only those that differ are written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, models, transaction
from psycopg import sql


@dataclass(frozen=True)
class Changes:
    """What a load did to its table, in rows."""

    rows: int
    added: int
    changed: int
    removed: int

    def __str__(self) -> str:
        return f"{self.rows} rows: {self.added} added, {self.changed} changed, {self.removed} removed"


@transaction.atomic
def replace_rows(
    *,
    model: type[models.Model],
    columns: Sequence[str],
    key: Sequence[str],
    rows: Iterable[Sequence[object]],
    among: models.Q | None = None,
    stamp: str | None = None,
) -> Changes:
    """Make a table (or its rows `among` a condition) equal to `rows`.

    columns: database columns, in the order of the rows' values; key: the columns of a unique constraint;
    stamp: a column, not in `columns`, that takes the time of the load where a row is new or differs.
    Raises ValueError where no row was given: an empty file would otherwise empty the table.
    """
    table = sql.Identifier(model._meta.db_table)
    copied = _copy(table=table, columns=columns, rows=rows)
    if not copied:
        raise ValueError(f"Nothing to load into {model._meta.db_table}.")
    removed = _remove_absent(model=model, table=table, key=key, among=among or models.Q())
    added, changed = _upsert(table=table, columns=columns, key=key, stamp=stamp)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE incoming")
        if added or changed or removed:
            # Searches right after a first load would otherwise be planned for an empty table.
            cursor.execute(sql.SQL("ANALYZE {}").format(table))
    return Changes(rows=copied, added=added, changed=changed, removed=removed)


def _names(columns: Iterable[str], *, prefix: str = "") -> sql.Composed:
    before = sql.SQL(prefix)
    return sql.SQL(", ").join(before + sql.Identifier(column) for column in columns)


def _copy(*, table: sql.Identifier, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    count = 0
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT {} FROM {} WITH NO DATA").format(
                _names(columns), table
            )
        )
        with cursor.copy(sql.SQL("COPY incoming ({}) FROM STDIN").format(_names(columns))) as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
        cursor.execute("ANALYZE incoming")
    return count


def _remove_absent(*, model: type[models.Model], table: sql.Identifier, key: Sequence[str], among: models.Q) -> int:
    same = sql.SQL(" AND ").join(sql.SQL("kept.{0} = incoming.{0}").format(sql.Identifier(column)) for column in key)
    primary = sql.Identifier(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("SELECT {} FROM {} kept WHERE NOT EXISTS (SELECT FROM incoming WHERE {})").format(
                primary, table, same
            )
        )
        absent = [pk for (pk,) in cursor.fetchall()]
    # Through the ORM, which knows what depends on a row (polygons, words) and what to null (a commune's EPCI).
    doomed = model._default_manager.filter(among, pk__in=absent)
    count = doomed.count() if absent else 0
    if count:
        doomed.delete()
    return count


def _upsert(*, table: sql.Identifier, columns: Sequence[str], key: Sequence[str], stamp: str | None) -> tuple[int, int]:
    values = [column for column in columns if column not in key]
    target = sql.SQL(", ").join([_names(columns)] + ([sql.Identifier(stamp)] if stamp else []))
    source = sql.SQL(", ").join([_names(columns)] + ([sql.SQL("now()")] if stamp else []))
    updated = [*values, stamp] if stamp else values
    assignments = sql.SQL(", ").join(sql.SQL("{0} = excluded.{0}").format(sql.Identifier(column)) for column in updated)
    statement = sql.SQL(
        "WITH written AS (INSERT INTO {table} AS kept ({target}) SELECT {source} FROM incoming"
        " ON CONFLICT ({key}) DO UPDATE SET {assignments}"
        " WHERE ({before}) IS DISTINCT FROM ({after})"
        # xmax is 0 on a row that was not there before.
        " RETURNING (kept.xmax = 0) AS is_new)"
        " SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written"
    ).format(
        table=table,
        target=target,
        source=source,
        key=_names(key),
        assignments=assignments,
        before=_names(values, prefix="kept."),
        after=_names(values, prefix="excluded."),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        added, changed = cursor.fetchone()
    return added, changed
