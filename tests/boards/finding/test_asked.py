"""A search's address: read from anything, written in one way."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from boards.finding.asked import Asked


def read(query: str) -> Asked:
    return Asked.read(QueryDict(query))


def test_nothing_asked_is_the_bare_address():
    assert read("").url == "/offres"
    assert read("q=&lieu=&rayon=20&page=1&tri=").url == "/offres"


def test_one_search_has_one_address_whatever_the_order_of_its_parts():
    one = read("contrat=CDI&q=boulanger&permis=sans&contrat=CDD&lieu=Bergues+(59380)&rayon=30")
    other = read("rayon=30&lieu=Bergues+(59380)&contrat=CDD&contrat=CDI&permis=sans&q=++boulanger+")
    assert one == other
    assert one.url == "/offres?q=boulanger&lieu=Bergues+%2859380%29&rayon=30&contrat=CDD&contrat=CDI&permis=sans"


@pytest.mark.parametrize(
    ("query", "order", "written"),
    [
        ("q=boulanger&tri=pertinence", "pertinence", "/offres?q=boulanger"),
        ("lieu=Bergues&tri=distance", "distance", "/offres?lieu=Bergues"),
        ("tri=date", "date", "/offres"),
        ("q=boulanger&lieu=Bergues&tri=date", "date", "/offres?q=boulanger&lieu=Bergues&tri=date"),
    ],
)
def test_the_order_that_holds_anyway_is_not_written(query, order, written):
    assert read(query).order == order
    assert read(query).url == written


@pytest.mark.parametrize(
    ("raw", "radius"),
    [("abc", 20), ("", 20), ("-5", 20), ("0", 20), ("15", 20), ("30", 30), ("9" * 400, 20), ("999", 100)],
)
def test_a_radius_is_one_that_we_offer(raw, radius):
    assert read(f"lieu=Bergues&rayon={raw}").radius_km == radius


def test_a_page_beyond_every_engine_is_the_last_that_one_gives():
    assert read("page=1000000000").page == 1
    assert read("page=99999999").page == 500


def test_values_that_mean_nothing_are_left_out():
    asked = read("contrat=XYZ&nature=noce&temps=lent&permis=avec&logement=oui&depuis=hier&metier=boulanger&tri=prix")
    assert asked == Asked()


def test_fifty_kilobytes_and_nuls_are_cut_to_a_question():
    data = QueryDict(mutable=True)
    data["q"], data["lieu"] = "x\x00y " * 20_000, "\x00" * 50_000
    asked = Asked.read(data)
    assert asked.text.startswith("x y x y")
    assert len(asked.text) <= 200
    assert asked.place == ""


def test_a_filter_goes_back_to_the_first_page_and_off_again():
    asked = read("q=boulanger&contrat=CDI&page=3")
    on = asked.toggled("contracts", "CDD")
    assert (on.contracts, on.page) == (("CDD", "CDI"), 1)
    assert on.toggled("contracts", "CDD") == asked.but(page=1)


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "q",
                "lieu",
                "rayon",
                "contrat",
                "nature",
                "temps",
                "permis",
                "logement",
                "depuis",
                "metier",
                "tri",
                "page",
            ]
        ),
        st.lists(
            st.text(max_size=30)
            | st.sampled_from(["CDI", "sans", "1", "7", "D1102", "date", "plein", "alternance", "50"]),
            max_size=3,
        ),
    )
)
def test_any_query_is_read_and_its_own_address_means_the_same(parameters):
    data = QueryDict(mutable=True)
    for name, values in parameters.items():
        data.setlist(name, values)
    asked = Asked.read(data)
    assert Asked.read(QueryDict(asked.url.partition("?")[2])) == asked
