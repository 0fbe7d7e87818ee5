"""Lists in a form – occupations, languages, jobs, diplomas – that grow and shrink without script.

A button adds an empty row, another takes one away: the page comes back with everything that was typed.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

#: The buttons' names: «ajouter=job» and «retirer=job-2».
ADD, REMOVE = "ajouter", "retirer"


class Row(forms.Form):
    """One row. `main` names the field that makes it one: without it, it is as if it weren't there."""

    main = ""
    #: Fields that alone say nothing, such as a hidden code.
    ignored: frozenset[str] = frozenset()

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was typed into it."""
        if not self.is_bound:
            return not self.initial
        return not any(
            str(self[name].data or "").strip() for name in self.fields if name not in self.ignored and self[name].data
        )

    def typed(self) -> dict[str, Any]:
        """As it was typed, to be shown again."""
        if not self.is_bound:
            return dict(self.initial)
        return {name: self[name].data for name in self.fields}

    def value(self) -> Any:
        """What the row says; of a valid one."""
        return self.cleaned_data


class RowSet:
    """Rows of one kind. On the page: `<prefix>-n` says how many, `<prefix>-<i>-<field>` are theirs."""

    def __init__(
        self,
        row: type[Row],
        prefix: str,
        *,
        data: QueryDict | Mapping[str, Any] | None = None,
        initial: Sequence[dict[str, Any]] = (),
        most: int,
        blank: int = 1,
    ) -> None:
        self.row, self.prefix, self.most = row, prefix, most
        # A button of this list was pressed: its part of the page stays open.
        self.grew = False
        if data is None:
            self.rows = self._unbound([*initial, *[{}] * blank])
        else:
            total = _count(data.get(f"{prefix}-n"), most)
            self.rows = [row(data, prefix=f"{prefix}-{at}") for at in range(total)]

    def is_valid(self) -> bool:
        """Every row that says something is right; all are asked, so that all errors show at once."""
        # The page asks a form for its errors when it shows it: one that says nothing has none.
        self.rows = [self.row(initial={}, prefix=one.prefix) if one.is_blank else one for one in self.rows]
        judged = [one.is_blank or one.is_valid() for one in self.rows]
        return all(judged)

    def values(self) -> tuple[Any, ...]:
        """What valid rows say, in their order."""
        return tuple(one.value() for one in self.rows if not one.is_blank)

    def changed(self, data: Mapping[str, Any]) -> bool:
        """Whether a button of this list was pressed; then it has grown or shrunk, everything typed still there."""
        said = [one.typed() for one in self.rows]
        if data.get(ADD) == self.prefix:
            said.append({})
        elif str(data.get(REMOVE, "")).startswith(f"{self.prefix}-"):
            at = str(data[REMOVE]).removeprefix(f"{self.prefix}-")
            said = [one for place, one in enumerate(said) if str(place) != at]
        else:
            return False
        self.rows = self._unbound(said)
        self.grew = True
        return True

    def again(self) -> None:
        """Show what was typed without judging it: another list has just grown."""
        self.rows = self._unbound([one.typed() for one in self.rows])

    @property
    def may_grow(self) -> bool:
        return len(self.rows) < self.most

    @property
    def errors(self) -> dict[str, Any]:
        """By the id of the field, for the summary on top of the page."""
        return {
            one[name].id_for_label: errors
            for one in self.rows
            if one.is_bound and not one.is_blank
            for name, errors in one.errors.items()
            if name in one.fields
        }

    def _unbound(self, said: Sequence[dict[str, Any]]) -> list[Row]:
        return [self.row(initial=one, prefix=f"{self.prefix}-{at}") for at, one in enumerate(said[: self.most])]


def _count(typed: object, most: int) -> int:
    text = str(typed or "")
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
