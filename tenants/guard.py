"""The schema guard: a row belongs to the schema it was read in, and is refused anywhere else.

A schema per tenant isolates tables, not Python objects. An instance loaded in one tenant and saved in
another would overwrite the row with the same key there, and a lazy queryset is answered by whichever
tenant is current when somebody looks at it. So both remember where they come from.
"""

import uuid
from typing import Any, Self, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


class CrossSchemaError(RuntimeError):
    """An object or a queryset of one tenant was used while another is current."""


def current_schema() -> str:
    """The schema that the connection writes to now."""
    return str(connection.schema_name)


def refuse_elsewhere(what: str, *, home: str) -> None:
    """Raise CrossSchemaError unless `home` is the current schema."""
    if home != current_schema():
        raise CrossSchemaError(f"{what} comes from schema {home!r} and was used in {current_schema()!r}.")


class TenantQuerySet(models.QuerySet[M]):
    """A queryset that is answered only in the schema it was made in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._home: str | None = None

    def _clone(self) -> Self:
        # The first derivation fixes the home: a manager is made at import, before there is any tenant.
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._home = self._home or current_schema()
        return clone

    def _at_home(self) -> None:
        if self._home is None:
            self._home = current_schema()
        refuse_elsewhere(f"A queryset of {self.model.__name__}", home=self._home)

    # Every way a queryset reaches the database passes one of these.
    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._at_home()
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._at_home()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._at_home()
        return super().count()

    def exists(self) -> bool:
        self._at_home()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._at_home()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._at_home()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._at_home()
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        self._at_home()
        objs = list(objs)
        for instance in objs:
            refuse_elsewhere(f"A {self.model.__name__}", home=instance._home)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        self._at_home()
        objs = list(objs)
        for instance in objs:
            refuse_elsewhere(f"A {self.model.__name__}", home=instance._home)
        return super().bulk_update(objs, *args, **kwargs)


class GuardedModel(models.Model):
    """An instance that is saved, deleted and refreshed only where it was made or read."""

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._home = current_schema()

    def _at_home(self) -> None:
        refuse_elsewhere(f"{self._meta.object_name} {self.pk}", home=self._home)

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        self._at_home()
        super().save_base(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._at_home()
        return super().delete(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self._at_home()
        super().refresh_from_db(*args, **kwargs)


class TenantModel(GuardedModel):
    """The base of every model on a board: a UUID for a key, two dates, the guard."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
