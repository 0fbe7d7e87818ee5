"""The same moment twice: a code is sent once, used once, and the last place given once. Without the locks: twice."""

import pytest

from boards.codes import limits, services
from boards.codes.limits import TooMany
from boards.codes.models import Code
from boards.codes.services import CodeCheck, check_code
from tenants.context import entering
from tenants.models import Tenant
from tests.boards.codes.making import Sent
from tests.boards.together import at_once, meeting, no_row_locks


def checks(monkeypatch: pytest.MonkeyPatch) -> list[CodeCheck]:
    """What two who type the right code at once are told."""
    sent = Sent()
    with entering(Tenant.objects.get(schema_name="alpha")):
        code = sent.mail()
    monkeypatch.setattr(services, "constant_time_compare", meeting(services.constant_time_compare))
    results: list[CodeCheck] = []

    def check() -> None:
        results.append(check_code(subject=code.subject, digits=sent.digits[0])[0])

    assert at_once([check, check]) == []
    return sorted(results, key=lambda result: result.value)


def test_two_who_type_the_right_code_at_once_use_it_once(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks(monkeypatch) == [CodeCheck.LAPSED, CodeCheck.RIGHT]


def test_without_the_lock_they_use_it_twice(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    no_row_locks(monkeypatch)
    assert checks(monkeypatch) == [CodeCheck.RIGHT, CodeCheck.RIGHT]


def sends(monkeypatch: pytest.MonkeyPatch, *subjects: str, way: str = "mail") -> tuple[Sent, list[BaseException]]:
    """One address asks for a code under each subject, at once, with one place left."""
    for limit in ("MAX_PER_ADDRESS", "MAX_SMS_PER_NUMBER_A_DAY"):
        monkeypatch.setattr(limits, limit, 1)
    # Both have counted before either writes.
    monkeypatch.setattr(Code.objects, "create", meeting(Code.objects.create))
    sent = Sent()
    failures = at_once([lambda subject=subject: getattr(sent, way)(subject=subject) for subject in subjects])
    return sent, failures


def without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "one_at_a_time", lambda channel: None)


def test_two_presses_at_once_send_one_code(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent, failures = sends(monkeypatch, "subscriber:1", "subscriber:1")
    assert (len(sent.digits), failures) == (1, [])


def test_without_the_lock_two_presses_send_two(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    without_the_lock(monkeypatch)
    assert len(sends(monkeypatch, "subscriber:1", "subscriber:1")[0].digits) == 2


def test_the_last_place_is_given_once(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent, failures = sends(monkeypatch, "subscriber:1", "subscriber:2")
    assert len(sent.digits) == 1
    assert [type(failure) for failure in failures] == [TooMany]


def test_without_the_lock_the_last_place_is_given_twice(committing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    without_the_lock(monkeypatch)
    sent, failures = sends(monkeypatch, "subscriber:1", "subscriber:2")
    assert (len(sent.digits), failures) == (2, [])


def test_a_number_that_two_tenants_ask_for_at_once_has_its_last_place_once(
    committing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tenants don't wait for each other's lock: what counts over all of them holds by itself."""
    without_the_lock(monkeypatch)
    sent, failures = sends(monkeypatch, "subscriber:1", "subscriber:2", way="sms")
    assert len(sent.digits) == 1
    assert [type(failure) for failure in failures] == [TooMany]
