"""Who may do what with an application."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from boards.accounts.models import User
from boards.applications.enums import ApplicationState, Hand
from boards.applications.models import Application
from boards.employers.models import Employer
from boards.offers.enums import ApplyBy, OfferState
from boards.offers.models import Offer


def hand_of(*, employer: Employer, by: User) -> Hand:
    """In whose name somebody acts on the applications and hires of an employer: as the tenant's staff, or for it.

    Staff are staff, whatever firm has asked them in: their word is no employer's. Raises PermissionDenied for anybody
    else.
    """
    if by.is_tenant_staff:
        return Hand.ADVISER
    if employer.members.filter(user=by).exists():
        return Hand.EMPLOYER
    raise PermissionDenied


def require_applicable(*, offer: Offer) -> None:
    """Raise ValidationError, in French, for an offer that isn't answered here, or isn't any more."""
    if not OfferState(offer.state).is_open:
        raise ValidationError(_("Cette offre n’est plus en ligne : d’autres vous attendent peut-être."), code="over")
    if offer.apply_by != ApplyBy.HERE:
        raise ValidationError(_("On ne postule pas ici à cette offre : voyez comment sur sa page."), code="elsewhere")


def require_somebody_else(*, offer: Offer, by: User | None, email: str) -> None:
    """Raise ValidationError for somebody who acts for the employer: nobody applies to themselves."""
    members = offer.employer.members.all()
    own = members.filter(user=by) if by is not None else members.none()
    if own.exists() or (email and members.filter(user__email=email).exists()):
        raise ValidationError(
            _("Cette adresse est celle de l’employeur de l’offre : on ne postule pas chez soi."), code="own"
        )


def require_move(*, application: Application, to: ApplicationState) -> None:
    """Raise ValidationError, in French, for a move that the states don't allow (a double click, an old page)."""
    state = ApplicationState(application.state)
    if state == ApplicationState.WITHDRAWN:
        raise ValidationError(_("La personne a retiré sa candidature : elle n’est plus à vous."), code="state")
    if not state.may_become(to):
        raise ValidationError(
            _("De « %(now)s », une candidature ne passe pas à « %(to)s ». Rechargez la page."),
            code="state",
            params={"now": state.label, "to": to.label},
        )


def require_somebody(*, application: Application) -> None:
    """Raise ValidationError for an application whose person has been erased."""
    if application.anonymised_at is not None:
        raise ValidationError(
            _("La personne a fait effacer sa candidature : il n’y a plus à qui répondre."), code="gone"
        )
