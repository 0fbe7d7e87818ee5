"""How long what advisers write is kept: a profile is emptied in place, and what hung on it has no reason to stay."""

from datetime import timedelta

from django.db.models import Case, DateTimeField, ExpressionWrapper, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from boards.offers.enums import OfferState
from tenants.personal_data import Retention

#: Few say how an offer ended; of the others the last change is its end, as for the offer itself.
_AFTER_THE_OFFER = Case(
    When(
        ~Q(offer__state__in=OfferState.open_states()),
        then=ExpressionWrapper(
            Coalesce("offer__closed_at", "offer__updated_at") + timedelta(days=730), output_field=DateTimeField()
        ),
    )
)

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
