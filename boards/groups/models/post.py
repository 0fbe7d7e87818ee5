"""What an adviser gives a group: advice, and offers."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.groups.models.group import Group
from boards.offers.models import Offer
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Empty, Subject, Whose
from tenants.processing import Processing, Recipient


class Post(TenantModel):
    """Some advice, in a few lines."""

    data_policy = DataPolicy(
        Subject.STAFF,
        retention=_("aussi longtemps que le groupe"),
        export=True,
        title=_("Conseils donnés à un groupe"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.CANDIDATES, Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(user=("by",)),
        erasing=Empty({"by": None}, _("le conseil reste au groupe, sans le nom")),
        labels={"group": _("groupe")},
    )

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="posts")
    title = models.CharField(_("titre"), max_length=100)
    text = models.TextField(_("message"), max_length=4000)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""),
                name="post_says_something",
                violation_error_message=_("Un message a un titre et un texte."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SharedOffer(TenantModel):
    """An offer of this tenant, put before a group with a word of why."""

    data_policy = DataPolicy(
        Subject.STAFF,
        retention=_("aussi longtemps que le groupe, ou que l’offre"),
        export=True,
        title=_("Offres partagées avec un groupe"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.CANDIDATES, Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(user=("by",)),
        erasing=Empty({"by": None}, _("l’offre reste au groupe, sans le nom")),
        labels={"group": _("groupe"), "offer": _("offre")},
    )

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="shared_offers")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(_("pourquoi celle-ci"), max_length=200, blank=True)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "offer"],
                name="shared_offer_once",
                violation_error_message=_("Cette offre est déjà partagée avec le groupe."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}"
