"""The closed lists of an application, with their labels, groups and moves."""

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _


class ApplicationState(TextChoices):
    """Where an application stands with its employer; the board's columns in this order."""

    NEW = "new", _("Nouvelle")
    CONTACTED = "contacted", _("Contactée")
    MET = "met", _("Rencontrée")
    PROPOSED = "proposed", _("Embauche proposée")
    HIRED = "hired", _("Embauchée")
    REFUSED = "refused", _("Non retenue")
    WITHDRAWN = "withdrawn", _("Retirée")

    @classmethod
    def open_states(cls) -> "tuple[ApplicationState, ...]":
        """Those that still await something of the employer."""
        return (cls.NEW, cls.CONTACTED, cls.MET, cls.PROPOSED)

    @classmethod
    def closed_states(cls) -> "tuple[ApplicationState, ...]":
        return (cls.HIRED, cls.REFUSED, cls.WITHDRAWN)

    @classmethod
    def columns(cls) -> "tuple[ApplicationState, ...]":
        """What an employer's board shows side by side."""
        return (cls.NEW, cls.CONTACTED, cls.MET, cls.PROPOSED, cls.HIRED, cls.REFUSED)

    @classmethod
    def by_employer(cls) -> "tuple[ApplicationState, ...]":
        """Where an employer may bring one without a word; refusing needs one, withdrawing is the person's."""
        return (cls.NEW, cls.CONTACTED, cls.MET, cls.PROPOSED, cls.HIRED)

    @classmethod
    def answering(cls) -> "tuple[ApplicationState, ...]":
        """States that say by themselves that the employer has spoken with the person."""
        return (cls.CONTACTED, cls.MET, cls.PROPOSED, cls.HIRED)

    @property
    def heading(self) -> str:
        """Over a column of several."""
        return str(
            {
                "new": _("Nouvelles"),
                "contacted": _("Contactées"),
                "met": _("Rencontrées"),
                "proposed": _("Embauche proposée"),
                "hired": _("Embauchées"),
                "refused": _("Non retenues"),
                "withdrawn": _("Retirées"),
            }[self.value]
        )

    @property
    def is_open(self) -> bool:
        return self in type(self).open_states()

    @property
    def next_states(self) -> "tuple[ApplicationState, ...]":
        return _NEXT_STATES[self]

    def may_become(self, state: "ApplicationState") -> bool:
        return state in _NEXT_STATES[self]


_S = ApplicationState
_NEXT_STATES: dict[ApplicationState, tuple[ApplicationState, ...]] = {
    _S.NEW: (_S.CONTACTED, _S.MET, _S.PROPOSED, _S.HIRED, _S.REFUSED, _S.WITHDRAWN),
    # NEW: dragged by mistake.
    _S.CONTACTED: (_S.NEW, _S.MET, _S.PROPOSED, _S.HIRED, _S.REFUSED, _S.WITHDRAWN),
    _S.MET: (_S.NEW, _S.CONTACTED, _S.PROPOSED, _S.HIRED, _S.REFUSED, _S.WITHDRAWN),
    _S.PROPOSED: (_S.CONTACTED, _S.MET, _S.HIRED, _S.REFUSED, _S.WITHDRAWN),
    # The person thought better of it, or left in the trial period.
    _S.HIRED: (_S.MET, _S.PROPOSED, _S.REFUSED, _S.WITHDRAWN),
    # Somebody else gave up, and the employer calls back. Never NEW: they have been answered.
    _S.REFUSED: (_S.CONTACTED, _S.MET, _S.PROPOSED, _S.HIRED, _S.WITHDRAWN),
    # They apply again.
    _S.WITHDRAWN: (_S.NEW,),
}


def state_pairs_condition(*, before: str = "state_before", now: str = "state") -> Q:
    """The condition of a CHECK constraint that lets only known moves in; an application begins as NEW."""
    condition = Q(**{before: "", now: _S.NEW})
    for state in ApplicationState:
        condition |= Q(**{before: state.value, f"{now}__in": [after.value for after in state.next_states]})
    return condition


class Hand(TextChoices):
    """Who moved an application."""

    CANDIDATE = "candidate", _("la personne")
    EMPLOYER = "employer", _("l’employeur")
    ADVISER = "adviser", _("un conseiller")
    PLATFORM = "platform", _("le site")

    @classmethod
    def signed_in(cls) -> "tuple[Hand, ...]":
        """Those who have an account here, so that one can ask who."""
        return (cls.EMPLOYER, cls.ADVISER)


class AnsweredHow(TextChoices):
    """What the first answer was. An employer's own count for their rate, the site's against it, an adviser's not at
    all.
    """

    CONTACT = "contact", _("a pris contact")
    MESSAGE = "message", _("a écrit")
    REFUSAL = "refusal", _("a répondu")
    CLOSING = "closing", _("à la clôture de l’offre")
    ADVISER = "adviser", _("par un conseiller, pour l’employeur")
    PLATFORM = "platform", _("par le site, à sa place")

    @classmethod
    def own(cls) -> "tuple[AnsweredHow, ...]":
        """Answers that the employer gave, closing an offer included: they said how it ended."""
        return (cls.CONTACT, cls.MESSAGE, cls.REFUSAL, cls.CLOSING)

    @classmethod
    def said_only(cls) -> "tuple[AnsweredHow, ...]":
        """Where nothing may have reached the person but somebody's word that they were contacted."""
        return (cls.CONTACT, cls.ADVISER)

    def by(self, hand: Hand) -> "AnsweredHow":
        """The same, given by that hand: what an adviser does for an employer is an adviser's."""
        return type(self).ADVISER if hand == Hand.ADVISER else self


class Source(TextChoices):
    """How an application came to be."""

    SELF = "self", _("la personne elle-même")
    ADVISER = "adviser", _("un conseiller, pour elle")
    SHORTLIST = "shortlist", _("une sélection proposée à l’employeur")

    @classmethod
    def agreed_by_applying(cls) -> "tuple[Source, ...]":
        """Where the act itself says that the employer may have the person's name and number."""
        return (cls.SELF,)


class AgreedHow(TextChoices):
    """How somebody agreed that an employer receives who they are and how to reach them."""

    APPLIED = "applied", _("en postulant")
    LINK = "link", _("par le lien reçu")
    ADVISER = "adviser", _("de vive voix, noté par un conseiller")


class QuestionKind(TextChoices):
    YES_NO = "yes_no", _("Oui ou non")
    CHOICE = "choice", _("Un choix dans une liste")
    NUMBER = "number", _("Un nombre")
    TEXT = "text", _("Quelques mots")


class ReplyKind(TextChoices):
    """The polite answers one sends with one press."""

    FILLED = "filled", _("Le poste est pourvu")
    OTHER_PROFILE = "other_profile", _("Un autre profil a été retenu")
    LATER = "later", _("Pas maintenant, peut-être plus tard")
    STOPPED = "stopped", _("Le recrutement s’arrête")
    UNANSWERED = "unanswered", _("Sans réponse de l’employeur")

    @classmethod
    def for_employers(cls) -> "tuple[ReplyKind, ...]":
        """What an employer chooses from; the last is the site's own."""
        return (cls.FILLED, cls.OTHER_PROFILE, cls.LATER, cls.STOPPED)


class Rhythm(TextChoices):
    """How soon somebody who acts for an employer is told of applications."""

    NOW = "now", _("Un e-mail à chaque candidature")
    DAILY = "daily", _("Un e-mail par jour, quand il y en a")
