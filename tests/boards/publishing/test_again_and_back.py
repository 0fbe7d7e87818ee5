"""Double clicks, the back button, old pages, other people's links."""

import re

from boards.codes.models import Code
from boards.offers.models import Offer
from boards.publishing.models import Draft
from tenants.context import entering
from tenants.messaging.models import EmailDelivery
from tests.boards.publishing import flow


def test_a_double_click_on_the_first_page_makes_one_draft(alpha, visit):
    client = visit(alpha)
    token = re.search(r'name="draft" value="([^"]+)"', client.get("/publier").content.decode())[1]
    first = client.post("/publier", flow.JOB | {"draft": token})
    second = client.post("/publier", flow.JOB | {"draft": token})
    assert first.url.split("/")[2].split(":")[0] == second.url.split("/")[2].split(":")[0]
    with entering(alpha):
        assert Draft.objects.count() == 1


def test_back_to_the_first_page_changes_the_draft_and_keeps_the_second(alpha, visit):
    client = visit(alpha)
    token = re.search(r'name="draft" value="([^"]+)"', client.get("/publier").content.decode())[1]
    conditions = client.post("/publier", flow.JOB | {"draft": token}).url
    client.post(conditions, flow.CONDITIONS | {"schedule": "la nuit"})
    again = client.post("/publier", flow.JOB | {"draft": token, "employer_name": "Au bon pain"})
    page = client.get(again.url).content.decode()
    assert "Au bon pain" in page
    assert "la nuit" in page


def test_another_title_brings_its_own_occupation_and_sentence(alpha, visit):
    client = visit(alpha)
    conditions = flow.to_conditions(client)
    page = client.get(conditions).content.decode()
    starter = re.search(r'<textarea name="description"[^>]*>\s*(.*?)</textarea>', page, re.S)[1]
    client.post(conditions, flow.CONDITIONS | {"description": starter})
    job = conditions.replace("/conditions", "/poste")
    client.post(job, flow.JOB | {"title": "plombier"})
    page = client.get(conditions).content.decode()
    assert "plomberie" in page
    assert "pétrissez" not in page
    with entering(alpha):
        assert Draft.objects.get().typed["conditions"]["occupation_code"] == ["F1603"]


def test_another_occupation_on_the_same_page_brings_its_own_sentence(alpha, visit):
    client = visit(alpha)
    conditions = flow.to_conditions(client)
    page = client.get(conditions).content.decode()
    starter = re.search(r'<textarea name="description"[^>]*>\s*(.*?)</textarea>', page, re.S)[1]
    review = client.post(conditions, flow.CONDITIONS | {"description": starter, "occupation_code": "D1104"}).url
    page = client.get(review).content.decode()
    assert "pâtisseries" in page
    assert "pétrissez" not in page


def test_another_title_leaves_the_employers_own_words(alpha, visit):
    client = visit(alpha)
    conditions = flow.to_conditions(client)
    client.post(conditions, flow.CONDITIONS)
    client.post(conditions.replace("/conditions", "/poste"), flow.JOB | {"title": "plombier"})
    assert "à deux pas du beffroi" in client.get(conditions).content.decode()


def test_a_double_click_on_the_address_sends_one_code(alpha, visit):
    client = visit(alpha)
    review = flow.to_review(client)
    for _click in range(2):
        assert client.post(review, {"email": flow.ADDRESS}).status_code == 302
    with entering(alpha):
        assert Code.objects.count() == EmailDelivery.objects.count() == 1


def test_a_double_click_on_the_last_button_makes_one_offer(alpha, visit):
    client = visit(alpha)
    url = flow.to_code(client)
    code = flow.code_sent_to(flow.ADDRESS, alpha)
    first = client.post(url, {"code": code})
    second = client.post(url, {"code": code})
    assert first.url == second.url or second.url.endswith("/fin")
    with entering(alpha):
        assert Offer.objects.count() == 1


def test_every_page_of_a_published_draft_leads_to_the_last(alpha, visit):
    client = visit(alpha)
    url = flow.to_code(client)
    client.post(url, {"code": flow.code_sent_to(flow.ADDRESS, alpha)})
    for page in ("poste", "conditions", "relire", "code"):
        assert client.get(url.replace("/code", f"/{page}")).url.endswith("/fin")
    assert client.post(url.replace("/code", "/conditions"), flow.CONDITIONS).url.endswith("/fin")
    with entering(alpha):
        assert Offer.objects.count() == 1


def test_the_first_page_after_publishing_begins_another_offer(alpha, visit):
    client = visit(alpha)
    token = re.search(r'name="draft" value="([^"]+)"', client.get("/publier").content.decode())[1]
    url = client.post("/publier", flow.JOB | {"draft": token}).url
    review = client.post(url, flow.CONDITIONS).url
    code_page = client.post(review, {"email": flow.ADDRESS}).url
    client.post(code_page, {"code": flow.code_sent_to(flow.ADDRESS, alpha)})
    again = client.post("/publier", flow.JOB | {"draft": token, "employer": "autre"})
    assert again.status_code == 302
    with entering(alpha):
        assert Draft.objects.count() == 2


def test_a_link_without_the_browser_opens_nothing(alpha, visit):
    url = flow.to_conditions(visit(alpha))
    stranger = visit(alpha)
    for answer in (stranger.get(url), stranger.post(url, flow.CONDITIONS)):
        assert answer.status_code == 404
        assert "ne s’ouvre pas ici" in answer.content.decode()


def test_a_link_of_one_tenant_opens_nothing_in_another(alpha, beta, visit):
    client = visit(alpha)
    url = flow.to_conditions(client)
    other = visit(beta)
    other.cookies = client.cookies
    assert other.get(url).status_code == 404


def test_the_draft_somebody_began_is_offered_again(alpha, visit):
    client = visit(alpha)
    flow.to_conditions(client)
    page = client.get("/publier").content.decode()
    assert "Vous aviez commencé une offre" in page
    assert "boulanger" in page
