"""`manage.py messaging callbacks`: what to write into a provider's own pages."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django_tenants.utils import schema_context

from tenants.messaging.addresses import callback_url
from tenants.models import Tenant


class Command(BaseCommand):
    help = "Les adresses où les prestataires rappellent : à recopier dans leurs réglages (callbacks)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["callbacks"])

    def handle(self, *args: Any, **options: Any) -> None:
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
