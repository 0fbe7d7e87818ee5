"""An employer would like to know who somebody is; the person says."""

import secrets
from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.employers.models import Employer
from boards.library.enums import AnsweredBy, RequestState
from boards.offers.models import Offer
from boards.threads.models import Thread
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Delete, Retention, Subject, Whose
from tenants.processing import Processing, Recipient

#: The person has so long to answer; an employer may not ask again before.
ANSWER_WITHIN = timedelta(days=21)
ASK_AGAIN_AFTER = timedelta(days=180)
KEPT_FOR = timedelta(days=730)
LONGEST_WORDS = 1000


class ContactRequestQuerySet(TenantQuerySet["ContactRequest"]):
    def visible_to(self, user: User) -> "ContactRequestQuerySet":
        """All for the tenant's staff, their own employers' for its members, none for others."""
        if user.is_tenant_staff:
            return self.all()
        return self.filter(employer__members__user=user)

    def waiting(self) -> "ContactRequestQuerySet":
        return self.filter(state__in=RequestState.open_states())


def new_key() -> str:
    return secrets.token_urlsafe(9)


class ContactRequest(TenantModel):
    """One employer, one person, one question: may we know who you are?"""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(_("2 ans après la demande"), days=KEPT_FOR.days, since=("created_at",)),
        export=True,
        title=_("Demandes de contact d’employeurs"),
        processing=Processing.PROFILES,
        recipients=(Recipient.AGREED_EMPLOYERS, Recipient.ADVISERS),
        whose=Whose(parent=("profile",)),
        holds=("thread",),
        erasing=Delete(),
        unexported={
            "link_key": _("le lien par lequel vous répondez"),
            "asked_by": _("la personne qui a écrit pour l’employeur"),
        },
        labels={
            "profile": _("profil"),
            "employer": _("employeur"),
            "offer": _("offre"),
            "state_at": _("depuis le"),
            "answered_by": _("réponse donnée"),
            "noted_by": _("notée par"),
            "thread": _("conversation"),
            "expires_at": _("à répondre avant le"),
        },
    )

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="contact_requests")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="contact_requests")
    offer = models.ForeignKey(Offer, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    words = models.TextField(_("votre message"), max_length=LONGEST_WORDS)
    state = models.CharField(_("état"), max_length=10, choices=RequestState, default=RequestState.ASKED)
    state_at = models.DateTimeField()
    answered_by = models.CharField(max_length=7, choices=AnsweredBy, blank=True, default="")
    # The adviser who heard the answer.
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    thread = models.ForeignKey(Thread, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField()
    # In the person's link, short enough for an SMS: a secret of this tenant's own table.
    link_key = models.CharField(max_length=12, unique=True, default=new_key)

    objects = ContactRequestQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["employer", "-created_at"], name="request_by_employer")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["profile", "employer"],
                condition=Q(state__in=[RequestState.ASKED, RequestState.ACCEPTED]),
                name="request_one_at_a_time",
                violation_error_message=_("Vous avez déjà demandé à connaître cette personne."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=[RequestState.ACCEPTED, RequestState.REFUSED, RequestState.ENDED]) & ~Q(answered_by="")
                )
                | Q(state__in=[RequestState.ASKED, RequestState.LAPSED, RequestState.TAKEN_BACK], answered_by=""),
                name="request_answer_says_how",
                violation_error_message=_("Une réponse dit comment elle a été donnée."),
            ),
            models.CheckConstraint(
                condition=~Q(words=""),
                name="request_has_words",
                violation_error_message=_("Dites à la personne pourquoi vous la contactez."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def may_be_known(self) -> bool:
        """Whether the employer may read who it is, and how to reach them."""
        return self.state == RequestState.ACCEPTED

    @property
    def is_a_recent_no(self) -> bool:
        """Whether the person said no so lately that the same employer doesn't ask again."""
        said_no = self.state in {RequestState.REFUSED, RequestState.ENDED}
        return said_no and self.state_at > timezone.now() - ASK_AGAIN_AFTER
