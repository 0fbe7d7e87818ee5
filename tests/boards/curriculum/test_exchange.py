"""Europass and JSON Resume: what is written is read back the same; what is hostile gets a sentence."""

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st

from boards.curriculum import europass, json_resume
from boards.curriculum.reading import imported
from boards.curriculum.values import Curriculum, Job, Language, NotRead, Reason, Study, as_plain, from_plain, tidy
from boards.curriculum.wording import sentence
from tests.boards.curriculum.cvs.seen import SEEN
from tests.boards.curriculum.strategies import curricula

FORMATS = {"europass": europass, "json": json_resume}
BILLION = "<!DOCTYPE x [" + "".join(
    f'<!ENTITY {chr(97 + n)} "{("&" + chr(96 + n) + ";") * 10 if n else "aaaaaaaaaa"}">' for n in range(9)
) + "]><Candidate>&i;</Candidate>"  # fmt: skip
PASSPORT = """<?xml version="1.0" encoding="UTF-8"?>
<SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass" locale="fr">
 <DocumentInfo><DocumentType>ECV</DocumentType><XSDVersion>V3.4</XSDVersion></DocumentInfo>
 <LearnerInfo>
  <Identification>
   <PersonName><FirstName>Jeanne</FirstName><Surname>Dubois</Surname></PersonName>
   <ContactInfo>
    <Address><Contact><AddressLine>1 rue du Port</AddressLine><PostalCode>59140</PostalCode>
     <Municipality>Dunkerque</Municipality><Country><Code>FR</Code></Country></Contact></Address>
    <Email><Contact>jeanne@exemple.fr</Contact></Email>
    <TelephoneList><Telephone><Contact>06 12 34 56 78</Contact></Telephone></TelephoneList>
   </ContactInfo>
  </Identification>
  <Headline><Type><Code>personal_statement</Code></Type><Description><Label>Soigneuse</Label></Description></Headline>
  <WorkExperienceList><WorkExperience>
   <Period><From year="2019" month="--03"/><To year="2021" month="--06" day="---15"/></Period>
   <Position><Label>Vendeuse</Label></Position>
   <Activities>&lt;p&gt;Vente &amp;amp; caisse&lt;/p&gt;&lt;ul&gt;&lt;li&gt;Rayon&lt;/li&gt;&lt;/ul&gt;</Activities>
   <Employer><Name>Boulangerie Martin</Name><ContactInfo><Address><Contact><Municipality>Bergues</Municipality>
    </Contact></Address></ContactInfo></Employer>
  </WorkExperience></WorkExperienceList>
  <EducationList><Education><Period><From year="2016"/><To year="2018"/></Period><Title>CAP Vente</Title>
   <Organisation><Name>CFA de Dunkerque</Name></Organisation><Level><Code>3</Code></Level></Education></EducationList>
  <Skills>
   <Linguistic>
    <MotherTongueList><MotherTongue><Description><Code>fr</Code></Description></MotherTongue></MotherTongueList>
    <ForeignLanguageList><ForeignLanguage><Description><Code>en</Code></Description><ProficiencyLevel>
     <Listening>B2</Listening><Reading>B2</Reading><SpokenInteraction>B1</SpokenInteraction>
     <SpokenProduction>B1</SpokenProduction><Writing>A2</Writing></ProficiencyLevel></ForeignLanguage>
    </ForeignLanguageList>
   </Linguistic>
   <Computer><Description>Caisse enregistreuse</Description></Computer>
   <Driving><Description><Licence>B</Licence><Licence>A1</Licence></Description></Driving>
  </Skills>
 </LearnerInfo>
</SkillsPassport>"""


@pytest.mark.parametrize("name", FORMATS)
@given(given_one=curricula)
@settings(max_examples=60)
def test_there_and_back(name: str, given_one: Curriculum) -> None:
    if given_one.is_empty:
        return
    assert FORMATS[name].read(FORMATS[name].write(given_one)) == given_one


@given(curricula)
@settings(max_examples=40)
def test_through_the_walls_and_back(given_one: Curriculum) -> None:
    assert from_plain(json.loads(json.dumps(as_plain(given_one)))) == given_one == tidy(given_one)


@pytest.mark.parametrize("name", FORMATS)
def test_a_real_one_through_a_form(name: str) -> None:
    said = SEEN[1].says
    upload = SimpleUploadedFile("cv", FORMATS[name].write(said))
    assert imported(upload) == tidy(said)


