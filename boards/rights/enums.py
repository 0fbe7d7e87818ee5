"""The words of this room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CopyState(TextChoices):
    """How far a copy of somebody's data has come."""

    ASKED = "asked", _("en préparation")
    READY = "ready", _("prête")
    FAILED = "failed", _("échec")
