"""What kind of employer somebody is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EmployerKind(TextChoices):
    FIRM = "firm", _("Entreprise ou association")
    PUBLIC = "public", _("Collectivité ou établissement public")
    HOUSEHOLD = "household", _("Particulier qui embauche à domicile")


class Headcount(TextChoices):
    """How many work for an employer, in the classes of Commission Recommendation 2003/361/EC; '' when nobody said."""

    UNDER_10 = "0-9", _("Moins de 10 personnes")
    UNDER_50 = "10-49", _("10 à 49 personnes")
    UNDER_250 = "50-249", _("50 à 249 personnes")
    MORE = "250-", _("250 personnes ou plus")

    @classmethod
    def of(cls, people: int) -> "Headcount":
        """The class of a number of people."""
        bounds = ((10, cls.UNDER_10), (50, cls.UNDER_50), (250, cls.UNDER_250))
        return next((size for bound, size in bounds if people < bound), cls.MORE)


class EmployerRole(TextChoices):
    """What somebody may do for an employer: everything, or everything but decide who else may."""

    OWNER = "owner", _("responsable")
    MEMBER = "member", _("membre")
