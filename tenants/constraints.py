"""All check constraints of an instance, asked in one query.

Django asks the database for each of them, with a savepoint around it: a profile's thirteen were 39 queries every time
it was validated. Nearly always all of them hold, and then one question is enough; where one doesn't, or the database
can't say, Django asks one by one as before and finds the words.
"""

from collections.abc import Collection, Iterable, Sequence

from django.core.exceptions import FieldError
from django.db import models, router
from django.db.models import BooleanField, CheckConstraint, Q
from django.db.models.constraints import BaseConstraint
from django.db.models.functions import Coalesce


class ChecksAtOnce(models.Model):
    """An instance whose validation costs one question, however many check constraints there are."""

    class Meta:
        abstract = True

    #: Checks known to hold, while its constraints are being validated.
    _holding: Collection[BaseConstraint] = ()

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        self._holding = self._checks_that_hold(set(exclude or ()))
        try:
            super().validate_constraints(exclude=exclude)
        finally:
            del self._holding

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[BaseConstraint]]]:
        return [
            (model, [one for one in constraints if one not in self._holding])
            for model, constraints in super().get_constraints()
        ]

    def _checks_that_hold(self, exclude: set[str]) -> list[BaseConstraint]:
        using = router.db_for_write(type(self), instance=self)
        found: list[BaseConstraint] = []
        for model, constraints in super().get_constraints():
            checks = [
                one for one in constraints if isinstance(one, CheckConstraint) and not self._touches(one, exclude)
            ]
            if len(checks) < 2:
                continue
            values = self._get_field_expression_map(meta=model._meta, exclude=exclude)  # type: ignore[attr-defined]
            try:
                # «Is one broken?», because Django takes a question that the database refuses for answered by yes.
                if not (~_all(checks)).check(values, using=using):  # type: ignore[attr-defined]
                    found += checks
            except FieldError:
                continue
        return found

    def _touches(self, check: CheckConstraint, names: set[str]) -> bool:
        """Whether it speaks of one of these fields; Django leaves such a check out."""
        return any(path[0] in names for path in self._get_expr_references(check.condition))  # type: ignore[attr-defined]


def _all(checks: Iterable[CheckConstraint]) -> Q:
    """All hold; as in the database, unknown is not broken."""
    return Q(*(Coalesce(one.condition, True, output_field=BooleanField()) for one in checks))
