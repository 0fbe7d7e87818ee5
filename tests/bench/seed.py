"""Data that look like the field's: French titles, real communes by population, 100 tenants, long tails, closed offers.

Deterministic: the same seed gives the same documents.
"""

import random
from datetime import timedelta
from uuid import UUID

from django.db import connection
from django.utils import timezone

from search import vocabulary
from search.documents import JobDocumentData
from search.index import content_of
from search.models import JobDocument
from tenants.enums import TenantKind, TenantState
from tenants.models import Domain, Tenant
from tenants.reference.models import Commune, Occupation

TENANTS = 100
BATCH = 5_000
CONTRACTS = ("CDI",) * 9 + ("CDD",) * 6 + ("MIS",) * 5 + ("SAI",) * 2 + ("STAGE",)
FIRMS = ("Maison", "Ateliers", "Ferme", "Établissements")
FAMILIES = ("Declercq", "Vandaele", "Martin", "Petit", "Leroy")
SAID = (
    "Vous accueillez, conseillez et servez ; une première expérience est un plus, la formation se fait sur place.",
    "Poste en équipe, du lundi au vendredi, horaires de journée, reprise d'ancienneté, mutuelle et chèques déjeuner.",
    "Nous cherchons une personne soigneuse et ponctuelle pour compléter une petite équipe qui se connaît bien.",
    "Travail un week-end sur deux, planning connu un mois à l'avance, heures supplémentaires payées.",
    "Déplacements dans le canton avec le véhicule de l'entreprise ; le dépôt est à deux minutes de la gare.",
)


def tenants(count: int = TENANTS) -> list[str]:
    """Rows of live tenants without a schema: enough for an index that spans them. Returns their names."""
    names = [f"bench{number:03d}" for number in range(count)]
    made = [
        Tenant(schema_name=name, name=f"Territoire {name}", short_name=name, kind=TenantKind.INTERCOMMUNAL)
        for name in names
    ]
    for tenant in made:
        tenant.state = TenantState.LIVE
    Tenant.objects.bulk_create(made, ignore_conflicts=True)
    Domain.objects.bulk_create(
        [
            Domain(tenant=tenant, domain=f"{tenant.schema_name}.test")
            for tenant in Tenant.objects.filter(schema_name__in=names)
        ],
        ignore_conflicts=True,
    )
    return names


def documents(count: int, *, owners: list[str] | None = None) -> None:
    """Fill the index with live documents that everybody may see, one in twenty without a position."""
    connection.set_schema_to_public()
    owners = owners or tenants()
    chance = random.Random(20_261_123)
    communes = list(Commune.objects.exclude(latitude=None).exclude(population=None))
    weights = [max(commune.population or 1, 1) for commune in communes]
    prototypes = _prototypes(chance)
    rows: list[JobDocument] = []
    now = timezone.now()
    for number, commune in enumerate(chance.choices(communes, weights, k=count)):
        # A long tail: half of all offers belong to a tenth of the tenants.
        owner = owners[min(int(chance.paretovariate(0.9)) - 1, len(owners) - 1)]
        content = dict(chance.choice(prototypes))
        placed = number % 20 != 0
        content |= {
            "schema": owner,
            "offer_id": UUID(int=number + 1),
            "path": f"/offres/{UUID(int=number + 1)}",
            "commune_insee": commune.insee,
            "commune_name": commune.name,
            "postcode": commune.postcodes[0] if commune.postcodes else "",
            "department": commune.department,
            "latitude": commune.latitude if placed else None,
            "longitude": commune.longitude if placed else None,
            # Wherever a job is, alpha may show it: what is measured must not depend on where alpha lies.
            "audience": ["*", "alpha", "beta"],
            "published_at": now - timedelta(minutes=chance.randrange(90 * 24 * 60)),
        }
        rows.append(JobDocument(**content))
        if len(rows) == BATCH:
            JobDocument.objects.bulk_create(rows)
            rows.clear()
    JobDocument.objects.bulk_create(rows)
    vocabulary.count()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_jobdocument")


def _prototypes(chance: random.Random) -> list[dict[str, object]]:
    """The costly part, the analysis of the text, done once for each of about 1,500 different adverts."""
    found = []
    for occupation in Occupation.objects.order_by("code"):
        contract = chance.choice(CONTRACTS)
        found.append(
            content_of(
                JobDocumentData(
                    schema="prototype",
                    offer_id=UUID(int=0),
                    path="/",
                    title=f"{occupation.label.split(' / ')[0]} F/H",
                    published_at=timezone.now(),
                    employer_name=f"{chance.choice(FIRMS)} {chance.choice(FAMILIES)}",
                    description=" ".join(chance.sample(SAID, 3)),
                    occupation_code=occupation.code,
                    occupation_label=occupation.label,
                    contract_type=contract,
                    contract_nature="ST" if contract == "STAGE" else chance.choice(("E1", "E1", "E1", "E2")),
                    full_time=chance.choice((True, True, False, None)),
                    licence=chance.choice(("required", "none", "unsaid", "unsaid")),
                    housing=chance.random() < 0.05,
                    sharing="everywhere",
                )
            )
        )
    return found


def pairs(count: int) -> list[tuple[str, Commune]]:
    """Random (word, commune) pairs as people search: words of occupations, communes by population."""
    chance = random.Random(4)
    communes = list(Commune.objects.exclude(latitude=None).exclude(population=None))
    weights = [max(commune.population or 1, 1) for commune in communes]
    words = [label.split(" / ")[0].split()[0] for label in Occupation.objects.values_list("label", flat=True)]
    return [(chance.choice(words), commune) for commune in chance.choices(communes, weights, k=count)]
