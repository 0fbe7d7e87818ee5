"""The rule sorts as an adviser would, and says why."""

import dataclasses
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.fitting.rule import fit
from boards.fitting.values import Job, Pile, Seeker
from tests.boards.fitting.cases import BERGUES, JOBS, TODAY, Case

PAIRS = [(job, case) for job, cases in JOBS.values() for case in cases]
# What may not count for a job (art. L1132-1 of the Labour Code); none of it is known to the rule.
FORBIDDEN = {"name", "age", "birth", "sex", "gender", "nationality", "origin", "photo", "family", "address", "email"}


def test_there_are_thirty():
    assert len(PAIRS) == 30


@pytest.mark.parametrize(("job", "case"), PAIRS, ids=lambda one: one.who if isinstance(one, Case) else one.occupation)
def test_each_pair_is_on_its_pile_with_its_reason(job, case):
    found = fit(case.person, job, today=TODAY)
    if case.pile is None:
        assert found is None
        return
    assert found is not None
    assert found.pile == case.pile, found.sentence
    for words in case.says:
        assert words.lower() in found.sentence.lower(), found.sentence
    for words in case.never:
        assert words not in found.sentence


@pytest.mark.parametrize("name", JOBS)
def test_people_stand_in_the_order_of_an_adviser(name):
    job, cases = JOBS[name]
    fits = {case.who: fit(case.person, job, today=TODAY) for case in cases}
    ranked = sorted((who for who, found in fits.items() if found), key=lambda who: fits[who].order)
    assert ranked == [case.who for case in cases if case.pile is not None]


def test_nothing_that_may_not_count_is_known():
    known = {field.name for side in (Seeker, Job) for field in dataclasses.fields(side)}
    assert not {name for name in known for word in FORBIDDEN if word in name.split("_")}


seekers = st.builds(
    Seeker,
    occupations=st.frozensets(st.sampled_from(["D1102", "D1106", "N4101"]), max_size=2),
    position=st.sampled_from([None, BERGUES]),
    radius_km=st.sampled_from([5, 20, 100]),
    means=st.frozensets(st.sampled_from(["walk", "bike", "car", "transit", "lift"])),
    licences=st.frozensets(st.sampled_from(["AM", "B", "CE"])),
    contracts=st.frozensets(st.sampled_from(["CDI", "CDD", "STAGE"])),
    full_time=st.sampled_from([None, True, False]),
    schedules=st.frozensets(st.sampled_from(["day", "night"])),
    free_on=st.one_of(st.none(), st.dates(TODAY - timedelta(days=9), TODAY + timedelta(days=90))),
    in_work=st.booleans(),
    confirmed_days=st.integers(0, 200),
)
jobs = st.builds(
    Job,
    occupation=st.sampled_from(["", "D1102", "N4101"]),
    position=st.one_of(st.just(BERGUES), st.tuples(st.floats(50.8, 51.1), st.floats(2.2, 2.6))),
    contract=st.sampled_from(["CDI", "CDD", "STAGE"]),
    full_time=st.sampled_from([None, True, False]),
    schedules=st.frozensets(st.sampled_from(["day", "night"])),
    licence=st.sampled_from(["required", "none", "unsaid"]),
    experience=st.sampled_from(["", "beginner", "wished", "required"]),
    housing=st.booleans(),
)


def test_whoever_takes_the_bus_walks_to_the_next_street():
    """In one commune the distance is nothing: no means of transport is out of reach, and none is asked for."""
    person = Seeker(occupations=frozenset({"D1102"}), position=BERGUES, means=frozenset({"transit"}), free_on=TODAY)
    found = fit(person, Job(occupation="D1102", position=BERGUES), today=TODAY)
    assert found is not None
    assert found.pile == Pile.SUGGEST
    assert "y va à pied" in found.sentence


@given(seekers, jobs)
def test_every_pair_has_a_sentence_and_a_pile_that_follows_from_it(seeker, job):
    found = fit(seeker, job, today=TODAY)
    if found is None:
        return
    assert found.sentence
    expected = Pile.BLOCKED if found.obstacles else Pile.ASK if found.questions else Pile.SUGGEST
    assert found.pile == expected


@given(seekers, jobs)
def test_a_car_and_its_licence_never_make_it_worse(seeker, job):
    richer = dataclasses.replace(seeker, means=seeker.means | {"car"}, licences=seeker.licences | {"B"})
    before, after = fit(seeker, job, today=TODAY), fit(richer, job, today=TODAY)
    assert (before is None) == (after is None)
    if before and after:
        assert after.order <= before.order


@given(seekers, jobs, st.integers(1, 60))
def test_being_free_later_never_makes_it_better(seeker, job, days):
    if seeker.free_on is None:
        return
    later = dataclasses.replace(seeker, free_on=max(seeker.free_on, TODAY) + timedelta(days=days))
    before, after = fit(seeker, job, today=TODAY), fit(later, job, today=TODAY)
    if before and after:
        assert after.order >= before.order
