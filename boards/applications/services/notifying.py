"""Telling those who act for an employer that somebody has applied: at once, or once a day, as each of them likes.

A mail says that, and where to read it behind a sign-in: never who, never how to reach them, never their CV.
"""

from collections import defaultdict
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from boards.accounts.models import User
from boards.applications.enums import ApplicationState, Rhythm
from boards.applications.links import board_url
from boards.applications.models import Application, Notice
from boards.employers.models import EmployerMember
from boards.offers.models import Offer
from tenants.context import current_tenant
from tenants.messaging.services import Letter, queue_email, queue_emails

#: What began before a mail and is committed after it is told in the next one.
STILL_COMING = timedelta(minutes=5)


def tell_employer(application: Application) -> int:
    """One mail to each who wants it at once; to who published the offer where nobody acts for the employer."""
    offer = application.offer
    addresses = [user.email for user in _told_at_once(offer)]
    with override(settings.LANGUAGE_CODE):
        context = {"offer": offer, "url": board_url(application), "ticks": len(application.ticks)}
        ref = f"offer:{offer.pk}"
        queue_emails([Letter(address, "applications/email/new", context, ref) for address in addresses])
    return len(addresses)


def people_of(offer: Offer) -> list[User]:
    """Who acts for the offer's employer; who published it where nobody does. Two queries at most."""
    members = EmployerMember.objects.filter(employer=offer.employer_id, user__is_active=True).select_related("user")
    people = [member.user for member in members]
    return people or ([offer.published_by] if offer.published_by is not None else [])


def _told_at_once(offer: Offer) -> list[User]:
    people = people_of(offer)
    daily = set(Notice.objects.filter(user__in=people, rhythm=Rhythm.DAILY).values_list("user", flat=True))
    return [user for user in people if user.pk not in daily]


@transaction.atomic
def choose_rhythm(*, user: User, rhythm: Rhythm) -> Notice:
    """How somebody is told from now on. What came before is told already."""
    notice, _made = Notice.objects.select_for_update().get_or_create(user=user)
    if rhythm == Rhythm.DAILY and notice.told_until is None:
        notice.told_until = timezone.now()
    elif rhythm == Rhythm.NOW:
        notice.told_until = None
    notice.rhythm = rhythm
    notice.full_clean()
    notice.save()
    return notice


def send_digests(*, now: datetime | None = None) -> int:
    """The daily mails whose hour has struck: of everything since the last one, each once. Returns how many left.

    A day that no worker saw is told with the next; a second worker finds nothing left to tell.
    """
    now = now or timezone.now()
    tenant = current_tenant()
    here = now.astimezone(ZoneInfo(tenant.time_zone))
    moment = datetime.combine(here.date(), time(tenant.digest_hour), tzinfo=here.tzinfo)
    if here < moment:
        return 0
    due = Notice.objects.filter(rhythm=Rhythm.DAILY, told_until__lt=moment - STILL_COMING)
    return sum(
        _send_digest(key, now=now, before=moment - STILL_COMING) for key in list(due.values_list("pk", flat=True))
    )


@transaction.atomic
def _send_digest(key: UUID, *, now: datetime, before: datetime) -> bool:
    notice = (
        Notice.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("user")
        .filter(pk=key, rhythm=Rhythm.DAILY, told_until__lt=before)
        .first()
    )
    if notice is None:
        return False
    since, until = notice.told_until, now - STILL_COMING
    notice.told_until = until
    notice.save(update_fields=["told_until", "updated_at"])
    came = Application.objects.filter(
        offer__employer__members__user=notice.user, created_at__gt=since, created_at__lte=until
    ).exclude(state=ApplicationState.WITHDRAWN)
    by_offer: defaultdict[Offer, int] = defaultdict(int)
    for application in came.select_related("offer__employer").order_by("offer__title", "created_at"):
        by_offer[application.offer] += 1
    if not by_offer:
        return False
    lines = [{"offer": offer, "count": count} for offer, count in by_offer.items()]
    with override(settings.LANGUAGE_CODE):
        queue_email(
            to=notice.user.email,
            template="applications/email/digest",
            context={"lines": lines, "total": sum(by_offer.values())},
            subject_ref=f"user:{notice.user.pk}",
        )
    return True
