"""TRUST 5: a worker killed sixty times, at three points, while it tells a thousand people; nobody is told twice.

What can't be known is said plainly: a letter that was accepted as its worker died leaves again under the same
Message-ID, an SMS doesn't, and is `unknown` where the provider can't be asked.
"""

from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest
import time_machine
from django.db import connection

from boards.alerts.models import Alert, Found, Telling
from search.matching.drain import drain as match
from tenants.context import entering
from tenants.enums import Channel
from tenants.messaging.enums import DeliveryState
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.models import Tenant
from tests.boards import making
from tests.boards.alerts.people import crowd
from tests.faults.mortal import ACCEPTED, JOURNALED, TELLING, Mortal, mortal
from tests.peers import sink

BY_MAIL, BY_SMS = 800, 200
TIMES = 20  # each point
WEDNESDAY = "2026-11-25T12:00:00+01:00"


@pytest.fixture
def thousand(committing: str) -> Tenant:
    """A thousand people of alpha for whom an offer has just been found."""
    tenant = Tenant.objects.get(schema_name="alpha")
    tenant.email_daily_cap = tenant.sms_daily_cap = 10_000
    tenant.save()
    crowd(tenant, BY_MAIL)
    crowd(tenant, BY_SMS, channel=Channel.SMS)
    with entering(tenant):
        Alert.objects.update(since=datetime.fromisoformat("2026-11-25T11:00:00+01:00"))
        making.live()
    connection.set_schema_to_public()
    assert match().pairs == 1
    return tenant


@time_machine.travel(WEDNESDAY)
def test_sixty_kills_lose_nobody_and_tell_nobody_twice(committing: str, thousand: Tenant, tmp_path: Path) -> None:
    folders = {"SMS_FILE_PATH": tmp_path / "sms", "MESSAGING_JOURNALS": tmp_path / "journals"}
    with sink.running(tmp_path / "taken.log") as peer:
        connection.close()
        with mortal(committing, peer.settings | folders) as worker:
            killed = kill_sixty_times(worker)
            assert killed == Counter({TELLING: TIMES, ACCEPTED: TIMES, JOURNALED: TIMES})
            assert not worker.live("tell", "emails", "texts", now=datetime.now().astimezone())
        taken = peer.taken()
    with entering(thousand):
        told_once()
        twice = letters_once(taken)
        unknown = texts_once(tmp_path / "sms")
    assert list((tmp_path / "journals").iterdir()) == []
    # One for each kill between a provider's yes and our journal: ten letters, and the five SMS nobody could ask about.
    print(f"60 kills: {twice} letters were taken twice under one Message-ID, {unknown} SMS are unknown")
    assert (twice, unknown) == (TIMES // 2, TIMES // 4)


def kill_sixty_times(worker: Mortal) -> Counter[str]:
    killed: Counter[str] = Counter()

    def life(*tasks: str, die: str, at: int, forgets: bool = False) -> None:
        killed[die] += worker.live(*tasks, die=die, at=at, forgets=forgets, now=datetime.now().astimezone())

    for _time in range(TIMES):
        life("tell", die=TELLING, at=2)
    for time in range(TIMES // 2):
        life("emails", die=ACCEPTED, at=7 + time)
        life("texts", die=ACCEPTED, at=1 + time % 3, forgets=time % 2 == 0)
        # Who asks about the one that is in doubt is the next; it has the same provider.
        life("texts", die=JOURNALED, at=1 + time % 3, forgets=time % 2 == 0)
        life("emails", die=JOURNALED, at=7 + time)
    return killed


def told_once() -> None:
    assert Telling.objects.count() == BY_MAIL + BY_SMS
    assert Telling.objects.values("subscriber").distinct().count() == BY_MAIL + BY_SMS
    assert set(Found.objects.values_list("state", flat=True)) == {"told"}
    assert Found.objects.count() == BY_MAIL + BY_SMS


def letters_once(taken: list[tuple[str, str]]) -> int:
    """How many letters the server took twice."""
    rows = list(EmailDelivery.objects.values_list("pk", "to", "state"))
    assert Counter(to for _pk, to, _state in rows) == Counter({f"p{n}@exemple.example": 1 for n in range(BY_MAIL)})
    assert {state for _pk, _to, state in rows} == {DeliveryState.SENT}
    assert {(f"<{pk}@alpha.test>", to) for pk, to, _state in rows} == set(taken)
    times = Counter(taken)
    assert set(times.values()) <= {1, 2}
    return sum(count - 1 for count in times.values())


def texts_once(folder: Path) -> int:
    """How many SMS are unknown. The provider has a file for each, and in it a line for each time it was given one."""
    states = dict(SmsDelivery.objects.values_list("pk", "state"))
    assert SmsDelivery.objects.values("to").distinct().count() == len(states) == BY_SMS
    assert set(states.values()) <= {DeliveryState.SENT, DeliveryState.UNKNOWN}
    files = {file.name.split(".")[0]: file.read_text() for file in folder.iterdir()}
    assert {str(pk) for pk in states} == set(files)
    assert {text.count("De : ") for text in files.values()} == {1}
    return sum(state == DeliveryState.UNKNOWN for state in states.values())
