"""Signs that look for nothing, and words that are too long for a phone."""

import pytest


@pytest.mark.parametrize("typed", ["🥖", "(((", "%_", "& |", "…"])
def test_signs_without_a_word_claim_no_result(alpha, visit, typed):
    page = visit(alpha).get("/offres", {"q": typed}).content.decode()
    assert "pour «" not in page
