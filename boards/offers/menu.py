"""The workspace's menu, by role, with what waits."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.offers import selectors
from boards.offers.enums import OfferState
from boards.offers.models import Offer


def workspace_menu(request: HttpRequest) -> list[dict[str, Any]]:
    """What somebody may do here ({label, url, icon, count, current}); empty for strangers. One query for staff."""
    user = request.user
    if not isinstance(user, User) or not selectors.has_workspace(user):
        return []
    items: list[dict[str, Any]] = []
    if user.is_tenant_staff:
        waiting = Offer.objects.filter(state=OfferState.MODERATION).count()
        items += [
            {"label": _("À relire"), "url": reverse("offers:moderation"), "icon": "check", "count": waiting},
            {"label": _("Toutes les offres"), "url": reverse("offers:all"), "icon": "offers"},
        ]
    else:
        items.append({"label": _("Mes offres"), "url": reverse("offers:workspace"), "icon": "offers"})
    items += [
        {"label": _("Publier une offre"), "url": "/publier", "icon": "edit"},
        {"label": _("Voir le site"), "url": "/", "icon": "out"},
        {"label": _("Se déconnecter"), "url": reverse("account_logout"), "icon": "close"},
    ]
    return [{**item, "current": request.path == item["url"]} for item in items]
