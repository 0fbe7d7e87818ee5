"""What fits an SMS, and how a title is cut to fit."""

import pytest

from boards.alerts.letters import LONGEST_TITLE_IN_AN_SMS, _short


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Boulanger F/H", "Boulanger"),
        ("Arracheur de racines et aide aux champs F/H", "Arracheur de racines et aide"),
        ("Ouvrier saisonnier pour la récolte des pommes F/H", "Ouvrier saisonnier pour la récolte"),
        ("Conducteur, livreur, manutentionnaire, magasinier F/H", "Conducteur, livreur, manutentionnaire"),
        ("X" * 80, "X" * LONGEST_TITLE_IN_AN_SMS),
    ],
)
def test_a_title_is_cut_between_words(title: str, short: str) -> None:
    assert _short(title) == short
