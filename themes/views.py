from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from themes import samples
from themes.tokens import DEFAULT_PRESET, PRESETS

PAGES = {"": "themes/style.html", "espace": "themes/style_desk.html", "accueil": "themes/style_home.html"}


def style_page(request: HttpRequest) -> HttpResponse:
    """Every component in each of its states, with invented data. Mounted in development only.

    `?preset=elan` changes the look; `?page=espace|accueil` shows a staff page or a home page.
    """
    preset = request.GET.get("preset", DEFAULT_PRESET)
    page = request.GET.get("page", "")
    if preset not in PRESETS or page not in PAGES:
        raise Http404
    return render(request, PAGES[page], _context(preset))


def style_suggestions(request: HttpRequest) -> JsonResponse:
    """Canned answers for the combobox of the style page."""
    found = [
        {"value": "59067", "label": "Bergues (59380)", "hint": "3 600 habitants"},
        {"value": "59107", "label": "Bray-Dunes (59123)", "hint": "4 500 habitants"},
    ]
    return JsonResponse(found, safe=False)


def _context(preset: str) -> dict[str, Any]:
    site = samples.site(preset)
    return {
        "site": site,
        "presets": [(name, name == preset) for name in PRESETS],
        "rows": samples.rows(site["neighbour"]),
        "form": samples.SampleForm(),
        "wrong_form": samples.SampleForm({"email": "marie@"}, auto_id="wrong_%s"),
        "table": samples.TABLE,
        "chips": [
            {"label": "CDI", "url": "#c", "count": 7},
            {"label": "Apprentissage", "url": "#c", "count": 3},
            {"label": "Sans permis", "url": "#c", "on": True},
            {"label": "Logement", "url": "#c", "count": 1},
        ],
        "radius_options": [{"value": n, "label": f"{n} km", "selected": n == 20} for n in (5, 10, 20, 30, 50, 100)],
        "pages": {
            "previous_url": "#p",
            "next_url": "#p",
            "links": [{"number": n, "url": "#p", "current": n == 3} for n in (1, 2, 3, 4)]
            + [{"number": 0}, {"number": 21, "url": "#p"}],
        },
        "figures": [
            {"value": "22 %", "label": "embauches passées par le site"},
            {"value": "412", "label": "offres ouvertes"},
            {"value": "11 min", "label": "trajet médian"},
        ],
        "steps": [
            {"label": "Le poste", "state": "done"},
            {"label": "Le contrat", "state": "current"},
            {"label": "Relire et publier", "state": ""},
        ],
        "facts": [
            {"label": "Contrat", "value": "CDI, 35 h"},
            {"label": "Salaire", "value": "1 950 – 2 200 € brut par mois"},
            {"label": "Permis", "value": "non précisé"},
        ],
        "crumbs": [
            {"label": "Offres", "url": "#c"},
            {"label": "Bergues", "url": "#c"},
            {"label": "Boulanger de nuit F/H"},
        ],
        "narrower": {"label": "Voir à 10 km", "url": "#c"},
        "wider": {"label": "Chercher à 50 km", "url": "#c"},
        "alert": {"label": "Être prévenu par e-mail ou SMS", "url": "#c"},
    }
