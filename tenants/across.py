"""Looking over all tenants at once, without entering any."""

from typing import Any

from django.db import connection
from psycopg import sql

from tenants.models import Tenant

_BATCH = 200


def schemas_where(*, table: str, condition: str, arguments: dict[str, Any] | None = None) -> list[str]:
    """Schemas of live tenants whose `table` has a row for which `condition` (SQL, constants of ours) holds.

    A statement for every 200 tenants, so that a sweep each minute costs no job for those that have nothing to do.
    Tenants that lack the table (not migrated yet) are passed over.
    """
    live = list(Tenant.objects.live().order_by("pk").values_list("schema_name", flat=True))
    found: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname FROM pg_tables WHERE tablename = %s AND schemaname = ANY(%s)", [table, live])
        having = {schema for (schema,) in cursor.fetchall()}
        known = [schema for schema in live if schema in having]
        for start in range(0, len(known), _BATCH):
            # Every name is an identifier that psycopg quotes, the condition a constant of the caller's
            question = sql.SQL(
                " UNION ALL "
            ).join(
                sql.SQL("SELECT {name} WHERE EXISTS (SELECT FROM {table} WHERE {condition})").format(
                    name=sql.Literal(schema),
                    table=sql.Identifier(schema, table),
                    condition=sql.SQL(condition),  # type: ignore[arg-type]
                )
                for schema in known[start : start + _BATCH]
            )
            cursor.execute(question, arguments or {})
            found += [schema for (schema,) in cursor.fetchall()]
    return found
