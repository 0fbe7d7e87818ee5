"""A code to an address, for whoever has no account: who types it sees what is kept of that address."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.codes.limits import TooMany
from boards.codes.models import CODE_GOOD_FOR, Code
from boards.codes.services import send_code
from boards.rights.access import subject_of
from tenants.context import current_tenant
from tenants.enums import Channel
from tenants.messaging import caps
from tenants.messaging.enums import Purpose
from tenants.messaging.services import queue_email, queue_sms


@transaction.atomic
def send(*, key: UUID, channel: Channel, address: str, visitor: str) -> Code:
    """The same for every address, known here or not.

    key: of this request, made by the page. visitor: as from `accounts.visitors.visitor_of`.

    Raises:
        TooMany: too many codes to this address or from this visitor; by SMS also when the tenant has none left today.
    """
    minutes = int(CODE_GOOD_FOR.total_seconds() // 60)

    def by_email(digits: str) -> None:
        queue_email(
            to=address,
            template="rights/email/code",
            context={"code": digits, "minutes": minutes},
            subject_ref=subject_of(key),
            purpose=Purpose.CODE,
        )

    def by_sms(digits: str) -> None:
        if caps.tenant_left(Channel.SMS) <= 0:
            left = caps.tomorrow_of(current_tenant()) - timezone.now()
            raise TooMany(int(left.total_seconds() // 60) + 1)
        text = _("%(code)s est votre code pour voir ou effacer vos données sur %(site)s. Il vaut %(minutes)s minutes.")
        values = {"code": digits, "site": current_tenant().short_name, "minutes": minutes}
        queue_sms(to=address, text=text % values, purpose=Purpose.CODE, subject_ref=subject_of(key))

    with override(settings.LANGUAGE_CODE):
        return send_code(
            subject=subject_of(key),
            channel=channel,
            address=address,
            visitor=visitor,
            deliver=by_email if channel == Channel.EMAIL else by_sms,
        )
