"""Offers for tests, made by the services that people's own go through."""

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.employers.models import Employer
from boards.employers.services import EmployerIdentity, employer_for
from boards.offers.models import Offer
from boards.offers.services.publishing import publish_offer
from boards.offers.services.writing import create_offer
from boards.offers.values import OfferValues
from tenants.reference.models import Commune

BERGUES, CASSEL, HAZEBROUCK, CHAMONIX = "59067", "59135", "59295", "74056"


def person(email: str = "boulanger@vandaele.example", *, role: str = Role.EMPLOYER) -> User:
    """A person of the current tenant, made once."""
    return User.objects.filter(email=email).first() or User.objects.create_user(email, "mot-de-passe-long", role=role)


def employer(name: str = "Boulangerie Vandaele", *, by: User | None = None) -> Employer:
    return employer_for(identity=EmployerIdentity(name=name), by=by or person())


def place(insee: str) -> dict[str, object]:
    """The fields of an offer that follow from its commune."""
    commune = Commune.objects.get(insee=insee)
    return {
        "commune_insee": commune.insee,
        "commune_name": commune.name,
        "postcode": commune.postcodes[0],
        "department": commune.department,
        "latitude": commune.latitude,
        "longitude": commune.longitude,
    }


def draft(insee: str = BERGUES, *, by: User | None = None, firm: Employer | None = None, **values: object) -> Offer:
    """A draft in a commune of the current tenant's territory or elsewhere."""
    by = by or person()
    said = {
        "title": "Boulanger F/H",
        "occupation_code": "D1102",
        "description": "Pétrir, façonner et cuire le pain de la nuit, à deux pas du beffroi.",
        "apply_value": by.email,
        **place(insee),
        **values,
    }
    return create_offer(employer=firm or employer(by=by), values=OfferValues(**said), by=by)  # type: ignore[arg-type]


def live(insee: str = BERGUES, *, by: User | None = None, firm: Employer | None = None, **values: object) -> Offer:
    """An offer that candidates see."""
    by = by or person()
    return publish_offer(offer=draft(insee, by=by, firm=firm, **values), by=by)
