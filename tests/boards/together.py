"""Several people at the same moment."""

import threading
from collections.abc import Callable

from django.db import connection

from tenants.context import entering
from tenants.models import Tenant


def at_once(works: list[Callable[[], object]]) -> list[BaseException]:
    """Run each in a thread and a connection of its own, in alpha."""
    failures: list[BaseException] = []

    def run(work: Callable[[], object]) -> None:
        try:
            with entering(Tenant.objects.get(schema_name="alpha")):
                work()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return failures
