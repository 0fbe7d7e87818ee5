"""Every model that holds people's data in a tenant, with what it declares: the only list that this room works from."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from boards.rights.third_party import POLICIES
from tenants.checks import app_names
from tenants.personal_data import DataPolicy


@dataclass(frozen=True)
class Declared:
    """A model and its declaration."""

    model: type[Model]
    policy: DataPolicy

    @property
    def code(self) -> str:
        """What it is called in a file: "alerts.alert"."""
        return self.model._meta.label_lower

    @property
    def rows(self) -> Any:
        """All of the current tenant."""
        return self.model._base_manager.all()


@cache
def in_tenants() -> tuple[Declared, ...]:
    """Every model of a tenant's schema that says something of itself; who points at another comes before it.

    A model that declares nothing yet is passed over here: it is the tests that refuse it.
    """
    names = app_names(settings.TENANT_APPS)
    models = [one for one in apps.get_models() if one._meta.app_config.name in names]
    found = {one: policy for one in models if (policy := _policy_of(one))}
    return tuple(Declared(one, found[one]) for one in _pointing_first(list(found)))


def about_people() -> tuple[Declared, ...]:
    """Those whose rows are somebody's, wholly declared."""
    return tuple(one for one in in_tenants() if one.policy.is_about_people and one.policy.erasing)


def _policy_of(model: type[Model]) -> DataPolicy | None:
    own = vars(model).get("data_policy")
    return own if isinstance(own, DataPolicy) else POLICIES.get(model._meta.label_lower)


def _pointing_first(models: list[type[Model]]) -> list[type[Model]]:
    """So that what holds a row is gone before the row; models that point at each other come by their name."""
    left, ordered = sorted(models, key=lambda one: one._meta.label_lower), list[type[Model]]()
    while left:
        pointed_at = {
            field.related_model
            for one in left
            for field in one._meta.concrete_fields
            if field.is_relation and field.related_model is not one
        }
        free = [one for one in left if one not in pointed_at] or left[:1]
        ordered += free
        left = [one for one in left if one not in free]
    return ordered
