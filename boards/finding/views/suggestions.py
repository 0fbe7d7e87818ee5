"""What the two fields of the search bar suggest: [{value, label, hint}], the same for everybody."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from boards.finding.places import nearest_first
from boards.finding.words import short_occupation
from tenants.context import current_tenant
from tenants.reference import communes as reference_communes
from tenants.reference import occupations as reference_occupations
from tenants.reference.text import normalise

LONGEST = 80
READ, SHOWN = 60, 8  # namesakes all over France are read, so that the one round the corner is among those shown
SHORTEST = 2
_for_an_hour = cache_control(public=True, max_age=60 * 60)


@require_safe
@_for_an_hour
def communes(request: HttpRequest) -> JsonResponse:
    """Communes by name or postcode, those of here before the rest; and this territory by its name. One query."""
    typed = _typed(request)
    if len(typed) < SHORTEST:
        return _answer([])
    tenant = current_tenant()
    near = nearest_first(reference_communes.suggest(typed, limit=READ), tenant=tenant)
    found = [{"value": one.insee, "label": one.label, "hint": ""} for one in near[:SHOWN]]
    if normalise(tenant.short_name).startswith(normalise(typed)):
        found.insert(0, {"value": tenant.short_name, "label": tenant.short_name, "hint": _("tout le territoire")})
    return _answer(found)


@require_safe
@_for_an_hour
def occupations(request: HttpRequest) -> JsonResponse:
    """Occupations by the words people use; the word that was recognised is the hint. One query."""
    typed = _typed(request)
    if len(typed) < SHORTEST:
        return _answer([])
    found = []
    for one in reference_occupations.suggest(typed):
        label = short_occupation(one.label)
        known = normalise(label).startswith(one.word)
        found.append({"value": one.code, "label": label, "hint": "" if known else one.word})
    return _answer(found)


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:LONGEST].replace("\x00", "").strip()


def _answer(found: list[dict[str, Any]]) -> JsonResponse:
    return JsonResponse(found, safe=False, json_dumps_params={"ensure_ascii": False})
