"""The hosts of a tenant."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import DataPolicy, Subject


class Domain(models.Model):
    """A host that answers as a tenant; a host without a row is nobody's.

    Without django-tenants' DomainMixin: its save() silently takes the primary flag from other rows, which the
    constraint below refuses out loud.
    """

    data_policy = DataPolicy(Subject.NONE, retention=_("aussi longtemps que le territoire"))

    domain = models.CharField(max_length=253, unique=True)
    tenant = models.ForeignKey("tenants.Tenant", on_delete=models.CASCADE, related_name="domains")
    is_primary = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant"],
                condition=models.Q(is_primary=True),
                name="domain_one_primary_a_tenant",
                violation_error_message=_("Ce territoire a déjà une adresse principale."),
            ),
            models.CheckConstraint(
                # The bare labels of the hostname: no scheme, no port, no upper case.
                condition=models.Q(domain__regex=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$"),
                name="domain_is_a_bare_host",
                violation_error_message=_("Écrivez le nom d’hôte seul, en minuscules, sans http:// ni port."),
            ),
        ]

    def __str__(self) -> str:
        return self.domain
