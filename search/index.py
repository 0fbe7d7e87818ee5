"""The way in: an offer's document is put or withdrawn in the transaction that changes the offer (ADR 0004)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from search import analysis
from search.audience import audience_of, emptied
from search.documents import JobDocumentData
from search.fingerprint import fingerprint_of
from search.models import JobDocument
from search.wake import wake_after_commit

# What people type for a contract, beside its code.
_SAID_AS = {
    "MIS": "intérim mission",
    "SAI": "saisonnier saison",
    "E2": "apprentissage apprenti alternance",
    "FS": "professionnalisation alternance",
    "I1": "insertion",
    "winter": "saison hiver",
    "summer": "saison été",
}
# These follow from the others: PostgreSQL writes the vector back in another spelling, and a row older than fingerprints
# must not count as changed for lacking one.
_FOLLOWING = {"vector", "fingerprint"}
_TEXT_LIMITS = {
    field.name: field.max_length for field in JobDocument._meta.fields if field.get_internal_type() == "CharField"
}


def put(document: JobDocumentData) -> None:
    """Make a live offer findable as it is now. Putting the same content again changes nothing.

    Must run inside the transaction that changes the offer: a rollback then leaves no trace in the index either.
    """
    content = content_of(document)
    row = _locked(document.schema, document.offer_id)
    if row is None:
        try:
            with transaction.atomic():
                JobDocument.objects.create(**content)
                wake_after_commit()
                return
        except IntegrityError:
            row = _locked(document.schema, document.offer_id)
            if row is None:
                raise
    changed = [name for name, value in content.items() if name not in _FOLLOWING and getattr(row, name) != value]
    if not changed and not row.withdrawn:
        return
    if row.withdrawn:
        row.live_since = timezone.now()
        changed.append("live_since")
    changed.append("fingerprint")
    if any(name.startswith("stems_") for name in changed):
        changed.append("vector")
    for name in changed:
        if name in content:
            setattr(row, name, content[name])
    row.withdrawn = False
    _save(row, changed)


def withdraw(*, schema: str, offer_id: UUID) -> None:
    """Make an offer unfindable. The row stays, emptied, so that later versions are larger; unknown ones are ignored."""
    row = _locked(schema, offer_id)
    if row is None or row.withdrawn:
        return
    columns = emptied(timezone.now())
    for name, value in columns.items():
        setattr(row, name, value)
    row.withdrawn = True
    _save(row, list(columns))


def content_of(document: JobDocumentData) -> dict[str, Any]:
    """Every column of a row that follows from the document, audience included. One query, for the audience."""
    content = described(document)
    content["audience"] = audience_of(content)
    return content


def described(document: JobDocumentData) -> dict[str, Any]:
    """The columns that follow from the document alone; no query."""
    content: dict[str, Any] = {name: getattr(document, name) for name in document.__dataclass_fields__}
    content["sources"] = list(document.sources)
    for name, value in content.items():
        if isinstance(value, str):
            content[name] = value.replace("\x00", "")[: _TEXT_LIMITS.get(name)]
    title = analysis.stems(document.title)
    occupation = analysis.stems(document.occupation_label)
    said = (_SAID_AS.get(code, "") for code in (document.contract_type, document.contract_nature, document.season))
    about = analysis.stems(
        " ".join([document.employer_name, document.commune_name, document.contract_type, document.postcode, *said])
    )
    body = sorted(set(analysis.stems(document.description)))
    content["stems_title"], content["stems_occupation"] = " ".join(title), " ".join(occupation)
    content["stems_about"], content["stems_body"] = " ".join(about), " ".join(body)
    content["vector"] = analysis.tsvector([("A", title), ("B", occupation), ("C", about), ("D", body)])
    content["words"] = analysis.surface_words(
        " ".join([document.title, document.occupation_label, document.employer_name, document.commune_name])
    )
    content["fingerprint"] = fingerprint_of(content)
    return content


def purge_withdrawn(*, older_than_days: int = 30) -> int:
    """Delete rows of offers withdrawn long ago. Elasticsearch forgot them earlier (gc_deletes is an hour)."""
    limit = timezone.now() - timedelta(days=older_than_days)
    return JobDocument.objects.filter(withdrawn=True, changed_at__lt=limit).delete()[0]


def _locked(schema: str, offer_id: UUID) -> JobDocument | None:
    return JobDocument.objects.select_for_update().filter(schema=schema, offer_id=offer_id).first()


def _save(row: JobDocument, changed: list[str]) -> None:
    row.version += 1
    row.changed_at = timezone.now()
    # The drains that have the older version must not keep the newer one waiting.
    row.claimed_until = row.match_claimed_until = None
    row.save(update_fields={*changed, "withdrawn", "version", "changed_at", "claimed_until", "match_claimed_until"})
    wake_after_commit()
