"""A search that tells an employer of new people."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.candidates.models import Profile
from boards.employers.models import Employer
from boards.library.enums import Rhythm
from tenants.guard import TenantModel
from tenants.personal_data import Along, DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing, Recipient

MOST_SAVED = 10


class SavedSearch(TenantModel):
    """One person's search for their firm."""

    data_policy = DataPolicy(
        Subject.EMPLOYER,
        retention=_("aussi longtemps que le compte de la personne"),
        export=True,
        title=_("Recherches de candidats enregistrées"),
        processing=Processing.PROFILES,
        whose=Whose(user=("user",)),
        erasing=Delete(),
        labels={"employer": _("employeur"), "told_until": _("prévenu jusqu’au"), "ended_at": _("arrêtée le")},
    )

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="library_searches")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="+")
    # As its address writes it (asked.Asked).
    query = models.CharField(_("recherche"), max_length=600, blank=True)
    label = models.CharField(_("en mots"), max_length=200)
    rhythm = models.CharField(_("rythme"), max_length=6, choices=Rhythm, default=Rhythm.DAILY)
    told_until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "employer", "query"],
                condition=Q(ended_at__isnull=True),
                name="saved_people_once",
                violation_error_message=_("Cette recherche est déjà enregistrée."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Shown(TenantModel):
    """A person that a saved search has told of, so that it is told once."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("aussi longtemps que la recherche enregistrée"),
        export=True,
        title=_("Fiches signalées à un employeur"),
        processing=Processing.PROFILES,
        recipients=(Recipient.AGREED_EMPLOYERS,),
        whose=Whose(parent=("profile",)),
        erasing=Along(),
        unexported={"search": _("la recherche d’un employeur, qui est à lui")},
        labels={"profile": _("profil")},
    )

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="shown")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["search", "profile"],
                name="shown_once",
                violation_error_message=_("Cette personne a déjà été signalée."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.search_id} → {self.profile_id}"
