"""A known world: what is in it is written here, and what the page must say of it."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.applications.models import Application
from boards.applications.services.answering import refuse
from boards.offers.enums import ClosedAs
from boards.offers.models import Offer
from boards.offers.services.closing import close_offer
from boards.placements.enums import Party, Said, SaidHow
from boards.placements.models import Placement
from boards.placements.services.answering import answer
from boards.reporting.periods import Period, period_of
from boards.reporting.values import Table
from tenants.context import current_tenant
from tests.boards import making as boards
from tests.boards.placements import making as placements

PAGE = "/espace/chiffres"


def world() -> list[Offer]:
    """Three offers, five applications, two hires: one that both sides confirm, one that the employer alone does.

    Two offers are of bakers in Bergues, one of them filled here; the third, of a salesman in Cassel, wasn't filled.
    """
    bakery, oven = placements.offer(), placements.offer(title="Tourier F/H")
    shop = boards.live(
        boards.CASSEL,
        title="Vendeur F/H",
        occupation_code="D1214",
        contract_type="CDD",
        apply_by="here",
        apply_value="",
    )
    first = placements.hired(bakery, name="Ana Un", email="ana@exemple.fr")
    confirm(first)
    placements.hired(bakery, name="Bob Deux", email="bob@exemple.fr")
    late = placements.application(oven, name="Cid Trois", email="cid@exemple.fr")
    Application.objects.filter(pk=late.pk).update(created_at=timezone.now() - timedelta(days=16))
    placements.application(oven, name="Dan Quatre", email="dan@exemple.fr")
    refused = placements.application(shop, name="Eve Cinq", email="eve@exemple.fr")
    refuse(application=refused, text="Merci, le poste est pourvu.", by=boards.person())
    close_offer(offer=bakery, closed_as=ClosedAs.THROUGH_US, by=boards.person())
    close_offer(offer=shop, closed_as=ClosedAs.NOT_FILLED, by=boards.person())
    return [bakery, oven, shop]


def confirm(placement: Placement, said: Said = Said.YES) -> None:
    """The person answers by their link."""
    mine = placement.confirmations.get(party=Party.PERSON, day=0)
    answer(confirmation=mine, said=said, how=SaidHow.LINK, by=None)


def twelve_months() -> Period:
    return period_of("12-mois", tenant=current_tenant())


def numbers(table: Table) -> dict[str, tuple[int, ...]]:
    """Lines with anything in them."""
    return {line.label: line.values for line in table.lines if any(line.values)}


def staff(role: Role = Role.ADVISER, host: str = "alpha.test") -> Client:
    """A browser of somebody who works for the tenant that is current."""
    browser = Client(HTTP_HOST=host)
    person: User = boards.person(f"{role}@{host.partition('.')[0]}.example", role=role)
    browser.force_login(person)
    return browser
