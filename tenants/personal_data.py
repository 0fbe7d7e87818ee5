"""What a model holds about people, declared beside the model; a model without a declaration fails the tests.

The rights room (boards.rights) reads the declarations and knows no model by name: what a person receives, what erasing
does, what the clock does, what the register says. A model about people says:

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(_("60 jours après l’annonce"), days=60, since=("created_at",)),
        export=True,
        title=_("Offres annoncées par une alerte"),
        processing=Processing.ALERTS,
        whose=Whose(parent=("alert",)),
        erasing=Delete(),
        unexported={"fingerprint": _("une empreinte technique, qui ne dit rien de la personne")},
        labels={"live_since": _("en ligne depuis")},
    )
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Expression, Field, Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.processing import Processing, Recipient

#: A French text that is translated when it is shown.
Words = str | Promise
Paths = tuple[str, ...]

_GONE, _GONE_WITH = _("effacé"), _("effacé avec ce dont il dépend")


class Subject(StrEnum):
    """Whose data the rows are."""

    NONE = "none"
    VISITOR = "visitor"
    CANDIDATE = "candidate"
    EMPLOYER = "employer"
    STAFF = "staff"


@dataclass(frozen=True)
class Whose:
    """How the rows of one person are found: ORM paths, any of which will do.

    user: to the key of an account, or to a text that holds it. email, phone: to an address that the person has proved
    theirs. parent: relations to a row that is theirs (of a profile, say). by: "dotted.fn(person) -> Q", where no path
    says it. Together they say which rows *are* the person's: those are exported and erased.
    account_first: an address counts only in rows without an account, for it may have been typed by somebody else.
    about: to texts that name rows of theirs, "application:<uuid>" or a bare key. Such rows are somebody else's (the
    letter to the employer): nobody receives them, erasing treats them by `DataPolicy.erasing_about`.
    """

    user: Paths = ()
    email: Paths = ()
    phone: Paths = ()
    parent: Paths = ()
    about: Paths = ()
    by: str = ""
    account_first: bool = False

    def __bool__(self) -> bool:
        return bool(self.user or self.email or self.phone or self.parent or self.by)


@dataclass(frozen=True)
class Agreement:
    """Rows that are consents, for the ledger: the fields that say to what, how, in which words, when and by whom.

    by: "" when only the person can have given it.
    """

    what: str
    how: str
    wording: str
    given_at: str
    withdrawn_at: str
    by: str = ""
    withdrawn_how: str = ""


@dataclass(frozen=True)
class Delete:
    """The row goes."""

    words: Words = _GONE


@dataclass(frozen=True)
class Along:
    """The row goes with the one it hangs on, whose own erasing takes it."""

    words: Words = _GONE_WITH


@dataclass(frozen=True)
class Empty:
    """The row stays, for a count or a proof, and these fields lose what they say. words: what stays and why."""

    fields: Mapping[str, Any]
    words: Words


@dataclass(frozen=True)
class Through:
    """A service of the room does it: `path(rows=QuerySet, person=Person)`. words: what becomes of the rows.

    leaves_trace: something without the person stays, as the words say.
    """

    path: str
    words: Words
    leaves_trace: bool = True


@dataclass(frozen=True)
class Keep:
    """Nothing is done, because a law or another person's right says so."""

    because: Words


Erasing = Delete | Along | Empty | Through | Keep


@dataclass(frozen=True)
class Person:
    """Somebody in the current tenant, by what they have proved theirs: an account's key, addresses, numbers.

    emails in lower case, phones in E.164. An address that somebody only typed into a form is not in here.
    """

    user: UUID | None = None
    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Retention:
    """How long rows are kept. words: for the register, «90 jours après l’envoi».

    days, since: the clock, counted from the first of these dates that a row has; without them the rows go with
    something else, which the words say. only: the rows it counts for. then: what becomes of them.
    swept_by: the task of the room that does more than `then` (a warning before, files); else the rights room's.
    """

    words: Words
    days: int | None = None
    since: tuple[str | Expression, ...] = ()
    only: Q | None = None
    then: Erasing = field(default_factory=Delete)
    swept_by: str = ""

    def __post_init__(self) -> None:
        if not self.words:
            raise ValueError("Say how long these rows are kept.")
        if (self.days is None) != (not self.since):
            raise ValueError("A clock has both: days, and the date they are counted from.")


