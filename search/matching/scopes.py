"""Whose searches may find a document: the engines' rule, asked from the document's side."""

from collections.abc import Iterable

from search.matching.candidate import Candidate
from search.models import JobDocument
from tenants.models import Tenant


class Scopes:
    """What each live tenant shows of others' offers, as it is set at this moment. One query."""

    def __init__(self) -> None:
        chosen = Tenant.objects.live().values_list("schema_name", "shows_offers", "sector_domains")
        self._reach = {schema for schema, shows, _domains in chosen if shows == "reach"}
        self._sector = {schema: tuple(domains) for schema, shows, domains in chosen if shows == "sector" and domains}

    def of(self, candidate: Candidate) -> Iterable[str]:
        """The schemas whose visitors find it, its own first."""
        own = candidate.schema
        found = (self._reach & candidate.audience) | self._sectors_of(candidate)
        return [own, *sorted(found - {own})]

    def _sectors_of(self, candidate: Candidate) -> set[str]:
        if not candidate.occupation_code:
            return set()
        everywhere = JobDocument.EVERYBODY in candidate.audience
        asked: Iterable[str] = self._sector if everywhere else candidate.audience & self._sector.keys()
        return {schema for schema in asked if candidate.occupation_code.startswith(self._sector[schema])}
