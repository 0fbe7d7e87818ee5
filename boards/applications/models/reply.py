"""A tenant's own words for a polite answer."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.applications.enums import ReplyKind
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject


class ReplyText(TenantModel):
    """Instead of ours (replies.py), for every employer of this tenant."""

    data_policy = DataPolicy(Subject.NONE, retention=_("aussi longtemps que le territoire"))

    kind = models.CharField(max_length=13, choices=ReplyKind)
    text = models.TextField(_("texte"), max_length=1500)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind"],
                name="reply_once_a_kind",
                violation_error_message=_("Ce texte existe déjà : modifiez-le."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
