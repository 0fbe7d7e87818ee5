"""What the tenant's policies and the law make of an offer at the door."""

import pytest
from django.core.exceptions import PermissionDenied

from boards.employers.services import EmployerIdentity
from boards.offers.models import Offer
from boards.offers.values import OfferValues
from boards.publishing.models import Draft
from boards.publishing.services.handing_in import hand_in
from tenants.context import entering
from tenants.enums import PublishingPolicy, SalaryPolicy
from tenants.messaging.models import EmailDelivery
from tests.boards import making
from tests.boards.publishing import flow

UNLAWFUL = "Vous pétrissez, façonnez et cuisez les pains. Nous cherchons un homme de moins de 35 ans."


@pytest.fixture
def policy(alpha):
    def choose(**settings: str) -> None:
        for name, value in settings.items():
            setattr(alpha, name, value)
        alpha.save(update_fields=list(settings))

    return choose


def test_where_every_text_is_read_the_offer_waits(alpha, visit, policy):
    policy(publishing_policy=PublishingPolicy.MODERATED)
    client = visit(alpha)
    page = flow.publish(client, alpha)
    assert "Un conseiller relit votre offre" in page.content.decode()
    with entering(alpha):
        assert Offer.objects.get().state == "moderation"
        assert EmailDelivery.objects.first().subject.endswith("un conseiller la relit")


def test_where_only_members_publish_strangers_read_how_to_become_one(alpha, visit, policy):
    policy(publishing_policy=PublishingPolicy.MEMBERS_ONLY)
    client = visit(alpha)
    page = client.get("/publier").content.decode()
    assert "réservé aux adhérents" in page
    assert "emploi@alpha.example" in page
    assert client.post("/publier", flow.JOB).status_code == 403


def test_a_draft_begun_before_the_policy_changed_ends_at_the_same_page(alpha, visit, policy):
    client = visit(alpha)
    url = flow.to_code(client)
    code = flow.code_sent_to(flow.ADDRESS, alpha)
    policy(publishing_policy=PublishingPolicy.MEMBERS_ONLY)
    assert client.post(url, {"code": code}).url == "/publier"
    with entering(alpha):
        assert not Offer.objects.exists()


def test_the_service_itself_refuses_who_is_no_member(alpha, policy):
    policy(publishing_policy=PublishingPolicy.MEMBERS_ONLY)
    with entering(alpha):
        values = OfferValues(title="Boulanger F/H", description="Pétrir, façonner, cuire le pain de la nuit.")
        with pytest.raises(PermissionDenied):
            hand_in(
                draft=Draft.objects.create(),
                identity=EmployerIdentity(name="Vandaele"),
                values=values,
                by=making.person(),
            )
        assert not Offer.objects.exists()


def test_a_member_publishes_where_only_members_do(alpha, visit, policy):
    policy(publishing_policy=PublishingPolicy.MEMBERS_ONLY)
    client = visit(alpha)
    with entering(alpha):
        person = making.person(flow.ADDRESS)
        firm = making.employer(by=person)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    client.post(flow.to_review(client, job={"employer": str(firm.pk)}))
    with entering(alpha):
        assert Offer.objects.get().employer == firm


def test_a_missing_salary_blocks_warns_or_passes_by_policy(alpha, visit, policy):
    unpaid = {"salary_min": "", "salary_max": ""}
    for chosen, blocks, warns in (
        (SalaryPolicy.BLOCK, True, False),
        (SalaryPolicy.WARN, False, True),
        (SalaryPolicy.OFF, False, False),
    ):
        policy(salary_policy=chosen)
        client = visit(alpha)
        answer = client.post(flow.to_conditions(client), flow.CONDITIONS | unpaid, follow=True)
        page = answer.content.decode()
        assert ("ne publie pas d’offre sans salaire" in page) is blocks
        assert ("Une fourchette suffit" in page) is warns


def test_a_salary_made_obligatory_in_between_stops_at_the_last_door(alpha, visit, policy):
    client = visit(alpha)
    url = flow.to_code(client, salary_min="", salary_max="")
    code = flow.code_sent_to(flow.ADDRESS, alpha)
    policy(salary_policy=SalaryPolicy.BLOCK)
    assert client.post(url, {"code": code}, follow=True).status_code == 200
    with entering(alpha):
        assert not Offer.objects.exists()


def test_what_the_law_forbids_is_shown_with_the_reason_and_no_way_out_but_two(alpha, visit):
    client = visit(alpha)
    review = flow.to_review(client, description=UNLAWFUL)
    page = client.get(review).content.decode()
    assert "L1132-1" in page
    assert "Demander l’avis d’un conseiller" in page
    assert 'name="email"' not in page
    client.post(review, {"email": flow.ADDRESS})
    with entering(alpha):
        assert not EmailDelivery.objects.exists()


def test_corrected_it_goes_online(alpha, visit):
    client = visit(alpha)
    review = flow.to_review(client, description=UNLAWFUL)
    client.post(review.replace("/relire", "/conditions"), flow.CONDITIONS)
    assert 'name="email"' in client.get(review).content.decode()


def test_an_adviser_is_asked_and_the_offer_waits_even_in_an_open_tenant(alpha, visit):
    client = visit(alpha)
    review = flow.to_review(client, description=UNLAWFUL)
    client.post(review.replace("/relire", "/avis"), {"wanted": "yes"})
    code_page = client.post(review, {"email": flow.ADDRESS}).url
    client.post(code_page, {"code": flow.code_sent_to(flow.ADDRESS, alpha)})
    with entering(alpha):
        assert Offer.objects.get().state == "moderation"


def test_advice_can_be_thought_better_of(alpha, visit):
    client = visit(alpha)
    review = flow.to_review(client, description=UNLAWFUL)
    for wanted in ("yes", "no"):
        client.post(review.replace("/relire", "/avis"), {"wanted": wanted})
    assert 'name="email"' not in client.get(review).content.decode()


def test_the_floor_is_told_while_typing_and_nothing_is_kept(alpha, visit):
    client = visit(alpha)
    url = flow.to_conditions(client).replace("/conditions", "/plancher")
    asked = {"contract_type": "CDI", "weekly_hours": "35", "salary_period": "month"}
    assert "inférieur au SMIC" in client.get(url, asked | {"salary_min": "1500"}).content.decode()
    assert "brut" in client.get(url, asked | {"salary_min": "2000"}).content.decode()
    assert "en chiffres" in client.get(url, {"salary_min": "n’importe quoi", "weekly_hours": "x"}).content.decode()
