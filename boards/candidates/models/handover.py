"""The code by which somebody takes over the profile that an adviser made with them."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.candidates.enums import HandoverBy
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Retention, Subject, Whose
from tenants.processing import Processing, Recipient

GOOD_FOR = timedelta(days=30)
#: Codes are tried by people who mistype; whoever needs more has another paper in hand.
MAX_TRIES = 5


class Handover(TenantModel):
    """One code, once: eight signs, of which the database keeps two digests and nothing that could be typed in."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("aussi longtemps que le profil"),
        export=True,
        title=_("Remises du profil par un code"),
        processing=Processing.PROFILES,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Delete(),
        unexported={"selector": _("une empreinte du code"), "digest": _("une empreinte du code")},
        labels={
            "profile": _("profil"),
            "expires_at": _("valable jusqu’au"),
            "wrong_tries": _("essais manqués"),
            "used_at": _("utilisé le"),
            "by": _("préparé par"),
        },
    )

    profile = models.ForeignKey("candidates.Profile", on_delete=models.CASCADE, related_name="handovers")
    channel = models.CharField(_("moyen"), max_length=6, choices=HandoverBy)
    # Of its first half, by which it is found, so that wrong second halves count against this very code.
    selector = models.CharField(max_length=64, db_index=True)
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["profile"],
                condition=Q(used_at=None),
                name="handover_one_open_a_profile",
                violation_error_message=_("Un code est déjà en route pour ce profil."),
            ),
            models.CheckConstraint(
                condition=Q(wrong_tries__lte=MAX_TRIES),
                name="handover_tries_are_few",
                violation_error_message=_("Ce code a été essayé trop souvent : demandez-en un autre."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} ({self.channel})"

    @property
    def is_open(self) -> bool:
        """Whether it can still be typed in."""
        return self.used_at is None and self.wrong_tries < MAX_TRIES and timezone.now() < self.expires_at


class HandoverTry(TenantModel):
    """Somebody typed a code that wasn't one: counted for an hour, so that nobody guesses."""

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=Retention(_("1 jour"), days=1, since=("created_at",)),
        nobody=_("une empreinte du réseau, qui ne mène à personne"),
    )

    # As from accounts.visitors.visitor_of: enough to count, not to find anybody.
    visitor = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["visitor", "created_at"], name="handover_try_by_visitor")]

    def __str__(self) -> str:
        return f"{self.created_at:%H:%M}"
