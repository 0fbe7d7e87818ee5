"""Which rows are one person's, by what every model declares of itself."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.module_loading import import_string

from boards.rights.declared import Declared, about_people
from tenants.personal_data import Person

Keys = set[Any]
BATCH = 1_000


@dataclass
class Found:
    """The rows of one model. own: the person's; about: somebody else's that speak of them."""

    declared: Declared
    own: Keys = field(default_factory=set)
    about: Keys = field(default_factory=set)

    def rows(self) -> QuerySet[Any]:
        return self.declared.rows.filter(pk__in=self.own)

    def rows_about(self) -> QuerySet[Any]:
        return self.declared.rows.filter(pk__in=self.about)


def rows_of(
    person: Person,
    *,
    seeds: Mapping[type[Model], Keys] | None = None,
    only: Collection[type[Model]] | None = None,
    made_before: datetime | None = None,
) -> list[Found]:
    """The rows of a person in the current tenant, model by model in the order in which they can be erased.

    seeds: rows that are known to be theirs, whatever they say. only: models that are asked for, with those that lead
    to them. made_before: passes over rows that were made later (boards.rights.services.reapplying).
    """
    found = {one.model: Found(one) for one in _asked_for(only)}
    for one in found.values():
        one.own |= _keys(_directly(one.declared, person), made_before)
        one.own |= _keys(one.declared.rows.filter(pk__in=(seeds or {}).get(one.declared.model, set())), made_before)
    _follow(found, made_before)
    if only is not None:
        return [one for one in found.values() if one.declared.model in only]
    known = [str(key) for one in found.values() for key in one.own if not isinstance(key, int)]
    for one in found.values():
        one.about |= _about(one, known)
    return list(found.values())


def _asked_for(only: Collection[type[Model]] | None) -> list[Declared]:
    """All, or some with the models whose rows lead to theirs."""
    every = about_people()
    if only is None:
        return list(every)
    wanted, grew = set(only), True
    while grew:
        above = {_end_of(one.model, path) for one in every if one.model in wanted for path in one.policy.whose.parent}
        above |= {one.model for one in every for path in one.policy.holds if _end_of(one.model, path) in wanted}
        grew = not above <= wanted
        wanted |= above
    return [one for one in every if one.model in wanted]


def _directly(one: Declared, person: Person) -> QuerySet[Any]:
    """By the account, by addresses, by what the room itself knows."""
    whose = one.policy.whose
    mine = Q(pk__in=[])
    if person.user:
        for path in whose.user:
            mine |= Q(**{path: person.user})
    addresses = Q(pk__in=[])
    for path in whose.email:
        for email in person.emails:
            addresses |= Q(**{f"{path}__iexact": email})
    for path in whose.phone:
        addresses |= Q(**{f"{path}__in": person.phones})
    if whose.account_first:
        for path in whose.user:
            addresses &= Q(**{f"{path}__isnull": True})
    if whose.by:
        mine |= import_string(whose.by)(person)
    rows: QuerySet[Any] = one.rows.filter(mine | addresses)
    return rows


def _follow(found: dict[type[Model], Found], made_before: datetime | None) -> None:
    """To rows that hang on theirs and to rows that theirs hold, until there are no more."""
    grew = True
    while grew:
        grew = False
        for one in found.values():
            for path in one.declared.policy.whose.parent:
                above = found.get(_end_of(one.declared.model, path))
                if above and above.own:
                    keys = _keys(one.declared.rows.filter(**{f"{path}__in": above.own}), made_before)
                    grew |= not keys <= one.own
                    one.own |= keys
            for path in one.declared.policy.holds:
                held = found.get(_end_of(one.declared.model, path))
                if held and one.own:
                    rows = one.rows().filter(one.declared.policy.handed or Q(), **{f"{path}__isnull": False})
                    keys = set(rows.order_by().values_list(path, flat=True))
                    grew |= not keys <= held.own
                    held.own |= keys


def _end_of(model: type[Model], path: str) -> type[Model]:
    for part in path.split("__"):
        model = model._meta.get_field(part).related_model  # type: ignore[assignment]
    return model


def _keys(rows: QuerySet[Any], made_before: datetime | None) -> Keys:
    if made_before and any(one.name == "created_at" for one in rows.model._meta.concrete_fields):
        rows = rows.filter(created_at__lte=made_before)
    return set(rows.order_by().values_list("pk", flat=True))


def _about(one: Found, known: list[str]) -> Keys:
    keys: Keys = set()
    for path in one.declared.policy.whose.about:
        for some in _batches(known):
            rows = one.declared.rows.alias(named=_named(path)).filter(named__in=some)
            keys |= set(rows.order_by().values_list("pk", flat=True))
    return keys - one.own


def _named(path: str) -> Coalesce:
    """The key in «application:<uuid>» or «alert:<uuid>:daily»; a text without a colon is the key itself."""
    text = Cast(F(path), TextField())
    second = Func(text, Value(":"), Value(2), function="split_part", output_field=TextField())
    return Coalesce(NullIf(second, Value("", TextField())), text)


def _batches(keys: Collection[str]) -> Iterator[list[str]]:
    listed = list(keys)
    for start in range(0, len(listed), BATCH):
        yield listed[start : start + BATCH]
