"""Whom to call and why: each reason, what settles it, what puts it off."""

from datetime import date, timedelta
from typing import Any

import pytest

from boards.desk.rules import Known, LastCall, Why, reasons_of

TODAY = date(2027, 3, 10)
LONG_AGO = TODAY - timedelta(days=200)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def known(**said: Any) -> Known:
    return Known(**{"created_on": LONG_AGO, "met": True, **said})


@pytest.mark.parametrize(
    ("said", "why", "words"),
    [
        ({"tasks": ((ago(0), "Envoyer le dossier CACES"),)}, Why.TASK, "Envoyer le dossier CACES"),
        ({"tasks": ((ago(3), "Rappeler"),)}, Why.TASK, "en retard de 3 jours"),
        ({"last_call": LastCall("missed", ago(1), ago(0))}, Why.AGAIN, "pas jointe le 9 mars"),
        ({"last_call": LastCall("later", ago(9), ago(0), "après son code")}, Why.AGAIN, "après son code"),
        ({"wish": (ago(1), "jeudi matin")}, Why.WISH, "jeudi matin"),
        ({"missed_on": ago(2)}, Why.MISSED, "8 mars"),
        ({"contract_ends_on": TODAY + timedelta(days=20)}, Why.ENDS, "30 mars"),
        ({"unanswered": (ago(12), "Boulanger F/H")}, Why.UNANSWERED, "depuis 12 jours : Boulanger F/H"),
        ({"match": (ago(1), "Boulanger F/H lui convient")}, Why.MATCH, "lui convient"),
        ({"created_on": ago(3), "met": False}, Why.NEW, "depuis 3 jours"),
        ({"asked_on": ago(8)}, Why.SILENT, "n’a pas répondu"),
    ],
)
def test_each_reason_is_told(said: dict[str, Any], why: Why, words: str) -> None:
    (reason,) = reasons_of(known(**said), today=TODAY)
    assert reason.why == why
    assert words in reason.words


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"tasks": ((TODAY + timedelta(days=1), "Demain"),)},
        {"unanswered": (ago(9), "Boulanger F/H")},
        {"asked_on": ago(6)},
        {"missed_on": ago(15)},
        {"contract_ends_on": TODAY + timedelta(days=31)},
        {"contract_ends_on": ago(1)},
        {"created_on": ago(3), "met": False, "made_here": True},
        {"created_on": ago(46), "met": False},
    ],
)
def test_nobody_is_called_for_nothing(said: dict[str, Any]) -> None:
    assert reasons_of(known(**said), today=TODAY) == []


def test_put_off_is_hidden_until_its_day() -> None:
    said = {"missed_on": ago(1), "last_call": LastCall("later", ago(0), TODAY + timedelta(days=3), "en formation")}
    assert reasons_of(known(**said), today=TODAY) == []
    found = reasons_of(known(**said), today=TODAY + timedelta(days=3))
    assert [reason.why for reason in found] == [Why.AGAIN, Why.MISSED]


def test_an_answer_settles_what_was_known_and_not_what_came_after() -> None:
    call = LastCall("answered", ago(1))
    assert reasons_of(known(missed_on=ago(2), unanswered=(ago(30), "x"), last_call=call), today=TODAY) == []
    (new,) = reasons_of(known(missed_on=ago(2), match=(ago(0), "y"), last_call=call), today=TODAY)
    assert new.why == Why.MATCH
    (task,) = reasons_of(known(tasks=((ago(4), "Dossier"),), last_call=call), today=TODAY)
    assert task.why == Why.TASK


def test_what_cannot_wait_comes_first() -> None:
    said = {
        "tasks": ((ago(0), "Dossier"),), "wish": (ago(1), "jeudi"), "match": (ago(5), "z"),
        "created_on": ago(9), "met": False, "asked_on": ago(9),
    }  # fmt: skip
    found = reasons_of(known(**said), today=TODAY)
    assert [reason.why for reason in found] == [Why.TASK, Why.WISH, Why.MATCH, Why.NEW, Why.SILENT]
