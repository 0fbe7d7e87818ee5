"""The outlines under the maps, kept by browsers for good."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from boards.finding.ground import ground_of
from tenants.context import current_tenant


@require_safe
def ground(request: HttpRequest, digest: str) -> HttpResponse:
    """The SVG of this territory; an old digest gets today's, to be asked for again soon."""
    drawn = ground_of(current_tenant())
    if drawn is None:
        raise Http404
    kept = "public, max-age=31536000, immutable" if digest == drawn.digest else "public, max-age=300"
    return HttpResponse(drawn.svg, content_type="image/svg+xml", headers={"Cache-Control": kept})
