"""What hires do when applications move (settings.APPLICATION_MOVED_LISTENERS)."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.accounts.models import User
from boards.applications.enums import ApplicationState, Hand
from boards.applications.models import Application
from boards.placements.enums import Party, Said, SaidHow
from boards.placements.models import Confirmation, Placement
from boards.placements.services.answering import answer
from boards.placements.services.forgetting import forget
from boards.placements.services.recording import FURTHEST, cancel, of_application, record
from tenants.personal_data import Person


def application_moved(*, application: Application, by: User | None) -> None:
    """An application that becomes «hired» is a hire; one that leaves that column takes it back.

    Where the person has said yes, it isn't taken back in silence: the employer's no stands beside their yes.
    """
    if application.state == ApplicationState.HIRED:
        said_by = Party.EMPLOYER if application.state_hand == Hand.EMPLOYER else None
        today = timezone.localdate()
        # An offer for the season after next is a plan: a first day further away than we note is asked about today.
        begins = application.offer.starts_on or today
        starts_on = begins if today <= begins <= today + FURTHEST else today
        record(hire=of_application(application, starts_on=starts_on), by=by, said_by=said_by)
    elif application.state_before == ApplicationState.HIRED:
        _left(application, by)


def _left(application: Application, by: User | None) -> None:
    placement = Placement.objects.standing().filter(application=application).first()
    if placement is None:
        return
    first = {row.party: row for row in Confirmation.objects.filter(placement=placement, day=0)}
    if application.state == ApplicationState.WITHDRAWN:
        # Their own word, or their adviser's for them.
        how = SaidHow.ADVISER if by is not None and by.is_tenant_staff else SaidHow.LINK
        answer(confirmation=first[Party.PERSON], said=Said.NO, how=how, by=by)
    elif first[Party.PERSON].said == Said.YES:
        # An adviser's hand is noted as theirs, whoever they act for.
        how = SaidHow.ADVISER if application.state_hand == Hand.ADVISER else SaidHow.BOARD
        answer(confirmation=first[Party.EMPLOYER], said=Said.NO, how=how, by=by)
    elif by is not None:
        with override(settings.LANGUAGE_CODE):
            cancel(placement=placement, why=_("La candidature n’est plus dans « Embauchée »."), by=by)


def application_gone(*, application: Application) -> None:
    """The application is nobody's any more: the hire that came of it goes on counting, and names nobody."""
    forget(rows=Placement.objects.filter(application=application), person=Person())
