"""How much may leave in a day: to one address, and from one tenant. A day is the tenant's own."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.guard import current_schema
from tenants.messaging.enums import DeliveryState, Purpose
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.models import Tenant

ALERT_SMS_A_NUMBER = 3
CODE_SMS_A_NUMBER = 5
ALERT_EMAILS_AN_ADDRESS = 6
# From here on the tenant is told (tenants.messaging.alarms).
ALARM_SHARE = 0.8

# Of what waits it is not known whether it leaves today: it is counted as if it did, so that nobody queues beyond a cap.
_WAITING = Q(state=DeliveryState.QUEUED)


def zone_of(tenant: Tenant) -> ZoneInfo:
    return ZoneInfo(tenant.time_zone)


def today_of(tenant: Tenant) -> date:
    """The tenant's calendar day."""
    return timezone.now().astimezone(zone_of(tenant)).date()


def tomorrow_of(tenant: Tenant, *, at: time = time(0)) -> datetime:
    """The tenant's next day at a time of its clock."""
    return datetime.combine(today_of(tenant) + timedelta(days=1), at, tzinfo=zone_of(tenant))


def cap_of(tenant: Tenant, channel: Channel) -> int:
    """The tenant's cap of a day: all its SMS, codes included; of its e-mails the alerts."""
    if channel == Channel.SMS:
        return tenant.sms_daily_cap if tenant.sms_enabled else 0
    return tenant.email_daily_cap


def sms_left(numbers: Iterable[str]) -> dict[str, int]:
    """How many alerts each number (E.164) may still be queued today."""
    wanted = set(numbers)
    used = _by_address(SmsDelivery, wanted, Purpose.ALERT, waiting=True)
    return {number: max(0, ALERT_SMS_A_NUMBER - used.get(number, 0)) for number in wanted}


def emails_left(addresses: Iterable[str]) -> dict[str, int]:
    """How many alerts each address may still be queued today."""
    wanted = set(addresses)
    used = _by_address(EmailDelivery, wanted, Purpose.ALERT, waiting=True)
    return {address: max(0, ALERT_EMAILS_AN_ADDRESS - used.get(address, 0)) for address in wanted}


def tenant_left(channel: Channel) -> int:
    """How many messages that count this tenant may still queue today; never less than 0."""
    tenant = current_tenant()
    return max(0, cap_of(tenant, channel) - tenant_used(channel, waiting=True))


def tenant_used(channel: Channel, *, waiting: bool = False) -> int:
    """How many have counted today, with those in the queue if `waiting`."""
    day = Q(counted_on=today_of(current_tenant()))
    condition = day | _WAITING if waiting else day
    if channel == Channel.SMS:
        return SmsDelivery.objects.filter(condition).count()
    return EmailDelivery.objects.filter(condition, purpose=Purpose.ALERT).count()


def used_by(channel: Channel, addresses: Iterable[str], purpose: Purpose) -> dict[str, int]:
    """What has counted today for each address; those without are left out."""
    model = SmsDelivery if channel == Channel.SMS else EmailDelivery
    return _by_address(model, set(addresses), purpose, waiting=False)


def _by_address(
    model: type[SmsDelivery] | type[EmailDelivery], addresses: set[str], purpose: Purpose, *, waiting: bool
) -> dict[str, int]:
    if not addresses:
        return {}
    today = today_of(current_tenant())
    day = Q(counted_on=today)
    # Who has their messages erased and comes back has had them all the same.
    aliases = {alias_of(model.channel, address, day=today): address for address in addresses}
    found = model.objects.filter(day | _WAITING if waiting else day, to__in={*addresses, *aliases}, purpose=purpose)
    counted: Counter[str] = Counter()
    for to, many in found.order_by().values_list("to").annotate(n=Count("pk")).values_list("to", "n"):
        counted[aliases.get(to, to)] += many
    return dict(counted)


def alias_of(channel: Channel, address: str, *, day: date) -> str:
    """What stands in an erased row of that day for its address: enough to count it by, and nobody's address."""
    name = f"{current_schema()}:messaging.alias:{channel}"
    digest = salted_hmac(name, f"{day}|{address.lower()}", algorithm="sha256").hexdigest()
    # No country has 990.
    return f"+990{int(digest, 16) % 10**11:011d}" if channel == Channel.SMS else f"efface-{digest[:20]}@invalid.example"
