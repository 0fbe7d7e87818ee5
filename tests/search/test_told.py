"""Never the same vacancy twice to one person, whoever tells it first."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search import told
from search.index import content_of
from search.models import Told
from tests.search.made import BERGUES, CASSEL, document

ALMA, BRUNO = "alma@example.org", "+33612345678"


@pytest.mark.django_db
def test_once_and_for_each_person_and_vacancy() -> None:
    assert told.claim([(ALMA, "a"), (ALMA, "b"), (BRUNO, "a"), (ALMA, "a")]) == {(ALMA, "a"), (ALMA, "b"), (BRUNO, "a")}
    assert told.claim([(ALMA, "a"), (ALMA, "c")]) == {(ALMA, "c")}
    assert told.claim([]) == set()


@pytest.mark.django_db
def test_again_after_thirty_days_and_not_before() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        told.claim([(ALMA, "a")])
        clock.shift(timedelta(days=30) - timedelta(seconds=1))
        assert told.purge() == 0
        assert told.claim([(ALMA, "a")]) == set()
        clock.shift(timedelta(seconds=1))
        assert told.claim([(ALMA, "a")]) == {(ALMA, "a")}
        assert told.claim([(ALMA, "a")]) == set()
        clock.shift(timedelta(days=30))
        assert told.purge() == 1


@pytest.mark.django_db
def test_a_thousand_pairs_are_one_statement() -> None:
    with CaptureQueriesContext(connection) as captured:
        assert len(told.claim([(f"{number}@example.org", "a") for number in range(1_000)])) == 1_000
    assert sum(1 for query in captured if "search_path" not in query["sql"].lower()) == 1


@pytest.mark.django_db
def test_rows_of_one_person_have_nothing_in_common_and_name_nobody(settings) -> None:
    told.claim([(ALMA, "a"), (ALMA, "b")])
    one, other = Told.objects.values_list("digest", flat=True)
    assert len(one) == len(other) == 40
    assert "alma" not in one + other
    before = told.digest_of(ALMA, "a")
    settings.SECRET_KEY = "another"
    assert told.digest_of(ALMA, "a") != before  # keyed: a list of addresses alone leads nowhere


@pytest.mark.django_db
def test_undone_with_its_transaction() -> None:
    with transaction.atomic():
        told.claim([(ALMA, "a")])
        transaction.set_rollback(True)
    assert told.claim([(ALMA, "a")]) == {(ALMA, "a")}


Pairs = set[tuple[str, str]]
PAIR = (ALMA, "a")


def naive(pairs: list[tuple[str, str]]) -> Pairs:
    """What one would write without a constraint: look, then write."""
    digests = {told.digest_of(*pair): pair for pair in pairs}
    new = digests.keys() - set(Told.objects.filter(digest__in=digests).values_list("digest", flat=True))
    Told.objects.bulk_create(Told(digest=digest, told_at=timezone.now()) for digest in new)
    return {digests[digest] for digest in new}


def both(claim: Callable[[list[tuple[str, str]]], Pairs], *, seconds: float = 0.5) -> list[Pairs]:
    """Two connections at once, the second while the first has not committed, which it does after so many seconds."""
    won: list[Pairs] = []

    def second() -> None:
        connection.set_schema_to_public()
        with transaction.atomic():
            won.append(claim([PAIR]))
        connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        won.append(claim([PAIR]))
        thread.start()
        thread.join(timeout=seconds)
    thread.join()
    return won


def test_without_the_constraint_both_would_tell(committing: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE search_told DROP CONSTRAINT search_told_pkey")
    # Nothing makes the second wait: it is done before the first commits, however slow the machine.
    assert both(naive, seconds=60) == [{PAIR}, {PAIR}]


def test_of_two_claimers_exactly_one_wins(committing: str) -> None:
    assert both(told.claim) == [{PAIR}, set()]
    assert Told.objects.count() == 1


def test_of_two_claimers_of_an_old_pair_exactly_one_wins(committing: str) -> None:
    told.claim([PAIR])
    Told.objects.update(told_at=timezone.now() - timedelta(days=31))
    assert both(told.claim) == [{PAIR}, set()]


def test_one_claimer_that_gives_up_leaves_it_to_the_other(committing: str) -> None:
    won: list[Pairs] = []

    def second() -> None:
        connection.set_schema_to_public()
        won.append(told.claim([PAIR]))
        connection.close()

    thread = threading.Thread(target=second)
    with transaction.atomic():
        told.claim([PAIR])
        thread.start()
        thread.join(timeout=0.5)
        assert thread.is_alive()
        transaction.set_rollback(True)
    thread.join()
    assert won == [{PAIR}]


# --- what one vacancy is ---------------------------------------------------------------------------


def fingerprint(**changes: object) -> str:
    return str(content_of(document(**changes))["fingerprint"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    "same",
    [
        {"schema": "beta"}, {"title": "Boulangère H/F"}, {"title": "BOULANGER(ÈRE) (f/h)"},
        {"employer_name": "Le fournil du beffroi"}, {"description": "Autre texte."}, {"sources": ("france-travail",)},
        {"latitude": 50.97, "longitude": 2.43}, {"full_time": None}, {"salary_label": "2 000 €"},
    ],
)  # fmt: skip
def test_the_same_vacancy_in_other_words(same: dict) -> None:
    assert fingerprint(**same) == fingerprint()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "other",
    [
        {"title": "Pâtissier F/H"}, {"employer_name": "Fournil du port"}, {"commune": CASSEL},
        {"contract_type": "CDD"}, {"employer_name": ""}, {"commune": None, "postcode": "59380"},
    ],
)  # fmt: skip
def test_another_vacancy(other: dict) -> None:
    assert fingerprint(**other) != fingerprint()


@pytest.mark.django_db
def test_without_an_employer_the_description_tells_them_apart() -> None:
    one = fingerprint(employer_name="", description="Au port.")
    assert one != fingerprint(employer_name="", description="À la gare.")
    assert one == fingerprint(employer_name="", description="au PORT", schema="beta")
    assert fingerprint(commune=BERGUES, employer_name="H/F", description="Au port.") == one
