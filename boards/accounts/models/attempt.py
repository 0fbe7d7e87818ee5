"""What somebody tried at one of the doors, so that limits hold over all processes."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.accounts.enums import AttemptKind
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Retention, Subject

ATTEMPT_KEPT_FOR = timedelta(days=1)


class Attempt(TenantModel):
    """One try: which door, about whom, from where – both only as keyed digests, good for counting and nothing else."""

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=Retention(_("1 jour"), days=1, since=("created_at",), swept_by="accounts.purge"),
        nobody=_("des empreintes, bonnes à compter, qui ne mènent à personne"),
    )

    kind = models.CharField(max_length=12, choices=AttemptKind)
    about = models.CharField(max_length=64)
    visitor = models.CharField(max_length=64)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["kind", "about", "created_at"]),
            models.Index(fields=["kind", "visitor", "created_at"]),
            models.Index(fields=["created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.created_at:%H:%M})"
