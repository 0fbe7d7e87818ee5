"""The words of a thread."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Side(TextChoices):
    """Who speaks. `platform`: what the thread says of itself, such as who joined."""

    CANDIDATE = "candidate", _("candidat")
    EMPLOYER = "employer", _("employeur")
    ADVISER = "adviser", _("conseiller")
    PLATFORM = "platform", _("le site")

    @classmethod
    def of_people(cls) -> "tuple[Side, ...]":
        """The three that read and write."""
        return (cls.CANDIDATE, cls.EMPLOYER, cls.ADVISER)


class Via(TextChoices):
    """How a message came."""

    PAGE = "page", _("écrit ici")
    EMAIL = "email", _("répondu par e-mail")


class Hold(TextChoices):
    """A message from another address than the one we know waits until somebody answers for it."""

    NONE = "", _("transmis")
    WAITING = "waiting", _("en attente de vérification")
    CONFIRMED = "confirmed", _("vérifié")
    DISCARDED = "discarded", _("non transmis")

    @classmethod
    def shown_to_all(cls) -> "list[Hold]":
        return [cls.NONE, cls.CONFIRMED]
