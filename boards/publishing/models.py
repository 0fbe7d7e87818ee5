"""An offer being written by somebody without an account, and the codes that confirm their address."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.offers.models import Offer
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Subject

#: A draft nobody touched for so long is deleted, with what was typed and the address.
KEPT_FOR = timedelta(days=7)
CODE_GOOD_FOR = timedelta(minutes=15)
#: Codes are rows so that limits hold across processes; the rows go once they can limit nothing.
CODE_KEPT_FOR = timedelta(days=1)
MAX_TRIES = 5


class DraftQuerySet(TenantQuerySet["Draft"]):
    def lapsed(self) -> "DraftQuerySet":
        """Untouched for KEPT_FOR."""
        return self.filter(updated_at__lt=timezone.now() - KEPT_FOR)


class Draft(TenantModel):
    """What somebody typed so far, step by step, exactly as they typed it: right or wrong, it is kept."""

    data_policy = DataPolicy(Subject.VISITOR, retention="7 days after the last change", export=False)

    # {step: {field: [values]}}: what the browser sent, so that every page can be shown again.
    typed = models.JSONField(default=dict, blank=True)
    # The employer wants an adviser to read what advert law objects to.
    asks_advice = models.BooleanField(default=False)
    # Set once: a draft becomes one offer, however often the last button is pressed.
    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    objects = DraftQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-updated_at"]
        indexes: ClassVar = [models.Index(fields=["updated_at"])]

    def __str__(self) -> str:
        return self.title or str(self.pk)

    @property
    def title(self) -> str:
        """The title as typed, for «reprendre mon offre de …»."""
        values = self.typed.get("poste", {}).get("title") or [""]
        return str(values[0])


class EmailCode(TenantModel):
    """One code sent to one address for one draft. The code itself is nowhere in the database but in the mail."""

    data_policy = DataPolicy(Subject.VISITOR, retention="1 day", export=False)

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="codes")
    email = models.EmailField(_("adresse e-mail"))
    digest = models.CharField(max_length=64)
    # A keyed digest of the network address: enough to count, not to find anybody.
    visitor = models.CharField(max_length=64)
    lapses_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["email", "created_at"]),
            models.Index(fields=["visitor", "created_at"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(wrong_tries__lte=MAX_TRIES),
                name="email_code_tries_are_few",
                violation_error_message=_("Ce code a été essayé trop souvent : demandez-en un autre."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} ({self.created_at:%H:%M})"

    @property
    def is_open(self) -> bool:
        """Whether it can still be typed in."""
        return self.used_at is None and self.wrong_tries < MAX_TRIES and timezone.now() < self.lapses_at
