"""What kind of employer somebody is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class EmployerKind(TextChoices):
    FIRM = "firm", _("Entreprise ou association")
    PUBLIC = "public", _("Collectivité ou établissement public")
    HOUSEHOLD = "household", _("Particulier qui embauche à domicile")


class EmployerRole(TextChoices):
    """What somebody may do for an employer: everything, or everything but decide who else may."""

    OWNER = "owner", _("responsable")
    MEMBER = "member", _("membre")
