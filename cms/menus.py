"""The menus: one for everybody, one for those who work here, by role."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.candidates.policies import may_have_profile
from boards.offers import selectors
from boards.threads.selectors import unread_count


def public_menu(request: HttpRequest) -> list[dict[str, Any]]:
    """The same for everybody, so that a cache may keep the page; the workspace asks by itself who is there."""
    items = [
        {"label": _("Offres"), "url": reverse("finding:results")},
        {"label": _("Métiers"), "url": reverse("finding:occupations")},
        {"label": _("Mon profil"), "url": reverse("candidates:own")},
        {"label": _("Espace employeur"), "url": reverse("offers:workspace")},
    ]
    return [{**item, "current": _is_in(request.path, item["url"])} for item in items]


def workspace_menu(request: HttpRequest) -> list[dict[str, Any]]:
    """What somebody may do here, by role; only the way in for strangers. Two or three queries."""
    user = request.user
    if not isinstance(user, User):
        return [{"label": _("Se connecter"), "url": reverse("account_login"), "current": False}]
    items: list[dict[str, Any]] = []
    if user.is_tenant_staff:
        waiting = selectors.queue().count()
        items += [
            {"label": _("Mon bureau"), "url": reverse("desk:bureau"), "icon": "home"},
            {"label": _("Personnes"), "url": reverse("desk:people"), "icon": "person"},
            {"label": _("Agenda"), "url": reverse("followup:agenda"), "icon": "calendar"},
            {"label": _("Groupes"), "url": reverse("groups:groups"), "icon": "people"},
            {"label": _("À relire"), "url": reverse("offers:moderation"), "icon": "check", "count": waiting},
            {"label": _("Toutes les offres"), "url": reverse("offers:all"), "icon": "offers"},
            {"label": _("Candidatures"), "url": reverse("applications:all"), "icon": "mail"},
            {"label": _("Embauches"), "url": reverse("placements:desk"), "icon": "check"},
            {"label": _("Alertes"), "url": reverse("alerts:desk"), "icon": "bell"},
            {"label": _("Chiffres"), "url": reverse("reporting:desk"), "icon": "chart"},
        ]
    if user.role == Role.PARTNER:
        items.append({"label": _("Personnes"), "url": reverse("desk:people"), "icon": "person"})
    hires = selectors.has_workspace(user)
    if hires:
        # Staff have everybody's above, their own among them; this address leads them to their desk.
        if not user.is_tenant_staff:
            items.append({"label": _("Mes offres"), "url": reverse("offers:workspace"), "icon": "firm"})
        items.append({"label": _("Publier une offre"), "url": reverse("publishing:start"), "icon": "edit"})
        items.append({"label": _("CVthèque"), "url": reverse("library:search"), "icon": "search"})
    unread = unread_count(user)
    items.append({"label": _("Conversations"), "url": reverse("threads:all"), "icon": "mail", "count": unread})
    if hires:
        items.append({"label": _("Équipe"), "url": reverse("employers:teams"), "icon": "people"})
    if may_have_profile(user):
        items.append({"label": _("Mon profil"), "url": reverse("candidates:own"), "icon": "person"})
    if user.role == Role.MANAGER:
        items.append({"label": _("Registre des données"), "url": reverse("rights:register"), "icon": "check"})
        items.append({"label": _("Pages du site"), "url": reverse("wagtailadmin_home"), "icon": "home"})
        items.append({"label": _("Accès de l’équipe"), "url": reverse("account_team"), "icon": "lock"})
    items.append({"label": _("Mon compte"), "url": reverse("account_home"), "icon": "person"})
    items.append({"label": _("Se déconnecter"), "url": reverse("account_logout"), "icon": "out"})
    here = _longest_match(_home_of(request.path), [item["url"] for item in items])
    return [{**item, "current": item["url"] == here} for item in items]


def _is_in(path: str, url: str) -> bool:
    return path == url or path.startswith(f"{url}/")


def _home_of(path: str) -> str:
    """Where in the menu a page belongs that stands under no address of it."""
    for beginning, home in _BELONGS.items():
        if _is_in(path, beginning):
            return home
    return path


_BELONGS = {
    "/espace/profils": "/espace/personnes",
    "/espace/recrutements": "/espace/offres",
    "/espace/rendez-vous": "/espace/agenda",
    "/espace/suivi": "/espace/bureau",
}


def _longest_match(path: str, urls: list[str]) -> str:
    """/espace/offres/… of the staff is in «Toutes les offres», of an employer in «Mes offres»."""
    return max((url for url in urls if _is_in(path, url)), key=len, default="")
