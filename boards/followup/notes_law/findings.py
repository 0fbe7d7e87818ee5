"""What the reading of a note finds: which rule, which words, why, and what to write instead."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rule(TextChoices):
    """The data of articles 9 and 10 of the GDPR, and what the CNIL doesn't want in a free field."""

    HEALTH = "health", _("Santé")
    RELIGION = "religion", _("Religion")
    UNION = "union", _("Syndicat")
    POLITICS = "politics", _("Opinions politiques")
    ORIGIN = "origin", _("Origine")
    SEX_LIFE = "sex_life", _("Vie sexuelle")
    JUSTICE = "justice", _("Condamnations")
    FAMILY = "family", _("Vie de famille")
    JUDGEMENT = "judgement", _("Jugement sur la personne")
    NUMBER = "number", _("Numéro de sécurité sociale")
    BANK = "bank", _("Argent et banque")


@dataclass(frozen=True)
class Finding:
    """start, end: positions in the note, whose slice is `excerpt`."""

    rule: Rule
    start: int
    end: int
    excerpt: str
    reason: str
    suggestion: str