#: What fields are called when their model doesn't say.
LABELS: Mapping[str, Words] = MappingProxyType(
    {
        "id": _("identifiant"),
        "created_at": _("créé le"),
        "updated_at": _("modifié le"),
        "address": _("adresse ou numéro"),
        "channel": _("moyen"),
        "email": _("adresse e-mail"),
        "phone": _("téléphone"),
        "name": _("nom"),
        "user": _("compte"),
        "state": _("état"),
        "by": _("fait par"),
        "at": _("le"),
        "how": _("de quelle manière"),
        "wording": _("phrase montrée"),
    }
)


@dataclass(frozen=True)
class DataPolicy:
    """One model's class of personal data.

    subject: whose data it is; retention: how long (a bare sentence is one without a clock); export: part of what a
    person receives when they ask for their data; indexed: enters the shared index.
    title: what the rows are called in a list; processing: what they serve; recipients: who sees some of them.
    whose, erasing: which rows are one person's, and what erasing does with them; erasing_about: and with rows that
    only speak of the person. unexported: fields that a person doesn't receive, each with the reason.
    labels: what fields are called, where they have no verbose_name.
    activity: dates of a row that show its person was there: whoever writes by SMS signs in to nothing.
    holds: relations to rows that are the person's because this one is, a CV for instance. handed: those of their rows
    that are in the export, with what they hold; None for all. content: "dotted.fn(row)"
    gives an open file or None, for rows whose content lies outside the database. agreement: the rows are consents.
    nobody: why no row is any one person's, where the subject alone would say so: then nothing of the above is asked.
    """

    subject: Subject
    retention: Retention | Words
    export: bool = False
    indexed: bool = False
    title: Words = ""
    processing: Processing | None = None
    recipients: tuple[Recipient, ...] = ()
    whose: Whose = Whose()
    erasing: Erasing | None = None
    erasing_about: Erasing | None = None
    unexported: Mapping[str, Words] = field(default_factory=dict)
    labels: Mapping[str, Words] = field(default_factory=dict)
    activity: Paths = ()
    holds: Paths = ()
    handed: Q | None = None
    content: str = ""
    agreement: Agreement | None = None
    nobody: Words = ""

    def __post_init__(self) -> None:
        if self.indexed and self.subject in {Subject.CANDIDATE, Subject.STAFF, Subject.VISITOR}:
            raise ValueError("A person's data never enters the shared index.")
        if not self.retention:
            raise ValueError("Say how long these rows are kept.")

    @property
    def kept(self) -> Retention:
        """The retention, whichever way it was written."""
        return self.retention if isinstance(self.retention, Retention) else Retention(self.retention)

    @property
    def is_about_people(self) -> bool:
        """Whether rows are one person's or another's: found, exported, erased, listed in the register."""
        return self.subject != Subject.NONE and not self.nobody

    @property
    def is_held(self) -> bool:
        """Found by the rows that hold them, and by nothing else."""
        return bool(self.content) and not self.whose

    def exported(self, model: type[Model]) -> list["Field[Any, Any]"]:
        """The fields that a person receives, in the model's order."""
        if not self.export:
            return []
        return [one for one in model._meta.concrete_fields if one.name not in self.unexported]

    def label(self, one: "Field[Any, Any]") -> Words:
        """What a field is called, "" when nobody has said."""
        said = one._verbose_name  # type: ignore[attr-defined]
        return self.labels.get(one.name) or said or LABELS.get(one.name, "")

    def missing(self, model: type[Model]) -> list[str]:
        """What its model still has to say; [] when it is whole. For the tests."""
        lacks = [] if isinstance(self.kept.words, Promise) else ["retention in translatable French: _(…)"]
        if not self.is_about_people:
            return lacks
        names = {one.name for one in model._meta.concrete_fields}
        lacks += [f"{word}" for word in ("title", "processing", "erasing") if not getattr(self, word)]
        lacks += [] if self.whose or self.is_held else ["whose: how the rows of one person are found"]
        lacks += ["erasing_about: whose.about is said"] if self.whose.about and not self.erasing_about else []
        lacks += [f"no field {name}" for name in {*self.unexported, *self.labels} - names]
        lacks += [f"a French label of {one.name}" for one in self.exported(model) if not self.label(one)]
        return lacks
