"""The second step of the staff: asked for after a week or at once, and until it is there they are nobody."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone

from boards.accounts import sealing, second_factor
from boards.accounts.enums import Role
from boards.accounts.models import User
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tenants.enums import SecondFactorPolicy
from tenants.models import Tenant
from tests.boards import making
from tests.boards.accounts.doors import by_password, letters

WHO, BOSS = "conseil@alpha.example", "direction@alpha.example"
SET_UP, CONFIRM = "/compte/deux-etapes/application", "/compte/connexion/deux-etapes"


@pytest.fixture
def staff(alpha):
    with entering(alpha):
        making.person(BOSS, role=Role.MANAGER)
        return making.person(WHO, role=Role.ADVISER)


def ask_for(alpha, policy):
    Tenant.objects.filter(pk=alpha.pk).update(staff_second_factor=policy)


def digits(secret, *, at=None):
    now = (at or timezone.now()).timestamp()
    return format_hotp_value(hotp_value(secret, int(now) // 30))


def set_up(client):
    """Follow the page as a person does; gives the key of the application."""
    page = client.get(SET_UP).content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    answer = client.post(SET_UP, {"code": digits(secret)})
    assert answer.status_code == 302, answer.content.decode()
    return secret


def test_the_square_is_drawn_by_ourselves_in_the_page(alpha, staff, visit):
    client = visit(alpha)
    by_password(client, WHO)
    page = client.get(SET_UP).content.decode()
    figure = re.search(r"<figure.*?</figure>", page, re.DOTALL)[0]
    assert "<svg" in figure
    assert "<path" in figure
    assert "data:" not in figure
    assert "<?xml" not in page
    assert "style=" not in figure


def test_set_up_once_it_is_asked_for_at_each_sign_in(alpha, staff, visit):
    client = visit(alpha)
    by_password(client, WHO)
    secret = set_up(client)
    page = client.get("/compte/deux-etapes/secours").content.decode()
    assert len(re.findall(r"<li><code>\d{8}</code></li>", page)) == 10
    assert "protège maintenant" in letters(alpha)[0].text
    later = timezone.now() + timedelta(minutes=5)
    with time_machine.travel(later, tick=False):
        other = visit(alpha)
        assert by_password(other, WHO).url == CONFIRM
        assert other.get("/espace/moderation").status_code == 302
        assert other.post(CONFIRM, {"code": "000000"}).status_code == 200
        assert other.post(CONFIRM, {"code": digits(secret, at=later)}).url == "/espace/bureau"
        assert other.get("/espace/moderation").status_code == 200


def test_a_code_serves_once_in_whichever_process(alpha, staff, visit, monkeypatch):
    client = visit(alpha)
    by_password(client, WHO)
    secret = set_up(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        # Another process has another cache: allauth's own memory of codes is empty there.
        monkeypatch.setattr("allauth.mfa.totp.internal.auth.TOTP._mark_code_used", lambda totp, code: True)
        first, second = visit(alpha), visit(alpha)
        for browser in (first, second):
            by_password(browser, WHO)
        assert first.post(CONFIRM, {"code": digits(secret)}).url == "/espace/bureau"
        refused = second.post(CONFIRM, {"code": digits(secret)})
        assert "déjà servi" in refused.content.decode()


def test_guesses_at_the_second_step_are_few(alpha, staff, visit):
    client = visit(alpha)
    by_password(client, WHO)
    secret = set_up(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False) as clock:
        thief = visit(alpha)
        by_password(thief, WHO)
        pages = [thief.post(CONFIRM, {"code": f"00000{n}"}).content.decode() for n in range(6)]
        assert ["Trop de tentatives" in page for page in pages] == [False] * 5 + [True]
        assert "Trop de tentatives" in thief.post(CONFIRM, {"code": digits(secret)}).content.decode()
        clock.shift(timedelta(minutes=6))
        assert thief.post(CONFIRM, {"code": digits(secret)}).url == "/espace/bureau"


def test_an_emergency_code_opens_once(alpha, staff, visit):
    client = visit(alpha)
    by_password(client, WHO)
    set_up(client)
    code = re.search(r"<code>(\d{8})</code>", client.get("/compte/deux-etapes/secours").content.decode())[1]
    for outcome in (302, 200):
        other = visit(alpha)
        by_password(other, WHO)
        assert other.post(CONFIRM, {"code": code}).status_code == outcome


def test_secrets_are_sealed_and_of_no_use_elsewhere(alpha, beta, staff, visit):
    client = visit(alpha)
    by_password(client, WHO)
    secret = set_up(client)
    with entering(alpha):
        kept = Authenticator.objects.get(type="totp").data["secret"]
        assert secret not in kept
        assert sealing.unseal(kept) == secret
    with entering(beta), pytest.raises(sealing.Unreadable):
        sealing.unseal(kept)


@pytest.mark.parametrize("path", ["/espace", "/espace/moderation", "/espace/offres", "/espace/acces", "/pages-admin/"])
def test_where_it_is_required_staff_can_do_nothing_before(alpha, staff, visit, path):
    ask_for(alpha, SecondFactorPolicy.REQUIRED)
    client = visit(alpha)
    by_password(client, BOSS)
    answer = client.get(path, follow=True)
    assert answer.redirect_chain[-1][0].startswith(SET_UP)
    assert "votre espace s’ouvrira dès qu’elle sera en place" in answer.content.decode()
    assert client.post("/espace/acces", {"staff_second_factor": "optional"}).status_code == 302
    assert Tenant.objects.get(pk=alpha.pk).staff_second_factor == SecondFactorPolicy.REQUIRED


def test_a_public_page_takes_them_for_anybody(alpha, staff, visit):
    ask_for(alpha, SecondFactorPolicy.REQUIRED)
    with entering(alpha):
        waiting = making.draft()
    client = visit(alpha)
    by_password(client, WHO)
    assert client.get(f"/offres/{waiting.pk}").status_code == 404
    set_up(client)
    assert client.get(f"/offres/{waiting.pk}").status_code == 200


def test_set_up_they_are_led_on_to_what_they_wanted(alpha, staff, visit):
    ask_for(alpha, SecondFactorPolicy.REQUIRED)
    client = visit(alpha)
    by_password(client, WHO)
    client.get("/espace/moderation", follow=True)
    set_up(client)
    page = client.get("/compte/deux-etapes/secours").content.decode()
    assert 'href="/espace/moderation"' in page
    assert client.get("/espace/moderation").status_code == 200


def test_where_it_is_to_come_there_is_a_week(alpha, staff, visit):
    ask_for(alpha, SecondFactorPolicy.GRACE)
    start, client = timezone.now(), visit(alpha)
    with time_machine.travel(start, tick=False) as clock:
        by_password(client, WHO)
        assert client.get("/espace/moderation").status_code == 200
        assert "ne s’ouvrira plus après le" in client.get("/compte/moi").content.decode()
        clock.shift(timedelta(days=6, hours=23))
        assert client.get("/espace/moderation").status_code == 200
        clock.shift(timedelta(hours=2))
        assert client.get("/espace/moderation").status_code == 302
        # Signed in a week ago: that it is they is asked once more, before somebody else's telephone is let in.
        assert client.get(SET_UP).url.startswith("/compte/confirmer")
        client.post("/compte/confirmer", {"password": "mot-de-passe-long"})
        secret = set_up(client)
        assert client.get("/espace/moderation").status_code == 200
        clock.shift(timedelta(minutes=5))
        other = visit(alpha)
        by_password(other, WHO)
        other.post(CONFIRM, {"code": digits(secret)})
        assert other.get("/espace/moderation").status_code == 200


@pytest.mark.parametrize("role", [Role.CANDIDATE, Role.EMPLOYER, Role.PARTNER])
def test_nobody_else_is_asked_for_it(alpha, visit, role):
    ask_for(alpha, SecondFactorPolicy.REQUIRED)
    with entering(alpha):
        making.person("x@exemple.example", role=role)
    client = visit(alpha)
    by_password(client, "x@exemple.example")
    assert client.get("/compte/moi").status_code == 200
    assert client.get("/espace").status_code == (302 if role == Role.PARTNER else 200)


def test_an_anonymous_page_does_not_vary_by_cookie_for_it(alpha, staff, visit):
    assert "Cookie" not in visit(alpha).get("/robots.txt").get("Vary", "")


def test_changing_telephones_takes_the_old_one_away_and_the_next_is_due_at_once(alpha, staff, visit):
    ask_for(alpha, SecondFactorPolicy.GRACE)
    client, other = visit(alpha), visit(alpha)
    by_password(other, WHO)
    by_password(client, WHO)
    set_up(client)
    assert client.post("/compte/deux-etapes/retirer").url == "/compte/deux-etapes"
    assert client.get("/espace/moderation").status_code == 302
    assert other.get("/espace/moderation").status_code == 302
    set_up(client)
    assert client.get("/espace/moderation").status_code == 200


def test_taking_it_away_needs_a_fresh_proof(alpha, staff, visit):
    client = visit(alpha)
    by_password(client, WHO)
    secret = set_up(client)
    with time_machine.travel(timezone.now() + timedelta(minutes=10), tick=False):
        asked = client.post("/compte/deux-etapes/retirer")
        assert asked.url.startswith("/compte/confirmer")
        with entering(alpha):
            assert second_factor.has_one(staff)
        client.post("/compte/confirmer/code?next=/compte/deux-etapes/retirer", {"code": digits(secret)})
        client.post("/compte/deux-etapes/retirer")
    with entering(alpha):
        assert not second_factor.has_one(staff)


def test_a_manager_helps_who_lost_telephone_and_codes(alpha, staff, visit):
    client, boss = visit(alpha), visit(alpha)
    by_password(client, WHO)
    set_up(client)
    by_password(boss, BOSS)
    page = boss.get("/espace/acces").content.decode()
    assert "Téléphone perdu" in page
    boss.post(f"/espace/acces/{staff.pk}/deux-etapes")
    assert client.get("/compte/moi").status_code == 302
    assert "vient d’être retirée" in letters(alpha)[0].text
    assert by_password(visit(alpha), WHO).url == "/espace/bureau"
    with entering(alpha):
        line = AuditEntry.objects.get(kind="person.second_factor_removed")
        assert (line.actor_label, line.target_id) == (BOSS, str(staff.pk))


def test_nobody_but_a_manager_and_no_manager_for_themselves(alpha, staff):
    with entering(alpha):
        boss = User.objects.get(email=BOSS)
        for person, by in ((boss, staff), (boss, boss), (staff, staff)):
            with pytest.raises(PermissionDenied):
                second_factor.remove_for(person=person, by=by)


def test_the_operator_helps_the_only_manager(alpha, staff, visit):
    client = visit(alpha)
    by_password(client, BOSS)
    set_up(client)
    call_command("accounts", "retirer-deuxieme-etape", "alpha", BOSS)
    assert by_password(visit(alpha), BOSS).url == "/espace/bureau"
    with entering(alpha):
        assert AuditEntry.objects.get(kind="person.second_factor_removed").actor_label == ""


def test_a_manager_decides_and_the_audit_says_so(alpha, staff, visit):
    boss = visit(alpha)
    by_password(boss, BOSS)
    assert boss.post("/espace/acces", {"staff_second_factor": "grace"}).url == "/espace/acces"
    assert Tenant.objects.get(pk=alpha.pk).staff_second_factor == SecondFactorPolicy.GRACE
    with entering(alpha):
        entry = AuditEntry.objects.get(kind="access.settings_changed")
        assert entry.detail == {"staff_second_factor": ["optional", "grace"]}
