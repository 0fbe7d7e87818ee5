"""What may be searched of a profile: the words of its card, and no others."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.candidates.models import Profile
from tenants.guard import TenantModel
from tenants.personal_data import Along, DataPolicy, Subject, Whose
from tenants.processing import Processing


class Entry(TenantModel):
    """A card's words, stemmed. Made from the card: a name that the card hides can't be searched for either."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("aussi longtemps que le profil"),
        export=True,
        title=_("Mots de la fiche, pour la recherche"),
        processing=Processing.PROFILES,
        whose=Whose(parent=("profile",)),
        erasing=Along(),
        labels={"profile": _("profil"), "words": _("mots"), "as_of": _("pris de la fiche du")},
    )

    profile = models.OneToOneField(Profile, on_delete=models.CASCADE, related_name="library_entry")
    words = SearchVectorField()
    # The profile's updated_at when the words were taken: a later one is a stale entry.
    as_of = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [GinIndex(fields=["words"], name="entry_by_words")]

    def __str__(self) -> str:
        return str(self.profile_id)
