"""Who looked at a profile: shown to the person it is about."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.candidates.enums import LookAt
from boards.employers.models import Employer
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Retention, Subject, Whose
from tenants.processing import Processing, Recipient


class Look(TenantModel):
    """One person of one firm, or one of the tenant's staff, on one day; however often."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(_("1 an"), days=366, since=("created_at",)),
        export=True,
        title=_("Qui a vu le profil"),
        processing=Processing.PROFILES,
        recipients=(Recipient.HOST,),
        whose=Whose(parent=("profile",)),
        erasing=Delete(),
        labels={
            "profile": _("profil"),
            "by": _("vu par"),
            "employer": _("employeur"),
            "day": _("jour"),
            "what": _("ce qui a été vu"),
        },
    )

    profile = models.ForeignKey("candidates.Profile", on_delete=models.CASCADE, related_name="looks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # None: somebody who works for the tenant.
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    # The tenant's own day.
    day = models.DateField()
    what = models.CharField(max_length=4, choices=LookAt)

    class Meta:
        ordering: ClassVar = ["-day", "-created_at"]
        indexes: ClassVar = [models.Index(fields=["employer", "day"], name="look_by_employer")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["profile", "by", "employer", "what", "day"],
                # Accounts that went are nobody in particular: their looks stay, and may be alike.
                condition=Q(by__isnull=False),
                nulls_distinct=False,
                name="look_once_a_day",
                violation_error_message=_("Ce regard est déjà compté."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} {self.day} ({self.what})"
