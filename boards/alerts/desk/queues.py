"""What of this tenant's messages is due and hasn't left, and since when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants.enums import Channel
from tenants.messaging.enums import DeliveryState
from tenants.messaging.models import EmailDelivery, SmsDelivery

#: A worker that lives sends within a minute; from here on something is wrong.
STUCK_AFTER = timedelta(minutes=10)
MODELS: dict[Channel, type[EmailDelivery] | type[SmsDelivery]] = {
    Channel.EMAIL: EmailDelivery,
    Channel.SMS: SmsDelivery,
}


@dataclass(frozen=True)
class Queue:
    """One channel's messages that are due. What waits for the morning, or for tomorrow's cap, isn't due."""

    channel: Channel
    due: int
    oldest: datetime | None

    @property
    def lag(self) -> timedelta:
        return timezone.now() - self.oldest if self.oldest else timedelta()

    @property
    def is_stuck(self) -> bool:
        return self.lag > STUCK_AFTER

    def __str__(self) -> str:
        """In words: «3 e-mails attendent, depuis 2 minutes»."""
        if not self.due:
            return _("Rien n’attend : tout est parti.")
        minutes = int(self.lag.total_seconds() // 60)
        waiting = (
            ngettext("%(n)s SMS attend", "%(n)s SMS attendent", self.due)
            if self.channel == Channel.SMS
            else ngettext("%(n)s e-mail attend", "%(n)s e-mails attendent", self.due)
        ) % {"n": self.due}
        return _("%(waiting)s, %(since)s.") % {"waiting": waiting, "since": _since(minutes)}


def queue_of(channel: Channel) -> Queue:
    """One query."""
    due = MODELS[channel].objects.filter(state=DeliveryState.QUEUED, next_try_at__lte=timezone.now())
    found = due.order_by().aggregate(due=Count("pk"), oldest=Min("next_try_at"))
    return Queue(channel=channel, due=found["due"], oldest=found["oldest"])


def _since(minutes: int) -> str:
    if minutes < 1:
        return _("depuis moins d’une minute")
    if minutes < 120:
        return ngettext("depuis %(n)s minute", "depuis %(n)s minutes", minutes) % {"n": minutes}
    return _("depuis %(n)s heures") % {"n": minutes // 60}
