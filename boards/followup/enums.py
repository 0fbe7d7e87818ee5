"""The words of following somebody, or a recruitment.

Groups are tuples in declaration order, never sets: a constraint built from one must serialise the same way in every
migration.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoteKind(TextChoices):
    """What a note is about; with it a long list is read at a glance."""

    MEETING = "meeting", _("Entretien")
    CALL = "call", _("Appel")
    STEP = "step", _("Démarche")
    EMPLOYER = "employer", _("Retour d’un employeur")
    OTHER = "other", _("Autre")


class CallOutcome(TextChoices):
    """What became of a call, in the words of whoever puts the receiver down."""

    ANSWERED = "answered", _("A répondu")
    MISSED = "missed", _("Pas joint")
    LATER = "later", _("À rappeler plus tard")


class Way(TextChoices):
    """How two people meet."""

    PLACE = "place", _("Sur place")
    PHONE = "phone", _("Par téléphone")
    VIDEO = "video", _("En visio")


class AppointmentState(TextChoices):
    ASKED = "asked", _("Proposé")
    CONFIRMED = "confirmed", _("Confirmé")
    KEPT = "kept", _("A eu lieu")
    MISSED = "missed", _("La personne n’est pas venue")
    CANCELLED = "cancelled", _("Annulé")

    @classmethod
    def standing(cls) -> "tuple[AppointmentState, ...]":
        """Those still to come."""
        return (cls.ASKED, cls.CONFIRMED)

    @classmethod
    def taking_time(cls) -> "tuple[AppointmentState, ...]":
        """Those for which an adviser is not free for anything else."""
        return (cls.ASKED, cls.CONFIRMED, cls.KEPT, cls.MISSED)

    @property
    def is_standing(self) -> bool:
        return self in type(self).standing()

    def may_become(self, state: "AppointmentState") -> bool:
        return state in _NEXT[self]


_A = AppointmentState
_NEXT: dict[AppointmentState, tuple[AppointmentState, ...]] = {
    _A.ASKED: (_A.CONFIRMED, _A.KEPT, _A.MISSED, _A.CANCELLED),
    _A.CONFIRMED: (_A.KEPT, _A.MISSED, _A.CANCELLED),
    # Ticked by mistake.
    _A.KEPT: (_A.MISSED,),
    _A.MISSED: (_A.KEPT,),
    _A.CANCELLED: (),
}


class CancelledBy(TextChoices):
    """Who called an appointment off."""

    PERSON = "person", _("la personne")
    ADVISER = "adviser", _("le conseiller")


class ProposedHow(TextChoices):
    """How somebody was told of an offer."""

    EMAIL = "email", _("par e-mail")
    SMS = "sms", _("par SMS")
    TALK = "talk", _("de vive voix")


class Agreement(TextChoices):
    """Whether somebody on a shortlist lets an employer know who they are."""

    UNASKED = "unasked", _("Pas encore demandé")
    ASKED = "asked", _("Demandé, sans réponse")
    YES = "yes", _("D’accord")
    NO = "no", _("Ne souhaite pas")


class AgreedHow(TextChoices):
    PHONE = "phone", _("de vive voix, au téléphone")
    PRESENT = "present", _("de vive voix, en rendez-vous")
    LINK = "link", _("par le lien reçu")


class Verdict(TextChoices):
    """An employer's answer about one person, in one press."""

    WAITING = "", _("Sans réponse")
    MEET = "meet", _("À rencontrer")
    NO = "no", _("Non merci")
    HIRED = "hired", _("Embauché")

    @classmethod
    def answers(cls) -> "tuple[Verdict, ...]":
        return (cls.MEET, cls.NO, cls.HIRED)
