"""How it ranks, in words, with the numbers of the rules themselves: what is explained can't differ from what runs."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from boards.desk import offers
from boards.fitting import rule


@dataclass(frozen=True)
class Line:
    """One criterion and its points; 0: it settles a pile and no place in it."""

    label: str
    points: int


def fitting_lines() -> list[Line]:
    """What speaks for a pair and against it, strongest first."""
    return [
        Line(_("Le métier cherché est celui de l’offre"), rule.SAME_OCCUPATION),
        Line(_("Un métier proche, ou déjà exercé"), rule.NEAR_OCCUPATION),
        Line(_("La proximité : tout au plus, à côté ; rien, au bord de la distance souhaitée"), rule.NEXT_DOOR),
        Line(_("Un an d’expérience ou plus dans le métier"), rule.EXPERIENCED),
        Line(_("Le contrat cherché"), rule.WANTED_CONTRACT),
        Line(_("Libre à temps"), rule.FREE_IN_TIME),
        Line(_("Le permis exigé"), rule.LICENSED),
        Line(_("Le temps de travail cherché"), rule.WANTED_HOURS),
        Line(_("Débutant accepté"), rule.BEGINNER_WELCOME),
        Line(_("Les horaires acceptés"), rule.WANTED_SCHEDULE),
        Line(_("Chaque savoir-faire demandé, trois au plus"), rule.SHARED_SKILL),
        Line(_("Un autre contrat que celui cherché"), -rule.OTHER_CONTRACT),
        Line(_("Trop peu d’expérience pour ce qui est exigé"), -rule.TOO_FEW_MONTHS),
        Line(_("Un peu plus loin que souhaité"), -rule.A_LITTLE_FAR),
        Line(_("Un profil confirmé il y a plus de deux mois"), -rule.STALE),
    ]


def offer_lines() -> list[str]:
    return [
        _(
            "Une offre manque de candidats : en ligne depuis %(days)s jours, moins de %(few)s candidatures, "
            "moins de %(people)s personnes qui conviennent."
        )
        % {"days": offers.STARVES_AFTER.days, "few": offers.FEW_APPLICATIONS, "people": offers.FEW_PEOPLE},
        _("Une offre déborde : plus de %(n)s candidatures sans réponse.") % {"n": offers.DROWNS_ABOVE},
    ]
