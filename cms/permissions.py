"""Who edits pages: the managers of a tenant, through one group with just what that takes.

Never Wagtail's permissions over users, groups, sites or collections: whoever changes users there can make
themselves a superuser.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from boards.accounts.enums import Role
from boards.accounts.models import User

EDITORS = "Responsables des pages"
ON_PAGES = ("add_page", "change_page", "publish_page")
ON_FILES = ("add", "change", "choose")


class NotAManager(ValueError):
    """Only a tenant's managers edit its pages."""


@transaction.atomic
def seed_editors() -> Group:
    """The group of those who edit pages, with its permissions and its members. Safe to run again."""
    group, _created = Group.objects.get_or_create(name=EDITORS)
    group.permissions.set(Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin"))
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=ON_PAGES):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    for model in (get_image_model(), get_document_model()):
        wanted = [f"{action}_{model._meta.model_name}" for action in ON_FILES]
        for permission in Permission.objects.filter(content_type__app_label=model._meta.app_label, codename__in=wanted):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    # Wagtail's own two groups come with every schema and would be a second way in.
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    group.user_set.set(User.objects.filter(role=Role.MANAGER, is_active=True))
    return group


@transaction.atomic
def grant_editor(user: User) -> None:
    """Let a manager edit the pages of the current tenant.

    Raises:
        NotAManager: for any other role.
    """
    if user.role != Role.MANAGER:
        raise NotAManager(f"{user} is {user.role}.")
    user.groups.add(Group.objects.get(name=EDITORS))


@transaction.atomic
def revoke_editor(user: User) -> None:
    """Take the pages away from somebody who is no manager any more."""
    user.groups.remove(Group.objects.get(name=EDITORS))
