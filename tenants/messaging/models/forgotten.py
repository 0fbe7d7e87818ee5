"""Who said stop and then had everything erased."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.enums import Channel
from tenants.guard import TenantModel
from tenants.messaging.enums import RefusalReason
from tenants.personal_data import DataPolicy, Subject


class ForgottenRefusal(TenantModel):
    """A refusal whose address was erased: the stop holds on, and only who knows the address finds it again."""

    # NONE: a keyed digest of this tenant, which leads from an address to a row and never from a row to an address.
    data_policy = DataPolicy(Subject.NONE, retention=_("jusqu’à ce que la personne demande à nouveau des messages"))

    channel = models.CharField(max_length=5, choices=Channel)
    digest = models.CharField(max_length=64)
    reason = models.CharField(max_length=9, choices=RefusalReason)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["channel", "digest"],
                name="forgotten_refusal_once_an_address",
                violation_error_message=_("Cette adresse est déjà notée comme ne voulant plus rien recevoir."),
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="forgotten_refusal_is_opaque",
                violation_error_message=_("Une adresse effacée n’est gardée que par son empreinte."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.reason}"
