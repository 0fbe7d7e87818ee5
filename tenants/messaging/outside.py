"""Speaking to the outside without keeping the database waiting."""

from tenants.connection import connection


def let_go_of_the_database() -> None:
    """Give the connection back before a provider is called; the next query takes one and finds its schema again.

    Not inside a transaction, whose connection can't be given back: only tests call a drain from one.
    """
    if not connection.in_atomic_block:
        connection.close()
