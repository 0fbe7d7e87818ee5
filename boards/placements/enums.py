"""The closed lists of a hire: how it came about, who says so, and what that proves."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    """How the two met. Everything but the last came through this site; what the elected council is told."""

    APPLICATION = "application", _("Candidature sur ce site")
    SHORTLIST = "shortlist", _("Présélection d’un conseiller")
    LIBRARY = "library", _("CVthèque")
    OFFER = "offer", _("Offre lue ici, contact direct")
    ADVISER = "adviser", _("Mise en relation par un conseiller")
    ELSEWHERE = "elsewhere", _("Autrement, sans ce site")

    @classmethod
    def through_us(cls) -> "tuple[Way, ...]":
        """Those that a share of recruitments through the platform counts."""
        return (cls.APPLICATION, cls.SHORTLIST, cls.LIBRARY, cls.OFFER, cls.ADVISER)


class Party(TextChoices):
    """Who may say that somebody was hired. An adviser records; only these two prove."""

    EMPLOYER = "employer", _("l’employeur")
    PERSON = "person", _("la personne embauchée")

    @property
    def other(self) -> "Party":
        return Party.PERSON if self == Party.EMPLOYER else Party.EMPLOYER


class Said(TextChoices):
    """What a party answered."""

    YES = "yes", _("oui")
    NO = "no", _("non")


class SaidHow(TextChoices):
    """Where the answer was given."""

    BOARD = "board", _("en déclarant l’embauche")
    LINK = "link", _("par le lien reçu")
    ADVISER = "adviser", _("de vive voix, noté par un conseiller")


class Standing(TextChoices):
    """What is known of a hire on one of its days; the four are counted apart, and never added up in silence."""

    BOTH = "both", _("Confirmée des deux côtés")
    ONE = "one", _("Confirmée d’un seul côté")
    SILENT = "silent", _("Sans réponse")
    DISPUTED = "disputed", _("Réponses contraires")
    NOT = "not", _("Démentie, ou terminée")


#: Days after the start on which both are asked.
DAYS = (0, 30, 90)
