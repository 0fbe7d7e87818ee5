"""`manage.py search rebuild | status | drain`."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime

from search import client, indexer, queue
from search.differences import compare
from search.engines import writing
from search.errors import EngineUnavailable
from search.models import JobDocument
from search.rebuild import RebuildRunning, rebuild


class Command(BaseCommand):
    help = "L’index des offres : le refaire (rebuild), dire où il en est (status), envoyer ce qui attend (drain)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["rebuild", "status", "drain"])

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if not settings.ELASTICSEARCH_URL:
            live = JobDocument.objects.live().count()
            self.stdout.write(f"Moteur : PostgreSQL. {live} offres en ligne, toujours à jour : rien à synchroniser.")
            return
        try:
            getattr(self, action)()
        except EngineUnavailable as away:
            raise CommandError(
                f"Elasticsearch ne répond pas ({away}). Les recherches passent par PostgreSQL ; rien n’est perdu."
            ) from away
        except RebuildRunning as running:
            raise CommandError("Un autre processus refait déjà l’index : attendez qu’il ait fini.") from running

    def rebuild(self) -> None:
        done = rebuild(progress=self._progress)
        self.stdout.write("")
        self.stdout.write(self.style.SUCCESS(f"Index {done.index} en service : {done.documents} offres."))
        if done.refused:
            raise CommandError(f"Offres refusées par Elasticsearch : {', '.join(done.refused)}")

    def status(self) -> None:
        waiting = queue.backlog()
        indices = writing.current_indices()
        self.stdout.write(f"Moteur : Elasticsearch, index {', '.join(indices) or 'absent'}")
        self.stdout.write(f"Offres en ligne : {JobDocument.objects.live().count()}")
        self.stdout.write(f"En attente : {waiting.rows}{self._since(waiting)}")
        self.stdout.write(f"Coupe-circuit de ce processus : {client.breaker().state}")
        if not indices:
            raise CommandError("L’index est absent : lancez « manage.py search rebuild ».")
        found = compare(indices[0])
        self.stdout.write(f"Absentes ou périmées dans l’index : {len(found.lacking)}")
        self.stdout.write(f"De trop dans l’index : {len(found.extra)}")
        for key in found.sample():
            self.stdout.write(f"  {key}")
        if len(found.lacking) + len(found.extra) > waiting.rows:
            raise CommandError("Des différences que rien n’attend de combler : lancez « manage.py search rebuild ».")

    def drain(self) -> None:
        done = indexer.drain()
        self.stdout.write(f"Envoyées : {done.sent}. Refusées : {done.refused}. En attente : {queue.backlog().rows}.")
        if done.engine_away:
            raise CommandError("Elasticsearch ne répond pas : ce qui attend partira à son retour.")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"\r{done} / {total} offres", ending="")
        self.stdout.flush()

    def _since(self, waiting: queue.Backlog) -> str:
        if waiting.oldest is None:
            return ""
        return f", depuis le {localtime(waiting.oldest):%d/%m/%Y à %H:%M:%S} ({waiting.lag.total_seconds():.0f} s)"
