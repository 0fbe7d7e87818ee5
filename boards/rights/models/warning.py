"""That somebody was told that their account will be erased."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import User
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing, Recipient


class AccountWarning(TenantModel):
    """One warning for one silence; it goes with the next sign of life, or with the account."""

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=_("jusqu’à la connexion suivante, ou jusqu’à l’effacement du compte"),
        export=True,
        title=_("Avertissement avant l’effacement du compte"),
        processing=Processing.RIGHTS,
        recipients=(Recipient.HOST,),
        whose=Whose(user=("user",)),
        erasing=Delete(),
        labels={"warned_at": _("écrit le")},
    )

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="+")
    warned_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar = ["-warned_at"]

    def __str__(self) -> str:
        return f"{self.user_id} {self.warned_at:%Y-%m-%d}"
