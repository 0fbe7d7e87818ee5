import pytest

from tenants.reference.phrases import key, singular


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("caissieres", "caissiere"),
        ("commerciaux", "commercial"),
        ("bateaux", "bateau"),
        ("bus", "bus"),
        ("agent", "agent"),
    ],
)
def test_plurals_fold(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    "written",
    ["agent d'entretien", "Agents d’entretien", "AGENT ENTRETIEN", "agent de l'entretien", "agents d entretiens"],
)
def test_ways_to_write_a_phrase_share_a_key(written: str) -> None:
    assert key(written) == ("agent", "entretien")


def test_words_that_matter_make_another_key() -> None:
    assert key("agent d'entretien") != key("agent de maintenance")
    assert key("homme à tout faire") == ("homme", "tout", "faire")
