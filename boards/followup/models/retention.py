"""How long what advisers write is kept: a profile is emptied in place, and what hung on it has no reason to stay."""

from datetime import timedelta

from django.db.models import DateTimeField, ExpressionWrapper, F
from django.utils.translation import gettext_lazy as _

from tenants.personal_data import Retention

_AFTER_THE_OFFER = ExpressionWrapper(F("offer__closed_at") + timedelta(days=730), output_field=DateTimeField())

#: Deleted the night after the profile lost its person (boards.rights), however that came.
AS_LONG_AS_THE_PROFILE = Retention(
    _("aussi longtemps que le profil dit de qui il est"), days=0, since=("profile__anonymised_at",)
)
#: The same for what may be about a recruitment instead.
AS_LONG_AS_THE_PROFILE_OR_TWO_YEARS = Retention(
    _("aussi longtemps que le profil dit de qui il est ; au sujet d’un recrutement, 2 ans après la fin de l’offre"),
    days=0,
    since=("profile__anonymised_at", _AFTER_THE_OFFER),
)
