"""Documents for tests: one with sensible defaults, or thousands that look like the field's."""

import random
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from search import index
from search.criteria import Place, Scope, SearchCriteria
from search.documents import JobDocumentData
from search.models import JobDocument
from tenants.reference.models import Commune, Occupation

BERGUES, CASSEL, DUNKERQUE, HAZEBROUCK, CHAMONIX = "59067", "59135", "59183", "59295", "74056"
SCHEMAS = ("alpha", "beta", "gamma")
_ADJECTIVES = [
    "",
    "",
    "expérimenté",
    "débutant accepté",
    "de nuit",
    "en boutique",
    "à domicile",
    "polyvalent",
    "urgent",
]
_SENTENCES = [
    "Vous travaillez en équipe et aimez le contact.",
    "Horaires du matin, un week-end sur deux.",
    "Débutants acceptés, formation assurée sur place.",
    "Vous préparez les commandes et tenez la caisse.",
    "Poste logé pour la saison d'hiver.",
    "Permis B souhaité pour les tournées.",
    "Nous recherchons une personne motivée pour notre boulangerie.",
    "Entretien des locaux et des espaces verts.",
]


def document(**changes: Any) -> JobDocumentData:
    """A live baker's offer of alpha in Bergues; `commune=` fills everything that follows from an INSEE code."""
    offer_id = changes.pop("offer_id", None) or uuid4()
    commune = changes.pop("commune", BERGUES)
    where = placed(Commune.objects.get(pk=commune)) if commune else {}
    values: dict[str, Any] = {
        "schema": "alpha",
        "offer_id": offer_id,
        "path": f"/offres/{offer_id}",
        "title": "Boulanger F/H",
        "employer_name": "Fournil du Beffroi",
        "description": "Vous pétrissez et cuisez le pain.",
        "occupation_code": "D1102",
        "occupation_label": "Boulanger / Boulangère",
        "contract_type": "CDI",
        "contract_nature": "E1",
        "full_time": True,
        "published_at": timezone.now() - timedelta(days=1),
    }
    return JobDocumentData(**values | where | changes)


def placed(commune: Commune) -> dict[str, Any]:
    return {
        "commune_insee": commune.insee,
        "commune_name": commune.name,
        "postcode": commune.postcode,
        "department": commune.department,
        "latitude": commune.latitude,
        "longitude": commune.longitude,
    }


def put(**changes: Any) -> JobDocument:
    """A document in the index, and its row."""
    data = document(**changes)
    with transaction.atomic():
        index.put(data)
    return JobDocument.objects.get(schema=data.schema, offer_id=data.offer_id)


def around(insee: str) -> Place:
    from search.places import of_commune

    return of_commune(Commune.objects.get(pk=insee))


def asking(text: str = "", *, schema: str = "alpha", shows: Any = "reach", **criteria: Any) -> SearchCriteria:
    """Criteria of a visitor of one of the tests' tenants."""
    sector = criteria.pop("sector", ())
    return SearchCriteria(scope=Scope(schema, shows, sector), text=text, **criteria)


def many(count: int, *, seed: int) -> list[JobDocumentData]:
    """Offers over the communes of the north and some of the Alps, weighted by population; the same for a seed.

    One in twelve has no position, one in twenty only a department; contracts, hours, licences and ages vary.
    """
    dice = random.Random(seed)
    communes = list(Commune.objects.filter(department__in=["59", "62", "74"], latitude__isnull=False).order_by("insee"))
    occupations = list(Occupation.objects.order_by("code").values_list("code", "label"))
    start = timezone.now()
    return [
        _one(
            dice,
            UUID(int=dice.getrandbits(128), version=4),
            occupations[dice.randrange(len(occupations))],
            commune,
            start,
        )
        for commune in dice.choices(communes, weights=[commune.population + 50 for commune in communes], k=count)
    ]


def _one(
    dice: random.Random, offer_id: UUID, occupation: tuple[str, str], commune: Commune, start: datetime
) -> JobDocumentData:
    code, label = occupation
    where = placed(commune)
    if where["latitude"] is not None and dice.random() < 0.5:  # a street, not the centre
        where["latitude"] += dice.uniform(-0.02, 0.02)
        where["longitude"] += dice.uniform(-0.03, 0.03)
    if dice.random() < 1 / 12:
        where |= {"latitude": None, "longitude": None}
        if dice.random() < 0.6:
            where |= {"commune_insee": "", "commune_name": ""}
        if dice.random() < 0.5:
            where |= {"postcode": ""}
    title = f"{label.split('/')[0].split(' (')[0].strip()} {dice.choice(_ADJECTIVES)} (F/H)"
    return JobDocumentData(
        schema=dice.choice(SCHEMAS),
        offer_id=offer_id,
        path=f"/offres/{offer_id}",
        title=title,
        employer_name=dice.choice(["Boulangerie Vasseur", "Mairie", "Transports du Nord", "Hôtel du Parc", "EHPAD"]),
        description=" ".join(dice.sample(_SENTENCES, 3)),
        occupation_code=code if dice.random() < 0.9 else "",
        occupation_label=label,
        contract_type=dice.choice(["CDI", "CDI", "CDD", "MIS", "SAI"]),
        contract_nature=dice.choice(["E1", "E1", "E1", "E2", "FS"]),
        full_time=dice.choice([True, True, False, None]),
        licence=dice.choice(["required", "none", "unsaid", "unsaid"]),
        housing=dice.random() < 0.1,
        sharing=dice.choice(["never", "reach", "reach", "everywhere"]),
        published_at=start - timedelta(seconds=int(dice.expovariate(1 / (20 * 86_400)))),
        **where,
    )
