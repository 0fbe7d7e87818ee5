"""Tenants and what belongs to them, all in the public schema."""

from tenants.models.domain import Domain
from tenants.models.erased import Erased
from tenants.models.funder import Funder
from tenants.models.tally import Tally
from tenants.models.template import SchemaTemplate
from tenants.models.tenant import Tenant
from tenants.models.territory import TerritoryCommune

__all__ = ["Domain", "Erased", "Funder", "SchemaTemplate", "Tally", "Tenant", "TerritoryCommune"]
