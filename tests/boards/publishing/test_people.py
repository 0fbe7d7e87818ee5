"""Who publishes: strangers, employers, staff, candidates, people whose account is closed."""

import pytest

from boards.accounts.models import User
from boards.employers.models import Employer, EmployerMember
from boards.offers.models import Offer
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tests.boards import making
from tests.boards.publishing import flow


def signed_in(visit, tenant, email: str, role: str):
    client = visit(tenant)
    with entering(tenant):
        client.force_login(making.person(email, role=role), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("role", ["adviser", "manager", "candidate", "partner"])
def test_a_code_changes_nobodys_role(alpha, visit, role):
    with entering(alpha):
        making.person(flow.ADDRESS, role=role)
    client = visit(alpha)
    assert "Votre offre est en ligne" in flow.publish(client, alpha).content.decode()
    with entering(alpha):
        assert User.objects.get().role == role
        assert Offer.objects.get().state == "live"
    # Six digits don't open the workspace of the staff.
    assert ("_auth_user_id" in client.session) is (role not in ("adviser", "manager"))


def test_a_candidate_who_hires_works_with_that_employers_offers_and_no_others(alpha, visit):
    with entering(alpha):
        other = making.live()
        making.person("candidat@exemple.example", role="candidate")
    client = visit(alpha)
    flow.publish(client, alpha, email="candidat@exemple.example")
    with entering(alpha):
        mine = Offer.objects.exclude(pk=other.pk).get()
    assert client.get(f"/espace/offres/{mine.pk}").status_code == 200
    assert client.get(f"/espace/offres/{other.pk}").status_code == 404
    assert client.get("/espace/moderation").status_code == 403


def test_a_closed_account_publishes_nothing_and_is_told(alpha, visit):
    with entering(alpha):
        person = making.person(flow.ADDRESS)
        User.objects.filter(pk=person.pk).update(is_active=False)
    client = visit(alpha)
    page = flow.publish(client, alpha)
    assert "Ce compte est fermé" in page.content.decode()
    with entering(alpha):
        assert not Offer.objects.exists()


def test_a_neighbours_siret_opens_nothing_of_theirs(alpha, visit):
    with entering(alpha):
        theirs = making.employer()
        Employer.objects.filter(pk=theirs.pk).update(siret="73282932000074")
    flow.publish(visit(alpha), alpha, email="intrus@exemple.example", job={"siret": "73282932000074"})
    with entering(alpha):
        assert not EmployerMember.objects.filter(employer=theirs, user__email="intrus@exemple.example").exists()
        assert Offer.objects.get().employer != theirs


def test_the_same_address_finds_its_employer_again(alpha, visit):
    for _offer in range(2):
        flow.publish(visit(alpha), alpha, job={"title": f"Boulanger {_offer}"})
        with entering(alpha):
            EmailDelivery.objects.all().delete()
    with entering(alpha):
        assert (Employer.objects.count(), Offer.objects.count(), User.objects.count()) == (1, 2, 1)


def test_who_is_signed_in_chooses_their_employer_and_needs_no_code(alpha, visit):
    client = signed_in(visit, alpha, flow.ADDRESS, "employer")
    with entering(alpha):
        firm = making.employer("Au bon pain", by=making.person(flow.ADDRESS))
    assert "Au bon pain" in client.get("/publier").content.decode()
    review = flow.to_review(client, job={"employer": str(firm.pk), "employer_name": "", "siret": "faux"})
    page = client.post(review, follow=True)
    assert "Votre offre est en ligne" in page.content.decode()
    with entering(alpha):
        assert Offer.objects.get().employer == firm
        assert Offer.objects.get().apply_value == flow.ADDRESS


def test_who_is_signed_in_may_name_another_employer(alpha, visit):
    client = signed_in(visit, alpha, flow.ADDRESS, "employer")
    with entering(alpha):
        making.employer("Au bon pain", by=making.person(flow.ADDRESS))
    answer = flow.start(client, employer="autre", employer_name="")
    assert "Dites qui embauche" in answer.content.decode()
    client.post(flow.to_review(client, job={"employer": "autre", "employer_name": "Le Fournil"}))
    with entering(alpha):
        assert Offer.objects.get().employer.name == "Le Fournil"


def test_somebody_elses_employer_cannot_be_chosen(alpha, visit):
    client = signed_in(visit, alpha, flow.ADDRESS, "employer")
    with entering(alpha):
        making.employer("Au bon pain", by=making.person(flow.ADDRESS))
        theirs = making.employer("Chez l’autre", by=making.person("autre@exemple.example"))
    answer = flow.start(client, employer=str(theirs.pk), employer_name="")
    assert answer.status_code == 200


def test_an_adviser_publishes_for_an_employer_without_becoming_one(alpha, visit):
    client = signed_in(visit, alpha, "conseillere@cchf.example", "adviser")
    with entering(alpha):
        known = making.employer("Boulangerie Vandaele")
    phone = {"apply_by": "phone", "apply_value": "03 28 00 00 00"}
    for name in (known.name, "Un employeur qui téléphone"):
        client.post(flow.to_review(client, job={"employer_name": name}, **phone))
    with entering(alpha):
        assert Offer.objects.filter(employer=known, state="live").count() == 1
        assert Offer.objects.filter(employer__name="Un employeur qui téléphone", state="live").count() == 1
        assert not EmployerMember.objects.filter(user__role="adviser").exists()
        assert not EmailDelivery.objects.exists()


def test_an_advisers_own_address_is_no_place_to_apply_at(alpha, visit):
    client = signed_in(visit, alpha, "conseillere@cchf.example", "adviser")
    answer = client.post(flow.to_conditions(client), flow.CONDITIONS)
    assert "l’adresse e-mail qui recevra les candidatures" in answer.content.decode()
