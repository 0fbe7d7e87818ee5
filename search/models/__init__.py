"""The public tables of the search room."""

from search.models.document import JobDocument, JobDocumentQuerySet
from search.models.match import SearchMatch
from search.models.saved import SavedSearch
from search.models.term import Term
from search.models.told import Told

__all__ = ["JobDocument", "JobDocumentQuerySet", "SavedSearch", "SearchMatch", "Term", "Told"]
