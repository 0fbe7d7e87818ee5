"""Who may do what with an offer, and what an offer must satisfy to go online."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.offers.enums import OfferState
from boards.offers.law import barring
from boards.offers.models import Offer
from tenants.context import current_tenant
from tenants.enums import PublishingPolicy, SalaryPolicy


def may_edit(*, offer: Offer, by: User) -> bool:
    """The tenant's staff, and the people who act for its employer."""
    return by.is_tenant_staff or offer.employer.members.filter(user=by).exists()


def require_may_edit(*, offer: Offer, by: User) -> None:
    """Raise PermissionDenied for somebody else's offer."""
    if not may_edit(offer=offer, by=by):
        raise PermissionDenied


def require_editable(*, offer: Offer) -> None:
    """Raise ValidationError for an offer that is history."""
    if offer.state not in OfferState.editable_states():
        raise ValidationError(
            _("Cette offre est pourvue : elle ne se modifie plus. Copiez-la pour recruter à nouveau."), code="state"
        )


def require_staff(*, by: User) -> None:
    """Raise PermissionDenied for anybody but the tenant's advisers and managers."""
    if not by.is_tenant_staff:
        raise PermissionDenied


def require_move(*, offer: Offer, to: OfferState) -> None:
    """Raise ValidationError, in French, for a move that the states don't allow (a double click, an old page)."""
    if not OfferState(offer.state).can_become(to):
        raise _too_late(offer)


def salary_missing() -> str:
    """What to tell an employer who says nothing of pay, or '' where the tenant doesn't insist."""
    if current_tenant().salary_policy == SalaryPolicy.BLOCK:
        return _("Indiquez le salaire : ce territoire ne publie pas d’offre sans salaire.")
    return ""


def require_waiting(*, offer: Offer) -> None:
    """Raise ValidationError unless the offer waits for an adviser: an old page decides nothing."""
    if offer.state != OfferState.MODERATION:
        raise _too_late(offer)


def require_renewable(*, offer: Offer) -> None:
    """Raise ValidationError for what a «toujours d'actualité» can't bring back.

    Back online it must stand as any new offer would: its text may have been changed since.
    """
    if offer.state == OfferState.LIVE:
        return
    if offer.state not in OfferState.renewable_states() or offer.published_at is None:
        raise _too_late(offer)
    require_publishable(offer=offer)
    require_lawful(offer=offer)


def require_publishable(*, offer: Offer) -> None:
    """Raise ValidationError for what the tenant's policies want and the offer lacks."""
    if not offer.salary_period and (message := salary_missing()):
        raise ValidationError({"salary_min": message})


def require_lawful(*, offer: Offer) -> None:
    """Raise ValidationError for wording that the law forbids and no adviser has let through."""
    barred = barring(offer)
    if barred:
        reasons: dict[str, list[str]] = {}
        for finding in barred:
            if finding.reason not in reasons.setdefault(finding.field, []):
                reasons[finding.field].append(finding.reason)
        raise ValidationError(reasons)


def is_read_first(*, by: User, offer: Offer | None = None) -> bool:
    """Whether what this person publishes is read by an adviser before it goes online.

    An offer that an adviser has sent back is read again wherever it is.
    """
    if by.is_tenant_staff:
        return False
    sent_back = offer is not None and offer.state == OfferState.REFUSED
    return sent_back or current_tenant().publishing_policy != PublishingPolicy.OPEN


def _too_late(offer: Offer) -> ValidationError:
    return ValidationError(
        _("Cette offre est « %(state)s » : cette action n’est plus possible. Rechargez la page."),
        code="state",
        params={"state": offer.get_state_display().lower()},
    )
