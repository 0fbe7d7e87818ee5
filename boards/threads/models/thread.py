"""A conversation of three sides about one thing: an application, a request for contact."""

import secrets
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import User
from boards.employers.models import Employer
from boards.threads.enums import Side
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient

LONGEST_TITLE = 120
#: After the last message, a conversation has no candidate any more.
KEPT_FOR = timedelta(days=730)
#: What a candidate is called who was forgotten. Written in the platform's own language: a row has one.
NOBODY = "Personne effacée"
#: No 0 and O, no 1, l and I: somebody may read it out. 12 of 56 signs: nobody guesses one.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def new_code() -> str:
    """A short link that nobody guesses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


class ThreadQuerySet(TenantQuerySet["Thread"]):
    def open_to(self, user: User) -> "ThreadQuerySet":
        """All for the tenant's staff, one's own for a candidate, an employer's for its members; none for others."""
        if user.is_tenant_staff:
            return self.all()
        # By subqueries: a join would show a thread once a member.
        return self.filter(Q(candidate_user=user) | Q(employer__in=Employer.objects.of(user)))

    def about(self, subject_ref: str) -> "ThreadQuerySet":
        return self.filter(subject_ref=subject_ref)


class Thread(TenantModel):
    """Who talks, and about what. What one side reads of another is the name given here, never how it is reached."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(
            _("2 ans après le dernier message ; puis sans le candidat, ni ce qu’il a écrit"),
            days=KEPT_FOR.days,
            since=("last_message_at", "created_at"),
            only=~Q(candidate_name=NOBODY),
            then=Through("boards.threads.erasing.forget", words=_("il reste ce que les autres ont écrit")),
        ),
        export=True,
        title=_("Conversations"),
        processing=Processing.CONVERSATIONS,
        recipients=(Recipient.AGREED_EMPLOYERS, Recipient.ADVISERS, Recipient.CARRIERS, Recipient.HOST),
        whose=Whose(
            user=("candidate_user",), email=("candidate_email",), phone=("candidate_phone",), account_first=True
        ),
        activity=("last_message_at",),
        erasing=Through(
            "boards.threads.erasing.forget", words=_("la conversation est close ; il reste de quoi elle parlait")
        ),
        unexported={"code": _("un lien qui ouvre la conversation à qui le connaît")},
        labels={
            "subject_ref": _("au sujet de"),
            "title": _("objet"),
            "employer": _("employeur"),
            "candidate_user": _("votre compte"),
            "candidate_name": _("votre nom"),
            "candidate_email": _("votre adresse e-mail"),
            "candidate_phone": _("votre téléphone"),
            "adviser": _("conseiller"),
            "last_message_at": _("dernier message le"),
            "closed_at": _("close le"),
        },
    )

    # What it is about, e.g. "application:<uuid>": one thread for each.
    subject_ref = models.CharField(
        max_length=80, unique=True, error_messages={"unique": _("Cette conversation existe.")}
    )
    # The same in words, as people call it: «Boulanger F/H».
    title = models.CharField(max_length=LONGEST_TITLE)
    # PROTECT: what was said to a person outlives an employer's page.
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="threads")
    candidate_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="threads"
    )
    candidate_name = models.CharField(max_length=120)
    # How messages reach a candidate; no side ever reads it here.
    candidate_email = models.EmailField(blank=True)
    candidate_phone = models.CharField(max_length=16, blank=True)
    adviser = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="advised_threads"
    )
    # The end of the short link in an SMS, where every sign is paid for; it leads to the candidate's page.
    code = models.CharField(max_length=12, unique=True, default=new_code)
    last_message_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = ThreadQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-last_message_at", "-created_at"]
        indexes: ClassVar = [models.Index(fields=["-last_message_at"], name="thread_by_last_message")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(subject_ref="") & ~Q(title=""),
                name="thread_is_about_something",
                violation_error_message=_("Une conversation porte sur quelque chose, qui a un nom."),
            ),
            models.CheckConstraint(
                condition=Q(candidate_phone="") | Q(candidate_phone__regex=r"^\+[1-9][0-9]{6,14}$"),
                name="thread_number_is_international",
                violation_error_message=_("Un numéro s’écrit au format international, avec son indicatif."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def candidate_address(self) -> str:
        """The candidate's e-mail address, '' when they have none: their account's, when they have one."""
        return self.candidate_user.email if self.candidate_user else self.candidate_email

    def side_of(self, user: User) -> Side | None:
        """On which side a person stands; None: on none. One query at most."""
        if self.candidate_user_id == user.pk:
            return Side.CANDIDATE
        if user.is_tenant_staff:
            return Side.ADVISER
        if self.employer_id and user.memberships.filter(employer=self.employer_id).exists():
            return Side.EMPLOYER
        return None
