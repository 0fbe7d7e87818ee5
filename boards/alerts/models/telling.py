"""One message that told somebody of offers, and the days on which an alert had its turn."""

import secrets
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.alerts.models.alert import Alert
from boards.alerts.models.subscriber import Subscriber
from tenants.guard import TenantModel
from tenants.personal_data import Along, DataPolicy, Retention, Subject, Whose
from tenants.processing import Processing, Recipient

#: No 0 and O, no 1, l and I: somebody may read it out. 12 of 56 signs: nobody guesses one.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
CODE_LENGTH = 12


def new_code() -> str:
    """A short link that nobody guesses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


class Telling(TenantModel):
    """One message to one subscriber. Its code is the short link: who has it has had the message.

    Without offers it is a notice («do you still look?»), and its link leads to the subscriber's alerts.
    """

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(_("60 jours"), days=60, since=("created_at",), swept_by="alerts.tidy"),
        export=True,
        title=_("Messages d’alerte"),
        processing=Processing.ALERTS,
        recipients=(Recipient.HOST,),
        whose=Whose(parent=("subscriber",)),
        erasing=Along(),
        labels={
            "subscriber": _("abonnement"),
            "code": _("lien court"),
            "offers": _("nombre d’offres"),
            "clicks": _("liens suivis"),
        },
    )

    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="tellings")
    code = models.CharField(max_length=12, unique=True)
    offers = models.PositiveSmallIntegerField()
    # Counted without a cookie: how often a link of this message was followed.
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["created_at"], name="telling_by_age")]

    def __str__(self) -> str:
        return f"{self.code} ({self.offers})"


class Round(TenantModel):
    """An alert had its turn on a day: with this row, clocks may change and workers die as they like."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(_("60 jours"), days=60, since=("created_at",), swept_by="alerts.tidy"),
        export=False,
        title=_("Tours d’une alerte"),
        processing=Processing.ALERTS,
        recipients=(Recipient.HOST,),
        whose=Whose(parent=("alert",)),
        erasing=Along(),
        labels={"alert": _("alerte"), "day": _("jour"), "telling": _("message")},
    )

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="rounds")
    # The day at the tenant's own place; of a weekly alert, the Monday of its week.
    day = models.DateField()
    telling = models.ForeignKey(Telling, on_delete=models.CASCADE, related_name="rounds")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["alert", "day"],
                name="round_once_a_day",
                violation_error_message=_("Cette alerte a déjà eu son tour ce jour-là."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alert_id} {self.day}"