def test_what_cedefop_wrote() -> None:
    from datetime import date

    assert europass.read(PASSPORT.encode()) == Curriculum(
        name="Jeanne Dubois",
        email="jeanne@exemple.fr",
        phone="+33612345678",
        place="59140 Dunkerque",
        about="Soigneuse",
        jobs=(
            Job(
                "Vendeuse",
                "Boulangerie Martin",
                "Bergues",
                date(2019, 3, 1),
                date(2021, 6, 15),
                "Vente & caisse\nRayon",
            ),
        ),
        studies=(Study("CAP Vente", "CFA de Dunkerque", "cap", 2018),),
        languages=(Language("fr", "native"), Language("en", "A2")),
        skills=("Caisse enregistreuse",),
        licences=("A1", "B"),
    )


def test_what_other_editors_write() -> None:
    """Keywords, partial dates, the older `company`, levels in words."""
    resume = {
        "basics": {"name": "Ève Martin", "location": {"city": "Lille", "postalCode": "59000"}},
        "work": [
            {
                "company": "Mairie",
                "position": "Agente",
                "startDate": "2019",
                "endDate": "2020-02",
                "highlights": ["Accueil"],
            }
        ],
        "education": [{"institution": "Lycée", "studyType": "BTS", "area": "Tourisme", "endDate": "2018-06"}],
        "languages": [{"language": "Anglais", "fluency": "Courant"}, {"language": "Klingon", "fluency": "A1"}],
        "skills": [{"name": "Bureautique", "keywords": ["Word", "Excel"]}],
        "certificates": [{"name": "Permis B"}],
        "unknown": [1, 2, {"x": None}],
    }
    found = json_resume.read(json.dumps(resume).encode())
    (job,) = found.jobs
    assert (job.employer, str(job.starts_on), str(job.ends_on), job.description) == (
        "Mairie", "2019-01-01", "2020-02-29", "Accueil",
    )  # fmt: skip
    assert found.studies == (Study("BTS Tourisme", "Lycée", "bts", 2018),)
    assert (found.languages, found.skills, found.licences) == ((Language("en", "C1"),), ("Word", "Excel"), ("B",))


HOSTILE: dict[str, tuple[bytes, Reason]] = {
    "nothing": (b"", Reason.NOT_JSON),
    "a number": (b"1", Reason.NOT_JSON),
    "a list": (b"[]", Reason.NOT_JSON),
    "another object": (b'{"a": 1}', Reason.NOT_JSON),
    "an empty resume": (b'{"basics": {}}', Reason.NOT_A_CV),
    "half of one": (b'{"basics": {"name": "x"', Reason.NOT_JSON),
    "no text": (b"\xff\xfe\x00{", Reason.NOT_JSON),
    "five megabytes of brackets": (b"[" * 4_900_000, Reason.NOT_JSON),
    "five megabytes of objects": (b'{"basics":' * 480_000, Reason.NOT_JSON),
    "a number without end": (b'{"basics": {"name": ' + b"9" * 100_000 + b"}}", Reason.NOT_JSON),
    "a billion laughs": (BILLION.encode(), Reason.NOT_XML),
    "a file from the disk": (
        b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><Candidate><GivenName>&f;</GivenName></Candidate>',
        Reason.NOT_XML,
    ),
    "a definition from afar": (b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><Candidate/>', Reason.NOT_XML),
    "five megabytes of depth": (b"<Candidate>" + b"<a>" * 1_600_000, Reason.TOO_LARGE),
    "five megabytes of breadth": (b"<Candidate>" + b"<a/>" * 1_200_000 + b"</Candidate>", Reason.TOO_LARGE),
    "a page": (b"<html><body>x</body></html>", Reason.NOT_XML),
    "unclosed": (b"<Candidate><GivenName>x", Reason.NOT_XML),
    "empty": (b"<Candidate/>", Reason.NOT_A_CV),
    "an encoding that is none": (b'<?xml version="1.0" encoding="x-none"?><Candidate/>', Reason.NOT_XML),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_ones_get_a_sentence(name: str) -> None:
    content, reason = HOSTILE[name]
    with pytest.raises(ValidationError) as refused:
        imported(SimpleUploadedFile("cv", content))
    assert refused.value.code == reason
    assert refused.value.message == sentence(reason)


def test_six_megabytes_are_not_even_read() -> None:
    with pytest.raises(ValidationError) as refused:
        imported(SimpleUploadedFile("cv", b"{" + b" " * 6_000_000))
    assert refused.value.code == Reason.TOO_LARGE


wrong = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=9)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=8,
)
NAMES = ("basics", "work", "education", "languages", "skills", "certificates")


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(NAMES, wrong)))
@settings(max_examples=60)
def test_wrong_types_everywhere(resume: Any) -> None:
    try:
        found = json_resume.read(json.dumps(resume).encode())
    except NotRead:
        return
    else:
        assert tidy(found) == found


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes(content: bytes) -> None:
    for module in FORMATS.values():
        with pytest.raises(NotRead):
            module.read(content)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_says_what_to_do(reason: Reason) -> None:
    assert sentence(reason).endswith(".")
    assert any(word in sentence(reason) for word in ("envoyez", "remplissez"))
