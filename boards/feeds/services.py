"""Taking in the offers of a feed: each by itself, the same file twice without effect, nothing dropped in silence."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.feeds.france_travail.mapped import BadItem, MappedOffer
from boards.feeds.france_travail.mapping import items_of, map_item
from boards.feeds.models import ImportedItem, ImportNote, ImportRun
from boards.feeds.offers_of import cut_short, employer_of, values_of
from boards.offers.models import Offer
from boards.offers.services.publishing import open_imported
from boards.offers.services.writing import create_offer, update_offer
from tenants.reference import communes
from tenants.reference.models import Commune

FRANCE_TRAVAIL = "france-travail"
KEPT_OF_A_REFUSED_ITEM = 50_000  # characters

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Note:
    """One value that found no place, or one item that was refused. position counts from 1."""

    position: int
    external_id: str
    path: str
    value: str
    reason: str


@dataclass
class ImportReport:
    """What an import did. mapped, total: values of all items, those that found a place and all."""

    outcomes: Counter[str] = field(default_factory=Counter)
    notes: list[Note] = field(default_factory=list)
    mapped: int = 0
    total: int = 0

    @property
    def share_mapped(self) -> float:
        return self.mapped / self.total if self.total else 1.0


def import_france_travail(
    *, answer: Any, file_name: str = "", dry_run: bool = False, progress: Progress = lambda done, total: None
) -> ImportReport:
    """Take in an answer of *Offres d'emploi v2* in the current tenant.

    Each item is a transaction of its own: one that fails is reported with its reason and stops nothing. A dry run does
    all of it and keeps none.

    Raises:
        BadAnswer: not such an answer at all.
    """
    items = items_of(answer)
    report = ImportReport()
    with transaction.atomic():
        for position, item in enumerate(items, start=1):
            report.outcomes[_take(item, position=position, report=report)] += 1
            progress(position, len(items))
        if dry_run:
            transaction.set_rollback(True)
        else:
            _keep(report, file_name=file_name)
    return report


def _take(item: Any, *, position: int, report: ImportReport) -> str:
    """created, changed, unchanged or refused."""
    external_id = ""
    try:
        mapped = map_item(item, position=position)
        external_id = mapped.external_id
        with transaction.atomic():
            outcome = _store(mapped, item)
    except BadItem as bad:
        return _refuse(report, item, position, bad.external_id, bad.reason)
    except ValueError as unknown:
        reason = _("type de contrat inconnu : « %s »") % unknown
        return _refuse(report, item, position, external_id, reason)
    except ValidationError as wrong:
        return _refuse(report, item, position, external_id, " ; ".join(wrong.messages))
    except DatabaseError as wrong:
        return _refuse(report, item, position, external_id, str(wrong).splitlines()[0])
    report.mapped += len(mapped.mapped_paths)
    report.total += len(mapped.mapped_paths) + len(mapped.unmapped)
    unsaid = [*mapped.unmapped, *cut_short(mapped)]
    report.notes += [Note(position, external_id, one.path, one.value, one.reason) for one in unsaid]
    return outcome


def _refuse(report: ImportReport, item: Any, position: int, external_id: str, reason: str) -> str:
    kept = json.dumps(item, ensure_ascii=False, default=str)[:KEPT_OF_A_REFUSED_ITEM]
    report.notes.append(Note(position, external_id, "", kept, reason[:300]))
    return "refused"


def _store(mapped: MappedOffer, item: dict[str, Any]) -> str:
    values = values_of(mapped, commune=_commune(mapped))
    digest = hashlib.sha256(json.dumps(item, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    offer = Offer.objects.filter(source=FRANCE_TRAVAIL, external_id=mapped.external_id).first()
    if offer is None:
        employer = employer_of(mapped, source=FRANCE_TRAVAIL)
        offer = create_offer(
            employer=employer, values=values, by=None, source=FRANCE_TRAVAIL, external_id=mapped.external_id
        )
        ImportedItem.objects.create(offer=offer, payload=item, digest=digest)
        open_imported(offer=offer, published_at=mapped.created_at or timezone.now())
        return "created"
    before = offer.updated_at
    offer = update_offer(offer=offer, values=values, by=None)
    ImportedItem.objects.filter(offer=offer).exclude(digest=digest).update(payload=item, digest=digest)
    return "changed" if offer.updated_at != before else "unchanged"


def _commune(mapped: MappedOffer) -> Commune | None:
    """By code; a *commune déléguée* has none any more and is looked up by name in its department."""
    place = mapped.place
    found = communes.get_many([place.commune_insee]).get(place.commune_insee) if place.commune_insee else None
    if found is None and place.name:
        try:
            found = communes.resolve(f"{place.name} {place.postcode or place.department}".strip())
        except communes.AmbiguousCommune:
            return None
    return found


def _keep(report: ImportReport, *, file_name: str) -> None:
    run = ImportRun.objects.create(
        source=FRANCE_TRAVAIL,
        file_name=file_name[:200],
        created=report.outcomes["created"],
        changed=report.outcomes["changed"],
        unchanged=report.outcomes["unchanged"],
        refused=report.outcomes["refused"],
    )
    ImportNote.objects.bulk_create(_notes(run, report), batch_size=1_000)


def _notes(run: ImportRun, report: ImportReport) -> Iterator[ImportNote]:
    for note in report.notes:
        yield ImportNote(
            run=run,
            position=note.position,
            external_id=note.external_id,
            path=note.path,
            value=note.value,
            reason=note.reason[:300],
        )
