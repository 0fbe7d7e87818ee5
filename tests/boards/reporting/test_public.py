"""What everybody may read: rounded, never below five, until the last month that is over."""

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boards.offers.enums import ClosedAs
from boards.offers.models import Offer
from boards.placements.enums import Standing
from boards.reporting.public import masks_hires
from boards.reporting.values import Line, Table
from tenants.context import entering
from tests.boards import making as boards
from tests.boards.placements import making as placements
from tests.boards.reporting.making import confirm

OCTOBER, NOVEMBER = datetime(2026, 10, 12, 9, tzinfo=UTC), datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def opened(alpha):
    alpha.public_figures = True
    alpha.save(update_fields=["public_figures"])
    with entering(alpha):
        yield alpha


def offers(count: int, **values: object) -> list[Offer]:
    firm = boards.employer()
    return [boards.live(firm=firm, title=f"Poste {number} F/H", **values) for number in range(count)]


def text(path: str = "/chiffres") -> str:
    with time_machine.travel(NOVEMBER, tick=False):
        response = Client(HTTP_HOST="alpha.test").get(path)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def rows(html: str, table: str) -> dict[str, list[str]]:
    """Lines of one table, as they stand there."""
    section = re.search(rf'(?s)<section class="figure[^>]*id="{table}".*?</section>', html)
    assert section, table
    found = re.findall(r'(?s)<th role="rowheader" scope="row">([^<]*).*?</th>(.*?)</tr>', section[0])
    return {label: re.findall(r"<td[^>]*>([^<]*)</td>", cells) for label, cells in found}


def test_numbers_are_rounded_and_the_few_are_not_named(opened):
    with time_machine.travel(OCTOBER, tick=False):
        offers(13)
        boards.live(boards.CASSEL, title="Vendeur F/H", occupation_code="D1214")
        boards.live(boards.HAZEBROUCK, title="Serveur F/H", occupation_code="G1803")
    html = text()
    assert rows(html, "offres-commune") == {
        "Bergues (59380)": ["15"],
        "2 autres, chacun": ["moins de 5"],
        "Total": ["15"],
    }
    assert "Cassel" not in html
    assert "du 1er janvier au 31 octobre 2026" in html


def test_this_month_is_not_over(opened):
    with time_machine.travel(NOVEMBER, tick=False):
        offers(8)
    assert "Rien à montrer encore cette année" in text()


def test_hires_and_the_share_come_from_rounded_numbers_alone(opened):
    with time_machine.travel(OCTOBER, tick=False):
        jobs = [placements.offer(firm=boards.employer(), title=f"Poste {number} F/H") for number in range(12)]
        for number, job in enumerate(jobs[:8]):
            placement = placements.hired(job, name=f"Personne {number}", email=f"p{number}@exemple.fr")
            if number < 6:
                confirm(placement)
        for number, job in enumerate(jobs):
            how = ClosedAs.THROUGH_US if number < 7 else ClosedAs.ANOTHER_WAY
            Offer.objects.filter(pk=job.pk).update(closed_as=how, closed_at=OCTOBER, state="filled")
    html = text()
    assert rows(html, "embauches-preuve")["Confirmée des deux côtés"][0] == "5"
    assert rows(html, "embauches-preuve")["Confirmée d’un seul côté"][0] == "moins de 5"
    assert "et moins de 5 d’un seul côté" in html
    assert "environ 50 %" in html
    assert "environ 5 sur 10 offres closes" in html


def test_no_number_below_five_is_anywhere(opened):
    with time_machine.travel(OCTOBER, tick=False):
        for job in offers(3, apply_by="here", apply_value=""):
            placements.hired(job, email=f"{job.pk}@exemple.fr")
    html = text()
    assert "Rien à montrer encore cette année" in html
    assert not re.findall("<td|<dd", html)
    with time_machine.travel(OCTOBER, tick=False):
        offers(9, apply_by="here", apply_value="")
    cache.clear()
    html = text()
    said = re.findall(r'<td role="cell"[^>]*>([^<]*)</td>', html)
    assert said
    for cell in said:
        assert cell in ("moins de 5", "masqué") or int(cell.replace(" ", "")) >= 5
    assert 'id="embauches-preuve"' not in html


def test_last_year_is_a_page_and_any_other_is_this_one(opened):
    assert "2025" in text("/chiffres?annee=2025")
    assert "octobre 2026" in text("/chiffres?annee=1970")


def test_as_many_queries_for_twenty_as_for_one_and_few_while_it_is_kept(opened):
    counts = []
    for count in (1, 19):
        with entering(opened), time_machine.travel(OCTOBER, tick=False):
            offers(count)
        cache.clear()
        text()
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            text()
        counts.append(sum("search_path" not in query["sql"] for query in captured))
    assert counts[0] == counts[1]
    with CaptureQueriesContext(connection) as captured:
        text()
    assert sum("search_path" not in query["sql"] for query in captured) <= 2


def test_another_tenants_figures_are_never_read(opened, beta):
    with entering(beta), time_machine.travel(OCTOBER, tick=False):
        offers(30)
    assert "Rien à montrer encore cette année" in text()


@pytest.mark.parametrize(("numbers", "masked"), [((17, 4, 4, 4, 4), True), ((30, 12, 6, 0, 0), False)])
def test_what_is_masked_in_one_table_is_no_total_of_another(numbers, masked):
    """33 is shown as 35 and 17 as 15: the others could be nothing but 4 each, so 17 is masked."""
    labels = [str(standing.label) for standing in Standing]
    lines = tuple(Line(label, (number,)) for label, number in zip(labels, numbers, strict=True))
    assert masks_hires(Table("embauches-preuve", "", "", ("",), lines)) is masked
