"""`make bench`: every measurement, or one (`make bench ONLY=P4`), on a database of its own."""

import importlib
import sys
from pathlib import Path

import tests.plugin  # noqa: F401  the tests' PostgreSQL, before Django


def main() -> int:
    import django

    django.setup()
    from django.db import connection

    from tests import database
    from tests.bench import harness

    only = {name.upper() for name in sys.argv[1:]}
    modules = sorted(path.stem for path in Path(__file__).parent.glob("p[0-9]*.py"))
    modules.sort(key=lambda stem: int(stem.split("_")[0][1:]))
    results = []
    for stem in modules:
        number = stem.split("_")[0].upper()
        if only and number not in only:
            continue
        print(f"{number} …", file=sys.stderr, flush=True)
        name = database.clone("bench")
        # As in production: a request borrows a connection and doesn't open one.
        connection.settings_dict["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 4, "timeout": 4}
        try:
            results += importlib.import_module(f"tests.bench.{stem}").run()
        finally:
            connection.close_pool()
            connection.settings_dict["OPTIONS"].pop("pool")
            database.drop(name)
    harness.write(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
