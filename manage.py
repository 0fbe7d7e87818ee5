#!/usr/bin/env python
"""Django's command line, on the embedded PostgreSQL when no DATABASE_URL says otherwise."""

import sys

from deploy.local import postgres
from deploy.settings import environment


def main() -> None:
    environment.use_settings("deploy.settings.dev")
    if not environment.database_url():
        environment.use_database(postgres.start(environment.VAR / "postgres"))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
