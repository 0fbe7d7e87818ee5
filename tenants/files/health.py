"""How the quarantine fares, for whoever shows it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from tenants.files.enums import FileState
from tenants.files.models import StoredFile

#: After so long somebody should look at the scanner.
LATE = timedelta(minutes=30)


@dataclass(frozen=True)
class Quarantine:
    """waiting: files without a verdict; oldest: since when the first waits; infected: within 30 days; scanner: its
    name in the settings."""

    waiting: int
    oldest: datetime | None
    untold: int
    infected: int
    scanner: str

    @property
    def is_late(self) -> bool:
        return self.oldest is not None and timezone.now() - self.oldest > LATE

    @property
    def is_off(self) -> bool:
        return self.scanner == "off"

    @property
    def notice(self) -> str:
        """What staff should know, in French; '' when all is well."""
        if self.is_off:
            return _(
                "Aucun antivirus ne vérifie les fichiers sur cette installation : elle n’est faite que pour essayer."
            )
        if self.scanner == "local":
            return _("Les fichiers ne passent que par un antivirus d’essai : il ne protège de rien de réel.")
        if self.is_late:
            return _(
                "L’antivirus ne répond plus : les fichiers reçus restent en attente et seront vérifiés à son retour."
            )
        return ""


def quarantine() -> Quarantine:
    """The current tenant's. One statement."""
    waiting = Q(state=FileState.WAITING)
    month = timezone.now() - timedelta(days=30)
    found = StoredFile.objects.order_by().aggregate(
        waiting=Count("pk", filter=waiting),
        oldest=Min("created_at", filter=waiting),
        untold=Count("pk", filter=waiting & Q(scan_tries__gt=0)),
        infected=Count("pk", filter=Q(state=FileState.INFECTED, scanned_at__gte=month)),
    )
    return Quarantine(**found, scanner=settings.VIRUS_SCANNER)
