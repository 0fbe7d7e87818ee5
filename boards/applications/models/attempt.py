"""How often somebody has pressed «Postuler» lately: counted, and forgotten the day after."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Retention, Subject

ATTEMPT_KEPT_FOR = timedelta(days=1)


class Attempt(TenantModel):
    """One press. Digests that are good in this tenant only: enough to count, not to find anybody."""

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=Retention(_("1 jour"), days=1, since=("created_at",), swept_by="applications.tidy"),
        nobody=_("des empreintes, bonnes à compter, qui ne mènent à personne"),
    )

    # "" on the second line of a press that named both an address and a number.
    visitor = models.CharField(max_length=64)
    # Of the address or the number that was typed.
    person = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["created_at"]),
            models.Index(fields=["visitor", "created_at"]),
            models.Index(fields=["person", "created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%H:%M}"
