"""The words of a profile, as people say them.

Groups are tuples in declaration order, never sets: a constraint built from one must serialise the same way in every
migration.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Visibility(TextChoices):
    """Who may see a profile. Each step shows it to those of the step before, and to more."""

    NOBODY = "nobody", _("Personne d’autre que moi")
    ADVISERS = "advisers", _("Les conseillers de ce site")
    EMPLOYERS = "employers", _("Les conseillers et les employeurs du territoire, sans mon nom")

    @classmethod
    def for_advisers(cls) -> "tuple[Visibility, ...]":
        """Those that this tenant's advisers see."""
        return (cls.ADVISERS, cls.EMPLOYERS)


class Transport(TextChoices):
    """How somebody gets to work."""

    WALK = "walk", _("À pied")
    BIKE = "bike", _("À vélo")
    MOPED = "moped", _("En scooter ou en mobylette")
    CAR = "car", _("En voiture")
    TRANSIT = "transit", _("En bus ou en train")
    LIFT = "lift", _("On m’emmène, covoiturage")


class HoursWish(TextChoices):
    FULL = "full", _("Temps plein")
    PART = "part", _("Temps partiel")
    EITHER = "either", _("Les deux me vont")


class Schedule(TextChoices):
    """When somebody can work; nothing ticked says nothing."""

    DAY = "day", _("En journée")
    EARLY = "early", _("Tôt le matin")
    EVENING = "evening", _("Le soir")
    NIGHT = "night", _("La nuit")
    WEEKEND = "weekend", _("Le week-end")
    SPLIT = "split", _("En coupure")


class Availability(TextChoices):
    NOW = "now", _("Tout de suite")
    FROM_DATE = "from_date", _("À partir d’une date")
    EMPLOYED = "employed", _("J’ai un emploi, je regarde")
    PAUSED = "paused", _("Je ne cherche pas en ce moment")

    @classmethod
    def looking(cls) -> "tuple[Availability, ...]":
        """Those that may be proposed a job."""
        return (cls.NOW, cls.FROM_DATE, cls.EMPLOYED)


class PausedBecause(TextChoices):
    """What made a search pause, when it wasn't the form."""

    ASKED = "asked", _("à la demande de la personne")
    FOUND = "found", _("la personne a trouvé")
    SILENCE = "silence", _("sans réponse à « cherchez-vous toujours ? »")


class Origin(TextChoices):
    """Who filled it in first."""

    SELF = "self", _("par la personne")
    ADVISER = "adviser", _("avec un conseiller")


class LanguageLevel(TextChoices):
    """The six levels of the European framework, in words that need no framework."""

    UNSAID = "", _("Niveau non précisé")
    A1 = "A1", _("A1 – quelques mots")
    A2 = "A2", _("A2 – je me débrouille")
    B1 = "B1", _("B1 – conversation simple")
    B2 = "B2", _("B2 – à l’aise")
    C1 = "C1", _("C1 – très à l’aise")
    C2 = "C2", _("C2 – comme ma langue")
    NATIVE = "native", _("Langue maternelle")


class ConsentTo(TextChoices):
    """What somebody agreed to."""

    KEEP = "keep", _("que ce site garde son profil")
    ADVISERS = "advisers", _("que les conseillers le voient")
    EMPLOYERS = "employers", _("que les employeurs du territoire le voient, sans son nom")
    PARTNER = "partner", _("que les partenaires le voient")


class ConsentHow(TextChoices):
    """How somebody said yes."""

    ACCOUNT = "account", _("sur le site, dans son espace")
    CODE = "code", _("avec le code reçu pour reprendre son profil")
    PRESENT = "present", _("de vive voix, en rendez-vous")
    PHONE = "phone", _("de vive voix, au téléphone")
    WRITTEN = "written", _("par écrit, sur papier")

    @classmethod
    def witnessed(cls) -> "tuple[ConsentHow, ...]":
        """A yes that an adviser writes down for somebody."""
        return (cls.PRESENT, cls.PHONE, cls.WRITTEN)


class HandoverBy(TextChoices):
    """How somebody receives the code to take over the profile that was made with them."""

    SMS = "sms", _("par SMS")
    LETTER = "letter", _("par une lettre, à imprimer")


class LookAt(TextChoices):
    """How much of a profile somebody saw."""

    CARD = "card", _("votre fiche, sans votre nom")
    FULL = "full", _("votre profil")
    CV = "cv", _("votre CV")


class FoundHow(TextChoices):
    """How somebody who no longer looks found work."""

    HERE = "here", _("Avec une offre de ce site")
    ADVISER = "adviser", _("Avec un conseiller de ce site")
    ELSEWHERE = "elsewhere", _("Autrement")
    UNSAID = "unsaid", _("Je préfère ne pas le dire")
