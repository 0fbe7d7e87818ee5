"""What somebody said when they stopped looking, for the room that counts hires."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.candidates.enums import FoundHow
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject


class FoundWork(TenantModel):
    """«I found»: an answer, and no proof; whoever counts hires asks further."""

    data_policy = DataPolicy(
        Subject.CANDIDATE, retention="as long as the profile; where it was is emptied with it", export=True
    )

    profile = models.ForeignKey("candidates.Profile", on_delete=models.CASCADE, related_name="found_work")
    at = models.DateTimeField(default=timezone.now)
    how = models.CharField(_("comment"), max_length=9, choices=FoundHow, default=FoundHow.UNSAID)
    # The employer, as the person writes it; empty when they don't say.
    where = models.CharField(_("chez qui"), max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.profile_id} ({self.how})"
