"""The map: drawn from outlines, repeating the list and nothing more."""

import re

import pytest

from boards.finding.ground import ground_of
from tenants.reference.models import CommunePolygon
from tests.boards import making


@pytest.fixture
def offers(in_alpha):
    making.live(title="Boulanger F/H")
    making.live(title="Pâtissier F/H")
    making.live(making.CASSEL, title="Tourier F/H")


def test_a_dot_for_each_commune_a_circle_for_the_reach_and_words_for_all(offers, alpha, visit):
    html = visit(alpha).get("/offres", {"lieu": "Bergues"}).content.decode()
    dots = re.findall(r'<circle class="dot[^>]*data-insee="(\d+)"', html)
    assert sorted(dots) == ["59067", "59135"]
    assert 'aria-label="Carte : 3 offres dans 2 communes. La liste donne les mêmes."' in html
    circle = re.search(r'<circle class="reach" cx="([-\d.]+)" cy="([-\d.]+)" r="([\d.]+)"', html)
    assert float(circle[3]) == 200  # 20 km in units of 100 m
    dot = re.search(r'<circle class="dot" cx="([-\d.]+)" cy="([-\d.]+)"[^>]*59067', html)
    assert (dot[1], dot[2]) == (circle[1], circle[2])
    cassel = re.search(r'<circle class="dot" cx="([-\d.]+)" cy="([-\d.]+)"[^>]*59135', html)
    km = ((float(cassel[1]) - float(circle[1])) ** 2 + (float(cassel[2]) - float(circle[2])) ** 2) ** 0.5 / 10
    assert km == pytest.approx(19.6, abs=0.3)  # what the list says


def test_the_ground_is_a_file_that_browsers_keep(offers, alpha, visit):
    client = visit(alpha)
    url = re.search(r'href="(/carte/[^"#]+)#ici"', client.get("/offres").content.decode())[1]
    ground = client.get(url)
    assert ground["Content-Type"] == "image/svg+xml"
    assert "immutable" in ground["Cache-Control"]
    assert ground.content.count(b"<path") == 2
    assert len(ground.content) < 20_000
    assert "immutable" not in client.get("/carte/ancienne.svg")["Cache-Control"]


def test_every_commune_of_the_territory_is_drawn(in_alpha):
    drawn = re.search(r'id="ici"[^>]* d="([^"]+)"', ground_of(in_alpha).svg)[1]
    assert drawn.count("M") >= 40
    assert re.fullmatch(r"(?:M-?\d+[ -]\d+l(?:-?\d+(?: |(?=-))-?\d+(?: |(?=-))?)+z)+", drawn)


def test_without_outlines_the_list_is_complete(offers, alpha, visit):
    CommunePolygon.objects.all().delete()
    page = visit(alpha).get("/offres")
    assert page.content.decode().count('<li class="offer"') == 3
    assert "<svg viewBox" not in page.content.decode().split("<main")[1].split("<footer")[0].replace('class="icon"', "")
    assert visit(alpha).get("/carte/x.svg").status_code == 404
