"""Invariants live in PostgreSQL, with a message in French."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.expressions import BaseExpression
from django.test.utils import isolate_apps

from tests.architecture.rooms import room_of

ENGLISH = re.compile(r"\b(the|must|and|is|of|not|already|should|with)\b", re.IGNORECASE)


def our_models() -> list[Any]:
    return [model for model in apps.get_models() if room_of(model.__module__)]


def names_in(condition: object) -> Iterator[str]:
    """The fields that a constraint's condition speaks of."""
    if isinstance(condition, Q):
        for child in condition.children:
            if isinstance(child, tuple):
                yield child[0].split("__")[0]
                yield from names_in(child[1])
            else:
                yield from names_in(child)
    elif isinstance(condition, F):
        yield condition.name.split("__")[0]
    elif isinstance(condition, BaseExpression):
        for source in condition.get_source_expressions():
            yield from names_in(source)


def unpaired(model: Any) -> list[str]:
    """Pairs `x_at`, `x_by` that no constraint holds together: when without who, or who without when."""
    fields = {field.name for field in model._meta.local_concrete_fields}
    checks = [set(names_in(c.condition)) for c in model._meta.constraints if isinstance(c, CheckConstraint)]
    return [
        f"{model.__name__}.{name}_at/_by"
        for name in sorted(f.removesuffix("_at") for f in fields if f.endswith("_at"))
        if f"{name}_by" in fields and not any({f"{name}_at", f"{name}_by"} <= names for names in checks)
    ]


def mute(model: Any) -> list[str]:
    """Constraints whose breach a person would read in Django's words, or in English."""
    found = []
    for constraint in model._meta.constraints:
        if isinstance(constraint, CheckConstraint | UniqueConstraint):
            message = str(constraint.violation_error_message)
            default = message == str(constraint.default_violation_error_message)
            if default or ENGLISH.search(message) or not message.endswith((".", "?", "!", "…")):
                found.append(f"{model.__name__}.{constraint.name}: {message}")
    return found


def test_every_at_and_by_are_held_together() -> None:
    assert [pair for model in our_models() for pair in unpaired(model)] == []


def test_every_constraint_speaks_french() -> None:
    assert [constraint for model in our_models() for constraint in mute(model)] == []


def field_pair(*constraints: object) -> Any:
    """A model with `closed_at`, `closed_by` and some constraints, in a registry of its own."""
    with isolate_apps("tests"):

        class Planted(models.Model):
            closed_at = models.DateTimeField(null=True)
            closed_by = models.TextField(null=True)  # noqa: DJ001

            class Meta:
                app_label = "tests"

        Planted._meta.constraints = list(constraints)  # type: ignore[arg-type]
        return Planted


def test_a_pair_without_a_constraint_is_found() -> None:
    one_sided = CheckConstraint(condition=~Q(closed_by=""), name="x")
    both = Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False)
    assert unpaired(field_pair()) == unpaired(field_pair(one_sided)) == ["Planted.closed_at/_by"]
    assert unpaired(field_pair(CheckConstraint(condition=both, name="x"))) == []


@pytest.mark.parametrize(
    ("message", "is_found"),
    [(None, True), ("It must be empty.", True), ("sans point", True), ("La date et l’auteur vont ensemble.", False)],
)
def test_a_mute_or_english_constraint_is_found(message: str | None, is_found: bool) -> None:
    constraint = CheckConstraint(condition=Q(closed_at=None), name="x", violation_error_message=message)
    assert bool(mute(field_pair(constraint))) is is_found
    unique = UniqueConstraint(fields=["closed_by"], name="y", violation_error_message=message)
    assert bool(mute(field_pair(unique))) is is_found
