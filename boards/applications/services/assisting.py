"""An adviser applies for somebody whose profile they keep, or proposes them to an employer."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.applications import notices
from boards.applications.enums import AgreedHow, Source
from boards.applications.models import Application
from boards.applications.services import notifying
from boards.applications.services.applying import find_known, hold
from boards.applications.values import ApplicationValues
from boards.candidates.models import Profile
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from tenants.audit import services as audit


@transaction.atomic
def add_for(
    *,
    profile: Profile,
    offer: Offer,
    by: User,
    ticks: tuple[str, ...] = (),
    message: str = "",
    with_cv: bool = False,
    agreed: bool = False,
    source: Source = Source.ADVISER,
) -> Application:
    """Put somebody forward. Who applied already stands as they are.

    agreed: the person said, to this adviser, that the employer may know who they are; else they are asked, and until
    then the employer sees a card without a name.

    Raises:
        PermissionDenied: not the tenant's staff, or a profile that staff may not see.
        ValidationError: the offer is over, or an imported one whose employer has nobody here to read it.
    """
    if not by.is_tenant_staff or not Profile.objects.seen_by(by).filter(pk=profile.pk).exists():
        raise PermissionDenied
    offer = hold(offer)
    if not OfferState(offer.state).is_open:
        raise ValidationError(_("Cette offre n’est plus en ligne : choisissez-en une autre."), code="over")
    if not notifying.people_of(offer):
        raise ValidationError(
            _("Personne ici n’agit pour cet employeur : la personne doit postuler par le moyen de l’offre."),
            code="nobody",
        )
    typed = ApplicationValues(name=profile.name, email=profile.email, phone=profile.phone)
    known = find_known(offer=offer, typed=typed, profile=profile)
    if known is not None:
        return known
    now = timezone.now()
    application = Application(
        offer=offer,
        profile=profile,
        user=profile.user,
        name=profile.name,
        email=profile.email,
        phone=profile.phone,
        message=message,
        ticks=list(ticks),
        with_profile_cv=with_cv,
        state_at=now,
        last_contact_at=now,
        source=source,
        added_by=by,
        agreed_at=now if agreed else None,
        agreed_how=AgreedHow.ADVISER if agreed else "",
    )
    application.full_clean(validate_unique=False)
    application.save(force_insert=True)
    audit.record("application.sent", target=application, by=by, detail={"source": source.value, "agreed": agreed})
    if agreed:
        notices.acknowledge(application, again=False)
    else:
        notices.ask_to_agree(application)
    notifying.tell_employer(application)
    return application
