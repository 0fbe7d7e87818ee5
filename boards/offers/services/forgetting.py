"""Who published an offer has everything erased: their address goes, and what nobody answers for is withdrawn."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from boards.offers.enums import OfferState
from boards.offers.models import Offer
from boards.offers.services.writing import show
from tenants.audit import services as audit
from tenants.personal_data import Person


@transaction.atomic
def forget(*, rows: QuerySet[Offer], person: Person) -> None:
    """Take a person out of their offers. Colleagues' offers stay online, unless candidates would write to nobody."""
    # Locked: one that is closed meanwhile would come back online.
    for offer in rows.select_for_update(of=("self",)).select_related("employer").order_by("pk"):
        changed: dict[str, object] = {"updated_at": timezone.now()}
        was_theirs = offer.apply_value.strip().lower() in person.emails | person.phones
        if was_theirs:
            offer.apply_value = changed["apply_value"] = ""
        if offer.state in (*OfferState.open_states(), *OfferState.pending_states()) and (
            was_theirs or not offer.employer.members.exclude(user=person.user).exists()
        ):
            offer.state = changed["state"] = OfferState.WITHDRAWN
            audit.record("offer.withdrawn", target=offer, by=None, detail={"why": "erased"})
        Offer.objects.filter(pk=offer.pk).update(**changed)
        show(offer=offer)
