"""A copy of everything that is kept of a person, made for that person."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import User
from boards.rights.enums import CopyState
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Person, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient

#: After so long the file goes; whoever wants another asks again.
KEPT_FOR = timedelta(days=7)
#: Nothing takes so long: its worker died with it.
LOST_AFTER = timedelta(hours=2)


class CopyQuerySet(TenantQuerySet["Copy"]):
    def of(self, person: Person) -> "CopyQuerySet":
        """Those that this person asked for, in the same way as now."""
        return self.filter(who=who_is(person))

    def ready(self) -> "CopyQuerySet":
        """Those that can be taken."""
        return self.filter(state=CopyState.READY, ready_at__gt=timezone.now() - KEPT_FOR)


def who_is(person: Person) -> str:
    """One way to say who asks: by an account, or else by the address that was just proved."""
    if person.user:
        return f"user:{person.user}"
    return next(iter(sorted(person.emails | person.phones)))


class Copy(TenantModel):
    """One file of one person: prepared by a worker, taken by that person alone, gone after a week."""

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=Retention(_("7 jours"), days=7, since=("ready_at", "created_at"), swept_by="rights.sweep"),
        export=True,
        title=_("Copies de données demandées"),
        processing=Processing.RIGHTS,
        recipients=(Recipient.HOST,),
        whose=Whose(user=("user",), email=("email",), phone=("phone",)),
        erasing=Through(
            "boards.rights.services.copies.forget", words=_("effacé, le fichier aussi"), leaves_trace=False
        ),
        unexported={
            "who": _("le compte ou l’adresse, qui sont là en clair"),
            "path": _("le rangement du fichier sur le serveur"),
        },
        labels={
            "step": _("listes prêtes"),
            "steps": _("listes en tout"),
            "size": _("taille en octets"),
            "ready_at": _("prête le"),
        },
    )

    who = models.CharField(max_length=254)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    # What they had proved theirs when they asked.
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    state = models.CharField(max_length=6, choices=CopyState, default=CopyState.ASKED)
    step = models.PositiveSmallIntegerField(default=0)
    steps = models.PositiveSmallIntegerField(default=0)
    path = models.CharField(max_length=110, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)

    objects = CopyQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["who"],
                name="copy_one_a_person",
                violation_error_message=_("Une copie de vos données est déjà en préparation."),
            ),
            models.CheckConstraint(
                condition=(Q(state=CopyState.READY, ready_at__isnull=False) & ~Q(path=""))
                | (~Q(state=CopyState.READY) & Q(ready_at__isnull=True, path="")),
                name="copy_ready_has_its_file",
                violation_error_message=_("Une copie prête porte sa date et son fichier, et elle seule."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"

    @property
    def person(self) -> Person:
        """Whose data it holds."""
        return Person(
            user=self.user_id,
            emails=frozenset({self.email} - {""}),
            phones=frozenset({self.phone} - {""}),
        )

    @property
    def is_ready(self) -> bool:
        return self.state == CopyState.READY and not self.is_over

    @property
    def is_waiting(self) -> bool:
        return self.state == CopyState.ASKED and self.updated_at > timezone.now() - LOST_AFTER

    @property
    def is_over(self) -> bool:
        return self.ready_at is not None and self.ready_at <= timezone.now() - KEPT_FOR
