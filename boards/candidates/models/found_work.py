"""What somebody said when they stopped looking, for the room that counts hires."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from boards.candidates.enums import FoundHow
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Empty, Subject, Whose
from tenants.processing import Processing, Recipient


class FoundWork(TenantModel):
    """«I found»: an answer, and no proof; whoever counts hires asks further."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("aussi longtemps que le profil"),
        export=True,
        title=_("Emplois trouvés"),
        processing=Processing.PROFILES,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Empty({"where": ""}, words=_("il reste qu’un emploi a été trouvé, sans dire où ni par qui")),
        labels={"profile": _("profil")},
    )

    profile = models.ForeignKey("candidates.Profile", on_delete=models.CASCADE, related_name="found_work")
    at = models.DateTimeField(default=timezone.now)
    how = models.CharField(
        pgettext_lazy("de quelle façon", "comment"), max_length=9, choices=FoundHow, default=FoundHow.UNSAID
    )
    # The employer, as the person writes it; empty when they don't say.
    where = models.CharField(_("chez qui"), max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.profile_id} ({self.how})"
