"""A hire: who, where, since when, and how the two met."""

import secrets
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.accounts.models import User
from boards.applications.models import Application
from boards.candidates.models import FoundWork, Profile
from boards.employers.models import Employer
from boards.offers.enums import ContractNature, ContractType
from boards.offers.models import Offer
from boards.placements.enums import Way
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient

#: After the start, a hire is a number and no person.
KEPT_FOR = timedelta(days=730)
#: What is emptied when the person is forgotten; the rest is what figures count.
NOBODY = {"name": "", "email": "", "phone": ""}


class PlacementQuerySet(TenantQuerySet["Placement"]):
    def standing(self) -> "PlacementQuerySet":
        """Those that nobody took back."""
        return self.filter(cancelled_at__isnull=True)

    def visible_to(self, user: User) -> "PlacementQuerySet":
        """All for the tenant's staff, their own employers' for its members, none for others."""
        if user.is_tenant_staff:
            return self.all()
        return self.filter(employer__members__user=user)


def new_key() -> str:
    return secrets.token_urlsafe(9)


class Placement(TenantModel):
    """One person hired once. It goes on counting when nobody knows any more who it was."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(
            _("2 ans après l’embauche ; ensuite le nombre seul, sans la personne"),
            days=KEPT_FOR.days,
            since=("starts_on",),
            only=~Q(name="", email="", phone=""),
            then=Through("boards.placements.services.forgetting.forget", _("le nom et les coordonnées sont effacés")),
        ),
        export=True,
        title=_("Embauches"),
        processing=Processing.PLACEMENTS,
        recipients=(Recipient.ADVISERS, Recipient.EMPLOYERS),
        whose=Whose(email=("email",), phone=("phone",), parent=("application", "profile")),
        erasing=Through("boards.placements.services.forgetting.forget", _("l’embauche reste comptée, sans vous")),
        unexported={"link_key": _("le lien par lequel vous confirmez")},
        labels={
            "offer": _("offre"),
            "employer": _("employeur"),
            "application": _("candidature"),
            "profile": _("profil"),
            "found_work": _("réponse"),
            "occupation_code": _("métier"),
            "commune_insee": _("commune"),
            "department": _("département"),
            "recorded_by": _("déclarée par"),
            "cancelled_at": _("annulée le"),
            "cancelled_by": _("annulée par"),
        },
    )

    # PROTECT: figures count employers and offers that are long gone from the board.
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, blank=True, related_name="placements")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="placements")
    # As the person wrote it, where it is no employer of this site.
    employer_name = models.CharField(_("employeur"), max_length=120, blank=True)
    application = models.OneToOneField(
        Application, on_delete=models.SET_NULL, null=True, blank=True, related_name="placement"
    )
    profile = models.ForeignKey(Profile, on_delete=models.SET_NULL, null=True, blank=True, related_name="placements")
    found_work = models.OneToOneField(
        FoundWork, on_delete=models.SET_NULL, null=True, blank=True, related_name="placement"
    )

    way = models.CharField(pgettext_lazy("de quelle façon", "comment"), max_length=11, choices=Way)
    starts_on = models.DateField(_("premier jour"))
    # Facts for figures: codes and no person.
    occupation_code = models.CharField(max_length=5, blank=True)
    contract_type = models.CharField(_("contrat"), max_length=5, choices=ContractType, blank=True, default="")
    contract_nature = models.CharField(
        _("cadre du contrat"), max_length=2, choices=ContractNature, blank=True, default=""
    )
    commune_insee = models.CharField(max_length=5, blank=True)
    department = models.CharField(max_length=3, blank=True)

    # Copied: an application may be forgotten before the last question is asked.
    name = models.CharField(_("nom"), max_length=120, blank=True)
    email = models.EmailField(_("adresse e-mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=16, blank=True)

    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # The person's link, short enough for an SMS: a secret of this tenant's own table.
    link_key = models.CharField(max_length=12, unique=True, default=new_key)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cancelled_why = models.CharField(_("pourquoi"), max_length=200, blank=True)

    objects = PlacementQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-starts_on", "-created_at"]
        indexes: ClassVar = [models.Index(fields=["starts_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(employer__isnull=False) | ~Q(employer_name=""),
                name="placement_has_an_employer",
                violation_error_message=_("Dites chez qui la personne a été embauchée."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_why="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_why="")),
                name="placement_cancelled_says_why",
                violation_error_message=_("Une embauche annulée dit quand et pourquoi."),
            ),
            # Not the other way round: whoever took it back may be erased, the date stays.
            models.CheckConstraint(
                condition=Q(cancelled_by=None) | Q(cancelled_at__isnull=False),
                name="placement_cancelled_by_has_a_date",
                violation_error_message=_("Une embauche annulée par quelqu’un porte la date."),
            ),
            models.CheckConstraint(
                condition=~Q(way__in=[Way.APPLICATION, Way.SHORTLIST]) | Q(offer__isnull=False),
                name="placement_of_an_application_has_its_offer",
                violation_error_message=_("Une candidature retenue l’est pour une offre."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def employer_label(self) -> str:
        """What the employer is called, whichever side wrote it."""
        return self.employer.name if self.employer is not None else self.employer_name
