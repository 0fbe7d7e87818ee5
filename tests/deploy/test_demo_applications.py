"""What the demo sends in every territory: by the services, once, and something in each column."""

from boards.applications.enums import ApplicationState
from boards.applications.models import Application
from boards.offers.enums import ApplyBy
from boards.offers.models import Offer
from deploy.demo.applications import send_applications
from tenants.context import entering
from tenants.models import Tenant
from tests.boards import making


def test_a_demo_has_applications_in_every_state_and_only_once(alpha: Tenant) -> None:
    with entering(alpha):
        for number in range(4):
            making.live(title=f"Poste {number} F/H", trainings=("CAP",), licence="required", licence_categories=("B",))
        assert send_applications() == 24
        assert send_applications() == 0
        assert Offer.objects.filter(apply_by=ApplyBy.HERE).count() == 3
        states = set(Application.objects.values_list("state", flat=True))
        assert states == set(ApplicationState) - {ApplicationState.HIRED}
        assert {
            one.endswith(".example") for one in Application.objects.exclude(email="").values_list("email", flat=True)
        } == {True}
        assert Application.objects.filter(email="").exists()
