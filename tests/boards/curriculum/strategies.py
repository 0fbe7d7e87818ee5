"""Curricula as people might fill them in, and as they wouldn't."""

from datetime import date

from hypothesis import strategies as st

from boards.curriculum.proposal.languages import NAMES
from boards.curriculum.values import LANGUAGE_LEVELS, LICENCES, Curriculum, Job, Language, Study, StudyLevel, tidy

texts = st.one_of(
    st.text(max_size=40), st.sampled_from(["Vendeuse & <b>caissière</b>", "Ève  D’Anglade", "a\nb", "«»"])
)
days = st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2040, 12, 31)))
jobs = st.builds(Job, title=texts, employer=texts, place=texts, starts_on=days, ends_on=days, description=texts)
studies = st.builds(
    Study,
    title=texts,
    school=texts,
    level=st.sampled_from([str(level) for level in StudyLevel if level]),
    year=st.one_of(st.none(), st.integers(1940, 2040)),
)
languages = st.builds(
    Language, code=st.sampled_from(sorted(NAMES)), level=st.sampled_from([level for level in LANGUAGE_LEVELS if level])
)
curricula = st.builds(
    Curriculum,
    name=texts,
    email=st.one_of(st.just(""), st.emails()),
    phone=st.one_of(st.just(""), st.from_regex(r"\A\+(33[1-9]|262[26]|32[1-9])[0-9]{8}\Z")),
    place=st.one_of(texts, st.just("59380 Bergues")),
    about=texts,
    jobs=st.lists(jobs, max_size=4).map(tuple),
    studies=st.lists(studies, max_size=4).map(tuple),
    languages=st.lists(languages, max_size=4, unique_by=lambda one: one.code).map(tuple),
    skills=st.lists(texts, max_size=5).map(tuple),
    licences=st.lists(st.sampled_from(LICENCES), unique=True).map(tuple),
).map(tidy)
