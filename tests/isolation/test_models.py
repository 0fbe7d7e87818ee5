"""TRUST 2: every table says whose data it holds, for how long, and whether it is exported or indexed."""

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app

from boards.rights.third_party import POLICIES
from tenants.checks import app_names
from tenants.guard import GuardedModel
from tenants.personal_data import DataPolicy, Empty, Subject, Through
from tests.architecture.rooms import room_of

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
    assert not (policy.indexed and policy.subject in PEOPLE)


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_each_declaration_is_whole(model: Any) -> None:
    policy = policy_of(model)
    if policy is not None:
        assert policy.missing(model) == [], "tenants/personal_data.py shows a declaration that is whole."


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_each_declaration_is_true(model: Any) -> None:
    """What it names is there: paths lead somewhere, dates are dates, services can be called."""
    policy = policy_of(model)
    if policy is None:
        return
    whose, kept = policy.whose, policy.kept
    for path in {*whose.user, *whose.email, *whose.phone, *whose.about, *whose.parent}:
        str(model._default_manager.filter(**{f"{path}__isnull": False}).query)
    assert all(model._meta.get_field(path.split("__")[0]).is_relation for path in whose.parent)
    for path in policy.holds:
        assert model._meta.get_field(path).is_relation
    if kept.swept_by:
        assert kept.swept_by in app.tasks, "No task has this name."
    if policy.content:
        assert callable(import_string(policy.content))
    if policy.agreement:
        assert set(filter(None, vars(policy.agreement).values())) <= names_of(model)
    if kept.days is not None:
        rows = model._default_manager.annotate(due=Coalesce(*kept.since) if len(kept.since) > 1 else F(kept.since[0]))
        str(rows.filter(kept.only or Q()).query)
    for done in (policy.erasing, policy.erasing_about, kept.then):
        if isinstance(done, Empty):
            assert set(done.fields) <= {field.attname for field in model._meta.concrete_fields} | names_of(model)
        if isinstance(done, Through):
            assert callable(import_string(done.path))


def names_of(model: Any) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def test_each_of_third_parties_models_is_classified() -> None:
    theirs = {model._meta.label_lower for model in apps.get_models() if not room_of(model.__module__)}
    assert theirs - POLICIES.keys() == set(), "Declare them in boards/rights/third_party.py."
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
            assert policy.kept.days is not None, model
            assert policy.kept.days <= 60, model


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
