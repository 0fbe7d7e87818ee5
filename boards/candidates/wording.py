"""The sentences that somebody agrees to, as they stand on the page and are read out; kept word for word."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.candidates.enums import ConsentTo
from tenants.context import current_tenant


def consent_wording(what: str) -> str:
    """One sentence, in the language of the page; what is kept is French: see `kept_wording`."""
    site = {"site": current_tenant().short_name}
    return {
        ConsentTo.KEEP: _(
            "J’accepte que %(site)s garde mon profil pour m’aider à trouver un emploi. Sans nouvelles de moi pendant "
            "deux ans, il est effacé."
        ),
        ConsentTo.ADVISERS: _("J’accepte que les conseillers de %(site)s voient mon profil, avec mon nom."),
        ConsentTo.EMPLOYERS: _(
            "J’accepte que les employeurs du territoire voient ma fiche, sans mon nom ni mes coordonnées. Ils me "
            "demandent avant de me contacter, et je choisis."
        ),
        ConsentTo.PARTNER: _(
            "J’accepte que les partenaires de %(site)s (mission locale, France Travail…) voient mon profil, avec mon "
            "nom."
        ),
    }[ConsentTo(what)] % site


def kept_wording(what: str) -> str:
    """The same in French, whatever the page was read in: the proof of what was meant."""
    with override(settings.LANGUAGE_CODE):
        return consent_wording(what)
