"""A search that goes on: kept, told, stopped."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.accounts.models import User
from boards.candidates.card import cards_of
from boards.candidates.enums import LookAt
from boards.candidates.models import Profile
from boards.candidates.services import looks
from boards.employers.models import Employer
from boards.library import entries, links, policies, searching
from boards.library.asked import Asked
from boards.library.enums import Rhythm
from boards.library.models import SavedSearch, Shown
from boards.library.models.saved_search import MOST_SAVED
from boards.library.places import origin_of
from tenants.audit import services as audit
from tenants.context import current_tenant
from tenants.messaging.caps import today_of
from tenants.messaging.services import Letter, queue_emails
from tenants.turns import take_turns

EVERY = {Rhythm.DAILY: timedelta(hours=20), Rhythm.WEEKLY: timedelta(days=6, hours=20)}
MOST_IN_A_MAIL = 8


@transaction.atomic
def save(*, asked: Asked, employer: Employer, rhythm: Rhythm, by: User) -> SavedSearch:
    """Keep a search for a firm; people found today are not news. The same search is kept once."""
    asked = asked.but(page=1)
    # A row that isn't there yet can't be locked, nor counted.
    take_turns(f"library.saving:{by.pk}")
    standing = SavedSearch.objects.select_for_update(of=("self",)).filter(user=by, ended_at__isnull=True)
    known = standing.filter(employer=employer, query=asked.query).first()
    if known is not None:
        if known.rhythm != rhythm:
            known.rhythm = rhythm
            known.save(update_fields=["rhythm", "updated_at"])
        return known
    if standing.count() >= MOST_SAVED:
        raise ValidationError(
            _("Vous avez déjà %(n)d recherches enregistrées : arrêtez-en une.") % {"n": MOST_SAVED}, code="limit"
        )
    with override(settings.LANGUAGE_CODE):
        search = SavedSearch(user=by, employer=employer, query=asked.query, label=asked.label, rhythm=rhythm)
    search.told_until = timezone.now()
    search.full_clean()
    search.save()
    there = searching.matching(asked, origin=origin_of(employer), today=today_of(current_tenant()))
    Shown.objects.bulk_create(Shown(search=search, profile_id=key) for key in there.values_list("pk", flat=True))
    audit.record("library.saved", target=search, by=by)
    return search


@transaction.atomic
def stop(*, search: SavedSearch, by: User | None) -> SavedSearch:
    """Tell no more. by: None for the link in a mail. Twice is once."""
    search = SavedSearch.objects.select_for_update(of=("self",)).get(pk=search.pk)
    if search.ended_at is None:
        search.ended_at = timezone.now()
        search.save(update_fields=["ended_at", "updated_at"])
        search.shown.all().delete()
        audit.record("library.stopped", target=search, by=by)
    return search


def tell_due(*, now: datetime | None = None) -> int:
    """Tell every search whose time has come of people it hasn't told of. Returns how many mails."""
    now = now or timezone.now()
    while entries.catch_up():
        pass
    keys = SavedSearch.objects.filter(ended_at__isnull=True, user__is_active=True).values_list("pk", flat=True)
    return sum(_tell(key, now=now) for key in list(keys))


@transaction.atomic
def _tell(key: UUID, *, now: datetime) -> int:
    """One search, in a transaction of its own: one that fails holds up no other."""
    rows = SavedSearch.objects.select_for_update(of=("self",), skip_locked=True).select_related("user", "employer")
    search = rows.filter(pk=key, ended_at__isnull=True).first()
    if search is None or (search.told_until and search.told_until > now - EVERY[Rhythm(search.rhythm)]):
        return 0
    search.told_until = now
    search.save(update_fields=["told_until", "updated_at"])
    if search.employer not in policies.seats_of(search.user):
        # The right to look has lapsed; the search waits for it.
        return 0
    asked, origin = Asked.read(QueryDict(search.query)), origin_of(search.employer)
    found = searching.matching(asked, origin=origin, today=today_of(current_tenant()))
    new = searching.ordered(found.exclude(pk__in=search.shown.values("profile")), asked=asked, origin=origin)
    people = list(new[:MOST_IN_A_MAIL])
    if not people:
        return 0
    _write(search, people, more=new.count() - len(people), asked=asked)
    Shown.objects.bulk_create(
        [Shown(search=search, profile_id=one) for one in new.values_list("pk", flat=True)], ignore_conflicts=True
    )
    return 1


def _write(search: SavedSearch, people: list[Profile], *, more: int, asked: Asked) -> None:
    origin = origin_of(search.employer)
    # In a mail as on the page: a card seen is a look, and shown to the person.
    looks.record(profiles=people, by=search.user, employer=search.employer, what=LookAt.CARD)
    with override(settings.LANGUAGE_CODE):
        context = {
            "search": search,
            "cards": cards_of(people, near=origin.position),
            "more": more,
            "url": f"{current_tenant().base_url}{asked.url}",
            "stop_url": links.stop_url(search),
        }
        queue_emails([
            Letter(
                to=search.user.email, template="library/email/new_people", context=context,
                subject_ref=f"library:{search.pk}", unsubscribe_url=links.stop_url(search),
            )
        ])  # fmt: skip
