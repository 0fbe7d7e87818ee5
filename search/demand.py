"""How many people wait for an offer that is about to be published."""

from collections import OrderedDict

from django.db.models import Sum

from search.documents import JobDocumentData
from search.index import described
from search.matching import candidate
from search.matching.index import SavedIndex
from search.matching.scopes import Scopes
from search.models import SavedSearch

_MOST_TENANTS = 32  # whose searches a web process keeps in memory; the rest are read again
_indices: OrderedDict[str, SavedIndex] = OrderedDict()


def waiting_for(document: JobDocumentData) -> int:
    """People of the document's own tenant with a saved search that would find it; who has two such is counted twice.

    Nothing is written: the document need not be put. Three queries after the first time.
    """
    schema = document.schema
    index = _indices.setdefault(schema, SavedIndex(schema=schema))
    _indices.move_to_end(schema)
    while len(_indices) > _MOST_TENANTS:
        _indices.popitem(last=False)
    index.refresh()
    found = index.match([candidate.of(described(document))], scopes=Scopes())
    keys = [key for one in found for key in one.keys]
    if not keys:
        return 0
    waiting = SavedSearch.objects.filter(schema=schema, key__in=keys).aggregate(people=Sum("waiting"))
    return int(waiting["people"] or 0)


def forget() -> None:
    """Read everything anew at the next question: between tests."""
    _indices.clear()
