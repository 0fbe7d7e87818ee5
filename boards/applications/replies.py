"""Polite answers: a sentence that thanks, one that says no, one that leaves the door open.

No reason is made up, because a reason that isn't true offends twice; and none is asked for, because most reasons that
come to mind at once are forbidden ones.
"""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.applications.enums import ReplyKind
from boards.applications.models import Application, ReplyText
from boards.offers.advert_law.findings import Finding
from boards.offers.advert_law.lint import lint
from boards.offers.enums import ClosedAs

TITLE, EMPLOYER = "{poste}", "{employeur}"


def ours(kind: ReplyKind) -> str:
    """The text that Bassin comes with; {poste} and {employeur} are filled in for each person."""
    return {
        ReplyKind.FILLED: _(
            "Merci d’avoir répondu à notre offre « {poste} » et du temps que vous y avez consacré. Le poste est "
            "maintenant pourvu : nous ne pouvons pas donner suite à votre candidature. Nous vous souhaitons de "
            "trouver bientôt la place qui vous convient."
        ),
        ReplyKind.OTHER_PROFILE: _(
            "Merci d’avoir répondu à notre offre « {poste} ». Nous avons lu votre candidature avec attention et avons "
            "retenu une personne dont le parcours est plus proche de ce que le poste demande aujourd’hui. Cela ne dit "
            "rien de votre valeur, et nous vous souhaitons une bonne suite dans votre recherche."
        ),
        ReplyKind.LATER: _(
            "Merci d’avoir répondu à notre offre « {poste} ». Nous n’avons pas de place pour vous en ce moment, mais "
            "votre candidature nous a intéressés. Avec votre accord, nous aimerions vous rappeler quand un autre "
            "poste s’ouvrira chez nous."
        ),
        ReplyKind.STOPPED: _(
            "Merci d’avoir répondu à notre offre « {poste} ». Nous avons arrêté ce recrutement sans embaucher : ce "
            "n’est en rien lié à votre candidature. Nous vous souhaitons une bonne suite dans votre recherche."
        ),
        ReplyKind.UNANSWERED: _(
            "Vous avez postulé il y a deux mois à l’offre « {poste} » de {employeur}. L’employeur n’a pas répondu "
            "malgré nos rappels ; nous préférons vous le dire que vous laisser attendre. Ce silence ne juge pas "
            "votre candidature. D’autres offres vous attendent, et nos conseillers peuvent chercher avec vous."
        ),
    }[kind]


def texts() -> dict[ReplyKind, str]:
    """Every text as this tenant has it: its own words where it wrote some. One query."""
    with override(settings.LANGUAGE_CODE):
        found = {kind: ours(kind) for kind in ReplyKind}
    for row in ReplyText.objects.all():
        found[ReplyKind(row.kind)] = row.text
    return found


def filled_in(text: str, application: Application) -> str:
    """The text for one person."""
    offer = application.offer
    return text.replace(TITLE, offer.title).replace(EMPLOYER, offer.employer.name)


def kind_for(closed_as: str) -> ReplyKind:
    """What everybody is told when an offer closes like this."""
    return ReplyKind.FILLED if closed_as in ClosedAs.filled() else ReplyKind.STOPPED


def objections(text: str) -> list[Finding]:
    """What the law objects to in an answer: a reason that may be none (L1132-1 code du travail)."""
    return lint("", text)
