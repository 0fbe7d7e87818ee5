"""An employer's people: colleagues go on, the last one takes the offers down, the figures stay."""

from typing import Any

import pytest

from boards.accounts.models import User
from boards.employers.models import Employer, EmployerMember
from boards.offers.enums import ClosedAs
from boards.offers.models import Offer
from boards.offers.services import forgetting
from boards.offers.services.closing import close_offer
from boards.rights.services import erasing
from boards.rights.services.accounts import person_of
from search.models import JobDocument
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making
from tests.boards.together import at_once, meeting


@pytest.fixture
def offer(alpha: Tenant) -> Offer:
    with entering(alpha):
        return making.live()


def leave(user: User) -> None:
    erasing.erase(person=person_of(user), by=None)


def test_the_last_one_takes_the_offers_down_and_the_firm_stays(alpha: Tenant, offer: Offer) -> None:
    with entering(alpha):
        Employer.objects.update(about="Depuis 1921.")
        user = User.objects.get(pk=offer.published_by_id)
        leave(user)
        offer.refresh_from_db()
        assert (offer.state, offer.apply_value) == ("withdrawn", "")
        firm = Employer.objects.get(pk=offer.employer_id)
        assert (firm.name, firm.about) == ("Boulangerie Vandaele", "")
        left = User.objects.get(pk=user.pk)
        assert not left.is_active
        assert left.email.startswith("efface-")
        assert not left.has_usable_password()
        assert EmployerMember.objects.count() == 0
    assert not JobDocument.objects.filter(offer_id=offer.pk, withdrawn=False).exists()


def test_a_colleagues_offers_go_on(alpha: Tenant, offer: Offer) -> None:
    with entering(alpha):
        colleague = making.person("associee@vandaele.example")
        EmployerMember.objects.create(employer=offer.employer, user=colleague)
        theirs = making.live(by=colleague, firm=offer.employer, title="Vendeuse F/H")
        Employer.objects.update(about="Depuis 1921.")
        leave(User.objects.get(pk=offer.published_by_id))
        for one in (offer, theirs):
            one.refresh_from_db()
        assert theirs.state == "live"
        assert offer.state == "withdrawn", "Candidates would have written to nobody."
        assert Employer.objects.get(pk=offer.employer_id).about == "Depuis 1921."


def test_an_offer_that_a_colleague_answers_for_stays_online(alpha: Tenant) -> None:
    with entering(alpha):
        offer = making.live(apply_by="phone", apply_value="03 28 00 00 00")
        EmployerMember.objects.create(employer=offer.employer, user=making.person("associee@vandaele.example"))
        leave(User.objects.get(pk=offer.published_by_id))
        offer.refresh_from_db()
        assert (offer.state, offer.apply_value) == ("live", "03 28 00 00 00")


def test_a_households_name_goes(alpha: Tenant) -> None:
    with entering(alpha):
        user = making.person("delattre@exemple.example")
        home = Employer.objects.create(name="Mme Delattre", kind="household")
        EmployerMember.objects.create(employer=home, user=user)
        leave(user)
        home.refresh_from_db()
        assert home.name == "Particulier"
        assert not User.objects.filter(pk=user.pk).exists()


def test_an_offer_closed_while_its_author_is_forgotten_stays_closed(
    committing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with entering(Tenant.objects.get(schema_name="alpha")):
        user, colleague = making.person(), making.person("vendeuse@vandaele.example")
        firm = making.employer(by=user)
        EmployerMember.objects.create(employer=firm, user=colleague)
        for title in ("Boulanger F/H", "Vendeur F/H"):
            making.live(by=user, firm=firm, title=title, apply_value=colleague.email)
        last = Offer.objects.order_by("pk")[1]
    show, met = forgetting.show, meeting(lambda: None)

    def slowly(*, offer: Offer) -> None:
        met()
        # The colleague has closed the other one, or waits.
        met()
        show(offer=offer)

    def close() -> Any:
        met()
        return close_offer(offer=last, closed_as=ClosedAs.THROUGH_US, by=colleague)

    monkeypatch.setattr(forgetting, "show", slowly)
    rows = Offer.objects.all()
    assert at_once([lambda: forgetting.forget(rows=rows.all(), person=person_of(user)), close]) == []
    with entering(Tenant.objects.get(schema_name="alpha")):
        assert Offer.objects.get(pk=last.pk).state == "filled"
    assert not JobDocument.objects.filter(offer_id=last.pk, withdrawn=False).exists()
