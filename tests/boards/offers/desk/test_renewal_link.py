"""The link in the reminder: looked at it does nothing; its button renews; elsewhere it is nothing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from boards.offers.enums import ClosedAs, OfferState
from boards.offers.models import Offer
from boards.offers.services import freshness
from boards.offers.services.closing import close_offer
from boards.offers.services.freshness import RENEW_SALT, remind_stale, withdraw_stale
from tenants import signing
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tests.boards import making
from tests.boards.publishing import flow


def link_in(alpha, template: str) -> str:
    with entering(alpha):
        mail = EmailDelivery.objects.filter(template=template).latest("created_at")
    return re.search(r"http://alpha\.test(/offres/renouveler/\S+)", mail.text)[1]


def test_the_reminder_asks_and_its_link_acts_only_by_the_button(alpha, baker, visit):
    offer = baker.live()
    with time_machine.travel(timezone.now() + timedelta(days=85)):
        with entering(alpha):
            assert remind_stale(on=timezone.localdate()) == 1
        link = link_in(alpha, "offers/email/still_open")
        client = visit(alpha)
        for _look in range(3):
            assert "toujours libre ?" in client.get(link).content.decode()
        assert baker.fresh(offer).confirmed_at == offer.confirmed_at
        assert "reste en ligne" in client.post(link).content.decode()
        assert baker.fresh(offer).confirmed_at > offer.confirmed_at
        with entering(alpha):
            assert withdraw_stale(on=timezone.localdate() + timedelta(days=20)) == 0


def test_who_published_for_an_employer_without_an_address_is_asked_instead(alpha, adviser):
    with entering(alpha):
        firm = making.employer("Un employeur qui téléphone", by=adviser.person)
    adviser.live(firm=firm)
    with time_machine.travel(timezone.now() + timedelta(days=85)), entering(alpha):
        remind_stale(on=timezone.localdate())
        assert EmailDelivery.objects.get().to == "conseillere@cchf.example"


def test_an_expired_offer_comes_back_by_its_link(alpha, baker, visit):
    offer = baker.live()
    with time_machine.travel(timezone.now() + timedelta(days=95)):
        with entering(alpha):
            assert withdraw_stale(on=timezone.localdate()) == 1
        assert baker.state(offer) == "expired"
        visit(alpha).post(link_in(alpha, "offers/email/expired"))
        assert baker.state(offer) == "live"


def test_a_filled_offer_is_not_renewed_by_an_old_link_without_a_word(alpha, baker, visit):
    offer = baker.live()
    with entering(alpha):
        token = signing.dumps(str(offer.pk), salt=RENEW_SALT)
    baker.post(f"/espace/offres/{offer.pk}/clore", closed_as="through_us")
    page = visit(alpha).post(f"/offres/renouveler/{token}").content.decode()
    assert "cette action n’est plus possible" in page
    assert baker.state(offer) == "filled"


@pytest.mark.parametrize("token", ["x", "%00", "a" * 500, "IjEi:1:x"])
def test_a_forged_link_is_404(alpha, visit, token):
    assert visit(alpha).get(f"/offres/renouveler/{token}").status_code == 404
    assert visit(alpha).post(f"/offres/renouveler/{token}").status_code == 404


def test_a_link_of_one_tenant_is_nothing_in_another(alpha, beta, baker, visit):
    offer = baker.live()
    with entering(alpha):
        token = signing.dumps(str(offer.pk), salt=RENEW_SALT)
    assert visit(alpha).get(f"/offres/renouveler/{token}").status_code == 200
    assert visit(beta).get(f"/offres/renouveler/{token}").status_code == 404


def test_a_published_offer_of_the_public_form_has_its_mail(alpha, visit):
    flow.publish(visit(alpha), alpha)
    with entering(alpha):
        mail = EmailDelivery.objects.get(template="offers/email/published")
    assert "http://alpha.test/espace" in mail.text
    assert "http://alpha.test/offres/" in mail.html


def test_what_is_closed_while_others_are_withdrawn_stays_closed(alpha, baker, monkeypatch):
    for title in ("Boulanger F/H", "Vendeur F/H"):
        baker.live(title=title)

    def meanwhile(*, offer, **letter):
        for other in Offer.objects.live().exclude(pk=offer.pk):
            close_offer(offer=other, closed_as=ClosedAs.THROUGH_US, by=baker.person)

    monkeypatch.setattr(freshness, "write_to_members", meanwhile)
    with time_machine.travel(timezone.now() + timedelta(days=95)), entering(alpha):
        assert withdraw_stale(on=timezone.localdate()) == 1
        assert set(Offer.objects.values_list("state", flat=True)) == {OfferState.EXPIRED, OfferState.FILLED}
