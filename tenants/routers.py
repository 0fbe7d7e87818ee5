"""What the guard cannot see from a model of ours: relations, and third parties' models.

Django asks its routers before it follows a foreign key, opens a related manager, adds to a many-to-many,
saves or deletes, and hands them the instance it starts from. An instance is remembered where it was made,
Wagtail's and allauth's too: their keys are small integers, so page 3 of one tenant saved in another would
overwrite page 3 there.
"""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.signals import post_init

from tenants.guard import CrossSchemaError, GuardedModel, current_schema, home_of, refuse_instance

# Cached per process by Django itself, and cleared at each change of schema.
UNGUARDED_APPS = frozenset({"contenttypes"})


class SameSchemaRouter:
    """Chooses no database; refuses an instance used outside the schema it comes from."""

    def db_for_read(self, model: type[models.Model], **hints: Any) -> None:
        refuse_instance(hints.get("instance"))

    def db_for_write(self, model: type[models.Model], **hints: Any) -> None:
        refuse_instance(hints.get("instance"))

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> None:
        """Refuse a link between two rows of different schemas.

        Raises:
            CrossSchemaError: naming both.
        """
        homes = {home_of(one), home_of(other)} - {None}
        if len(homes) > 1:
            raise CrossSchemaError(
                f"{type(one).__name__} of {home_of(one)!r} and {type(other).__name__} of {home_of(other)!r}."
            )


def _remember(instance: models.Model, **kwargs: Any) -> None:
    instance._home = current_schema()  # type: ignore[attr-defined]


def guard_third_parties() -> None:
    """Make the instances of others' tenant models remember where they come from, as ours do in __init__."""
    for config in apps.get_app_configs():
        if config.name not in settings.TENANT_APPS or config.label in UNGUARDED_APPS:
            continue
        for model in config.get_models(include_auto_created=True):
            if not issubclass(model, GuardedModel):
                post_init.connect(_remember, sender=model, dispatch_uid=f"home:{model._meta.label}")
