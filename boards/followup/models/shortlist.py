"""A few people an adviser proposes to an employer for one offer."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.accounts.models import User
from boards.candidates.models import Profile
from boards.followup.enums import AgreedHow, Agreement, Verdict
from boards.followup.models.retention import AS_LONG_AS_THE_PROFILE
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Keep, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient

MOST_PICKS = 12
#: An employer reads the cards so long after the mail; then they are gone for them.
OPEN_FOR = timedelta(days=30)


class ShortlistQuerySet(TenantQuerySet["Shortlist"]):
    def sent(self) -> "ShortlistQuerySet":
        return self.filter(sent_at__isnull=False)

    def readable_by(self, user: User) -> "ShortlistQuerySet":
        """What was sent to the employers somebody acts for. A subquery: a join would double a list."""
        return self.sent().filter(offer__employer__in=user.memberships.values("employer"))


class Shortlist(TenantModel):
    """One for each offer; it may be sent again when somebody is added."""

    data_policy = DataPolicy(
        Subject.STAFF,
        retention=Retention(
            _("2 ans après la fin de l’offre"),
            days=730,
            since=("offer__closed_at", "offer__updated_at"),
            only=~Q(offer__state__in=OfferState.open_states()),
        ),
        export=True,
        title=_("Présélections"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.EMPLOYERS, Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(user=("sent_by",)),
        erasing=Keep(_("elle est au dossier du recrutement ; le nom part avec le compte")),
        labels={"offer": _("offre"), "sent_at": _("envoyée le"), "sent_by": _("envoyée par")},
    )

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="shortlist")
    words = models.TextField(_("mot d’accompagnement"), max_length=1000, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ShortlistQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_by__isnull=True)
                | Q(sent_at__isnull=False, sent_by__isnull=False),
                name="shortlist_sent_at_and_by",
                violation_error_message=_("Une présélection envoyée dit quand et par qui."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}"


class Pick(TenantModel):
    """One person of a shortlist: the adviser's sentence, their own yes, the employer's answer."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=AS_LONG_AS_THE_PROFILE,
        export=True,
        title=_("Présélections où vous êtes"),
        processing=Processing.FOLLOW_UP,
        recipients=(Recipient.AGREED_EMPLOYERS, Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Through(
            "boards.followup.services.forgetting.forget_picks",
            words=_("effacé, et le nom dans le mot qui accompagnait la présélection"),
            leaves_trace=False,
        ),
        unexported={
            "position": _("l’ordre d’affichage"),
            "verdict_by": _("la personne qui a répondu pour l’employeur"),
        },
        labels={
            "shortlist": _("présélection"),
            "profile": _("profil"),
            "agreement": _("votre accord"),
            "asked_at": _("demandé le"),
            "agreed_at": _("accord donné le"),
            "agreed_how": _("accord donné comment"),
            "noted_by": _("accord noté par"),
            "shown_at": _("montré à l’employeur le"),
            "verdict": _("réponse de l’employeur"),
            "verdict_at": _("réponse donnée le"),
        },
    )

    shortlist = models.ForeignKey(Shortlist, on_delete=models.CASCADE, related_name="picks")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="picks")
    position = models.PositiveSmallIntegerField(default=0)
    # What the employer reads beside the card; the person reads it too, when asked for their yes.
    sentence = models.CharField(_("votre phrase à l’employeur"), max_length=300, blank=True)

    agreement = models.CharField(max_length=7, choices=Agreement, default=Agreement.UNASKED)
    asked_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_how = models.CharField(max_length=7, choices=AgreedHow, blank=True, default="")
    # Who wrote a spoken answer down; nobody for one by link.
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    shown_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=5, choices=Verdict, blank=True, default=Verdict.WAITING)
    verdict_at = models.DateTimeField(null=True, blank=True)
    verdict_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["position", "created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["shortlist", "profile"],
                name="pick_once",
                violation_error_message=_("Cette personne est déjà dans la présélection."),
            ),
            models.CheckConstraint(
                condition=Q(agreement=Agreement.YES, agreed_at__isnull=False, agreed_how__gt="")
                | (~Q(agreement=Agreement.YES) & Q(agreed_at__isnull=True, agreed_how="")),
                name="pick_agreement_says_when_and_how",
                violation_error_message=_("Un accord dit quand et comment il a été donné."),
            ),
            models.CheckConstraint(
                condition=Q(verdict="", verdict_at__isnull=True, verdict_by__isnull=True)
                | Q(verdict__gt="", verdict_at__isnull=False, verdict_by__isnull=False),
                name="pick_verdict_at_and_by",
                violation_error_message=_("Une réponse d’employeur dit quand et par qui."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile_id}"

    @property
    def is_named(self) -> bool:
        """Whether the employer may know who it is."""
        return self.agreement == Agreement.YES
