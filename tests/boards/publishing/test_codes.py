"""The six digits: wrong, lapsed, another draft's, too many."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from boards.codes import services as codes
from boards.codes.limits import MAX_PER_ADDRESS, MAX_PER_VISITOR
from boards.codes.models import Code
from boards.codes.services import _digest
from boards.offers.models import Offer
from boards.publishing.models import Draft
from boards.publishing.services import drafts
from boards.publishing.services.codes import subject_of
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tests.boards import making
from tests.boards.publishing import flow


@pytest.fixture
def client(alpha, visit):
    return visit(alpha)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_a_wrong_code_says_so_and_the_right_one_still_works(alpha, client):
    url = flow.to_code(client)
    code = flow.code_sent_to(flow.ADDRESS, alpha)
    answer = client.post(url, {"code": wrong(code)})
    assert "Ce n’est pas le bon code" in answer.content.decode()
    assert client.post(url, {"code": f" {code[:3]} {code[3:]} "}).url.endswith("/fin")


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567", "😀"])
def test_what_is_no_code_costs_no_try(alpha, client, typed):
    answer = client.post(flow.to_code(client), {"code": typed})
    assert "six chiffres" in answer.content.decode()
    with entering(alpha):
        assert Code.objects.get().wrong_tries == 0


def test_after_five_wrong_tries_the_right_code_is_dead(alpha, client):
    url = flow.to_code(client)
    code = flow.code_sent_to(flow.ADDRESS, alpha)
    for _try in range(5):
        answer = client.post(url, {"code": wrong(code)})
    assert "Ce code n’est plus valable" in answer.content.decode()
    assert "Ce code n’est plus valable" in client.post(url, {"code": code}).content.decode()
    with entering(alpha):
        assert not Offer.objects.exists()


def test_a_lapsed_code_keeps_the_draft_and_offers_another(alpha, client):
    url = flow.to_code(client)
    code = flow.code_sent_to(flow.ADDRESS, alpha)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        answer = client.post(url, {"code": code})
        assert "Ce code n’est plus valable" in answer.content.decode()
        client.post(url + "/renvoyer")
        assert client.post(url, {"code": flow.code_sent_to(flow.ADDRESS, alpha)}).url.endswith("/fin")


def test_a_new_code_kills_the_one_before(alpha, client):
    url = flow.to_code(client)
    old = flow.code_sent_to(flow.ADDRESS, alpha)
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        client.post(url + "/renvoyer")
        new = flow.code_sent_to(flow.ADDRESS, alpha)
        if new != old:
            assert "pas le bon code" in client.post(url, {"code": old}).content.decode()
        assert client.post(url, {"code": new}).url.endswith("/fin")


def test_the_code_of_another_draft_is_wrong_here(alpha, client, visit):
    other = visit(alpha)
    flow.to_code(other, email="autre@exemple.example")
    foreign = flow.code_sent_to("autre@exemple.example", alpha)
    url = flow.to_code(client)
    mine = flow.code_sent_to(flow.ADDRESS, alpha)
    if foreign != mine:
        assert "pas le bon code" in client.post(url, {"code": foreign}).content.decode()


def test_equal_digits_have_another_digest_in_each_draft_and_tenant(alpha, beta):
    with entering(alpha):
        first, second = Draft.objects.create(), Draft.objects.create()
        digests = {_digest(subject_of(first), "123456"), _digest(subject_of(second), "123456")}
    with entering(beta):
        digests.add(_digest(subject_of(Draft.objects.create(pk=first.pk)), "123456"))
    assert len(digests) == 3


def test_the_code_is_nowhere_in_its_row(alpha, client):
    flow.to_code(client)
    code = flow.code_sent_to(flow.ADDRESS, alpha)
    with entering(alpha):
        row = Code.objects.values().get()
    assert code not in str(row)
    assert "127.0.0.1" not in str(row)


def test_too_many_codes_to_one_address_are_429_with_the_draft_kept(alpha, client, visit):
    for number in range(MAX_PER_ADDRESS):
        flow.to_code(visit(alpha), job={"title": f"boulanger {number}"})
    review = flow.to_review(client)
    answer = client.post(review, {"email": flow.ADDRESS.upper()})
    assert answer.status_code == 429
    assert answer["Retry-After"]
    assert "Trop de codes demandés" in answer.content.decode()
    assert client.get(review).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert client.post(review, {"email": flow.ADDRESS}).status_code == 302


def test_too_many_codes_from_one_visitor_whatever_they_say_of_their_address(alpha, client):
    review = flow.to_review(client)
    for number in range(MAX_PER_VISITOR):
        answer = client.post(review, {"email": f"a{number}@exemple.example"}, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")
        assert answer.status_code == 302
    answer = client.post(review, {"email": "dernier@exemple.example"}, HTTP_X_FORWARDED_FOR="192.0.2.1")
    assert answer.status_code == 429


def test_after_fifteen_wrong_tries_a_day_no_code_goes_to_the_address(alpha, client, visit):
    for hour in range(3):
        with time_machine.travel(timezone.now() + timedelta(minutes=61 * hour)):
            browser = visit(alpha)
            url = flow.to_code(browser, job={"title": f"boulanger {hour}"})
            code = flow.code_sent_to(flow.ADDRESS, alpha)
            for _try in range(5):
                browser.post(url, {"code": wrong(code)})
    with time_machine.travel(timezone.now() + timedelta(hours=5)):
        assert client.post(flow.to_review(client), {"email": flow.ADDRESS}).status_code == 429
    with time_machine.travel(timezone.now() + timedelta(hours=28)):
        assert flow.to_code(visit(alpha)).endswith("/code")


def test_limits_of_one_tenant_are_not_anothers(alpha, beta, visit):
    for number in range(MAX_PER_ADDRESS):
        flow.to_code(visit(alpha), job={"title": f"boulanger {number}"})
    assert flow.to_code(visit(beta)).endswith("/code")


def test_every_address_gets_the_same_answer(alpha, client, visit):
    with entering(alpha):
        making.person("connue@exemple.example", role="candidate")
    answers = []
    for email in ("connue@exemple.example", "inconnue@exemple.example"):
        browser = visit(alpha)
        url = flow.to_code(browser, email=email)
        answers.append(browser.get(url).content.decode().replace(email, "X"))
    plain = [re.sub(r"/publier/[^/\"]+/|csrfmiddlewaretoken\" value=\"\w+", "", page) for page in answers]
    assert plain[0] == plain[1]
    with entering(alpha):
        mails = EmailDelivery.objects.order_by("created_at")
        assert re.sub(r"\d{6}", "", mails[0].text) == re.sub(r"\d{6}", "", mails[1].text)


def test_nothing_that_was_typed_travels_in_the_code_mail(alpha, client):
    flow.to_code(client, job={"title": "Gagnez gros sur exemple.com"})
    with entering(alpha):
        mail = EmailDelivery.objects.get()
    assert "exemple.com" not in mail.subject + mail.text + mail.html
    assert mail.subject.endswith("est votre code pour publier")


def test_old_drafts_and_codes_are_deleted(alpha, client):
    url = flow.to_code(client)
    with entering(alpha):
        with time_machine.travel(timezone.now() + timedelta(days=2)):
            assert drafts.purge() == 0
            assert codes.purge() == 1
            assert not Code.objects.exists()
        with time_machine.travel(timezone.now() + timedelta(days=8)):
            assert drafts.purge() == 1
    assert client.get(url).status_code == 404


def test_the_second_of_two_presses_is_led_to_the_offer_and_signed_in_as_nobody(in_alpha):
    """Both requests have read the draft as open; the first has used the code when the second comes to the lock."""
    from boards.codes.services import CodeCheck
    from boards.employers.services import EmployerIdentity
    from boards.publishing.models import Draft
    from boards.publishing.services.codes import send_code
    from boards.publishing.services.handing_in import confirm_draft
    from tests.boards.publishing.test_at_once import VALUES

    stale = Draft.objects.create()
    send_code(draft=stale, email=flow.ADDRESS, visitor="127.0.0.1")
    digits = flow.code_sent_to(flow.ADDRESS, in_alpha)
    identity = EmployerIdentity(name="Boulangerie Vandaele")
    first = confirm_draft(draft=stale, digits=digits, identity=identity, values=VALUES)
    second = confirm_draft(draft=stale, digits=digits, identity=identity, values=VALUES)
    assert (first[0], second) == (CodeCheck.RIGHT, (CodeCheck.RIGHT, None))
    assert first[1] is not None
