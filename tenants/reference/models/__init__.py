from tenants.reference.models.activity import Activity
from tenants.reference.models.commune import Commune
from tenants.reference.models.commune_polygon import CommunePolygon
from tenants.reference.models.epci import Epci
from tenants.reference.models.occupation import Occupation
from tenants.reference.models.occupation_domain import OccupationDomain
from tenants.reference.models.occupation_word import OccupationWord

__all__ = [
    "Activity",
    "Commune",
    "CommunePolygon",
    "Epci",
    "Occupation",
    "OccupationDomain",
    "OccupationWord",
]
