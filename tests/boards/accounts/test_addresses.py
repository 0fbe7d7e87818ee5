"""Which spellings are one person for counting, and which are not."""

import pytest

from boards.accounts.addresses import counted_as

ONE = "helene.marechal@exemple.fr"


@pytest.mark.parametrize(
    "spelling",
    [
        "Helene.Marechal@Exemple.FR",
        "hélène.maréchal@exemple.fr",
        "he\u0301le\u0300ne.marechal@exemple.fr",  # the same, with marks of their own
        "һеlеne.marесhаl@ехеmрlе.fr",  # Cyrillic in most places
        "hεlεnε.marεchal@exεmplε.fr",  # Greek
        "ｈｅｌｅｎｅ.marechal@exemple.fr",  # full width
        "𝐡𝐞𝐥𝐞𝐧𝐞.marechal@exemple.fr",  # mathematical
        "helene\u200b.marechal@exemple.fr",  # a space of no width
        "helene\u00ad.marechal@exemple.fr",  # a soft hyphen
        "  helene.marechal@exemple.fr ",
        "helene.marechaŁ@exemple.fr",
    ],
)
def test_one_person(spelling):
    assert counted_as(spelling) == ONE


def test_a_domain_is_one_however_it_is_written():
    assert counted_as("a@bücher.example") == counted_as("a@xn--bcher-kva.example") == "a@bucher.example"


@pytest.mark.parametrize(
    "other", ["helene.marechal2@exemple.fr", "helene.marechal@exemple.com", "helene+a@exemple.fr", "", "@", "x"]
)
def test_others_are_others(other):
    assert counted_as(other) != ONE


def test_a_huge_one_is_quick_and_breaks_nothing():
    assert len(counted_as("\ufdfa" * 100_000)) < 20_000
