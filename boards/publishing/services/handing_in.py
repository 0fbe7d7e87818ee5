"""From a draft to an offer: once, however often the last button is pressed."""

from django.db import transaction

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.accounts.services import person_confirmed_as
from boards.codes.services import CodeCheck
from boards.employers.services import EmployerIdentity, employer_for
from boards.offers.enums import OfferState
from boards.offers.models import Offer
from boards.offers.services.publishing import publish_offer
from boards.offers.services.telling import write_to_members
from boards.offers.services.writing import create_offer
from boards.offers.values import OfferValues
from boards.publishing import policies
from boards.publishing.models import Draft
from boards.publishing.services.codes import check_code


@transaction.atomic
def confirm_draft(
    *, draft: Draft, digits: str, identity: EmployerIdentity, values: OfferValues
) -> tuple[CodeCheck, User | None]:
    """Check the code; when it is right, make the person, the employer and the offer, all or nothing.

    Pressed again on a draft that has become an offer: RIGHT, and nobody, because a used code signs no one in.

    Raises:
        ValidationError: a policy isn't met. The code stays good: nothing was written.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.offer_id is not None:
        return CodeCheck.RIGHT, None
    result, code = check_code(draft=draft, digits=digits)
    if result is not CodeCheck.RIGHT or code is None:
        return result, None
    person = person_confirmed_as(email=code.address, role=Role.EMPLOYER)
    hand_in(draft=draft, identity=identity, values=values, by=person)
    return result, person


@transaction.atomic
def hand_in(*, draft: Draft, identity: EmployerIdentity, values: OfferValues, by: User) -> Offer:
    """Make the offer of a draft and publish it as the tenant's policy says. A second call gives the same offer.

    Raises:
        PermissionDenied: this person may not publish here. ValidationError: a policy isn't met.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.offer is not None:
        return draft.offer
    policies.require_may_publish(by=by)
    employer = employer_for(identity=identity, by=by)
    offer = create_offer(employer=employer, values=values, by=by)
    offer = publish_offer(offer=offer, by=by, asks_advice=draft.asks_advice)
    draft.offer = offer
    draft.save(update_fields=["offer", "updated_at"])
    if not by.is_tenant_staff:
        template = "published" if offer.state == OfferState.LIVE else "waiting"
        write_to_members(offer=offer, template=f"offers/email/{template}")
    return offer
