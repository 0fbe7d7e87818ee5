"""The SQL that makes a tenant's schema."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject


class SchemaTemplate(models.Model):
    """One dump of an empty tenant schema, valid for exactly one set of migrations.

    It holds no people: password hashes cloned from a template would make one tenant's reset links good in all.
    """

    data_policy = DataPolicy(Subject.NONE, retention=_("jusqu’à la version suivante de l’application"))

    migrations_digest = models.CharField(max_length=64, unique=True)
    placeholder = models.CharField(max_length=63)
    sql = models.TextField()
    built_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-built_at"]

    def __str__(self) -> str:
        return self.migrations_digest[:12]
