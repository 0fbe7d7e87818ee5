"""A second press at the same moment: nobody is written to twice, and nobody meets an error."""

from functools import partial

import pytest

from boards.followup import notices
from boards.followup.models import CalendarFeed, Proposal
from boards.followup.services import feeds, proposing
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tests.boards import making
from tests.boards.followup.making import adviser, profile
from tests.boards.together import at_once, meeting


def test_an_offer_is_told_once(here: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    with entering(here):
        offer, people, by = making.live(), [profile(), profile("Karim Benali")], adviser()
        before = EmailDelivery.objects.count()
    monkeypatch.setattr(notices, "offer_proposed", meeting(notices.offer_proposed))
    tell = partial(proposing.propose, offer=offer, profiles=people, by=by)
    assert at_once([tell, tell]) == []
    with entering(here):
        assert (Proposal.objects.count(), EmailDelivery.objects.count() - before) == (2, 2)


def test_of_two_calendar_addresses_one_stands(here: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    with entering(here):
        by = adviser()
    # The address before has ended, the new one isn't written yet.
    monkeypatch.setattr(feeds, "digest_of", meeting(feeds.digest_of))
    assert at_once([partial(feeds.new_feed, by=by)] * 2) == []
    with entering(here):
        assert CalendarFeed.objects.count() == 2
        assert CalendarFeed.objects.filter(revoked_at__isnull=True).count() == 1
