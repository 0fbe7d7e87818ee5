"""`manage.py offers import`: the offers of a feed's file into one tenant."""

import csv
import gzip
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from boards.feeds import services
from boards.feeds.france_travail.mapped import BadAnswer
from tenants.context import entering
from tenants.models import Tenant

LARGEST = 200_000_000  # bytes, unpacked
SHOWN = 40


class Command(BaseCommand):
    help = "Prend les offres d’un fichier dans un territoire."

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        taking = actions.add_parser("import", help="une réponse enregistrée d’une API d’offres")
        taking.add_argument("file", type=Path, help="JSON, ou JSON compressé en .gz")
        taking.add_argument("--tenant", required=True, help="le schéma du territoire (voir `tenant list`)")
        taking.add_argument("--format", required=True, choices=["france-travail"])
        taking.add_argument("--dry-run", action="store_true", help="tout faire, ne rien garder")
        taking.add_argument("--report", type=Path, help="écrire tout ce qui n’a pas trouvé sa place dans ce CSV")

    def handle(self, *args: Any, **options: Any) -> None:
        tenant = Tenant.objects.live().filter(schema_name=options["tenant"]).first()
        if tenant is None:
            known = ", ".join(Tenant.objects.live().values_list("schema_name", flat=True))
            raise CommandError(f"Aucun territoire en ligne ne s’appelle « {options['tenant']} ». Il y a : {known}.")
        answer = _read(options["file"])
        with entering(tenant):
            try:
                report = services.import_france_travail(
                    answer=answer,
                    file_name=options["file"].name,
                    dry_run=options["dry_run"],
                    progress=self._progress if sys.stderr.isatty() else lambda done, total: None,
                )
            except BadAnswer as bad:
                raise CommandError(str(bad)) from bad
        self._tell(report, dry_run=options["dry_run"], to=options["report"])

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(f"\r{done} / {total}", ending="\n" if done == total else "")

    def _tell(self, report: services.ImportReport, *, dry_run: bool, to: Path | None) -> None:
        for note in report.notes[:SHOWN]:
            what = f"{note.path} = {note.value[:80]!r}" if note.path else "refusée"
            self.stdout.write(f"offre {note.position} ({note.external_id or '?'}) : {what} : {note.reason}")
        if len(report.notes) > SHOWN:
            where = f"dans {to}" if to else "avec --report FICHIER.csv"
            self.stdout.write(f"… et {len(report.notes) - SHOWN} autres : {where}.")
        if to is not None:
            with to.open("w", newline="", encoding="utf-8") as stream:
                rows = csv.writer(stream)
                rows.writerow(["position", "id", "chemin", "valeur", "raison"])
                rows.writerows([n.position, n.external_id, n.path, n.value, n.reason] for n in report.notes)
        counts = report.outcomes
        self.stdout.write(
            f"{counts['created']} créées, {counts['changed']} modifiées, {counts['unchanged']} inchangées, "
            f"{counts['refused']} refusées ; {report.mapped} valeurs sur {report.total} reprises "
            f"({report.share_mapped:.1%})." + (" Essai : rien n’a été gardé." if dry_run else "")
        )


def _read(path: Path) -> Any:
    """The decoded file, of bounded size however well it was packed."""
    try:
        with path.open("rb") as packed:
            stream = gzip.GzipFile(fileobj=packed) if path.suffix == ".gz" else packed
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{path} ne se lit pas : {error.strerror or error}") from error
    if len(raw) > LARGEST:
        raise CommandError(f"{path} dépasse {LARGEST // 1_000_000} Mo : découpez-le.")
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise CommandError(f"{path} n’est pas du JSON : {error}") from error
