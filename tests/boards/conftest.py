"""What tests of several rooms ask for."""

import pytest

from tenants.models import Tenant


@pytest.fixture
def here(committing: str) -> Tenant:
    """alpha, where commits are real."""
    return Tenant.objects.get(schema_name="alpha")
