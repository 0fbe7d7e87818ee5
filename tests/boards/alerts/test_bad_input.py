"""What people type wrong, and what the page says: what to do, with everything they typed kept."""

import pytest
import time_machine
from django.test import Client

from boards.alerts.models import Alert, Subscriber
from tenants.context import entering
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tests.boards.alerts.flow import EMAIL, MOBILE, NEAR_BERGUES, ask, links_in, newest_code, subscribe
from tests.tenants.codes import code_in

WRONG = {
    "": "Écrivez où vous prévenir",
    "léa": "comme nom@exemple.fr, ou un numéro de mobile",
    "lea@": "elle s’écrit comme nom@exemple.fr",
    "lea@candidat": "elle s’écrit comme nom@exemple.fr",
    f"lea@{'é' * 60}.fr": "elle s’écrit comme nom@exemple.fr",
    "06 12 34": "Ce numéro n’est pas complet",
    "03 28 68 00 00": "C’est un téléphone fixe",
    "0899 70 12 34": "Écrivez un numéro qui commence par 06 ou 07",
    "+32 470 12 34 56": "Seuls les mobiles de France et d’outre-mer",
    "@" * 5000: "elle s’écrit comme nom@exemple.fr",
    "06" + "1" * 5000: "Ce numéro n’est pas complet",
    "\x00lea": "comme nom@exemple.fr",
}


@pytest.mark.parametrize("typed", WRONG, ids=lambda typed: repr(typed[:20]))
def test_a_wrong_address_says_what_to_write_and_keeps_the_rest(alpha, visit, typed):
    answer = visit(alpha).post("/alertes", {"ou": typed, "rythme": "weekly", "recherche": NEAR_BERGUES})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert WRONG[typed] in page.replace("\u00a0", " ").replace("\u202f", " ")
    assert 'value="q=boulanger&amp;lieu=Bergues+%2859380%29"' in page
    assert '<option value="weekly" selected>' in page
    with entering(alpha):
        assert not Subscriber.objects.exists()
        assert not EmailDelivery.objects.exists()
        assert not SmsDelivery.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" Lea@Candidat.Example ", "lea@candidat.example"), ("mailto:<lea@candidat.example>", "lea@candidat.example")],
)
def test_an_address_is_one_address_however_it_is_typed(alpha, visit, typed, kept):
    ask(visit(alpha), to=typed)
    with entering(alpha):
        assert Subscriber.objects.get().address == kept


def test_a_rhythm_the_tenant_does_not_offer(alpha, visit):
    alpha.alert_frequencies = ["weekly"]
    alpha.save()
    answer = visit(alpha).post("/alertes", {"ou": EMAIL, "rythme": "now", "recherche": ""})
    assert "Ce site ne propose pas ce rythme" in answer.content.decode()
    assert '<option value="now"' not in answer.content.decode()
    results = visit(alpha).get("/offres").content.decode()
    assert '<option value="now"' not in results


def test_a_tenant_without_sms_asks_for_an_address_only(alpha, visit):
    alpha.sms_enabled = False
    alpha.save()
    assert "numéro de mobile" not in visit(alpha).get("/offres").content.decode()
    answer = visit(alpha).post("/alertes", {"ou": "06 12 34 56 78", "rythme": "daily", "recherche": ""})
    assert "Écrivez une adresse e-mail complète" in answer.content.decode()


def test_a_place_that_is_none_offers_what_it_may_be(alpha, visit):
    page = visit(alpha).get("/alertes?lieu=Saint-Denis").content.decode()
    assert "Plusieurs communes s’appellent" in page
    assert 'href="/alertes?lieu=Saint-Denis' in page
    answer = visit(alpha).post("/alertes", {"ou": EMAIL, "rythme": "daily", "recherche": "lieu=Atlantide"})
    assert "Nous ne connaissons pas de commune" in answer.content.decode()


@pytest.mark.parametrize("query", ["%%%", "q=" + "a" * 9000, "page=99&tri=date&depuis=3&q=boulanger", "a=b&q=%00x"])
def test_any_query_string_becomes_a_search_that_makes_sense(alpha, visit, query):
    ask(visit(alpha), query=query)
    with entering(alpha):
        alert = Alert.objects.get()
        assert "page" not in alert.query
        assert "tri" not in alert.query
        assert "depuis" not in alert.query


