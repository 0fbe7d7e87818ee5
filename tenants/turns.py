"""Taking turns: what would race is done one after another, in one tenant and under one name."""

from tenants.connection import connection
from tenants.guard import current_schema


def take_turns(name: str) -> None:
    """Wait for everybody else of this tenant who does what `name` says, until the caller's transaction ends.

    Outside a transaction it holds nobody back: the lock goes with the statement.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{current_schema()}:{name}"])
