"""`manage.py alerts status`: what moves, what is stuck, and what to do about it."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from search.models import JobDocument, SearchMatch
from tenants.context import entering
from tenants.enums import Channel
from tests.boards import making as people
from tests.boards.alerts import making
from tests.boards.alerts.desk.test_figures import message


@pytest.fixture
def worker(db: None) -> None:
    """One that lives."""
    connection.set_schema_to_public()
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")
        cursor.execute("UPDATE procrastinate_jobs SET status = 'succeeded'")


def status(*arguments: str) -> tuple[str, str]:
    """What is said, and what is wrong."""
    out, problem = io.StringIO(), ""
    try:
        call_command("alerts", "status", *arguments, stdout=out)
    except CommandError as error:
        problem = str(error)
    return out.getvalue(), problem


def test_all_is_well(alpha, worker):
    with entering(alpha):
        making.alert("lucie@exemple.example")
        making.alert(making.number(1))
        message(when=timezone.now(), counted_on=timezone.localdate())
        message(state="failed", when=timezone.now(), counted_on=timezone.localdate(), error="non")
    out, problem = status()
    assert problem == ""
    assert "alpha (Hauts de Flandre)\n  Personnes prévenues : 2, alertes actives : 2" in out
    assert f"E-mails : 0 en retard ; aujourd’hui 2 sur {alpha.email_daily_cap}, échecs 1, incertains 0" in out
    assert "beta" in out
    assert "Tout avance." in out


def test_without_a_worker_it_says_to_start_one(alpha):
    out, problem = status()
    assert "Workers : 0 en marche, dernier signe jamais." in out
    assert "lancez « manage.py procrastinate worker »" in problem


def test_a_message_that_should_have_left(alpha, worker):
    now = timezone.now()
    with entering(alpha):
        message(state="queued", when=now, next_try_at=now - timedelta(minutes=9))
        message(Channel.SMS, state="queued", when=now, next_try_at=now + timedelta(hours=9))
    assert status()[1] == ""
    with entering(alpha):
        message(Channel.SMS, state="queued", when=now, next_try_at=now - timedelta(minutes=75))
    assert "alpha : 1 SMS en retard de 1 h 15" in status()[1]
    assert "« sms »" in status()[1]
    assert status("--tenant", "beta")[1] == ""


def test_a_matcher_that_is_behind_and_matches_nobody_took(alpha, worker):
    with entering(alpha):
        people.live()
    assert "comparées" not in status()[1]
    old = timezone.now() - timedelta(minutes=11)
    JobDocument.objects.update(changed_at=old)
    SearchMatch.objects.create(
        schema="alpha",
        keys=["k"],
        offer_schema="alpha",
        offer_id="0" * 32,
        fingerprint="f",
        live_since=old,
        matched_at=old,
    )
    problem = status()[1]
    assert "1 offres attendent d’être comparées" in problem
    assert "alpha : 1 offres trouvées n’ont pas été reprises" in problem


def test_a_job_that_nobody_finishes(alpha, worker):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('mail', 'x', 'doing')")
    assert "1 tâches commencées par un worker disparu" in status()[1]


def test_as_json_for_a_monitor(alpha, worker):
    with entering(alpha):
        making.alert("lucie@exemple.example")
        late = timezone.now() - timedelta(minutes=20)
        message(state="queued", when=late, next_try_at=late)
    out, problem = status("--json", "--tenant", "alpha")
    said: dict[str, Any] = json.loads(out)
    assert said["problems"] == problem.split("\n")
    assert said["ok"] is False
    assert list(said["tenants"]) == ["alpha"]
    tenant = said["tenants"]["alpha"]
    assert (tenant["subscribers"], tenant["active_alerts"]) == (1, 1)
    assert tenant["email"]["due"] == 1
    assert tenant["email"]["lag_seconds"] >= 1200
    assert said["workers"]["running"] == 1


def test_an_unknown_territory_is_said(db):
    assert "voyez « manage.py tenant list »" in status("--tenant", "nulle_part")[1]
