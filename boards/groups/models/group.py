"""A few people whom an adviser accompanies together."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.candidates.models import Profile
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Delete, Keep, Retention, Subject, Whose
from tenants.processing import Processing, Recipient


class GroupQuerySet(TenantQuerySet["Group"]):
    def open(self) -> "GroupQuerySet":
        return self.filter(closed_at__isnull=True)


class Group(TenantModel):
    """«Jeunes diplômés, promotion de mars»."""

    data_policy = DataPolicy(
        Subject.STAFF,
        retention=Retention(_("2 ans après la clôture du groupe"), days=730, since=("closed_at",)),
        export=True,
        title=_("Groupes accompagnés"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.CANDIDATES, Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(user=("adviser",)),
        erasing=Keep(_("le groupe est à ses membres ; le nom part avec le compte")),
        labels={"adviser": _("conseiller"), "closed_at": _("clos le")},
    )

    name = models.CharField(_("nom du groupe"), max_length=80)
    about = models.CharField(_("en une phrase"), max_length=300, blank=True)
    # PROTECT: an adviser who leaves hands their groups over first.
    adviser = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="led_groups")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = GroupQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["name", "created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="group_has_a_name",
                violation_error_message=_("Donnez un nom au groupe."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/mon-groupe/{self.pk}"


def new_link_key() -> str:
    return secrets.token_urlsafe(9)


class MembershipQuerySet(TenantQuerySet["Membership"]):
    def current(self) -> "MembershipQuerySet":
        return self.filter(left_at__isnull=True)


class Membership(TenantModel):
    """One person of a group, who said yes to being in it."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(
            _("aussi longtemps que le profil dit de qui il est"), days=0, since=("profile__anonymised_at",)
        ),
        export=True,
        title=_("Groupes dont vous êtes"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Delete(),
        unexported={"link_key": _("le lien par lequel vous ouvrez la page du groupe")},
        labels={
            "group": _("groupe"),
            "profile": _("profil"),
            "joined_at": _("entré le"),
            "left_at": _("sorti le"),
            "quiet_at": _("sans e-mail depuis le"),
        },
    )

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="groups")
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    # No more mail of this group; the page stays open to them.
    quiet_at = models.DateTimeField(null=True, blank=True)
    # In the person's link, for those without an account: another one ends the links given out before.
    link_key = models.CharField(max_length=12, default=new_link_key)

    objects = MembershipQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-joined_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "profile"],
                name="membership_once",
                violation_error_message=_("Cette personne est déjà dans le groupe."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id} – {self.group_id}"
