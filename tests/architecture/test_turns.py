"""The longest files begin when tests run on several cores, and what is dear to start is started once."""

from pathlib import Path

from deploy.settings.environment import ROOT
from tests.turns import SECONDS_A_TEST, TOGETHER, WEIGHTS, turn_of, weight


def test_what_is_named_is_there() -> None:
    files = [name for name in WEIGHTS if name not in TOGETHER]
    files += [prefix for prefixes in TOGETHER.values() for prefix in prefixes]
    assert [name for name in files if not (ROOT / name).exists()] == []
    assert set(TOGETHER) <= set(WEIGHTS)


def test_whoever_needs_the_node_takes_turns_on_one_core() -> None:
    """A second core that meets one of them starts a node of its own: a minute, and two gigabytes."""
    own = Path(__file__).parent
    marked = [file for file in ROOT.glob("tests/**/test_*.py") if own not in file.parents and _needs_engine(file)]
    assert len(marked) >= 6
    turns = {turn_of(f"{file.relative_to(ROOT)}::test") for file in marked}
    assert turns == {"engine", "journeys"}  # one journey starts and kills a node of its own


def test_a_file_of_one_long_test_goes_before_one_of_many_short_ones() -> None:
    year = "tests/verification/test_a_year_of_alerts.py"
    assert turn_of(f"{year}::test_a_year") == year
    assert weight(year, 1) > weight("tests/boards/test_many.py", 500) == 500 * SECONDS_A_TEST


def _needs_engine(file: Path) -> bool:
    return "pytest.mark.engine" in file.read_text()
