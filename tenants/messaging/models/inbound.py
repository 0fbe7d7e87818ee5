"""What came in by e-mail: that it came, from whom and what became of it. What it says is the listener's to keep."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel
from tenants.messaging.enums import InboundOutcome
from tenants.personal_data import DataPolicy, Empty, Retention, Subject, Whose
from tenants.processing import Processing, Recipient


class InboundEmail(TenantModel):
    """One mail to one reply address, written in the transaction of whatever it brought about.

    So a mail that is delivered twice, or again after a failure, brings it about once.
    """

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=Retention(_("90 jours"), days=90, since=("created_at",), swept_by="messaging.purge"),
        export=True,
        title=_("E-mails reçus en réponse"),
        processing=Processing.CONVERSATIONS,
        recipients=(Recipient.CARRIERS, Recipient.HOST),
        whose=Whose(email=("sender",)),
        erasing=Empty({"sender": ""}, _("il reste qu’un e-mail est arrivé, sans adresse ni texte")),
        unexported={
            "ref": _("une adresse qui ouvre la conversation à qui la connaît"),
            "digest": _("une empreinte de l’e-mail"),
        },
        labels={"sender": _("expéditeur"), "outcome": _("ce qu’il en est advenu")},
    )

    # The kind and key of the reply address, e.g. "t:<uuid>".
    ref = models.CharField(max_length=40)
    # Of the Message-ID, or of the whole mail where it has none.
    digest = models.CharField(max_length=64)
    sender = models.CharField(max_length=254, blank=True)
    outcome = models.CharField(max_length=12, choices=InboundOutcome)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ref", "digest"],
                name="inbound_email_once",
                violation_error_message=_("Cet e-mail est déjà arrivé."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["ref", "created_at"], name="inbound_email_by_ref"),
            models.Index(fields=["created_at"], name="inbound_email_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.outcome}"
