"""A second press at the same moment: who comes in is welcomed once, and an offer is shared once."""

from functools import partial

import pytest
from django.db.models import QuerySet

from boards.groups.models import Membership, SharedOffer
from boards.groups.services import groups, sharing
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tenants.models import Tenant
from tests.boards import making
from tests.boards.followup.making import adviser, profile
from tests.boards.groups.test_workshops import group_of
from tests.boards.together import at_once, meeting


@pytest.mark.parametrize("back", [False, True], ids=["new", "back"])
def test_who_comes_in_is_welcomed_once(here: Tenant, monkeypatch: pytest.MonkeyPatch, *, back: bool) -> None:
    with entering(here):
        lea, by = profile(), adviser()
        group = group_of(*[lea] * back)
        for membership in Membership.objects.all():
            groups.leave(membership=membership, by=by)
        before = EmailDelivery.objects.count()
    # Both have read who is in the group.
    monkeypatch.setattr(QuerySet, "bulk_update", meeting(QuerySet.bulk_update))
    assert at_once([partial(groups.add_members, group=group, profiles=[lea], by=by)] * 2) == []
    with entering(here):
        assert Membership.objects.current().count() == 1
        assert EmailDelivery.objects.count() - before == 1


def test_an_offer_is_shared_once(here: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    with entering(here):
        group, offer, by = group_of(profile()), making.live(), adviser()
        before = EmailDelivery.objects.count()
    monkeypatch.setattr(SharedOffer, "save", meeting(SharedOffer.save))
    assert at_once([partial(sharing.share_offer, group=group, offer=offer, words="", by=by)] * 2) == []
    with entering(here):
        assert (SharedOffer.objects.count(), EmailDelivery.objects.count() - before) == (1, 1)
