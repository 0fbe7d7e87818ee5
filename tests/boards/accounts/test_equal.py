"""TRUST 28: who is known is told by no answer and no time: medians of interleaved rounds are less than 20 ms apart.

The time is what this process works, in which the client and the password's hash run: it is the same on a busy machine.
What one would wait for without working (a mail server, say) is far longer, and is looked for on the clock.
"""

import re
import statistics
import time

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import override_settings

from boards.accounts import limits
from boards.accounts.models import User
from tenants.context import entering
from tests.boards import making
from tests.boards.accounts.doors import ASK, SIGN_IN, SIGN_UP

KNOWN, UNKNOWN, CLOSED = "connue@exemple.example", "inconnu@exemple.example", "fermee@exemple.example"
MOST_MS, MOST_WAIT_MS, ROUNDS = 20, 200, 15
#: Other work on the machine may spoil a measurement; a password that isn't looked at spoils all of them.
MEASUREMENTS = 3


class Costly(PBKDF2PasswordHasher):
    """As in production in kind; a tenth of the price, which is several times what may be told apart."""

    iterations = 150_000


HASHER = {"PASSWORD_HASHERS": ["tests.boards.accounts.test_equal.Costly"]}


@pytest.fixture
def people(alpha, monkeypatch):
    monkeypatch.setattr(limits, "_waits", lambda *arguments: iter(()))
    with override_settings(**HASHER), entering(alpha):
        for email in (KNOWN, CLOSED):
            person = making.person(email)
            person.set_password("mot-de-passe-long")
            person.is_active = email != CLOSED
            person.save()
        # Somebody without a password costs the same too.
        sans = making.person("sans@exemple.example")
        sans.set_unusable_password()
        sans.save()
        yield


def asking(path, email):
    if path == SIGN_IN:
        return {"login": email, "password": "ce-n-est-pas-lui"}
    return {"email": email}


def measured(alpha, visit, path, addresses):
    """Medians of work and the shortest waits in milliseconds by address, and the answers."""
    worked: dict[str, list[float]] = {email: [] for email in addresses}
    waited: dict[str, list[float]] = {email: [] for email in addresses}
    answers = {}
    for round_ in range(ROUNDS + 2):
        for email in addresses:
            client = visit(alpha)
            work, clock = time.process_time(), time.perf_counter()
            response = client.post(path, asking(path, email))
            work, clock = time.process_time() - work, time.perf_counter() - clock
            if round_ >= 2:  # templates are compiled by then
                worked[email].append(work * 1000)
                waited[email].append((clock - work) * 1000)
            page = re.sub(r'csrfmiddlewaretoken" value="\w+|csp-nonce="[^"]*"', "", response.content.decode())
            answers[email] = (response.status_code, response.get("Location"), page.replace(email, "X"))
    medians = {email: statistics.median(times) for email, times in worked.items()}
    return medians, {email: min(times) for email, times in waited.items()}, answers


def spread(medians):
    return max(medians.values()) - min(medians.values())


@pytest.mark.parametrize("path", [SIGN_IN, ASK, SIGN_UP, "/compte/mot-de-passe/oublie"])
def test_known_unknown_and_closed_take_the_same_time_and_get_the_same_answer(alpha, people, visit, path):
    addresses = [KNOWN, UNKNOWN, CLOSED] + (["sans@exemple.example"] if path == SIGN_IN else [])
    for _measurement in range(MEASUREMENTS):
        medians, waits, answers = measured(alpha, visit, path, addresses)
        print(path, {email: round(median, 1) for email, median in medians.items()})
        assert len(set(answers.values())) == 1
        if spread(medians) < MOST_MS and spread(waits) < MOST_WAIT_MS:
            break
    assert spread(medians) < MOST_MS, medians
    assert spread(waits) < MOST_WAIT_MS, waits


def test_a_password_that_is_not_looked_at_would_be_seen(alpha, people, visit, monkeypatch):
    """The measurement sees what it is for: without Django's work for nobody, an unknown address is quicker."""
    monkeypatch.setattr(User, "set_password", lambda person, password: None)
    for _measurement in range(MEASUREMENTS):
        medians, _waits, _answers = measured(alpha, visit, SIGN_IN, [KNOWN, UNKNOWN])
        if medians[KNOWN] - medians[UNKNOWN] > MOST_MS:
            break
    assert medians[KNOWN] - medians[UNKNOWN] > MOST_MS, medians
