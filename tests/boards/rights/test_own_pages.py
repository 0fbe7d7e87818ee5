"""The pages of one's own data, by account and by code: what is shown, taken, erased, and to whom nothing is."""

import io
import json
import re
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.alerts.models import Subscriber
from boards.rights.models import Copy
from boards.rights.services import copies
from boards.rights.services.accounts import person_of
from boards.rights.tasks import make_copy
from tenants.context import entering
from tenants.messaging.models import Consent, EmailDelivery, SmsDelivery
from tenants.models import Tenant
from tenants.personal_data import Person
from tests.boards.alerts.flow import EMAIL, MOBILE, subscribe
from tests.tenants.codes import code_in

HOME = "/mes-donnees/compte"


def by_code(browser, tenant: Tenant, address: str = EMAIL) -> str:
    """Ask for a code and type it; returns the page it opens."""
    page = browser.post("/mes-donnees", {"ou": address})["Location"]
    assert address not in page
    with entering(tenant):
        sent = EmailDelivery.objects if "@" in address else SmsDelivery.objects
        code = code_in(sent.filter(to=address, text__contains="effacer").latest("created_at").text)
    response = browser.post(page, {"code": code})
    assert response.status_code == 302, response.content.decode()
    return str(response["Location"])


def signed_in(browser, tenant: Tenant, *, role: str = Role.CANDIDATE, email: str = EMAIL) -> User:
    with entering(tenant):
        user = User.objects.create_user(email, role=role)
        browser.force_login(user)
    return user


def work(tenant: Tenant) -> None:
    with entering(tenant):
        waiting = [str(one) for one in Copy.objects.filter(state="asked").values_list("pk", flat=True)]
    for pk in waiting:
        make_copy(schema=tenant.schema_name, pk=pk)


def test_a_stranger_chooses_how_to_show_who_they_are(alpha: Tenant, visit) -> None:
    said = visit(alpha).get("/mes-donnees").content.decode()
    assert "Recevoir un code" in said
    assert "Se connecter" in said
    assert "/compte/connexion" in visit(alpha).get(HOME)["Location"]


def test_what_is_wrong_keeps_what_was_typed(alpha: Tenant, visit) -> None:
    said = visit(alpha).post("/mes-donnees", {"ou": "lea chez exemple"}).content.decode()
    assert "lea chez exemple" in said
    assert "Écrivez une adresse e-mail" in said


def test_an_unknown_address_gets_a_code_as_a_known_one_does(alpha: Tenant, visit) -> None:
    page = by_code(visit(alpha), alpha, "inconnu@exemple.example")
    said = visit(alpha).get(page).content.decode()
    assert "aucun accord" in said
    assert "ne garde rien à ce nom" not in visit(alpha).get(f"{page}/effacer").content.decode()  # the code itself


def test_who_agreed_to_alerts_reads_it_in_words(alpha: Tenant, visit) -> None:
    subscribe(visit(alpha), alpha)
    said = visit(alpha).get(by_code(visit(alpha), alpha)).content.decode()
    assert "J’accepte que" in said
    assert "code à six chiffres" in said
    assert "en cours" in said


def test_the_page_closes_after_an_hour(alpha: Tenant, visit) -> None:
    with time_machine.travel("2026-11-25 12:00:00+01:00", tick=False) as clock:
        page = by_code(visit(alpha), alpha)
        clock.shift(timedelta(minutes=59))
        assert visit(alpha).get(page).status_code == 200
        clock.shift(timedelta(minutes=2))
        assert visit(alpha).get(page).status_code == 404


