"""What PostgreSQL refuses, and the French sentence a form shows for it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from tenants.reference.models import Activity, Commune, Epci, Occupation, OccupationDomain, OccupationWord

pytestmark = pytest.mark.django_db


def commune(**changed: object) -> Commune:
    good = {"insee": "99001", "name": "Essai", "search_name": "essai", "department": "99", "region": "99"}
    return Commune(**{**good, **changed})


def word(**changed: object) -> OccupationWord:
    good = {"word": "essayeur", "occupation_id": "D1102", "source": "everyday", "weight": 5}
    return OccupationWord(**{**good, **changed})


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (commune(insee="5906"), "code INSEE"),
        (commune(insee="2C004"), "code INSEE"),
        (commune(latitude=50.9), "aucune des deux"),
        (commune(longitude=2.4), "aucune des deux"),
        (commune(latitude=91.0, longitude=2.4), "aucune des deux"),
        (commune(search_name=""), "nom de la commune est vide"),
        (Epci(siren="12345678", name="Essai", kind="CC"), "neuf chiffres"),
        (OccupationDomain(code="Z11", label="Essai", family="Z"), "domaine ROME"),
        (OccupationDomain(code="D19", label="Essai", family="E"), "grand domaine"),
        (Occupation(code="D11", label="Essai", domain_id="D11"), "code ROME"),
        (Occupation(code="E9999", label="Essai", domain_id="D11"), "celui de son domaine"),
        (Activity(code="1.11Z", label="Essai"), "code NAF"),
        (word(weight=0), "de 1 à 9"),
        (word(weight=10), "de 1 à 9"),
        (word(word=""), "mot est vide"),
        (word(word="boulangere"), "déjà ce métier"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_broken_row_is_refused_twice(broken: models.Model, message: str) -> None:
    with pytest.raises(ValidationError) as raised:
        broken.validate_constraints()
    assert message in str(raised.value)
    with pytest.raises(IntegrityError), transaction.atomic():
        broken.save(force_insert=True)


def test_a_good_row_is_taken() -> None:
    commune(latitude=50.9, longitude=2.4).save(force_insert=True)
    commune(insee="2A999", latitude=None, longitude=None).save(force_insert=True)
    word().save(force_insert=True)
