"""TRUST 2: every table says whose data it holds, for how long, and whether it is exported or indexed."""

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from tenants.checks import app_names
from tenants.guard import GuardedModel
from tenants.personal_data import DataPolicy, Subject
from tests.architecture.rooms import room_of
from tests.isolation.third_party import POLICIES

PEOPLE = {Subject.CANDIDATE, Subject.STAFF, Subject.VISITOR}
# Pages are Wagtail's: their keys are integers and their instances are remembered by tenants.routers.
GUARDED_BY_ROUTER = {"cms.homepage"}


def ours() -> list[Any]:
    return [model for model in apps.get_models() if room_of(model.__module__)]


def policy_of(model: Any) -> DataPolicy | None:
    """What a model itself declares; a parent's declaration is about the parent."""
    found = vars(model).get("data_policy")
    return found if isinstance(found, DataPolicy) else None


def in_tenants() -> list[Any]:
    names = app_names(settings.TENANT_APPS)
    return [model for model in ours() if model._meta.app_config.name in names]


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_each_of_our_models_declares_its_data(model: Any) -> None:
    policy = policy_of(model)
    assert policy is not None, "Give it data_policy = DataPolicy(…): see tenants/personal_data.py."
    assert policy.retention.strip()
    assert not (policy.indexed and policy.subject in PEOPLE)


def test_each_of_third_parties_models_is_classified() -> None:
    theirs = {model._meta.label_lower for model in apps.get_models() if not room_of(model.__module__)}
    assert theirs - POLICIES.keys() == set(), "Classify them in tests/isolation/third_party.py."
    assert POLICIES.keys() - theirs == set(), "These are no more."


def test_nothing_of_people_is_in_the_shared_index() -> None:
    for model in ours():
        if room_of(model.__module__) == "search":
            assert policy_of(model).subject in {Subject.NONE, Subject.EMPLOYER}, model  # type: ignore[union-attr]


def test_no_field_of_the_shared_index_names_a_person() -> None:
    fields = {field.name for model in ours() if room_of(model.__module__) == "search" for field in model._meta.fields}
    assert not {name for name in fields if any(word in name for word in ("email", "phone", "user", "contact", "apply"))}


@pytest.mark.parametrize("model", in_tenants(), ids=lambda model: model._meta.label)
def test_each_model_of_a_tenant_has_the_guard(model: Any) -> None:
    assert issubclass(model, GuardedModel) or model._meta.label_lower in GUARDED_BY_ROUTER
    if issubclass(model, GuardedModel):
        assert type(model._meta.pk).__name__ == "UUIDField"
        assert type(model.objects.all())._fetch_all.__qualname__.startswith("TenantQuerySet")


def test_what_people_may_take_with_them_is_marked() -> None:
    """Whatever is about a person for longer than a few days is part of their export."""
    for model in in_tenants():
        policy = policy_of(model)
        assert policy is not None
        if policy.subject in PEOPLE and not policy.export:
            assert "day" in policy.retention or "hour" in policy.retention, model


def test_a_model_without_a_declaration_is_found() -> None:
    class Planted(models.Model):
        class Meta:
            app_label = "planted"
            abstract = True

    class Inheriting(Planted):
        data_policy = "none"

        class Meta:
            app_label = "planted"
            abstract = True

    assert policy_of(Planted) is policy_of(Inheriting) is None


@pytest.mark.parametrize("subject", sorted(PEOPLE))
def test_a_declaration_that_indexes_people_is_refused(subject: Subject) -> None:
    with pytest.raises(ValueError, match="shared index"):
        DataPolicy(subject, retention="1 year", indexed=True)
    with pytest.raises(ValueError, match="how long"):
        DataPolicy(subject, retention="")
