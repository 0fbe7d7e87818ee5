"""Everything that somebody agreed to: to what, in which words, how, when, with whom, and until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from boards.accounts.models import User
from boards.rights.declared import about_people
from boards.rights.whose import rows_of
from boards.rights.wording import MEANS
from tenants.personal_data import Person, Words


@dataclass(frozen=True)
class Agreed:
    """One consent. by: who noted it, "" when the person gave it alone; withdrawn_how: "" when nobody knows."""

    title: Words
    what: str
    wording: str
    how: str
    given_at: datetime
    by: str
    withdrawn_at: datetime | None
    withdrawn_how: str

    @property
    def stands(self) -> bool:
        return self.withdrawn_at is None


def agreements_of(person: Person, *, rows: Mapping[type[Model], set[Any]] | None = None) -> list[Agreed]:
    """Those that stand first, the latest first. rows: where an adviser sees the person, e.g. {Profile: {pk}}.

    For pages: {% include "rights/parts/agreements.html" with agreements=… %}.
    """
    ledgers = [one.model for one in about_people() if one.policy.agreement]
    found = [
        _agreed(row, one.declared.policy)
        for one in rows_of(person, seeds=rows, only=ledgers)
        if one.own
        for row in one.rows().select_related(*_related(one.declared.model))
    ]
    found.sort(key=lambda one: one.given_at, reverse=True)
    return sorted(found, key=lambda one: not one.stands)


def _agreed(row: Model, policy: Any) -> Agreed:
    said = policy.agreement
    return Agreed(
        title=policy.title,
        what=_in_words(row, said.what),
        wording=str(getattr(row, said.wording)),
        how=_in_words(row, said.how),
        given_at=getattr(row, said.given_at),
        by=_in_words(row, said.by) if said.by else "",
        withdrawn_at=getattr(row, said.withdrawn_at),
        withdrawn_how=_in_words(row, said.withdrawn_how) if said.withdrawn_how else "",
    )


def _in_words(row: Model, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, User):
        return value.name or str(value.get_role_display())  # type: ignore[attr-defined]
    return str(MEANS.get(value, value) or "") if isinstance(value, str) else str(value or "")


def _related(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.many_to_one]
