"""kill −9 at the worst instants: nothing lost, nothing doubled, at most one uncertain a kill and it says so."""

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from tenants.messaging.enums import DeliveryState, Purpose
from tenants.messaging.models import EmailDelivery, SmsDelivery
from tenants.messaging.queue import LEASE
from tenants.models import Tenant
from tests.faults.sender import POINTS, Kill, Sending, run, start
from tests.peers import mail, sms
from tests.tenants.messaging.conftest import an_open_hour, letters, texts

MANY, NTH = 9, 4


def folders_of(folders: Path) -> dict[str, str]:
    return {"MESSAGING_JOURNALS": str(folders / "journals"), "SMS_FILE_PATH": str(folders / "outbox")}


@pytest.mark.parametrize("point", POINTS)
def test_letters(sent: Tenant, folders: Path, point: str) -> None:
    rows = letters(MANY)
    with mail.smtp_server() as server:
        found = {**mail.settings_for(server), **folders_of(folders)}
        assert run(Sending("email", "alpha", found, Kill(point, NTH))) == -9
        assert EmailDelivery.objects.filter(state=DeliveryState.CLAIMED).count() == MANY
        assert len(list((folders / "journals").iterdir())) == 1
        before = {str(message["Message-ID"]) for message in server.taken}
        assert len(before) == {"claimed": NTH - 1, "accepted": NTH, "journaled": NTH}[point]
        assert run(Sending("email", "alpha", found)) == 0
        came = Counter(str(message["Message-ID"]) for message in server.taken)
    assert set(came) == {f"<{row.pk}@alpha.test>" for row in rows}
    # The one in between goes again, as the same letter; no other does.
    again = [name for name, times in came.items() if times > 1]
    assert len(again) == (1 if point == "accepted" else 0)
    assert set(EmailDelivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}
    assert not list((folders / "journals").iterdir())


@pytest.mark.parametrize("provider", ["twilio", "brevo"])
@pytest.mark.parametrize("point", POINTS)
def test_texts(sent: Tenant, folders: Path, point: str, provider: str) -> None:
    rows = texts(MANY)
    with sms.sms_peer(provider) as peer:
        found = {**sms.settings_for(peer), **folders_of(folders)}
        assert run(Sending("sms", "alpha", found, Kill(point, NTH), at=an_open_hour())) == -9
        assert SmsDelivery.objects.filter(state=DeliveryState.CLAIMED).count() == 1
        assert run(Sending("sms", "alpha", found, at=an_open_hour())) == 0
        came = Counter(message.to for message in peer.messages)
    assert came == Counter({row.to: 1 for row in rows})
    states = Counter(SmsDelivery.objects.values_list("state", flat=True))
    # Twilio can't be asked by our reference: the one in between is uncertain, and says so. It is not sent again.
    uncertain = 1 if (point, provider) == ("accepted", "twilio") else 0
    assert states == Counter({"sent": MANY - uncertain, **({"unknown": 1} if uncertain else {})})


def test_a_journal_on_another_machine_is_uncertain_after_the_lease(sent: Tenant, folders: Path) -> None:
    letters(3)
    with mail.smtp_server() as server:
        found = {**mail.settings_for(server), **folders_of(folders)}
        assert run(Sending("email", "alpha", found, Kill("claimed", 2))) == -9
        elsewhere = {**found, "MESSAGING_JOURNALS": str(folders / "elsewhere")}
        assert run(Sending("email", "alpha", elsewhere)) == 0
        assert len(server.taken) == 1
        later = (timezone.now() + LEASE + timedelta(minutes=1)).isoformat()
        assert run(Sending("email", "alpha", elsewhere, at=later)) == 0
        assert len({message["Message-ID"] for message in server.taken}) == 3


@pytest.mark.parametrize("channel", ["email", "sms"])
def test_a_drain_that_runs_is_not_taken_for_dead(sent: Tenant, folders: Path, channel: str) -> None:
    """While one hangs at its provider, another settles nothing of it and sends nothing of it."""
    letters(2)
    texts(2, purpose=Purpose.CODE)
    with mail.smtp_server(mail.MailMode.HANG) as server, sms.sms_peer("brevo", sms.Mode.HANG) as peer:
        found: dict[str, Any] = {**mail.settings_for(server, timeout=60), **sms.settings_for(peer, limit=60)}
        found |= folders_of(folders)
        one = start(Sending(channel, "alpha", found))
        # It hangs now: whatever the peer does next is for the other one.
        assert (server if channel == "email" else peer).hanging.wait(60)
        model = EmailDelivery if channel == "email" else SmsDelivery
        claimed = set(model.objects.filter(state="claimed").values_list("pk", flat=True))
        assert claimed
        server.mode, peer.mode = mail.MailMode.ACCEPT, sms.Mode.ACCEPT
        assert run(Sending(channel, "alpha", found)) == 0
        assert claimed == set(model.objects.filter(state="claimed").values_list("pk", flat=True))
        one.kill()
        one.join()
