"""The demo's people: enough of them, of every kind, and nobody who could be real."""

import pytest
from django.utils import timezone

from boards.accounts.enums import Role
from boards.candidates.card import cards_of
from boards.candidates.enums import Availability, Visibility
from boards.candidates.models import Profile
from deploy.demo.profiles import CROWDS, leave_profiles
from tenants.context import entering
from tenants.enums import TenantKind
from tenants.models import Tenant
from tests.boards.making import person


@pytest.mark.parametrize("kind", TenantKind)
def test_each_kind_of_territory_has_its_people(alpha: Tenant, kind: TenantKind) -> None:
    Tenant.objects.filter(pk=alpha.pk).update(kind=kind)
    alpha.refresh_from_db()
    with entering(alpha):
        person("marie@cchf.example", role=Role.ADVISER)
        assert leave_profiles() == CROWDS[kind] == Profile.objects.count()
        assert leave_profiles() == 0
        made = list(Profile.objects.all())
        assert {one.visibility for one in made} == set(Visibility)
        assert {Availability.NOW, Availability.FROM_DATE} <= {one.availability for one in made}
        assert any(not one.is_fresh for one in made) or len(made) < 11
        assert any(not one.email for one in made)
        assert all(one.email.endswith(".example") or not one.email for one in made)
        assert all(one.phone == "" or one.phone.startswith("+3363998") for one in made)
        assert all(one.occupations and one.commune_insee for one in made)
        assert all(one.confirmed_at <= timezone.now() for one in made)
        shown = cards_of(list(Profile.objects.seen_by_employers()))
        assert shown
        assert all("[…]" not in card.words for card in shown)
