"""What an adviser writes down; the person reads it when they ask."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.followup.enums import NoteKind
from boards.followup.models.retention import AS_LONG_AS_THE_PROFILE_OR_TWO_YEARS
from boards.offers.models import Offer
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing, Recipient

LONGEST_NOTE = 2000


class NoteQuerySet(TenantQuerySet["Note"]):
    def seen_by(self, reader: User) -> "NoteQuerySet":
        """Those about a recruitment, and about people who show the reader who they are."""
        return self.filter(Q(profile__isnull=True) | Q(profile__in=Profile.objects.seen_by(reader)))

    def with_seen(self, reader: User) -> "NoteQuerySet":
        """Each with `seen`: whether it is about somebody who shows the reader who they are, or about nobody."""
        shown = Exists(Profile.objects.seen_by(reader).filter(pk=OuterRef("profile")))
        return self.annotate(seen=Q(profile__isnull=True) | shown)


class Note(TenantModel):
    """One note about a person or about a recruitment, never about both."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=AS_LONG_AS_THE_PROFILE_OR_TWO_YEARS,
        export=True,
        title=_("Notes de vos conseillers"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Delete(),
        labels={
            "profile": _("profil"),
            "offer": _("offre"),
            "by_label": _("écrite par"),
            "flags": _("passages à relire"),
        },
    )

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, null=True, blank=True, related_name="notes")
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, blank=True, related_name="notes")
    kind = models.CharField(_("sujet"), max_length=8, choices=NoteKind, default=NoteKind.OTHER)
    text = models.TextField(_("note"), max_length=LONGEST_NOTE)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    # The name stays when the account goes.
    by_label = models.CharField(max_length=120, blank=True)
    # Rules of notes_law that the text breaks none the less, and why its author keeps it: shown to the manager.
    flags = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    kept_because = models.CharField(_("pourquoi la garder ainsi"), max_length=300, blank=True)

    objects = NoteQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["profile", "-at"]),
            models.Index(fields=["offer", "-at"]),
            models.Index(fields=["-at"], condition=~Q(flags=[]), name="note_kept_though_flagged"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(profile__isnull=False, offer__isnull=True) | Q(profile__isnull=True, offer__isnull=False),
                name="note_is_about_one",
                violation_error_message=_("Une note parle d’une personne ou d’un recrutement, pas des deux."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="note_says_something",
                violation_error_message=_("Écrivez votre note."),
            ),
            models.CheckConstraint(
                condition=Q(flags=[]) | ~Q(kept_because=""),
                name="note_flagged_says_why",
                violation_error_message=_("Réécrivez ce passage, ou dites pourquoi il doit rester."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
