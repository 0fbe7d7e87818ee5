"""An offer that somebody was told of."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.candidates.models import Profile
from boards.followup.enums import ProposedHow
from boards.followup.models.retention import AS_LONG_AS_THE_PROFILE
from boards.offers.models import Offer
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing, Recipient


class Proposal(TenantModel):
    """One person told of one offer of ours: the desk proposes that pair no more."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=AS_LONG_AS_THE_PROFILE,
        export=True,
        title=_("Offres proposées par un conseiller"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Delete(),
        labels={"profile": _("profil"), "offer": _("offre")},
    )

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="proposals")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="proposals")
    how = models.CharField(_("manière"), max_length=5, choices=ProposedHow)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["profile", "offer"],
                name="proposal_once",
                violation_error_message=_("Cette offre a déjà été proposée à cette personne."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} – {self.offer_id}"

    @property
    def pair(self) -> tuple[UUID, UUID]:
        return self.profile_id, self.offer_id
