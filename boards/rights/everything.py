"""What a person receives who asks for their data (articles 15 and 20 of the GDPR): a list a model, all declared fields.

The shape, for whoever reads it by machine (format "bassin-mes-donnees/1"):

    {"format": …, "site": …, "adresse_du_site": …, "fait_le": …,
     "listes": [{"code": "alerts.alert", "titre": "Alertes", "finalite": …, "conservation": …,
                 "champs": {"label": "en clair", …},          what each key is called
                 "non_remis": {"search_key": "pourquoi"},     what is left out, and why
                 "lignes": [{"id": …, "state": "active", "state_en_clair": "active", …}]}]}

Dates are ISO 8601, a key of another row is that row's key. `…_en_clair` stands beside codes and keys.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Field, Model, Q
from django.utils import timezone

from boards.accounts.models import User
from boards.rights.whose import Found
from tenants.models import Tenant

FORMAT = "bassin-mes-donnees/1"
#: One list is cut there, and says so: nobody has more rows than a machine that writes in their name.
MOST_ROWS = 50_000
_IN_WORDS = "_en_clair"
_BATCH = 500


@dataclass(frozen=True)
class Listed:
    """One list, ready for a file. cut: rows that found no room."""

    code: str
    content: dict[str, Any]
    cut: int = 0

    @property
    def rows(self) -> list[dict[str, Any]]:
        return list(self.content["lignes"])


def lists_of(found: list[Found], *, done: Callable[[int], None] = lambda number: None) -> Iterator[Listed]:
    """The lists of a person, those without a row left out; `done` is told of each model that was looked at."""
    for number, one in enumerate(found, start=1):
        if one.declared.policy.export and one.own:
            yield _listed(one)
        done(number)


def everything(lists: list[Listed], *, tenant: Tenant) -> dict[str, Any]:
    """The whole file."""
    return {
        "format": FORMAT,
        "site": tenant.name,
        "adresse_du_site": tenant.base_url,
        "fait_le": timezone.now().isoformat(),
        "listes": [one.content for one in lists],
    }


def _listed(one: Found) -> Listed:
    policy, model = one.declared.policy, one.declared.model
    fields = policy.exported(model)
    related = [field.name for field in fields if field.many_to_one or field.one_to_one]
    handed = one.rows().filter(policy.handed or Q()).order_by("pk")
    rows = handed.select_related(*related)[:MOST_ROWS]
    cut = max(0, handed.count() - MOST_ROWS) if len(one.own) > MOST_ROWS else 0
    content: dict[str, Any] = {
        "code": one.declared.code,
        "titre": str(policy.title),
        "finalite": str(policy.processing.aim) if policy.processing else "",
        "conservation": str(policy.kept.words),
        "champs": {field.name: str(policy.label(field)) for field in fields},
        "non_remis": {name: str(why) for name, why in policy.unexported.items()},
        "lignes": [_row(row, fields) for row in rows.iterator(chunk_size=_BATCH)],
    }
    if cut:
        content["lignes_non_remises"] = cut
    return Listed(one.declared.code, content, cut)


def _row(row: Model, fields: list["Field[Any, Any]"]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for field in fields:
        said[field.name] = plain(getattr(row, field.attname))
        words = _in_words(row, field)
        if words is not None:
            said[f"{field.name}{_IN_WORDS}"] = words
    return said


def _in_words(row: Model, field: "Field[Any, Any]") -> str | None:
    """What a code or a key means. Of somebody else's account the name, and never the address."""
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if field.many_to_one or field.one_to_one:
        other = getattr(row, field.name)
        if other is None:
            return None
        return other.name or str(other.get_role_display()) if isinstance(other, User) else str(other)
    return None


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | timedelta):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(one) for one in value]
    return str(value)
