"""Which searches wait for an offer that is about to be published."""

from collections import OrderedDict

from search.documents import JobDocumentData
from search.index import described
from search.matching import candidate
from search.matching.index import SavedIndex
from search.matching.scopes import Scopes

_MOST_TENANTS = 32  # whose searches a web process keeps in memory; the rest are read again
_indices: OrderedDict[str, SavedIndex] = OrderedDict()


def searches_for(document: JobDocumentData) -> list[str]:
    """Keys of the saved searches of the document's own tenant that would find it.

    Nothing is written: the document need not be put. Who waits behind a key, and who behind two of them, only the
    tenant's own schema knows. Two queries after the first time.
    """
    schema = document.schema
    index = _indices.setdefault(schema, SavedIndex(schema=schema))
    _indices.move_to_end(schema)
    while len(_indices) > _MOST_TENANTS:
        _indices.popitem(last=False)
    index.refresh()
    found = index.match([candidate.of(described(document))], scopes=Scopes())
    return sorted({key for one in found for key in one.keys})


def forget() -> None:
    """Read everything anew at the next question: between tests."""
    _indices.clear()
