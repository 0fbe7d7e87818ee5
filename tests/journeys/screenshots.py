"""Pictures for the documentation: `python -m tests.journeys.screenshots` writes docs/screenshots.

Fifteen pages of three territories of the demo, on a desk and on a phone, the mail of an alert as a phone shows it, and
the results of the three side by side for the README. Colours are reduced to a palette: the folder stays below 6 MB.
"""

import base64
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine

import tests.plugin  # noqa: F401  the tests' PostgreSQL, before Django
from deploy.settings.environment import ROOT

FOLDER = ROOT / "docs" / "screenshots"
DESK, PHONE = {"width": 1280, "height": 960}, {"width": 320, "height": 720}
COLOURS, BUDGET = 128, 6_000_000


@dataclass(frozen=True)
class Territory:
    """One look: which words give results, and where its waiting offer is."""

    schema: str
    look: str
    search: str
    insee: str
    title: str
    typed: str
    commune: str
    members_only: bool = False

    @property
    def host(self) -> str:
        return f"{self.schema}.localhost"


TERRITORIES = (
    Territory("cchf", "plaine", "q=conducteur&lieu=Bergues+%2859380%29", "59067", "Vendeuse", "boul", "berg"),
    Territory("dijon", "elan", "q=apprenti&lieu=Dijon+%2821000%29", "21231", "Serveuse", "cuis", "dij"),
    Territory("montagne", "cime", "lieu=Chamonix-Mont-Blanc+%2874400%29", "74056", "Hôtesse", "pis", "cham", True),
)
UNLAWFUL = (
    "Vous accueillez les clients, tenez la caisse et la vitrine, du mardi au samedi.\n\n"
    "Jeune femme dynamique de moins de 30 ans, de langue maternelle française."
)


def main() -> int:
    import django

    django.setup()
    from django.db import connection
    from playwright.sync_api import sync_playwright

    from tests import database
    from tests.journeys.browser import CHROMIUM, FLAGS
    from tests.journeys.demo import load_demo
    from tests.journeys.site import running
    from tests.journeys.told import hours_behind

    if not CHROMIUM.exists():
        print(f"{CHROMIUM} is missing: apt-get install chromium", file=sys.stderr)
        return 1
    name = database.clone("screenshots")
    try:
        # By day, so that SMS leave too.
        with time_machine.travel(datetime.now(UTC) - timedelta(hours=hours_behind()), tick=True):
            load_demo()
            _send_everything()
        connection.close()
        FOLDER.mkdir(parents=True, exist_ok=True)
        with running(name, with_worker=False, port_in_links=True) as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for territory in TERRITORIES:
                _take(territory, site, browser)
            _side_by_side(browser)
            browser.close()
    finally:
        database.drop(name)
    total = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    print(f"{len(list(FOLDER.glob('*.png')))} pictures, {total / 1e6:.1f} MB")
    return 0 if total <= BUDGET else 1


def _take(territory: Territory, site, browser) -> None:  # type: ignore[no-untyped-def]
    waiting = site.do(lambda: _hand_in(territory), schema=territory.schema)
    root = f"http://{territory.host}:{site.port}"
    employer, adviser = f"employeur@{territory.schema}.example", f"conseillere@{territory.schema}.example"
    for size, width in ((DESK, 1280), (PHONE, 320)):

        def shot(tab, name: str, width: int = width) -> None:  # type: ignore[no-untyped-def]
            tab.wait_for_load_state("networkidle")
            tab.evaluate("document.fonts.ready")
            _save(tab.screenshot(), f"{territory.look}-{name}-{width}")

        with _as_visitor(browser, size) as tab:
            tab.goto(f"{root}/")
            shot(tab, "home")
            tab.goto(f"{root}/offres?{territory.search}")
            shot(tab, "results")
            tab.locator(".offers a").first.click()
            shot(tab, "offer")
            tab.goto(f"{root}/alertes?{territory.search}")
            shot(tab, "subscribe")
            tab.goto(f"{root}{site.do(_alerts_of_somebody, schema=territory.schema)}")
            shot(tab, "alerts")
            tab.goto(f"{root}/outbox")
            tab.get_by_role("heading", name="SMS", exact=True).scroll_into_view_if_needed()
            shot(tab, "outbox")
        with _as_visitor(browser, size) as tab:
            if territory.members_only:
                tab.context.add_cookies(_for_host(site.cookies_of(employer, schema=territory.schema), territory.host))
            tab.goto(f"{root}/publier")
            tab.get_by_role("combobox", name="Commune du lieu de travail").fill(territory.commune)
            tab.get_by_role("combobox", name="Quel poste").press_sequentially(territory.typed, delay=40)
            tab.locator(".combo-list:not([hidden]) li").first.wait_for()
            shot(tab, "publish")
        with _as_visitor(browser, size) as tab:
            tab.context.add_cookies(_for_host(site.cookies_of(adviser, schema=territory.schema), territory.host))
            tab.goto(f"{root}/espace/moderation/{waiting}")
            shot(tab, "moderation")
            tab.goto(f"{root}/espace/alertes")
            shot(tab, "alerts-desk")
            for name, path in (
                ("desk", "/espace/bureau?qui=tous"),
                ("hires", "/espace/embauches"),
                ("figures", "/espace/chiffres"),
            ):
                tab.goto(f"{root}{path}")
                shot(tab, name)
        with _as_visitor(browser, size) as tab:
            tab.context.add_cookies(_for_host(site.cookies_of(employer, schema=territory.schema), territory.host))
            tab.goto(f"{root}/espace/cvtheque")
            shot(tab, "library")
            board, talk = site.do(lambda: _board_of(employer), schema=territory.schema)
            for name, path in (("board", board), ("thread", talk)):
                if path:
                    tab.goto(f"{root}{path}")
                    shot(tab, name)
    with _as_visitor(browser, PHONE) as tab:
        tab.set_content(site.do(_newest_alert_mail, schema=territory.schema))
        shot(tab, "mail", 320)


