"""Saying that a search was made, to whoever counts (settings.SEARCH_COUNTER)."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from boards.finding.results import Results
from tenants.reference import occupations


def count_search(request: HttpRequest, found: Results) -> None:
    """A first page that somebody looks at is a search; further pages and what a browser fetches ahead are none."""
    ahead = "prefetch" in (request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", ""))
    if request.method != "GET" or found.asked.page > 1 or ahead:
        return
    import_string(settings.SEARCH_COUNTER)(
        occupations=found.asked.occupations or occupations.codes_for(found.asked.text),
        commune_insee=found.commune_insee,
        user_agent=request.headers.get("User-Agent", ""),
    )
