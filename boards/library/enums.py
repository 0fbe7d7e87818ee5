"""The closed lists of the CV library."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RequestState(TextChoices):
    """Where an employer's wish to know somebody stands."""

    ASKED = "asked", _("En attente de sa réponse")
    ACCEPTED = "accepted", _("Acceptée")
    REFUSED = "refused", _("Déclinée")
    LAPSED = "lapsed", _("Restée sans réponse")
    TAKEN_BACK = "taken_back", _("Retirée par l’employeur")
    ENDED = "ended", _("Contact refermé")

    @classmethod
    def open_states(cls) -> "tuple[RequestState, ...]":
        """Those in which the person still has to answer."""
        return (cls.ASKED,)

    @classmethod
    def pairs(cls) -> "tuple[tuple[RequestState, RequestState], ...]":
        """Moves that exist."""
        return (
            (cls.ASKED, cls.ACCEPTED),
            (cls.ASKED, cls.REFUSED),
            (cls.ASKED, cls.LAPSED),
            (cls.ASKED, cls.TAKEN_BACK),
            # The person thinks better of it: the employer's page names nobody again.
            (cls.ACCEPTED, cls.ENDED),
            # They answer after all.
            (cls.LAPSED, cls.ACCEPTED),
            (cls.LAPSED, cls.REFUSED),
        )


class AnsweredBy(TextChoices):
    """Whose hand gave the answer; the word is always the person's."""

    LINK = "link", _("par le lien reçu")
    ACCOUNT = "account", _("depuis son espace")
    ADVISER = "adviser", _("de vive voix, noté par un conseiller")


class Rhythm(TextChoices):
    """How often a saved search tells of new people."""

    DAILY = "daily", _("Chaque jour, s’il y a du nouveau")
    WEEKLY = "weekly", _("Chaque semaine, s’il y a du nouveau")
