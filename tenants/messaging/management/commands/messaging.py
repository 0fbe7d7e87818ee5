"""`manage.py messaging`: what to write into a provider's own pages, and the door for a mail server's mail."""

import sys
import traceback
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django_tenants.utils import schema_context

from tenants.messaging.addresses import callback_url
from tenants.messaging.incoming.receiving import Taken, receive
from tenants.models import Tenant

TEMPORARY = 75  # EX_TEMPFAIL: keep it, and bring it again


class Command(BaseCommand):
    help = (
        "callbacks : les adresses où les prestataires rappellent, à recopier dans leurs réglages. "
        "receive : lit un e-mail sur l’entrée standard, pour un serveur de courrier."
    )
    # A mail server starts this for each mail.
    requires_system_checks: Any = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["callbacks", "receive"])
        parser.add_argument(
            "--to", action="append", default=[], help="receive : le destinataire de l’enveloppe (plusieurs possibles)"
        )
        parser.add_argument(
            "--silent",
            action="store_true",
            help="receive : répondre 0 à ce qui est refusé, pour un serveur qui écrirait sinon à un expéditeur imité",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "receive":
            sys.exit(self._receive(options["to"], silent=options["silent"]))
        self._callbacks()

    def _receive(self, recipients: list[str], *, silent: bool) -> int:
        """0: taken; 67: nobody's address; 65: not to be read; 75: not now, and nothing has happened."""
        try:
            # A byte more than is read: enough to know that it is too much.
            taken = receive(sys.stdin.buffer.read(settings.INBOUND_MAX_BYTES + 1), recipients=recipients)
        except Exception:
            # Whatever it is, the mail must not be lost for it.
            self.stderr.write(traceback.format_exc(limit=3))
            return TEMPORARY
        return Taken.YES.value if silent else taken.value

    def _callbacks(self) -> None:
        port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
        operator = f"{settings.PUBLIC_SCHEME}://{settings.PUBLIC_HOST}{port}"
        provider = settings.SMS_PROVIDER
        if provider == "local":
            self.stdout.write("SMS : rien ne part (SMS_PROVIDER=local), personne ne rappelle.")
        else:
            self.stdout.write(f"SMS ({provider}), réponses STOP d’un numéro propre à un territoire :")
            for tenant in Tenant.objects.live().order_by("schema_name"):
                with schema_context(tenant.schema_name):
                    self.stdout.write(f"  {tenant.short_name} : {callback_url(provider=provider)}")
            shared = settings.SMS_CALLBACK_SECRET
            self.stdout.write(
                f"D’un numéro partagé : {operator}/rappels/sms/{provider}/{shared}"
                if shared
                else "D’un numéro partagé : choisissez d’abord un secret, SMS_CALLBACK_SECRET."
            )
        if settings.EMAIL_PROVIDER:
            self.stdout.write(
                f"E-mail ({settings.EMAIL_PROVIDER}), retours : {operator}/rappels/courrier/{settings.EMAIL_PROVIDER}"
                " (avec EMAIL_WEBHOOK_SECRET)"
            )
        if not settings.INBOUND_DOMAIN:
            self.stdout.write("Réponses par e-mail : aucune (INBOUND_DOMAIN est vide).")
        elif settings.EMAIL_PROVIDER:
            self.stdout.write(
                f"Réponses par e-mail à @{settings.INBOUND_DOMAIN} : "
                f"{operator}/rappels/courrier/{settings.EMAIL_PROVIDER}/recu (avec EMAIL_WEBHOOK_SECRET),"
                " ou un serveur de courrier : manage.py messaging receive --to ADRESSE"
            )
        else:
            self.stdout.write(
                f"Réponses par e-mail à @{settings.INBOUND_DOMAIN} : manage.py messaging receive --to ADRESSE"
            )
