"""Two people who meet at an hour."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.followup.enums import AppointmentState, CancelledBy, Way
from boards.followup.models.retention import AS_LONG_AS_THE_PROFILE
from boards.offers.models import Offer
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing, Recipient

SHORTEST, LONGEST = 10, 240  # minutes


class TsTzRange(models.Func):
    """From a moment to another, the second excluded: two appointments may follow each other."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class AppointmentQuerySet(TenantQuerySet["Appointment"]):
    def standing(self) -> "AppointmentQuerySet":
        """Those that aren't over nor called off."""
        return self.filter(state__in=AppointmentState.standing())

    def with_seen(self, reader: User) -> "AppointmentQuerySet":
        """Each with `seen`: whether its person shows the reader who they are, and has not hidden since."""
        return self.annotate(seen=Exists(Profile.objects.seen_by(reader).filter(pk=OuterRef("profile"))))


class Appointment(TenantModel):
    """An adviser and a person, from when to when, how and what for."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=AS_LONG_AS_THE_PROFILE,
        export=True,
        title=_("Rendez-vous"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Delete(),
        unexported={"sequence": _("le numéro de version, pour votre agenda")},
        labels={
            "profile": _("profil"),
            "adviser": _("conseiller"),
            "offer": _("offre"),
            "cancelled_by": _("annulé par"),
            "wished_at": _("répondu le"),
            "told_at": _("annoncé le"),
            "reminded_at": _("rappelé le"),
        },
    )

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="appointments")
    # PROTECT: an adviser who leaves hands their appointments over first.
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="appointments")
    offer = models.ForeignKey(Offer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    starts_at = models.DateTimeField(_("début"))
    ends_at = models.DateTimeField(_("fin"))
    way = models.CharField(_("manière"), max_length=5, choices=Way, default=Way.PLACE)
    # An address, a number to be called at, or a link.
    where = models.CharField(_("où"), max_length=300, blank=True)
    purpose = models.CharField(_("objet"), max_length=120)
    state = models.CharField(_("état"), max_length=9, choices=AppointmentState, default=AppointmentState.ASKED)
    cancelled_by = models.CharField(max_length=7, choices=CancelledBy, blank=True, default="")
    # What the person answered: another hour that suits them, or why they can't come.
    wish = models.CharField(_("réponse de la personne"), max_length=300, blank=True)
    wished_at = models.DateTimeField(null=True, blank=True)
    # RFC 5545: one more at each change, so that a telephone replaces what it has under the same UID.
    sequence = models.PositiveIntegerField(default=0)
    # When the person was last told of its hour, and when they were reminded.
    told_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["adviser", "starts_at"]),
            models.Index(fields=["profile", "starts_at"]),
            models.Index(fields=["starts_at"], condition=Q(reminded_at__isnull=True), name="appointment_to_remind"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="appointment_ends_after_it_begins",
                violation_error_message=_("La fin vient avant le début : indiquez une durée."),
            ),
            models.CheckConstraint(
                condition=~Q(purpose=""),
                name="appointment_has_a_purpose",
                violation_error_message=_("Dites à la personne de quoi vous parlerez."),
            ),
            models.CheckConstraint(
                condition=Q(state=AppointmentState.CANCELLED, cancelled_by__gt="")
                | (~Q(state=AppointmentState.CANCELLED) & Q(cancelled_by="")),
                name="appointment_cancelled_says_who",
                violation_error_message=_("Un rendez-vous annulé dit par qui."),
            ),
            ExclusionConstraint(
                name="appointment_one_at_a_time",
                expressions=[
                    (TsTzRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                    ("adviser", RangeOperators.EQUAL),
                ],
                condition=Q(state__in=AppointmentState.taking_time()),
                violation_error_message=_("Ce créneau est déjà pris : choisissez une autre heure."),
                violation_error_code="taken",
            ),
        ]

    def __str__(self) -> str:
        return self.purpose

    @property
    def minutes(self) -> int:
        return round((self.ends_at - self.starts_at).total_seconds() / 60)
