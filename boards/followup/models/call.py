"""A call that was made, or put off."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.candidates.models import Profile
from boards.followup.enums import CallOutcome
from boards.followup.models.retention import AS_LONG_AS_THE_PROFILE
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing, Recipient


class Call(TenantModel):
    """One line of the list «à appeler» dealt with. The desk reads the latest of each person."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=AS_LONG_AS_THE_PROFILE,
        export=True,
        title=_("Appels"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Delete(),
        labels={"profile": _("profil")},
    )

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="calls")
    outcome = models.CharField(_("issue"), max_length=8, choices=CallOutcome)
    # On which day the person comes back on the list; none after an answer.
    again_on = models.DateField(_("rappeler le"), null=True, blank=True)
    # Why it was put off, in a few words; longer ones are notes.
    because = models.CharField(_("pourquoi"), max_length=160, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "pk"]
        indexes: ClassVar = [models.Index(fields=["profile", "-at"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome=CallOutcome.ANSWERED) | Q(again_on__isnull=False),
                name="call_put_off_has_a_day",
                violation_error_message=_("Dites quel jour rappeler."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome=CallOutcome.LATER) | ~Q(because=""),
                name="call_put_off_says_why",
                violation_error_message=_("Dites en quelques mots pourquoi rappeler plus tard."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.again_on or ''}".strip()
