"""What somebody sees of an application: the one place that decides, for pages, mails and downloads alike.

Whoever applied themselves agreed that this employer receives who they are. Where an adviser proposed somebody, the
employer sees what was ticked and answered, and the anonymous card of their profile; name, address, number, own words
and CV follow when the person has agreed.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.applications import ticks
from boards.applications.contact import name_key
from boards.applications.enums import AnsweredHow, ApplicationState, Hand, Source
from boards.applications.models import Addition, Application
from boards.applications.notices import address_of, number_of
from boards.candidates.card import Card, card_of
from tenants.files.enums import FileState
from tenants.files.models import StoredFile
from tenants.messaging.numbers import shown


@dataclass(frozen=True)
class Ticked:
    """One box of the offer, ticked or not."""

    label: str
    is_ticked: bool


@dataclass(frozen=True)
class Answered:
    asked: str
    text: str


@dataclass(frozen=True)
class OnCard:
    """One card of the board."""

    pk: UUID
    name: str
    state: str
    at: datetime
    ticks: tuple[str, ...]
    has_cv: bool
    has_message: bool
    is_known: bool
    is_unanswered: bool
    moves: tuple[ApplicationState, ...]


@dataclass(frozen=True)
class Whole:
    """Everything that this reader may see."""

    pk: UUID
    name: str
    email: str
    phone: str
    phone_shown: str
    message: str
    ticked: tuple[Ticked, ...]
    answers: tuple[Answered, ...]
    cv: StoredFile | None
    card: Card | None
    is_known: bool
    by_adviser: bool


@dataclass(frozen=True)
class Waiting:
    """What came again and waits, for whoever may say whose it is. answers: (asked, text)."""

    addition: Addition
    in_another_name: bool
    ticked: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]

    @property
    def has_lost_cv(self) -> bool:
        """The scanner refused it: the CV before stays."""
        cv = self.addition.cv
        return cv is not None and cv.state in FileState.without_content()


def may_know(application: Application, viewer: User) -> bool:
    """Whether a reader gets the person behind it: the tenant's staff always, an employer once the person agreed."""
    return viewer.is_tenant_staff or application.may_be_known


def may_reach(application: Application, viewer: User) -> bool:
    """Whether a reader gets what was sent: an employer, once it was withdrawn, reads only who won't come."""
    return viewer.is_tenant_staff or application.state != ApplicationState.WITHDRAWN


def on_card(application: Application, *, viewer: User) -> OnCard:
    """For the board; `application` comes with its profile."""
    known = may_know(application, viewer)
    return OnCard(
        pk=application.pk,
        name=called(application, known=known),
        state=application.state,
        at=application.created_at,
        ticks=tuple(ticks.short_label_of(key) for key in application.ticks),
        has_cv=known and may_reach(application, viewer) and has_cv(application),
        has_message=known and may_reach(application, viewer) and bool(application.message),
        is_known=known,
        is_unanswered=application.answered_at is None and ApplicationState(application.state).is_open,
        moves=application.may_be_moved_to if application.anonymised_at is None else (),
    )


def whole(application: Application, *, viewer: User) -> Whole:
    """For the page of one application."""
    known = may_know(application, viewer)
    asked = {tick.key: tick.label for tick in ticks.asked_by(application.offer)}
    labels = asked | {key: ticks.label_of(key) for key in application.ticks if key not in asked}
    reached = known and may_reach(application, viewer)
    phone = number_of(application) if reached else ""
    return Whole(
        pk=application.pk,
        name=called(application, known=known),
        email=address_of(application) if reached else "",
        phone=phone,
        phone_shown=shown(phone) if phone else "",
        message=application.message if reached else "",
        ticked=tuple(Ticked(label, key in application.ticks) for key, label in labels.items()),
        answers=tuple(Answered(one.asked, one.text) for one in application.answers.all()) if reached else (),
        cv=cv_of(application) if reached else None,
        card=card_of(application.profile) if application.profile is not None and not known else None,
        is_known=known,
        by_adviser=application.source != Source.SELF,
    )


def whole_for_person(application: Application) -> Whole:
    """Their own, as they sent it."""
    return Whole(
        pk=application.pk,
        name=application.name,
        email=address_of(application),
        phone=number_of(application),
        phone_shown=shown(number_of(application)) if number_of(application) else "",
        message=application.message,
        ticked=tuple(Ticked(ticks.label_of(key), True) for key in application.ticks),
        answers=tuple(Answered(one.asked, one.text) for one in application.answers.all()),
        cv=cv_of(application),
        card=None,
        is_known=application.may_be_known,
        by_adviser=application.source != Source.SELF,
    )


def waiting(addition: Addition) -> Waiting:
    """`addition` comes with its CV, its application and the offer of that."""
    application = addition.application
    asked = {str(one.pk): one.text for one in application.offer.questions.all()}
    return Waiting(
        addition=addition,
        in_another_name=name_key(addition.name) != application.name_key,
        ticked=tuple(ticks.label_of(key) for key in addition.ticks),
        answers=tuple((asked[key], text) for key, text in addition.answers.items() if key in asked),
    )


def called(application: Application, *, known: bool) -> str:
    """The name, or what stands in its place."""
    if application.anonymised_at is not None:
        return _("Personne effacée")
    if not known:
        return _("Proposée par un conseiller")
    return application.name or (application.profile.name if application.profile else "")


def first_name(application: Application) -> str:
    """For a mail to somebody who acts for the employer: enough to know who is meant, where they may."""
    name = called(application, known=application.may_be_known)
    return name.partition(" ")[0] if application.may_be_known else name


def has_cv(application: Application) -> bool:
    """The same without reading the files' rows, for many at once; `application` comes with its profile."""
    if application.cv_id is not None:
        return True
    return bool(application.with_profile_cv and application.profile and application.profile.cv_id)


def cv_of(application: Application) -> StoredFile | None:
    """The CV that goes with it, clean or not: its own, else the one of the profile where the person wanted that."""
    if application.cv is not None:
        return application.cv
    if application.with_profile_cv and application.profile is not None:
        return application.profile.cv
    return None


def state_for_person(application: Application) -> str:
    """Where it stands, said to the person: what the employer does in their own board stays theirs."""
    match ApplicationState(application.state):
        case ApplicationState.NEW if application.answered_at is not None:
            return _("L’employeur vous a écrit : son message est plus bas.")
        case ApplicationState.NEW:
            return _("Reçue par l’employeur. Il a été prévenu ; la plupart répondent en deux semaines.")
        case ApplicationState.CONTACTED | ApplicationState.MET:
            return _("L’employeur indique qu’il vous a contacté.")
        case ApplicationState.PROPOSED:
            return _("L’employeur indique qu’il vous propose le poste.")
        case ApplicationState.HIRED:
            return _("L’employeur indique que vous êtes embauché. Bravo !")
        case ApplicationState.WITHDRAWN:
            return _("Vous avez retiré votre candidature. L’employeur ne la regarde plus.")
        case _:
            if application.answered_how == AnsweredHow.PLATFORM and application.state_hand == Hand.PLATFORM:
                return _("L’employeur n’a pas répondu en deux mois : nous vous répondons à sa place.")
            return _("L’employeur vous a répondu.")
