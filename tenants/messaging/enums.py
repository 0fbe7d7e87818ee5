"""The words of messaging."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DeliveryState(TextChoices):
    """How far one message has come. `unknown`: a provider may have it and can't be asked."""

    QUEUED = "queued", _("en attente")
    CLAIMED = "claimed", _("en cours d’envoi")
    SENT = "sent", _("envoyé")
    DELIVERED = "delivered", _("reçu")
    FAILED = "failed", _("échec")
    UNKNOWN = "unknown", _("incertain")
    CANCELLED = "cancelled", _("annulé")

    @classmethod
    def gone(cls) -> "list[DeliveryState]":
        """A provider has it."""
        return [cls.SENT, cls.DELIVERED]

    @classmethod
    def waiting(cls) -> "list[DeliveryState]":
        """Nobody has it yet."""
        return [cls.QUEUED, cls.CLAIMED]


class Purpose(TextChoices):
    """Why somebody is written to; codes go before the rest, alerts after it."""

    SERVICE = "service", _("suivi")
    CODE = "code", _("code")
    ALERT = "alert", _("alerte")


class RefusalReason(TextChoices):
    """Why an address is left alone."""

    STOP = "stop", _("la personne a dit stop")
    BOUNCE = "bounce", _("l’adresse ne reçoit pas")
    COMPLAINT = "complaint", _("signalé comme indésirable")
    ERASED = "erased", _("la personne a fait effacer ses données")


class Encoding(TextChoices):
    """How a text travels: seven bits a sign, or sixteen when one of them is in no GSM table."""

    GSM = "gsm", _("GSM")
    UCS2 = "ucs2", _("Unicode")


class InboundOutcome(TextChoices):
    """What became of a mail that came in."""

    TAKEN = "taken", _("transmis")
    HELD = "held", _("en attente de vérification")
    AUTOMATIC = "automatic", _("réponse automatique, ignorée")
    CLOSED = "closed", _("conversation close")
    EMPTY = "empty", _("sans texte ni fichier")
    TOO_MANY = "too_many", _("trop de messages d’affilée")
    UNREADABLE = "unreadable", _("illisible")
