"""The schema guard: a row belongs to the schema it was read in, and is refused anywhere else.

A schema per tenant isolates tables, not Python objects. An instance loaded in one tenant and saved in
another would overwrite the row with the same key there, and a lazy queryset is answered by whichever
tenant is current when somebody looks at it. So both remember where they come from (ADR 0005).

What passes neither an instance nor a queryset of ours (foreign keys, many-to-many, third parties' models)
is caught by tenants.routers.
"""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models.query import RawQuerySet

from tenants.connection import connection
from tenants.constraints import ChecksAtOnce

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


def home_of(instance: object) -> str | None:
    """The schema an instance was made or read in; None for one that nobody guards."""
    return getattr(instance, "_home", None)


def refuse_instance(instance: object) -> None:
    """Raise CrossSchemaError for an instance whose home is not the current schema."""
    home = home_of(instance)
    if home is not None:
        refuse_elsewhere(f"{type(instance).__name__} {getattr(instance, 'pk', '')}", home=home)


class TenantQuerySet(models.QuerySet[M]):
    """A queryset that is answered only in the schema it was made in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._home = current_schema()

    def _at_home(self) -> None:
        refuse_elsewhere(f"A queryset of {self.model.__name__}", home=self._home)

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._home = self._home
        return clone

    def all(self) -> Self:
        """A copy; of an unfiltered queryset one that belongs here.

        Forms and generic views keep `Offer.objects.all()` on the class, made by whoever imported it first,
        and ask for `.all()` of it at each use. It has no condition, so it carries nothing from anywhere.
        """
        query = self._query  # type: ignore[attr-defined]
        if self._home != current_schema() and not (query.where or query.annotations or query.combinator):
            here = self.__class__.__new__(self.__class__)
            here.__dict__.update(self.__dict__, _home=current_schema(), _result_cache=None)
            return here.all()
        return super().all()

    # Whatever a queryset does in the database starts from one of these two.
    def _guarded_query(self) -> Any:
        self._at_home()
        return models.QuerySet.query.fget(self)  # type: ignore[attr-defined]

    query = property(_guarded_query, models.QuerySet.query.fset)  # type: ignore[attr-defined,assignment]

    @property
    def db(self) -> str:
        self._at_home()
        return super().db

    def _fetch_all(self) -> None:
        # Also when it has been answered: those rows are the other tenant's.
        self._at_home()
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[M]:
        """Row by row from the server; the rest is refused when the schema changes half way."""
        for row in super().iterator(*args, **kwargs):
            self._at_home()
            yield row

    def bulk_create(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> list[M]:
        objs = list(objs)
        for instance in objs:
            refuse_instance(instance)
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Iterable[M], *args: Any, **kwargs: Any) -> int:
        objs = list(objs)
        for instance in objs:
            refuse_instance(instance)
        return super().bulk_update(objs, *args, **kwargs)

    def raw(self, raw_query: Any, params: Any = (), translations: Any = None, using: Any = None) -> "RawQuerySet[Any]":
        return TenantRawQuerySet(
            raw_query, model=self.model, params=params, translations=translations, using=using or self.db
        )


class TenantRawQuerySet(RawQuerySet):  # type: ignore[type-arg]  # not generic at run time
    """A raw query that is answered only in the schema it was made in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._home = current_schema()

    def _fetch_all(self) -> None:
        refuse_elsewhere("A raw query", home=self._home)
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self) -> Iterator[Any]:
        for row in super().iterator():
            refuse_elsewhere("A raw query", home=self._home)
            yield row


class GuardedModel(ChecksAtOnce):
    """An instance that is saved, deleted and refreshed only where it was made or read."""

    objects = TenantQuerySet.as_manager()

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._home = current_schema()

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        refuse_instance(self)
        super().save_base(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        refuse_instance(self)
        return super().delete(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        refuse_instance(self)
        super().refresh_from_db(*args, **kwargs)


class TenantModel(GuardedModel):
    """The base of every model on a board: a UUID for a key, two dates, the guard."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
