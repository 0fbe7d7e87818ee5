"""P12: what a first visit weighs: bytes, requests, elements, jumps, EcoIndex; and Lighthouse, where Node is there.

Home, results and an offer of the demo, in a fresh Chromium on a phone, from the server that production runs
(hashed and compressed files). The peer is a page that links the stock design system of the State: its style
sheet, script, icons and two cuts of its fonts, compressed as a server would, from its npm package in a folder
that is thrown away.
"""

import gzip
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from boards.offers.models import Offer
from deploy.settings import environment
from tenants.context import entering
from tenants.models import Tenant
from tests.bench.ecoindex import ecoindex
from tests.bench.harness import Result
from tests.journeys.browser import CHROMIUM, FLAGS
from tests.journeys.demo import load_demo
from tests.journeys.site import running

LIGHTHOUSE, DESIGN_SYSTEM = "lighthouse@12.8.2", "@gouvfr/dsfr@1.15.3"
PEER_FILES = (
    "dsfr.min.css",
    "utility/utility.min.css",
    "dsfr.module.min.js",
    "fonts/Marianne-Regular.woff2",
    "fonts/Marianne-Bold.woff2",
)
RUNS = 3
HOST = "cchf.localhost"
WATCH_SHIFTS = """window.shift = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shift += entry.value })
  .observe({ type: "layout-shift", buffered: true })"""
# EcoIndex counts elements without what is inside a drawing.
ELEMENTS = "document.querySelectorAll('*').length - document.querySelectorAll('svg *').length"


@dataclass(frozen=True)
class Weight:
    """One page's first view. `size` in kB (1,000 bytes) over the wire, headers included."""

    size: float
    requests: int
    elements: int
    shift: float

    @property
    def ecoindex(self) -> float:
        return ecoindex(elements=self.elements, requests=self.requests, size=self.size)


def run() -> list[Result]:
    connection.set_schema_to_public()
    load_demo()
    with (
        running(str(connection.settings_dict["NAME"]), with_worker=False, port_in_links=True) as site,
        tempfile.TemporaryDirectory(prefix="bassin-p12-") as folder,
    ):
        root = f"http://{HOST}:{site.port}"
        pages = {
            "home": f"{root}/",
            "results": f"{root}/offres?q=boulanger&lieu=Bergues+%2859380%29",
            "all offers": f"{root}/offres",
            "an offer": f"{root}{_an_offer()}",
        }
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            weights = {name: _weigh(browser, url) for name, url in pages.items()}
            browser.close()
        tools = _npm(Path(folder))
        peer = _peer_kilobytes(tools) if tools else 280.0
        results = [row for name, weight in weights.items() for row in _rows(name, weight, peer=peer)]
        if tools:
            results += [row for name, url in pages.items() for row in _lighthouse(tools, name, url)]
        return results


def _an_offer() -> str:
    with entering(Tenant.objects.get(schema_name="cchf")):
        offer = Offer.objects.filter(state="live", salary_min__isnull=False).order_by("pk").first()
        assert offer is not None
        return str(offer.get_absolute_url())


def _weigh(browser: Browser, url: str) -> Weight:
    context = browser.new_context(viewport={"width": 412, "height": 823}, locale="fr-FR")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.add_init_script(WATCH_SHIFTS)
    page.goto(url, wait_until="networkidle")
    page.wait_for_timeout(300)
    weight = Weight(
        size=sum(sizes) / 1000,
        requests=len(sizes),
        elements=page.evaluate(ELEMENTS),
        shift=page.evaluate("window.shift"),
    )
    context.close()
    return weight


def _rows(name: str, weight: Weight, *, peer: float) -> list[Result]:
    row: Callable[..., Result] = lambda what, ours, against, unit, goal, holds: Result(  # noqa: E731
        "P12", f"{name}: {what}", ours, against, unit, ours / against, goal, holds
    )
    return [
        row("first view ÷ the State's design system alone", weight.size, peer, "kB", "≤ 140 kB", weight.size <= 140),
        row("requests", weight.requests, 15, "", "≤ 15", weight.requests <= 15),
        row("elements", weight.elements, 340, "", "≤ 340", weight.elements <= 340),
        row("layout shift", weight.shift, 0.1, "", "≤ 0.1", weight.shift <= 0.1),
        row("EcoIndex", weight.ecoindex, 80, "", "> 80", weight.ecoindex > 80),
    ]


def _npm(folder: Path) -> Path | None:
    """The tools' modules, installed aside; None without Node."""
    if not (which("npm") and which("node")):
        print("P12: Node is not here; Lighthouse and the peer are left out (apt-get install nodejs npm).")
        return None
    command = ["npm", "install", "--silent", "--no-fund", "--no-audit", "--ignore-scripts", "--no-package-lock"]
    subprocess.run([*command, "--prefix", str(folder), LIGHTHOUSE, DESIGN_SYSTEM], check=True, timeout=600)
    return folder / "node_modules"


def _peer_kilobytes(tools: Path) -> float:
    found = [(tools / "@gouvfr/dsfr/dist" / name).read_bytes() for name in PEER_FILES]
    return sum(min(len(data), len(gzip.compress(data, 9))) for data in found) / 1000


def _lighthouse(tools: Path, name: str, url: str) -> list[Result]:
    """The median of three: one run on a shared machine says little about speed."""
    reports = [_report(tools, url) for _ in range(RUNS)]
    rows = []
    for category in ("performance", "accessibility", "best-practices", "seo"):
        score = statistics.median(report["categories"][category]["score"] * 100 for report in reports)
        note = "" if score >= 100 else "; ".join(_failed(reports[-1], category))
        rows.append(
            Result("P12", f"{name}: Lighthouse {category}", score, 100, "", score / 100, "100", score >= 100, note)
        )
    return rows


def _report(tools: Path, url: str) -> dict:
    command = ["node", str(tools / "lighthouse/cli/index.js"), url, "--quiet", "--output=json", "--output-path=stdout"]
    flags = f"--chrome-flags=--headless {' '.join(FLAGS)}"
    for _ in range(RUNS):
        done = subprocess.run(
            [*command, flags],
            env=environment.child(CHROME_PATH=str(CHROMIUM)),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if done.returncode == 0:
            return dict(json.loads(done.stdout))
        # On a machine that is short of breath the browser sometimes doesn't come up.
        print(f"P12: Lighthouse tries again: {done.stderr.strip()[-300:]}", file=sys.stderr)
    raise RuntimeError(f"Lighthouse failed on {url}: {done.stderr.strip()[-2000:]}")


def _failed(report: dict, category: str) -> list[str]:
    """Audits that cost points, by name."""
    audits = report["audits"]
    return [
        f"{ref['id']} ({audits[ref['id']].get('displayValue') or audits[ref['id']]['score']})"
        for ref in report["categories"][category]["auditRefs"]
        if ref["weight"] and (audits[ref["id"]]["score"] or 0) < 1 and audits[ref["id"]]["score"] is not None
    ]
