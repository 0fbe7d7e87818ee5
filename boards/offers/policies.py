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
        raise ValidationError(
            _("Cette offre est « %(state)s » : cette action n’est plus possible. Rechargez la page."),
            code="state",
            params={"state": offer.get_state_display().lower()},
        )


def salary_missing() -> str:
    """What to tell an employer who says nothing of pay, or '' where the tenant doesn't insist."""
    if current_tenant().salary_policy == SalaryPolicy.BLOCK:
        return _("Indiquez le salaire : ce territoire ne publie pas d’offre sans salaire.")
    return ""


def require_publishable(*, offer: Offer) -> None:
    """Raise ValidationError for what the tenant's policies want and the offer lacks."""
    if not offer.salary_period and (message := salary_missing()):
        raise ValidationError({"salary_min": message})


def require_lawful(*, offer: Offer) -> None:
    """Raise ValidationError for wording that the law forbids and no adviser has let through."""
    barred = barring(offer)
    if barred:
        raise ValidationError({finding.field: finding.reason for finding in barred})


def is_read_first(*, by: User) -> bool:
    """Whether what this person publishes is read by an adviser before it goes online."""
    return current_tenant().publishing_policy != PublishingPolicy.OPEN and not by.is_tenant_staff
