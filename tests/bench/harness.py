"""Ratios of two things measured in one run, interleaved: machines are shared, single times mean little."""

import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from deploy.settings.environment import ROOT

RESULTS = ROOT / "bench" / "results.json"
PAGE, MARK = ROOT / "docs" / "performance.md", "<!-- results -->"
Work = Callable[[], object]


@dataclass(frozen=True)
class Result:
    """One figure: ours against a peer of the same run. `ratio` is ours/peer unless the goal says otherwise."""

    name: str
    what: str
    ours: float
    peer: float
    unit: str
    ratio: float
    goal: str
    holds: bool
    note: str = ""


def seconds(work: Work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def interleaved(ours: Work, peer: Work, *, rounds: int = 5, times: int = 1) -> tuple[float, float, float]:
    """Median seconds of each, and the median of the ratios ours/peer, over rounds of `times` calls each."""
    pairs = []
    for _ in range(rounds):
        a = sum(seconds(ours) for _ in range(times)) / times
        b = sum(seconds(peer) for _ in range(times)) / times
        pairs.append((a, b))
    return (
        statistics.median(a for a, _ in pairs),
        statistics.median(b for _, b in pairs),
        statistics.median(a / b for a, b in pairs),
    )


def p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[18]


def write(results: list[Result]) -> None:
    """Keep the newest result of each name, bring the page in docs in step, and print the new table."""
    kept = {}
    if RESULTS.exists():
        kept = {(r["name"], r["what"]): r for r in json.loads(RESULTS.read_text())}
    kept |= {(result.name, result.what): asdict(result) for result in results}
    newest = sorted((Result(**row) for row in kept.values()), key=lambda r: (int(r.name[1:]), r.what))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([asdict(result) for result in newest], indent=1, ensure_ascii=False) + "\n")
    PAGE.write_text(f"{PAGE.read_text().split(MARK)[0]}{MARK}\n\n{table(newest)}\n")
    print(table(results))


def table(results: list[Result]) -> str:
    lines = ["| # | what | ours | peer | ratio | goal | holds |", "|---|---|---|---|---|---|---|"]
    for r in results:
        holds = "yes" if r.holds else f"**no** – {r.note}" if r.note else "**no**"
        figures = f"{r.ours:.4g} {r.unit} | {r.peer:.4g} {r.unit} | {r.ratio:.2f}"
        lines.append(f"| {r.name} | {r.what} | {figures} | {r.goal} | {holds} |")
    return "\n".join(lines)
