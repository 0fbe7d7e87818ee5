"""Rows with colliding keys in two tenants: what a leak would mix up."""

import uuid
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group

from boards.accounts.models import User
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.models import Tenant

KEY = uuid.UUID("00000000-0000-4000-8000-000000000001")


@dataclass
class Pair:
    """Two tenants with a user, an audit entry and a group of the same keys each."""

    one: Tenant
    other: Tenant

    def text_in(self, tenant: Tenant) -> str:
        """The audit entry's kind, read afresh."""
        with entering(tenant):
            return AuditEntry.objects.get(pk=KEY).kind


@pytest.fixture
def pair(alpha: Tenant, beta: Tenant) -> Pair:
    for tenant in (alpha, beta):
        with entering(tenant):
            AuditEntry.objects.create(pk=KEY, kind=f"of-{tenant.schema_name}", target_type="x", target_id="1")
            user = User.objects.create_user("same@example.org", pk=KEY, name=tenant.schema_name)
            group, _ = Group.objects.update_or_create(pk=900, defaults={"name": tenant.schema_name})
            user.groups.add(group)
    return Pair(alpha, beta)
