"""A profile made with an adviser becomes the person's: by SMS, by letter, with an address, a mobile, or neither."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.candidates.enums import ConsentHow, HandoverBy, Visibility
from boards.candidates.links import choice_token
from boards.candidates.models import Handover, HandoverTry, Profile
from boards.candidates.services import handover
from boards.candidates.services.handover import ALPHABET, CodeCheck
from boards.candidates.services.writing import Shown, make_with
from boards.candidates.values import ProfileValues
from tenants.context import entering
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.models import Tenant
from tests.boards.candidates import making
from tests.boards.candidates.making import BAKER, PHONE
from tests.boards.making import person
from tests.boards.together import at_once, meeting

ADVISER = "marie@cchf.example"


@pytest.fixture
def made(alpha: Tenant) -> Profile:
    with entering(alpha):
        return make_with(
            values=ProfileValues("Fatima Benali", phone=PHONE, occupations=(BAKER,)),
            shown=Shown(Visibility.EMPLOYERS, ConsentHow.PRESENT),
            by=person(ADVISER, role=Role.ADVISER),
        )


@pytest.fixture
def desk(alpha: Tenant, visit: Callable[..., Any]) -> Any:
    browser = visit(alpha)
    with entering(alpha):
        browser.force_login(person(ADVISER, role=Role.ADVISER))
    return browser


def code_for(made: Profile, *, alpha: Tenant, channel: HandoverBy = HandoverBy.LETTER) -> str:
    with entering(alpha):
        return handover.begin(profile=made, channel=channel, by=person(ADVISER, role=Role.ADVISER)).code


def digits_by_sms(alpha: Tenant) -> str:
    with entering(alpha):
        text = SmsDelivery.objects.order_by("-created_at").first()
        assert text is not None
        found = re.match(r"\d{6}", text.text)
        assert found
        return found[0]


def test_a_letter_shows_the_code_once_and_the_database_doesnt_hold_it(desk: Any, alpha: Tenant, made: Profile) -> None:
    answer = desk.post(f"/espace/profils/{made.pk}/remettre", {"channel": "letter"})
    page = answer.content.decode()
    found = re.search(rf"(?<=class=\"code\">)[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", page)
    assert found
    assert "/profil/recevoir" in page
    assert "no-store" in answer["Cache-Control"]
    with entering(alpha):
        row = repr(vars(Handover.objects.get()))
        assert found[0] not in row
        assert found[0].replace("-", "") not in row
    assert found[0] not in desk.get(f"/espace/profils/{made.pk}").content.decode()


def test_by_sms_it_leaves_for_the_mobile(desk: Any, alpha: Tenant, made: Profile) -> None:
    desk.post(f"/espace/profils/{made.pk}/remettre", {"channel": "sms"})
    with entering(alpha):
        text = SmsDelivery.objects.get()
        assert text.to == PHONE
        assert "/profil/recevoir" in text.text
        assert re.search(rf"[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}", text.text)
        Profile.objects.update(phone="+33328290000")
    page = desk.post(f"/espace/profils/{made.pk}/remettre", {"channel": "sms"}, follow=True).content.decode()
    assert "imprimez plutôt la lettre" in page


def test_with_an_address_it_becomes_an_account(alpha: Tenant, visit: Callable[..., Any], made: Profile) -> None:
    code, browser = code_for(made, alpha=alpha), visit(alpha)
    assert browser.post("/profil/recevoir", {"code": code.lower()}).url == "/profil/recevoir/suite"
    assert "Fatima Benali" in browser.get("/profil/recevoir/suite").content.decode()
    assert browser.post("/profil/recevoir/suite", {"email": "Fatima@Exemple.fr "}).url == "/profil/recevoir/code"
    with entering(alpha):
        mail = EmailDelivery.objects.get()
        assert mail.to == "fatima@exemple.fr"
        found = re.search(r"\d{6}", mail.subject)
        assert found
        assert "Benali" not in mail.text
    answer = browser.post("/profil/recevoir/code", {"code": found[0]})
    assert answer.url == "/mon-profil"
    with entering(alpha):
        profile = Profile.objects.get()
        user = User.objects.get(email="fatima@exemple.fr")
        assert (profile.user, profile.email, user.role) == (user, user.email, Role.CANDIDATE)
        assert profile.handed_over_at is not None
    assert browser.get("/mon-profil").status_code == 200
    # Used once.
    other = visit(alpha)
    assert "a déjà servi" in other.post("/profil/recevoir", {"code": code}).content.decode()


def test_nothing_is_theirs_before_the_digits(alpha: Tenant, visit: Callable[..., Any], made: Profile) -> None:
    browser = visit(alpha)
    for path in ("suite", "code"):
        assert browser.get(f"/profil/recevoir/{path}").url == "/profil/recevoir"
    browser.post("/profil/recevoir", {"code": code_for(made, alpha=alpha)})
    browser.post("/profil/recevoir/suite", {"email": "fatima@exemple.fr"})
    assert "bon code" in browser.post("/profil/recevoir/code", {"code": "000000"}).content.decode()
    assert browser.get("/mon-profil").url.startswith("/compte/connexion")
    with entering(alpha):
        assert Profile.objects.get().handed_over_at is None
        assert not User.objects.filter(email="fatima@exemple.fr").exists()


def test_without_an_address_a_mobile_opens_it_each_time(
    alpha: Tenant, visit: Callable[..., Any], made: Profile
) -> None:
    browser = visit(alpha)
    browser.post("/profil/recevoir", {"code": code_for(made, alpha=alpha)})
    browser.post("/profil/recevoir/suite", {"phone": "06 39 98 00 55"})
    browser.post("/profil/recevoir/code", {"code": digits_by_sms(alpha)})
    page = browser.get("/mon-profil").content.decode()
    assert "Fermer mon profil" in page
    browser.post("/mon-profil/fermer")
    assert browser.get("/mon-profil").status_code == 302
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        again = visit(alpha)
        again.post("/profil/acces", {"phone": "0639980055"})
        assert again.post("/profil/acces/code", {"code": digits_by_sms(alpha)}).url == "/mon-profil"
        assert "Fatima Benali" in again.get("/mon-profil").content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=70)):
        assert again.get("/mon-profil").status_code == 302


def opened_by(client: Any, alpha: Tenant, phone: str) -> str:
    """Where the digits lead."""
    client.post("/profil/acces", {"phone": phone})
    return str(client.post("/profil/acces/code", {"code": digits_by_sms(alpha)}).url)


def test_a_familys_mobile_asks_whose_and_opens_that_one(
    alpha: Tenant, visit: Callable[..., Any], made: Profile
) -> None:
    """First names only, a choice that is signed and good for this number alone; remembered as one profile is."""
    now = timezone.now()
    held = {"phone": "+33639980055", "handed_over_at": now}
    with entering(alpha):
        Profile.objects.filter(pk=made.pk).update(**held)
        sister = making.profile(name="Noor Benali", email="", **held)
        neighbour = making.profile(name="Paul Roche", email="", phone="+33639980056", handed_over_at=now)
        foreign = choice_token(neighbour)
    client = visit(alpha)
    assert client.get("/profil/acces/choix").url == "/profil/acces"
    assert client.post("/profil/acces/choix", {"choice": foreign}).url == "/profil/acces"
    assert opened_by(client, alpha, "0639980055") == "/profil/acces/choix"
    # Nothing is open yet.
    assert client.get("/mon-profil").status_code == 302
    page = client.get("/profil/acces/choix").content.decode()
    assert ("Fatima B." in page, "Noor B." in page, "Paul" in page, "Benali" in page) == (True, True, False, False)
    for wrong in (foreign, str(sister.pk), "", f"{sister.pk}:x:y"):
        assert client.post("/profil/acces/choix", {"choice": wrong}).status_code == 404
        assert client.get("/mon-profil").status_code == 302
    token = re.findall(r'name="choice" value="([^"]+)"[^>]*>Noor', page)[0]
    assert client.post("/profil/acces/choix", {"choice": token}).url == "/mon-profil"
    assert "Noor Benali" in client.get("/mon-profil").content.decode()
    # The choice is made: for the other one, another code.
    assert client.get("/profil/acces/choix").url == "/profil/acces"
    with entering(alpha):
        assert Profile.objects.get(pk=sister.pk).last_contact_at > now
        assert Profile.objects.get(pk=made.pk).last_contact_at < now


def choice_of(alpha: Tenant, client: Any, made: Profile, taken: datetime, others: dict[str, datetime]) -> str:
    """The page that asks whose profile to open, where others have the number that `made` has, and took theirs then."""
    with entering(alpha):
        Profile.objects.filter(pk=made.pk).update(phone="+33639980055", handed_over_at=taken)
        for name, when in others.items():
            making.profile(name=name, email="", phone="+33639980055", handed_over_at=when)
    opened_by(client, alpha, "0639980055")
    page: str = client.get("/profil/acces/choix").content.decode().replace("\xa0", " ")
    return page


def test_two_who_are_called_alike_are_told_apart_by_their_day(
    alpha: Tenant, visit: Callable[..., Any], made: Profile
) -> None:
    others = {
        "Farid Benali": datetime(2026, 3, 4, 12, tzinfo=UTC),
        "Fatima Bouzid": datetime(2026, 5, 6, 12, tzinfo=UTC),
    }
    page = choice_of(alpha, visit(alpha), made, datetime(2026, 3, 3, 12, tzinfo=UTC), others)
    assert "repris le 3 mars 2026" in page
    assert "repris le 6 mai 2026" in page
    assert "4 mars" not in page


def test_the_same_day_too_by_their_hour(alpha: Tenant, visit: Callable[..., Any], made: Profile) -> None:
    others = {
        "Fatima Bouzid": datetime(2026, 3, 3, 13, tzinfo=UTC),
        "Fatima Brahim": datetime(2026, 5, 6, 12, tzinfo=UTC),
    }
    page = choice_of(alpha, visit(alpha), made, datetime(2026, 3, 2, 23, 30, tzinfo=UTC), others)
    for note in ("repris le 3 mars 2026 à 0 h 30", "repris le 3 mars 2026 à 14 h", "repris le 6 mai 2026)"):
        assert note in page


def test_another_number_ends_the_choice_of_the_first(alpha: Tenant, visit: Callable[..., Any], made: Profile) -> None:
    held = {"phone": "+33639980055", "handed_over_at": timezone.now()}
    with entering(alpha):
        Profile.objects.filter(pk=made.pk).update(**held)
        making.profile(name="Noor Benali", email="", **held)
    client = visit(alpha)
    assert opened_by(client, alpha, "0639980055") == "/profil/acces/choix"
    page = client.get("/profil/acces/choix").content.decode()
    token = re.findall(r'name="choice" value="([^"]+)"', page)[0]
    assert client.get("/profil/acces").status_code == 200
    assert client.get("/profil/acces/choix").url == "/profil/acces"
    assert client.post("/profil/acces/choix", {"choice": token}).url == "/profil/acces"
    assert client.get("/mon-profil").status_code == 302


def test_a_code_that_came_by_sms_has_shown_the_number(alpha: Tenant, visit: Callable[..., Any], made: Profile) -> None:
    browser = visit(alpha)
    browser.post("/profil/recevoir", {"code": code_for(made, alpha=alpha, channel=HandoverBy.SMS)})
    assert browser.post("/profil/recevoir/suite", {"phone": PHONE}).url == "/mon-profil"
    with entering(alpha):
        assert SmsDelivery.objects.count() == 1
    browser = visit(alpha)
    browser.post("/profil/recevoir", {"code": code_for(made, alpha=alpha)})
    assert browser.post("/profil/recevoir/suite", {"phone": PHONE}).url == "/profil/recevoir/code"


def test_with_neither_the_letter_opens_it_once(alpha: Tenant, visit: Callable[..., Any], made: Profile) -> None:
    browser = visit(alpha)
    browser.post("/profil/recevoir", {"code": code_for(made, alpha=alpha)})
    assert browser.post("/profil/recevoir/suite", {"neither": "1"}).url == "/mon-profil"
    assert browser.get("/mon-profil").status_code == 200
    with entering(alpha):
        assert Profile.objects.get().user is None


def test_after_it_the_person_may_hide_from_everybody(alpha: Tenant, visit: Callable[..., Any], made: Profile) -> None:
    browser = visit(alpha)
    browser.post("/profil/recevoir", {"code": code_for(made, alpha=alpha)})
    browser.post("/profil/recevoir/suite", {"neither": "1"})
    browser.post("/mon-profil/accord", {"what": "advisers"})
    with entering(alpha):
        assert not Profile.objects.seen_by_advisers().exists()


def test_a_number_that_nobody_has_is_answered_alike(alpha: Tenant, visit: Callable[..., Any], made: Profile) -> None:
    browser = visit(alpha)
    answer = browser.post("/profil/acces", {"phone": "06 39 98 00 77"})
    assert answer.url == "/profil/acces/code"
    page = browser.get("/profil/acces/code").content.decode()
    assert "Si un profil vous attend" in page
    with entering(alpha):
        # One that was never taken over is nobody's yet either.
        assert not SmsDelivery.objects.exists()
    assert visit(alpha).post("/profil/acces", {"phone": PHONE}).url == "/profil/acces/code"
    with entering(alpha):
        assert not SmsDelivery.objects.exists()
    assert "bon code" in browser.post("/profil/acces/code", {"code": "123456"}).content.decode()


def test_an_account_that_works_here_takes_none(alpha: Tenant, visit: Callable[..., Any], made: Profile) -> None:
    browser = visit(alpha)
    browser.post("/profil/recevoir", {"code": code_for(made, alpha=alpha)})
    browser.post("/profil/recevoir/suite", {"email": ADVISER})
    with entering(alpha):
        found = re.search(r"\d{6}", EmailDelivery.objects.get().subject)
    assert found
    page = browser.post("/profil/recevoir/code", {"code": found[0]}, follow=True).content.decode()
    assert "compte de travail" in page
    with entering(alpha):
        assert Profile.objects.get().user is None


def test_a_letter_outlives_the_platforms_key(alpha: Tenant, made: Profile, settings: Any) -> None:
    code = code_for(made, alpha=alpha)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-another-key-another-key-another-key-another-key-0002"
    with entering(alpha):
        checked, found = handover.check(typed=code, visitor="x")
    assert (checked, found and found.profile_id) == (handover.CodeCheck.RIGHT, made.pk)


def test_guessing_ends_for_the_visitor_and_for_the_code(alpha: Tenant, made: Profile) -> None:
    code = code_for(made, alpha=alpha)
    near = code[:4] + ("2222" if code[4:] != "2222" else "3333")
    with entering(alpha):
        for _ in range(handover.MAX_TRIES):
            assert handover.check(typed=near, visitor="a")[0] is CodeCheck.WRONG
        assert handover.check(typed=code, visitor="b")[0] is not CodeCheck.RIGHT
        other = handover.begin(profile=made, channel=HandoverBy.LETTER, by=person(ADVISER, role=Role.ADVISER)).code
        for _ in range(handover.MAX_WRONG_AN_HOUR):
            handover.check(typed="22222222", visitor="c")
        assert handover.check(typed=other, visitor="c")[0] is CodeCheck.TOO_MANY
        assert handover.check(typed=other, visitor="d")[0] is CodeCheck.RIGHT
        with time_machine.travel(timezone.now() + timedelta(hours=2)):
            assert handover.check(typed=other, visitor="c")[0] is CodeCheck.RIGHT
        with time_machine.travel(timezone.now() + timedelta(days=31)):
            assert handover.check(typed=other, visitor="c")[0] is CodeCheck.LAPSED
            handover.forget()
            assert HandoverTry.objects.count() == 1


def test_a_new_code_kills_the_old_and_another_tenants_is_none(
    alpha: Tenant, beta: Tenant, visit: Callable[..., Any], made: Profile
) -> None:
    old = code_for(made, alpha=alpha)
    new = code_for(made, alpha=alpha)
    with entering(beta):
        assert handover.check(typed=new, visitor="a")[0] is CodeCheck.WRONG
    with entering(alpha):
        assert handover.check(typed=old, visitor="a")[0] is CodeCheck.WRONG
        assert handover.check(typed=f" {new[:4]} - {new[4:]} ".lower(), visitor="a")[0] is CodeCheck.RIGHT


def test_the_alphabet_has_no_look_alikes() -> None:
    assert not set(ALPHABET) & set("01OILU")
    assert handover.plain("k7qm-2rwu") == "K7QM2RWV"


def test_a_new_code_at_the_moment_at_which_the_old_is_used(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of the two waits for the other; neither meets a deadlock, nor a row that is gone."""
    with entering(Tenant.objects.get(schema_name="alpha")):
        by = person(ADVISER, role=Role.ADVISER)
        shown = Shown(Visibility.EMPLOYERS, ConsentHow.PRESENT)
        made = make_with(values=ProfileValues("Fatima Benali", phone=PHONE, occupations=(BAKER,)), shown=shown, by=by)
        old = handover.begin(profile=made, channel=HandoverBy.LETTER, by=by).handover
    lock, met = handover.locked, meeting(lambda: None)

    def slowly(profile: Profile) -> Profile:
        found = lock(profile)
        met()
        # The person has taken it over, or waits.
        met()
        return found

    def accept() -> None:
        met()
        handover.accept(handover=old, user=None)

    monkeypatch.setattr(handover, "locked", slowly)
    failures = at_once([lambda: handover.begin(profile=made, channel=HandoverBy.LETTER, by=by), accept])
    assert [getattr(failure, "code", failure) for failure in failures] == ["lapsed"]
