"""The words of a tenant, with their labels."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TenantKind(TextChoices):
    INTERCOMMUNAL = "intercommunal", _("Intercommunalité")
    YOUTH_MISSION = "youth_mission", _("Mission locale")
    CLUSTER = "cluster", _("Filière")


class TenantState(TextChoices):
    """How far a tenant has come; each step can be resumed from the one before."""

    REQUESTED = "requested", _("demandé")
    SCHEMA = "schema", _("schéma créé")
    SEEDED = "seeded", _("pages semées")
    LIVE = "live", _("en ligne")
    ARCHIVED = "archived", _("archivé")


class PublishingPolicy(TextChoices):
    OPEN = "open", _("en ligne tout de suite")
    MODERATED = "moderated", _("relue par un conseiller avant d’être en ligne")
    MEMBERS_ONLY = "members_only", _("réservée aux adhérents")


class SalaryPolicy(TextChoices):
    """What happens to an offer that says nothing of pay."""

    OFF = "off", _("rien n’est demandé")
    WARN = "warn", _("un avertissement")
    BLOCK = "block", _("le salaire est obligatoire")


class LibraryAccess(TextChoices):
    """Which employers may look for people themselves."""

    CLOSED = "closed", _("personne : les conseillers proposent")
    HIRING = "hiring", _("ceux qui ont publié une offre depuis un an")
    MEMBERS = "members", _("tous les employeurs qui ont un compte")


class SharingOut(TextChoices):
    """Where this tenant's offers travel."""

    NEVER = "never", _("nulle part ailleurs")
    WITHIN_REACH = "reach", _("chez les voisins à portée de trajet")
    EVERYWHERE = "everywhere", _("partout")


class SharingIn(TextChoices):
    """Whose offers this tenant shows beside its own."""

    NONE = "none", _("aucune")
    WITHIN_REACH = "reach", _("celles des voisins à portée de trajet")
    SECTOR = "sector", _("celles de sa filière")


class AccessibilityStatus(TextChoices):
    """The three statuses of article 3-1 of decree 2019-768, and the words it prescribes for the home page."""

    NONE = "none", _("non conforme")
    PARTIAL = "partial", _("partiellement conforme")
    TOTAL = "total", _("totalement conforme")


class Channel(TextChoices):
    """How somebody is reached."""

    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")


class AlertFrequency(TextChoices):
    """How soon somebody wants to be told."""

    NOW = "now", _("dès qu’une offre paraît")
    DAILY = "daily", _("une fois par jour")
    WEEKLY = "weekly", _("une fois par semaine")


def all_frequencies() -> list[str]:
    """Every rhythm of alerts: what a new tenant offers."""
    return [frequency.value for frequency in AlertFrequency]


class SecondFactorPolicy(TextChoices):
    """Whether the tenant's staff must confirm their sign-in on a second device."""

    OPTIONAL = "optional", _("proposée")
    GRACE = "grace", _("obligatoire une semaine après la première connexion")
    REQUIRED = "required", _("obligatoire tout de suite")
