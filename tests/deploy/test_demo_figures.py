"""The demo's figures: enough to look at, made once."""

from boards.offers.models import Offer
from boards.reporting.counting import offers, searches
from boards.reporting.models import SearchFigure
from deploy.demo.figures import leave_figures
from tenants.context import entering
from tests.boards import making
from tests.boards.reporting.making import twelve_months


def test_searches_and_closed_offers_are_left_once(alpha):
    with entering(alpha):
        making.person("conseil@alpha.example", role="adviser")
        firm = making.employer()
        for number in range(8):
            making.live(firm=firm, title=f"Poste {number} F/H")
        assert leave_figures() == SearchFigure.objects.count() > 100
        assert leave_figures() == 0
        assert Offer.objects.live().count() == 8
        assert offers.ends(twelve_months()).totals == (8,)
        phone, computer, other = (line.values[0] for line in searches.by_device(twelve_months()).lines)
        assert phone > computer > other > 0
    alpha.refresh_from_db()
    assert alpha.public_figures
