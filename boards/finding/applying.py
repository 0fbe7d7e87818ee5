"""How to apply to an offer: one link where there can be one, and always the words."""

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from django.utils.translation import gettext as _

from boards.offers.enums import ApplyBy
from boards.offers.models import Offer

_NOT_DIALLED = re.compile(r"[^0-9+]")


@dataclass(frozen=True)
class HowTo:
    """`button` and `url` are empty where no link can do it; `text` is the address itself, `hint` what to do with it."""

    button: str
    url: str
    text: str
    hint: str

    @property
    def leaves(self) -> bool:
        """Whether the link opens another site."""
        return self.url.startswith("http")


def how_to_apply(offer: Offer) -> HowTo:
    """From what the employer chose; an offer that came from elsewhere is answered there."""
    value = offer.apply_value.strip()
    if offer.apply_by == ApplyBy.HERE:
        return HowTo(
            button=_("Postuler en une minute"),
            url=f"/offres/{offer.pk}/postuler",
            text=_("Répondre à l’offre"),
            hint=_("Ici, en une minute, avec ou sans CV. Vous recevez un lien pour suivre votre candidature."),
        )
    if not value and offer.origin_url:
        return _by_url(offer.origin_url)
    match offer.apply_by:
        case ApplyBy.EMAIL:
            subject = quote(_("Candidature : %(title)s") % {"title": offer.title})
            return HowTo(
                button=_("Postuler par e-mail"),
                url=f"mailto:{quote(value, safe='@')}?subject={subject}",
                text=value,
                hint=_("Écrivez à l’employeur, en disant où vous avez vu l’offre :"),
            )
        case ApplyBy.PHONE:
            number = _NOT_DIALLED.sub("", value)
            return HowTo(
                button=_("Appeler l’employeur"),
                url=f"tel:{number}" if number else "",
                text=value,
                hint=_("Appelez l’employeur :"),
            )
        case ApplyBy.URL:
            return _by_url(value)
        case ApplyBy.ONSITE:
            return HowTo(
                button="", url="", text=value, hint=_("Présentez-vous sur place, avec un CV si vous en avez un :")
            )
        case _:
            return HowTo(button="", url="", text=value, hint=_("Écrivez à cette adresse, par courrier :"))


def _by_url(url: str) -> HowTo:
    # Only a web address becomes a link: "javascript:" and the like stay text.
    parts = urlsplit(url)
    is_web = parts.scheme in ("http", "https") and bool(parts.netloc)
    return HowTo(
        button=_("Postuler sur le site de l’employeur") if is_web else "",
        url=url if is_web else "",
        text=parts.hostname or url if is_web else url,
        hint=_("La candidature se fait sur un autre site :"),
    )
