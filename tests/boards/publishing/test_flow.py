"""From an empty page to an offer online, without an account."""

from boards.accounts.models import User
from boards.offers.models import Offer
from search.models import JobDocument
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tests.boards.publishing import flow


def test_an_employer_without_an_account_publishes_and_is_signed_in(alpha, visit):
    client = visit(alpha)
    page = flow.publish(client, alpha)
    assert "Votre offre est en ligne" in page.content.decode()
    with entering(alpha):
        offer = Offer.objects.get()
        assert (offer.title, offer.state, offer.commune_insee) == ("Boulanger F/H", "live", "59067")
        assert (offer.occupation_code, offer.licence, offer.full_time) == ("D1102", "none", True)
        assert offer.apply_value == flow.ADDRESS
        person = User.objects.get()
        assert (person.role, person.email, person.has_usable_password()) == ("employer", flow.ADDRESS, False)
        assert offer.employer.members.get().user == person
        assert person.emailaddress_set.get().verified
        subjects = list(EmailDelivery.objects.values_list("subject", flat=True))
        assert subjects[0] == "« Boulanger F/H » est en ligne"
        assert JobDocument.objects.filter(schema="alpha", withdrawn=False).count() == 1
    assert client.get("/espace").status_code == 200
