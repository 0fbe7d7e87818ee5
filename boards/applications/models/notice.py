"""How somebody who acts for an employer is told of applications."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.applications.enums import Rhythm
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing


class Notice(TenantModel):
    """One person's choice; whoever has none is told of each application."""

    data_policy = DataPolicy(
        Subject.EMPLOYER,
        retention=_("aussi longtemps que le compte de la personne"),
        export=True,
        title=_("Rythme des annonces de candidatures"),
        processing=Processing.APPLICATIONS,
        whose=Whose(user=("user",)),
        erasing=Delete(),
        labels={"told_until": _("prévenu jusqu’au")},
    )

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="application_notice")
    rhythm = models.CharField(_("rythme"), max_length=5, choices=Rhythm, default=Rhythm.NOW)
    # Up to when the daily mails have told everything: nothing twice, nothing lost when a day is missed.
    told_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(rhythm=Rhythm.DAILY) | Q(told_until__isnull=False),
                name="notice_daily_has_a_beginning",
                violation_error_message=_("Un envoi quotidien dit depuis quand."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.rhythm}"
