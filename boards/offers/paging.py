"""Pages of a table, as components/pagination.html wants them."""

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest


def pages_of(page: Page[Any], request: HttpRequest) -> dict[str, Any]:
    """Addresses that keep the rest of the query."""
    paginator = page.paginator

    def url(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"{request.path}?{query.urlencode()}"

    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "previous_url": url(page.previous_page_number()) if page.has_previous() else None,
        "next_url": url(page.next_page_number()) if page.has_next() else None,
        "links": [
            {
                "number": number,
                "url": url(number) if isinstance(number, int) else None,
                "current": number == page.number,
            }
            for number in numbers
        ],
    }
