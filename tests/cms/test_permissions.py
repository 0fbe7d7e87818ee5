"""A manager edits the pages of their own tenant and reaches nothing that would make them more than that."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from boards.accounts.enums import Role
from boards.accounts.models import User
from cms.models import HomePage
from cms.permissions import EDITORS, NotAManager, grant_editor, revoke_editor, seed_editors
from tenants.context import entering
from tenants.models import Tenant


@pytest.fixture
def manager(alpha: Tenant, visit: Any) -> Client:
    client = visit(alpha)
    with entering(alpha):
        user = User.objects.create_user("manager@example.org", role=Role.MANAGER, name="Camille")
        grant_editor(user)
        client.force_login(user)
    return client  # type: ignore[no-any-return]


def test_a_manager_edits_the_home_page_and_publishes_it(alpha: Tenant, manager: Client) -> None:
    with entering(alpha):
        home = HomePage.objects.get()
    assert manager.get("/pages-admin/").status_code == 200
    editor = f"/pages-admin/pages/{home.pk}/edit/"
    page = manager.get(editor)
    assert page.status_code == 200
    values = {
        name: bound.value() if bound.value() is not None else ""
        for name, bound in ((f.name, f) for f in page.context["form"])
        if not isinstance(bound.value(), bool) or bound.value()
    }
    values |= {"headline": "Un emploi près de la mer", "action-publish": "1", "about": "null"}
    values |= {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    saved = manager.post(editor, values)
    assert saved.status_code == 302, saved.context["form"].errors
    with entering(alpha):
        assert HomePage.objects.get().headline == "Un emploi près de la mer"


FORBIDDEN = [
    "wagtailusers_users:index",
    "wagtailusers_users:add",
    "wagtailusers_groups:index",
    "wagtailusers_groups:add",
    "wagtailsites:index",
    "wagtailsites:add",
    "wagtailadmin_collections:index",
    "wagtailadmin_workflows:index",
    "wagtailadmin_workflows:add",
    "wagtailredirects:index",
]


@pytest.mark.parametrize("name", FORBIDDEN)
def test_a_manager_does_not_reach_what_makes_superusers(manager: Client, name: str) -> None:
    for response in (manager.get(reverse(name)), manager.post(reverse(name), {"is_superuser": "on"})):
        assert response.status_code in {302, 403}
        if response.status_code == 302:
            assert response["Location"] == reverse("wagtailadmin_home")


def test_a_manager_cannot_give_themselves_more(alpha: Tenant, manager: Client) -> None:
    with entering(alpha):
        user = User.objects.get(email="manager@example.org")
        edit = reverse("wagtailusers_users:edit", args=[user.pk])
    mine = {"email": "manager@example.org", "is_superuser": "on", "is_active": "on", "role": "operator", "groups": "1"}
    for path in (edit, reverse("wagtailadmin_account")):
        manager.post(path, mine)
    with entering(alpha):
        user = User.objects.get(pk=user.pk)
        assert not user.is_superuser
        assert user.role == Role.MANAGER
        assert [group.name for group in user.groups.all()] == [EDITORS]


def test_the_group_has_what_editing_takes_and_nothing_else(in_alpha: Tenant) -> None:
    group = Group.objects.get(name=EDITORS)
    assert {p.codename for p in group.permissions.all()} == {"access_admin"}
    pages = GroupPagePermission.objects.filter(group=group)
    assert {p.permission.codename for p in pages} == {"add_page", "change_page", "publish_page"}
    files = {p.permission.codename for p in GroupCollectionPermission.objects.filter(group=group)}
    assert files == {f"{action}_{kind}" for action in ("add", "change", "choose") for kind in ("image", "document")}
    assert Group.objects.count() == 1


def test_seeding_again_repairs_and_doubles_nothing(in_alpha: Tenant) -> None:
    manager = User.objects.create_user("manager@example.org", role=Role.MANAGER)
    former = User.objects.create_user("adviser@example.org", role=Role.ADVISER)
    group = Group.objects.get(name=EDITORS)
    former.groups.add(group)
    group.permissions.add(Permission.objects.get(codename="change_user"))
    before = GroupPagePermission.objects.count()
    seed_editors()
    assert set(group.user_set.all()) == {manager}
    assert {p.codename for p in group.permissions.all()} == {"access_admin"}
    assert GroupPagePermission.objects.count() == before


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MANAGER])
def test_no_other_role_is_let_in(alpha: Tenant, visit: Any, role: str) -> None:
    client = visit(alpha)
    with entering(alpha):
        user = User.objects.create_user("somebody@example.org", role=role)
        with pytest.raises(NotAManager):
            grant_editor(user)
        client.force_login(user)
    # Neither a page nor a loop between two doors.
    assert client.get("/pages-admin/", follow=True).status_code == 403


def test_pages_are_taken_away_at_once(alpha: Tenant, manager: Client) -> None:
    with entering(alpha):
        revoke_editor(User.objects.get(email="manager@example.org"))
    assert manager.get("/pages-admin/", follow=True).status_code == 403
