"""Who agreed to what: the words they saw or heard, what they did, and until when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.candidates.enums import ConsentHow, ConsentTo
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import Agreement, DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing, Recipient


class ConsentQuerySet(TenantQuerySet["ProfileConsent"]):
    def standing(self) -> "ConsentQuerySet":
        """Those that hold now."""
        return self.filter(withdrawn_at__isnull=True)


class ProfileConsent(TenantModel):
    """One yes. Withdrawing dates it and deletes nothing: it is the proof of what was allowed then."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("aussi longtemps que le profil"),
        export=True,
        title=_("Accords donnés pour le profil"),
        processing=Processing.PROFILES,
        recipients=(Recipient.ADVISERS, Recipient.HOST),
        whose=Whose(parent=("profile",)),
        erasing=Delete(),
        labels={
            "profile": _("profil"),
            "wording": _("phrase montrée"),
            "given_at": _("donné le"),
            "by": _("noté par"),
            "by_label": _("nom de qui l’a noté"),
            "withdrawn_at": _("retiré le"),
        },
        agreement=Agreement(
            what="what", how="how", wording="wording", given_at="given_at", by="by_label", withdrawn_at="withdrawn_at"
        ),
    )

    profile = models.ForeignKey("candidates.Profile", on_delete=models.CASCADE, related_name="consents")
    what = models.CharField(_("accord"), max_length=9, choices=ConsentTo)
    how = models.CharField(_("manière"), max_length=7, choices=ConsentHow)
    # What was on the screen or read out, in French.
    wording = models.TextField()
    given_at = models.DateTimeField(default=timezone.now)
    # Who wrote it down: the person, or an adviser; the name stays when the account goes.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by_label = models.CharField(max_length=120, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["-given_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["profile", "what"],
                condition=Q(withdrawn_at=None),
                name="profile_consent_stands_once",
                violation_error_message=_("Cet accord est déjà donné."),
            ),
            models.CheckConstraint(
                condition=~Q(wording=""),
                name="profile_consent_has_its_words",
                violation_error_message=_("Un accord garde les mots qui ont été montrés ou lus."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="profile_consent_ends_after_it_began",
                violation_error_message=_("Un accord se retire après avoir été donné."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} ({self.how})"
