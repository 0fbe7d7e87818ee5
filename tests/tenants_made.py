"""The tenants that the tests meet: two neighbours in Flanders, a cluster far away."""

from django.db import connection

from tenants.enums import PublishingPolicy, SecondFactorPolicy, TenantKind
from tenants.models import Tenant
from tenants.provisioning.services import TenantRequest, create_tenant
from tenants.reference.models import Commune

ALPHA_EPCI, BETA_EPCI, GAMMA_EPCI = "200040954", "200040947", "200023372"


def make_tenants() -> None:
    """alpha: CC des Hauts de Flandre; beta: Cœur de Flandre; gamma: a cluster in Chamonix."""
    connection.set_schema_to_public()
    made = [
        ("alpha", "CC des Hauts de Flandre", "Hauts de Flandre", TenantKind.INTERCOMMUNAL, ALPHA_EPCI, "plaine"),
        ("beta", "Cœur de Flandre agglo", "Cœur de Flandre", TenantKind.INTERCOMMUNAL, BETA_EPCI, "elan"),
        ("gamma", "Métiers de la montagne", "Métiers de la montagne", TenantKind.CLUSTER, GAMMA_EPCI, "cime"),
    ]
    for schema, name, short, kind, epci, preset in made:
        create_tenant(
            request=TenantRequest(
                schema_name=schema,
                name=name,
                kind=kind,
                siren=epci,
                domain=f"{schema}.test",
                insees=Commune.objects.filter(epci_id=epci).values_list("insee", flat=True),
                settings={
                    "short_name": short,
                    "preset": preset,
                    "contact_email": f"emploi@{schema}.example",
                    "publishing_policy": PublishingPolicy.OPEN,
                    # The week of grace is tested where it is the point: tests/boards/accounts/test_second_factor.py.
                    "staff_second_factor": SecondFactorPolicy.OPTIONAL,
                },
            )
        )
    assert Tenant.objects.live().count() == len(made)
