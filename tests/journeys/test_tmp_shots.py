from pathlib import Path
import pytest
from tests.journeys.looking import on, open_page, wear, SIDEWAYS
from tests.journeys.pages import existing
OUT = Path("/tmp/shotsC"); OUT.mkdir(exist_ok=True)
WANT = [p for p in existing() if p.name.startswith("candidates:")]
@pytest.mark.parametrize("page", WANT, ids=str)
def test_shot(page, site, world, browser):
    for look, width in (("plaine", 320), ("plaine", 1280)):
        wear(site, look)
        with on(page, world, browser, viewport={"width": width, "height": 800}) as tab:
            open_page(tab, page, world)
            name = str(page).replace(":", "_").replace(" ", "_").replace("(","").replace(")","").replace(",","")
            tab.screenshot(path=str(OUT / f"{name}_{width}.png"), full_page=True)
            if width == 320: assert tab.evaluate(SIDEWAYS) == []
