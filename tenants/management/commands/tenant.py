"""`manage.py tenant`: make, list, check, migrate and close territories."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tenants.connection import connection
from tenants.management.tenant import changes, creation, migration, reports

ACTIONS = {
    "create": (creation.create, creation.add_arguments, "crée un territoire, ou reprend une création interrompue"),
    "list": (reports.list_all, reports.add_list_arguments, "les territoires, leur état, leur adresse"),
    "check": (reports.check_all, reports.add_check_arguments, "dit ce qui manque à chacun, et comment y remédier"),
    "migrate": (
        migration.migrate_all,
        migration.add_arguments,
        "migre chaque territoire en retard ; un échec n’arrête pas les autres",
    ),
    "domain": (changes.change_domain, changes.add_domain_arguments, "change l’adresse principale"),
    "territory": (changes.set_territory, changes.add_arguments_of_territory, "remplace les communes"),
    "archive": (changes.archive, changes.add_archive_arguments, "ferme un territoire ; ses données restent"),
}


class Command(BaseCommand):
    help = "Les territoires : création, liste, contrôle, migration, archivage."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        for name, (_run, add_arguments, help_text) in ACTIONS.items():
            add_arguments(actions.add_parser(name, help=help_text))

    def handle(self, *, action: str, verbosity: int, **options: Any) -> None:
        connection.set_schema_to_public()
        run = ACTIONS[action][0]
        try:
            run(options, self.say if verbosity else lambda line: None)
        except ValidationError as error:
            raise CommandError("\n".join(_lines(error))) from error

    def say(self, line: str) -> None:
        """One line for the operator."""
        self.stdout.write(line)
        self.stdout.flush()


def _lines(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        message if field == "__all__" else _("%(field)s : %(message)s") % {"field": field, "message": message}
        for field, messages in error.message_dict.items()
        for message in messages
    ]
