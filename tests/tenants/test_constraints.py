"""A model's check constraints are asked in one query, and say exactly what Django says of each."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tenants.connection import connection
from tenants.constraints import ChecksAtOnce
from tests.boards.candidates import making as candidates
from tests.boards.making import live

BROKEN: list[dict[str, Any]] = [
    {"posts": 0},
    {"posts": 10**12, "latitude": None},  # no number of this column's: the database refuses the whole question
    {"salary_min": 3000, "salary_max": 2000, "salary_period": "month"},
    {"salary_min": 3000, "salary_max": 2000, "salary_period": "", "posts": 0},
    {"published_at": None},
    {"closed_at": timezone.now()},
    {"state": "filled"},
]
WHOLE: dict[str, Any] = {}


def said(instance: models.Model, by: type[models.Model], exclude: set[str]) -> dict[str, list[str]]:
    try:
        by.validate_constraints(instance, exclude=exclude)
    except ValidationError as error:
        return error.message_dict
    return {}


class Djangos(models.Model):
    """As it would be without us."""

    class Meta:
        abstract = True
        app_label = "tests"

    validate_constraints = models.Model.validate_constraints


@pytest.mark.parametrize("changes", [*BROKEN, WHOLE], ids=lambda changes: "+".join(changes) or "nothing")
@pytest.mark.parametrize(
    "exclude", [set(), {"salary_max"}, {"state", "weekly_hours"}], ids=["all", "one less", "two less"]
)
def test_it_says_what_django_says(in_alpha: object, changes: dict[str, Any], exclude: set[str]) -> None:
    offer = live()
    for name, value in changes.items():
        setattr(offer, name, value)
    found = said(offer, ChecksAtOnce, exclude)
    assert found == said(offer, Djangos, exclude)
    assert bool(found) == bool(changes) or exclude


def test_a_profiles_checks_cost_one_question(in_alpha: object) -> None:
    profile = candidates.profile()
    with CaptureQueriesContext(connection) as captured:
        profile.validate_constraints()
    questions = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"] and "_check" in query["sql"]]
    assert len(questions) == 1, "\n".join(questions)
