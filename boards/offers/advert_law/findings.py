"""What the reading of an advert finds: which rule, where, why, and what to write instead."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Severity(TextChoices):
    """BLOCKING: forbidden as written, an adviser may override. WARNING: doubtful. NOTICE: lawful if justified."""

    BLOCKING = "blocking", _("Interdit")
    WARNING = "warning", _("À reformuler")
    NOTICE = "notice", _("À justifier")


class Rule(TextChoices):
    """The criteria of L1132-1 code du travail that adverts run into, and the rules on adverts themselves."""

    AGE = "age", _("Âge")
    SEX = "sex", _("Sexe")
    ORIGIN = "origin", _("Origine ou nationalité")
    LOOKS = "looks", _("Apparence physique")
    FAMILY = "family", _("Situation de famille")
    PREGNANCY = "pregnancy", _("Grossesse")
    HEALTH = "health", _("Santé ou handicap")
    RELIGION = "religion", _("Religion")
    UNION = "union", _("Activité syndicale")
    OPINION = "opinion", _("Opinions politiques")
    ORIENTATION = "orientation", _("Orientation sexuelle")
    RESIDENCE = "residence", _("Lieu de résidence")
    NAME = "name", _("Nom de famille")
    PAYMENT = "payment", _("Paiement demandé")
    LANGUAGE = "language", _("Langue étrangère")


@dataclass(frozen=True)
class Finding:
    """field: "title" or "description". start, end: positions in that text, whose slice is `excerpt`."""

    rule: Rule
    severity: Severity
    field: str
    start: int
    end: int
    excerpt: str
    reason: str
    suggestion: str

    @property
    def is_blocking(self) -> bool:
        return self.severity == Severity.BLOCKING