def test_another_sites_form_is_refused_and_ours_is_not(alpha, visit):
    form = {"ou": EMAIL, "rythme": "daily", "recherche": ""}
    strict = Client(HTTP_HOST="alpha.test", enforce_csrf_checks=True)
    for headers in (
        {"Origin": "http://beta.test"},
        {"Origin": "null"},
        {"Referer": "http://mechant.example/"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert strict.post("/alertes", form, headers=headers).status_code == 403, headers
    with entering(alpha):
        assert not EmailDelivery.objects.exists()
    assert strict.post("/alertes", form, headers={"Origin": "http://alpha.test"}).status_code == 302


def test_a_wrong_code_counts_and_a_right_one_is_used_once(alpha, visit):
    browser = visit(alpha)
    page = ask(browser)
    code = newest_code(alpha)
    wrong = "000000" if code.replace(" ", "") != "000000" else "111111"
    assert "Ce n’est pas le bon code" in browser.post(page, {"code": wrong}).content.decode()
    assert browser.post(page, {"code": code}).status_code == 302
    assert browser.post(page, {"code": code}).status_code == 200  # used: «ce code n’est plus valable»
    with entering(alpha):
        assert Alert.objects.active().count() == 1


def test_the_page_where_the_code_is_typed_confirms_nothing(alpha, visit):
    """Its address was shown to whoever asked; only the mail's link, or the digits, come from the letter box."""
    page = ask(visit(alpha))
    token = page.rpartition("/")[2]
    assert visit(alpha).post(f"/alertes/confirmer/{token}").status_code == 404


def test_the_link_in_the_mail_confirms_by_a_button(alpha, visit):
    ask(visit(alpha))
    with entering(alpha):
        text = EmailDelivery.objects.get().text
    path = text.partition("http://alpha.test")[2].split()[0]
    for _ in range(3):
        assert visit(alpha).get(path).status_code == 200
    with entering(alpha):
        assert not Alert.objects.active().exists()
    assert visit(alpha).post(path).status_code == 302
    with entering(alpha):
        assert Alert.objects.active().count() == 1
    assert visit(alpha).get(path).status_code == 302  # once more is harmless: their alerts


def test_known_and_unknown_addresses_get_the_same_answer(alpha, visit):
    subscribe(visit(alpha), alpha)
    known = visit(alpha).post("/alertes", {"ou": EMAIL, "rythme": "now", "recherche": NEAR_BERGUES})
    unknown = visit(alpha).post("/alertes", {"ou": "x@candidat.example", "rythme": "now", "recherche": NEAR_BERGUES})
    assert known.status_code == unknown.status_code == 302
    assert known["Location"].rpartition("/")[0] == unknown["Location"].rpartition("/")[0]


def test_asking_again_changes_the_rhythm_once_it_is_confirmed(alpha, visit):
    subscribe(visit(alpha), alpha, rhythm="now")
    with entering(alpha):
        subscriber = Subscriber.objects.get()
    page = ask(visit(alpha), rhythm="weekly")
    with entering(alpha):
        assert Alert.objects.get().frequency == "now"
    # Within half a minute of the first code the same one is still good, unless it was used.
    visit(alpha).post(page, {"code": newest_code(alpha)})
    with entering(alpha):
        assert [alert.frequency for alert in Alert.objects.active()] == ["weekly"]
        assert Subscriber.objects.get() == subscriber


def test_ten_alerts_and_no_more(alpha, visit):
    for number in range(10):
        with entering(alpha):
            Subscriber.objects.get_or_create(channel="email", address=EMAIL)
            Alert.objects.create(
                subscriber=Subscriber.objects.get(),
                query=f"q=metier{number}",
                label=f"{number}",
                search_key=f"{number:032d}",
                state="active",
                since="2026-01-01T00:00:00Z",
            )
    browser = visit(alpha)
    page = ask(browser)
    answer = browser.post(page, {"code": newest_code(alpha)})
    assert "Vous avez déjà 10 alertes" in answer.content.decode().replace("\u00a0", " ")


def confirming_link(mail) -> str:
    return next(link for link in links_in(mail.text) if "confirmer" in link)


def test_each_mail_confirms_the_search_and_the_rhythm_it_was_asked_for(alpha, visit):
    browser = visit(alpha)
    ask(browser, query="q=serveur", rhythm="daily")
    page = ask(browser, query=NEAR_BERGUES, rhythm="now")
    ask(browser, query=NEAR_BERGUES, rhythm="weekly")
    with entering(alpha):
        first, second, third = EmailDelivery.objects.filter(purpose="code").order_by("created_at")
    assert browser.post(confirming_link(third)).status_code == 302
    with entering(alpha):
        assert [alert.frequency for alert in Alert.objects.active()] == ["weekly"]
    # The page of the corrected rhythm has a code of its own, and so has the other search.
    assert browser.post(page, {"code": code_in(third.text)}).status_code == 200
    assert browser.post(page, {"code": code_in(second.text)}).status_code == 302
    assert browser.post(confirming_link(first)).status_code == 302
    with entering(alpha):
        found = {(alert.label.split(" à ")[0], alert.frequency) for alert in Alert.objects.active()}
    assert found == {
        ("Offres de boulanger", "now"),
        ("Offres de serveur dans tout le territoire " + alpha.short_name, "daily"),
    }


def test_a_strangers_request_does_not_end_the_code_being_typed(alpha, visit):
    with time_machine.travel("2026-11-25 12:00:00+01:00", tick=False) as clock:
        page = ask(visit(alpha))
        code = newest_code(alpha)
        clock.shift(40)
        ask(visit(alpha), query="q=autre")
        assert visit(alpha).post(page, {"code": code}).status_code == 302


def test_a_code_that_no_sms_is_left_for_is_not_announced(alpha, visit):
    alpha.sms_daily_cap = 1
    alpha.save()
    form = {"rythme": "daily", "recherche": NEAR_BERGUES}
    with time_machine.travel("2026-11-25 12:00:00+01:00", tick=False):
        browser = visit(alpha)
        page = ask(browser, to=MOBILE)
        assert ask(browser, to=MOBILE) == page  # a double click: the code has left
        answer = browser.post("/alertes", form | {"ou": "+33 6 39 98 01 02"})
        assert answer.status_code == 429
        assert 0 < int(answer["Retry-After"]) <= 12 * 3600 + 60
        assert "laissez une adresse e-mail" in answer.content.decode()
        assert ask(browser).startswith("/alertes/code/")
    with entering(alpha):
        assert SmsDelivery.objects.count() == 1
        assert not Subscriber.objects.filter(address="+33639980102").exists()
