"""The six digits that were sent to somebody, and what came of them."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.enums import Channel
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Retention, Subject, Whose
from tenants.processing import Processing, Recipient

CODE_GOOD_FOR = timedelta(minutes=15)
#: Codes are rows so that limits hold across processes; the rows go once they can limit nothing.
CODE_KEPT_FOR = timedelta(days=1)
MAX_TRIES = 5
#: The only spelling of a number here: with two of them it would have two limits.
NUMBER = r"^\+[1-9][0-9]{7,14}$"


class Code(TenantModel):
    """One code sent to one address for one purpose. The code itself is nowhere in the database but in the message."""

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=Retention(_("1 jour"), days=1, since=("created_at",), swept_by="codes.purge"),
        title=_("Codes à six chiffres"),
        processing=Processing.ACCOUNTS,
        recipients=(Recipient.CARRIERS, Recipient.HOST),
        whose=Whose(email=("address",), phone=("address",), about=("subject",)),
        erasing=Delete(),
        erasing_about=Delete(),
    )

    # What the code is good for, e.g. "draft:<uuid>": rooms above know what that is.
    subject = models.CharField(max_length=80)
    channel = models.CharField(max_length=5, choices=Channel)
    address = models.CharField(_("adresse"), max_length=254)
    digest = models.CharField(max_length=64)
    # A keyed digest of the network address: enough to count, not to find anybody.
    visitor = models.CharField(max_length=64)
    lapses_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [
            models.Index(fields=["subject", "created_at"]),
            models.Index(fields=["channel", "address", "created_at"]),
            models.Index(fields=["visitor", "created_at"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(wrong_tries__lte=MAX_TRIES),
                name="code_tries_are_few",
                violation_error_message=_("Ce code a été essayé trop souvent : demandez-en un autre."),
            ),
            models.CheckConstraint(
                condition=~Q(channel=Channel.SMS) | Q(address__regex=NUMBER),
                name="code_number_has_one_spelling",
                violation_error_message=_("Ce numéro s’écrit sous sa forme internationale, comme +33612345678."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.address} ({self.created_at:%H:%M})"

    @property
    def is_open(self) -> bool:
        """Whether it can still be typed in."""
        return self.used_at is None and self.wrong_tries < MAX_TRIES and timezone.now() < self.lapses_at
