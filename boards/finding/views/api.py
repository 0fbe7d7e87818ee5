"""Offers as JSON: same criteria, same engine, same scope as the page (docs/guides/api-offres.md)."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from boards.finding.api_form import DEFAULT_SIZE, Problem, Question, read
from boards.finding.criteria import understood
from boards.offers.wording import contract_words
from search.find import Hit, SearchPage, find
from tenants.context import current_tenant
from tenants.models import Tenant


@require_safe
@conditional_page
@cache_control(public=True, max_age=60)
def offers(request: HttpRequest) -> HttpResponse:
    """A page of offers, or 400 with what to write instead."""
    question = read(request.GET)
    if isinstance(question, list):
        return _refused(question)
    tenant = current_tenant()
    meant = understood(question.asked, tenant=tenant, page_size=question.size)
    if meant.criteria is None or meant.problem:
        problem = meant.problem
        return _refused([Problem("lieu", str(problem), problem.choices if problem else ())])
    page = find(meant.criteria, facets=question.facets)
    answer = _answer(page, question, place=meant.asked.place, tenant=tenant)
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _answer(page: SearchPage, question: Question, *, place: str, tenant: Tenant) -> dict[str, Any]:
    asked = question.asked
    has_more = asked.page * question.size < page.total
    answer: dict[str, Any] = {
        "total": page.total,
        "page": asked.page,
        "taille": question.size,
        "lieu": place or None,
        "rayon_km": page.criteria.radius_km if page.criteria.place else None,
        "elargi_depuis_km": page.widened_from,
        "texte_corrige": page.corrected,
        "resultats_partiels": page.degraded,
        "suivante": _next_url(question, tenant=tenant) if has_more else None,
        "offres": [_offer(hit) for hit in page.hits],
    }
    if question.facets:
        counts = page.facets
        answer["facettes"] = {
            "contrat": dict(counts.contract_type),
            "nature": dict(counts.contract_nature),
            "temps_plein": {"oui": counts.full_time.get(True, 0), "non": counts.full_time.get(False, 0)},
            "sans_permis": counts.without_licence,
            "logement": counts.housing,
        }
    return answer


def _offer(hit: Hit) -> dict[str, Any]:
    return {
        "id": str(hit.offer_id),
        "url": hit.url,
        "titre": hit.title,
        "employeur": hit.employer_name,
        "extrait": hit.excerpt,
        "metier": {"code": hit.occupation_code, "libelle": hit.occupation_label} if hit.occupation_code else None,
        "contrat": {
            "type": hit.contract_type,
            "nature": hit.contract_nature,
            "libelle": contract_words(hit.contract_type, hit.contract_nature),
        },
        "temps_plein": hit.full_time,
        "heures_par_semaine": hit.weekly_hours,
        "salaire": hit.salary_label or None,
        "salaire_mensuel_brut_min": hit.salary_monthly_min,
        "salaire_mensuel_brut_max": hit.salary_monthly_max,
        "permis": {"required": "exige", "none": "sans"}.get(hit.licence, "non_precise"),
        "permis_libelle": hit.licence_label or None,
        "logement": hit.housing,
        "saison": {"winter": "hiver", "summer": "ete"}.get(hit.season),
        "postes": hit.posts,
        "commune": {"insee": hit.commune_insee, "nom": hit.commune_name, "code_postal": hit.postcode}
        if hit.commune_insee or hit.postcode
        else None,
        "departement": hit.department or None,
        "latitude": hit.latitude,
        "longitude": hit.longitude,
        "distance_km": None if hit.distance_km is None else round(hit.distance_km, 1),
        "publiee_le": hit.published_at.isoformat(),
        "territoire": hit.origin_name,
        "sources": list(hit.sources),
    }


def _next_url(question: Question, *, tenant: Tenant) -> str:
    pairs = question.asked.but(page=question.asked.page + 1).pairs()
    if question.size != DEFAULT_SIZE:
        pairs.append(("taille", str(question.size)))
    if question.facets:
        pairs.append(("facettes", "1"))
    return f"{tenant.base_url}{reverse('finding:api')}?{urlencode(pairs)}"


def _refused(problems: list[Problem]) -> JsonResponse:
    found = [
        {"parametre": one.parameter, "message": one.message, **({"choix": list(one.choices)} if one.choices else {})}
        for one in problems
    ]
    return JsonResponse({"erreurs": found}, status=400, json_dumps_params={"ensure_ascii": False})