def test_a_copy_is_made_once_taken_by_its_person_and_gone_after_a_week(
    alpha: Tenant, visit, django_capture_on_commit_callbacks
) -> None:
    with time_machine.travel("2026-11-25 12:00:00+01:00", tick=False) as clock:
        alert = subscribe(visit(alpha), alpha)
        page = by_code(visit(alpha), alpha)
        for _ in range(2):
            assert visit(alpha).post(f"{page}/copie").status_code == 302
        assert ProcrastinateJob.objects.filter(task_name="rights.make_copy").count() == 1
        assert "se prépare" in visit(alpha).get(page).content.decode()
        work(alpha)
        link = re.search(rf"{re.escape(page)}/copie/[0-9a-f-]+", visit(alpha).get(page).content.decode())
        assert link
        taken = visit(alpha).get(link[0])
        assert "no-store" in taken["Cache-Control"]
        with zipfile.ZipFile(io.BytesIO(b"".join(taken.streaming_content))) as archive:
            said = json.loads(archive.read("donnees.json"))
            assert set(archive.namelist()) == {"donnees.json", "donnees.pdf", "LISEZ-MOI.txt"}
        alerts = next(one for one in said["listes"] if one["code"] == "alerts.alert")
        assert alerts["lignes"][0]["label"] == alert.label
        assert alerts["lignes"][0]["state_en_clair"]
        with entering(alpha):
            assert EmailDelivery.objects.filter(to=EMAIL, template="rights/email/copy_ready").count() == 1
            copy = Copy.objects.get()
        stranger = by_code(visit(alpha), alpha, "autre@exemple.example")
        assert visit(alpha).get(f"{stranger}/copie/{copy.pk}").status_code == 404
        clock.shift(timedelta(days=7, minutes=1))
        page = by_code(visit(alpha), alpha)
        assert visit(alpha).get(f"{page}/copie/{copy.pk}").status_code == 404
        with entering(alpha), django_capture_on_commit_callbacks(execute=True):
            assert copies.expire() == 1
        assert list(Path(settings.COPIES_ROOT, "alpha").rglob("*/*")) == []


def test_a_copy_of_an_account_is_for_that_account(alpha: Tenant, visit) -> None:
    browser, other = visit(alpha), visit(alpha)
    user = signed_in(browser, alpha)
    signed_in(other, alpha, email="autre@exemple.example")
    with entering(alpha):
        copy = copies.ask(person=person_of(user))
    assert browser.get(f"{HOME}/copie/{copy.pk}").status_code == 404, "It isn't made yet."
    work(alpha)
    assert browser.get(f"{HOME}/copie/{copy.pk}").status_code == 200
    assert other.get(f"{HOME}/copie/{copy.pk}").status_code == 404
    assert visit(alpha).get(f"{HOME}/copie/{copy.pk}").status_code == 302
    with entering(alpha):
        copies.forget(rows=Copy.objects.all(), person=Person())


def test_erasing_wants_a_word(alpha: Tenant, visit) -> None:
    subscribe(visit(alpha), alpha)
    page = by_code(visit(alpha), alpha)
    shown = visit(alpha).get(f"{page}/effacer").content.decode()
    assert "Alertes" in shown
    assert "Ce qui part" in shown
    said = visit(alpha).post(f"{page}/effacer", {"mot": "oui"}).content.decode()
    assert "en sept lettres" in said
    with entering(alpha):
        assert Subscriber.objects.count() == 1
    assert visit(alpha).post(f"{page}/effacer", {"mot": " effacer "})["Location"] == "/mes-donnees/c-est-efface"
    with entering(alpha):
        assert Subscriber.objects.count() == Consent.objects.count() == 0
    assert visit(alpha).get(page).status_code == 404, "The code that opened it is gone too."


def test_by_sms_too(alpha: Tenant, visit) -> None:
    subscribe(visit(alpha), alpha, to=MOBILE)
    page = by_code(visit(alpha), alpha, MOBILE)
    assert visit(alpha).post(f"{page}/effacer", {"mot": "EFFACER"}).status_code == 302
    with entering(alpha):
        assert Subscriber.objects.count() == 0


def test_an_account_goes_with_its_session(alpha: Tenant, visit) -> None:
    browser = visit(alpha)
    signed_in(browser, alpha)
    assert browser.post(f"{HOME}/effacer", {"mot": "EFFACER"}).status_code == 302
    assert browser.get(HOME).status_code == 302
    with entering(alpha):
        assert not User.objects.filter(email=EMAIL).exists()


@pytest.mark.parametrize("role", [Role.ADVISER, Role.MANAGER])
def test_staff_read_and_take_and_do_not_erase(alpha: Tenant, visit, role: str) -> None:
    browser = visit(alpha)
    user = signed_in(browser, alpha, role=role)
    assert "responsable de l’équipe" in browser.get(HOME).content.decode()
    assert browser.post(f"{HOME}/copie").status_code == 302
    assert browser.post(f"{HOME}/effacer", {"mot": "EFFACER"}).status_code == 403
    with entering(alpha):
        assert User.objects.filter(pk=user.pk, is_active=True).exists()


def test_queries_do_not_grow_with_consents(alpha: Tenant, visit) -> None:
    browser = visit(alpha)
    signed_in(browser, alpha)
    browser.get(HOME)
    counts = []
    for wanted in (1, 20):
        with entering(alpha):
            while Consent.objects.count() < wanted:
                Consent.objects.create(
                    channel="email", address=EMAIL, how="code", wording="Oui.", given_at=timezone.now()
                )
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(HOME).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 24, counts