def _board_of(address: str) -> tuple[str, str]:
    """An employer's board with most applications, and the page of one that was talked about; "" where there is none."""
    from django.db.models import Count

    from boards.applications.models import Application
    from boards.offers.models import Offer

    own = Offer.objects.filter(employer__members__user__email=address)
    offer = own.annotate(n=Count("applications")).filter(n__gt=0).order_by("-n").first()
    talked = Application.objects.filter(offer__in=own, thread__isnull=False).order_by("created_at").first()
    return (
        f"/espace/offres/{offer.pk}/candidatures" if offer else "",
        f"/espace/candidatures/{talked.pk}#dernier" if talked else "",
    )


def _hand_in(territory: Territory) -> str:
    """An offer with a sentence that the law forbids, waiting for an adviser."""
    from boards.accounts.models import User
    from boards.employers.models import Employer
    from boards.offers.services.publishing import publish_offer
    from boards.offers.titles import clean_title
    from tests.boards import making

    person = User.objects.get(email=f"employeur@{territory.schema}.example")
    firm = Employer.objects.of(person).first()
    offer = making.draft(
        territory.insee,
        by=person,
        firm=firm,
        title=clean_title(territory.title),
        occupation_code="",
        description=UNLAWFUL,
        salary_min=1850,
        salary_period="month",
        weekly_hours=35,
    )
    return str(publish_offer(offer=offer, by=person, asks_advice=True).pk)


def _send_everything() -> None:
    """What the demo's worker would do in its first minute."""
    from boards.alerts.tasks import tell
    from tenants.context import entering
    from tenants.messaging.sending.emails import drain_emails
    from tenants.messaging.sending.texts import drain_texts
    from tenants.models import Tenant

    for tenant in Tenant.objects.filter(schema_name__in=[territory.schema for territory in TERRITORIES]):
        tell(schema=tenant.schema_name)
        with entering(tenant):
            drain_emails()
            drain_texts()


def _alerts_of_somebody() -> str:
    """The page of whoever has most alerts."""
    from django.db.models import Count

    from boards.alerts.links import manage_path
    from boards.alerts.models import Subscriber

    most = Subscriber.objects.filter(alerts__state="active").annotate(n=Count("alerts")).order_by("-n").first()
    assert most is not None
    return manage_path(most)


def _newest_alert_mail() -> str:
    from tenants.messaging.models import EmailDelivery

    return EmailDelivery.objects.filter(template="alerts/email/offers").latest("created_at").html


def _for_host(cookies: list[dict], host: str) -> list[dict]:
    return [{**cookie, "domain": host} for cookie in cookies]


@contextmanager
def _as_visitor(browser, size) -> Iterator:  # type: ignore[no-untyped-def, type-arg]
    context = browser.new_context(
        viewport=size,
        device_scale_factor=2 if size is PHONE else 1,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def _side_by_side(browser) -> None:  # type: ignore[no-untyped-def]
    """looks.png: the same page in the three looks."""
    pictures = [FOLDER / f"{territory.look}-results-1280.png" for territory in TERRITORIES]
    images = "".join(
        f'<img src="data:image/png;base64,{base64.b64encode(path.read_bytes()).decode()}" alt="">' for path in pictures
    )
    page = browser.new_page(viewport={"width": 1800, "height": 480})
    page.set_content(
        "<style>body{margin:0;padding:20px;display:grid;grid-template-columns:repeat(3,1fr);gap:20px;background:#e9ebe7}"
        "img{width:100%;border-radius:6px;box-shadow:0 4px 16px #0003;display:block}</style>" + images
    )
    page.wait_for_load_state("networkidle")
    _save(page.screenshot(full_page=True), "looks")


def _save(picture: bytes, name: str) -> None:
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    reduced = image.quantize(colors=COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    reduced.save(Path(FOLDER / f"{name}.png"), optimize=True)


if __name__ == "__main__":
    sys.exit(main())
