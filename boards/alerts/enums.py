"""The words of an alert."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AlertState(TextChoices):
    """Nobody is told before they said yes; an alert that ended is begun anew, never woken."""

    WAITING = "waiting", _("à confirmer")
    # Marked as ours: alone, these words are others’ too, with other endings.
    ACTIVE = "active", pgettext_lazy("alerte", "active")
    PAUSED = "paused", _("en pause")
    ENDED = "ended", _("arrêtée")

    @classmethod
    def open_states(cls) -> frozenset[str]:
        """Those that somebody still counts on."""
        return frozenset({cls.ACTIVE, cls.PAUSED})


class EndedBy(TextChoices):
    """What ended an alert."""

    PERSON = "person", _("par la personne, sur le site")
    ONE_CLICK = "one_click", _("par le lien de désabonnement")
    STOP = "stop", _("par un SMS STOP")
    BOUNCE = "bounce", _("adresse qui n’existe plus")
    COMPLAINT = "complaint", _("message signalé comme indésirable")
    STAFF = "staff", _("par un conseiller")
    EXPIRY = "expiry", _("sans nouvelles de la personne")


class FoundState(TextChoices):
    """What became of an offer that an alert found."""

    WAITING = "waiting", _("à annoncer")
    TOLD = "told", _("annoncée")
    DROPPED = "dropped", _("écartée")


class DroppedBecause(TextChoices):
    """Why an offer that was found is not told."""

    KNOWN = "known", _("déjà annoncée à cette personne")
    UNWANTED = "unwanted", _("alerte arrêtée entre-temps")
    OLD = "old", _("trop ancienne pour être une nouvelle")


class ConsentHow(TextChoices):
    """How somebody said yes."""

    LINK = "link", _("lien reçu par e-mail")
    CODE = "code", _("code à six chiffres")
    ACCOUNT = "account", _("connecté à son compte")
    PRESENT = "present", _("de vive voix, en rendez-vous")
    PHONE = "phone", _("de vive voix, au téléphone")
    WRITTEN = "written", _("par écrit")

    @classmethod
    def witnessed(cls) -> "frozenset[ConsentHow]":
        """A yes that an adviser writes down for somebody."""
        return frozenset({cls.PRESENT, cls.PHONE, cls.WRITTEN})

    @classmethod
    def assisted(cls) -> list[tuple[str, object]]:
        """The same as choices of a form, the usual one first."""
        return [(how.value, how.label) for how in cls if how in cls.witnessed()]
