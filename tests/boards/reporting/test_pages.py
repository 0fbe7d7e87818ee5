"""The page of figures and its files, at the door."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from boards.accounts.enums import Role
from boards.offers.models import Offer
from boards.reporting.catalogue import BUILDERS, CROSSED
from boards.reporting.downloads import Sheet, csv_of, xlsx_of
from tenants.audit.models import AuditEntry
from tenants.context import entering
from tests.boards import making as boards
from tests.boards.placements import making as placements
from tests.boards.reporting.making import PAGE, confirm, staff, world

PEOPLE = ("Ana Un", "Bob Deux", "ana@exemple.fr", "Boulangerie Vandaele")


@pytest.fixture
def here(alpha):
    with entering(alpha):
        yield alpha


def page(client: Client, path: str = f"{PAGE}?periode=12-mois") -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode().replace("\u00a0", " ")


def lines(client: Client, table: str) -> list[list[str]]:
    response = client.get(f"{PAGE}/{table}.csv?periode=12-mois")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_the_page_says_what_there_is(here):
    world()
    html = page(staff())
    assert "<dd>3</dd>" in html
    assert "candidatures reçues" in html
    assert "3 sur 5" in html
    assert "embauche confirmée des deux côtés" in html
    assert "et 1 d’un seul côté" in html
    assert "1 sur 2 offres closes dont l’issue est connue" in html
    assert "Bergues (59380)" in html
    assert not [said for said in PEOPLE if said in html]


def test_the_headline_moves_by_one(here):
    client = staff()
    placement = placements.hired(placements.offer())
    assert "<dd>0</dd>" in page(client)
    assert "et 1 d’un seul côté" in page(client)
    with entering(here):
        confirm(placement)
    html = page(client)
    assert "embauche confirmée des deux côtés" in html
    assert "et 0 d’un seul côté" in html


def test_nothing_yet_says_so(here):
    html = page(staff())
    assert "Rien n’a encore été compté dans cette période" in html
    assert "Rien dans cette période." in html


@pytest.mark.parametrize("key", ["2026", "12-mois", "2026-T1", "n’importe quoi", "2019", "9999-T4"])
def test_any_period_is_a_page(here, key):
    assert staff().get(PAGE, {"periode": key}).status_code == 200


def test_as_many_queries_for_twenty_as_for_one(here):
    client, counts = staff(), []
    firm = boards.employer()
    for offers in (1, 19):
        with entering(here):
            for number in range(offers):
                offer = placements.offer(firm=firm, title=f"Boulanger {number} F/H")
                email = f"p{number}-{offers}@exemple.fr"
                confirm(placements.hired(offer, name=f"Personne {number}", email=email))
            # Of many places and trades.
            for number, one in enumerate(Offer.objects.all()):
                codes = ("D1102", "G1602", "N4101", "J1501")
                where = (boards.BERGUES, boards.CASSEL, boards.HAZEBROUCK)[number % 3]
                Offer.objects.filter(pk=one.pk).update(occupation_code=codes[number % 4], commune_insee=where)
        page(client)
        with CaptureQueriesContext(connection) as captured:
            page(client)
        counts.append(sum("search_path" not in query["sql"] for query in captured))
    assert counts[0] == counts[1], captured.captured_queries
    assert counts[0] <= 40


def test_every_table_is_a_file(here):
    world()
    client = staff()
    for table in (*BUILDERS, *CROSSED):
        assert client.get(f"{PAGE}/{table}.xlsx").status_code == 200
        assert len(lines(client, table)) >= 2
        assert not [said for said in PEOPLE if said in str(lines(client, table))]
    assert client.get(f"{PAGE}/rien.csv").status_code == 404


def test_a_file_has_the_numbers_of_the_page(here):
    world()
    client = staff()
    assert lines(client, "offres-commune") == [
        ["Commune", "Offres", "dont déposées ici"],
        ["Bergues (59380)", "2", "2"],
        ["Cassel (59670)", "1", "1"],
        ["Total", "3", "3"],
    ]
    response = client.get(f"{PAGE}/offres-commune.xlsx?periode=12-mois")
    assert response["Content-Disposition"].startswith(
        'attachment; filename="chiffres-alpha-offres-commune-12-mois.xlsx'
    )
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in sheet[2]] == ["Bergues (59380)", 2, 2]


def test_few_in_a_crossed_file_are_hidden(here):
    firm = boards.employer()
    for number in range(24):
        insee = boards.CASSEL if number < 11 else boards.BERGUES
        boards.live(insee, firm=firm, title=f"Poste {number} F/H")
    codes = ["D1102"] * 9 + ["G1602"] * 2 + ["D1102"] * 5 + ["G1602"] * 8
    with entering(here):
        for code, offer in zip(codes, Offer.objects.order_by("created_at"), strict=True):
            Offer.objects.filter(pk=offer.pk).update(occupation_code=code)
    found = lines(staff(), "croise-offres")
    assert [line[0] for line in found] == ["Commune", "Bergues (59380)", "Cassel (59670)", "Total"]
    # 9, 2 / 5, 8: with the totals, any one of the four would tell the 2.
    assert found[2][1:] == ["masqué", "moins de 5", "11"]
    assert found[1][1:] == ["masqué", "masqué", "13"]
    assert found[3][1:] == ["14", "10", "24"]


def test_nothing_in_a_file_is_computed():
    sheet = Sheet("2026", ["=1+1", "n"], [["@SUM(A1)", 3], ["-2", 4], ["Bergues", 5]])
    assert csv_of(sheet).splitlines()[1:] == ["'@SUM(A1);3", "'-2;4", "Bergues;5"]
    book = load_workbook(io.BytesIO(xlsx_of(sheet))).active
    assert {cell.data_type for row in book for cell in row} <= {"s", "n"}


def test_a_manager_opens_the_public_page_and_closes_it(here):
    public = Client(HTTP_HOST="alpha.test")
    assert public.get("/chiffres").status_code == 404
    assert "Un responsable du site peut l’ouvrir." in page(staff())
    assert staff().post(f"{PAGE}/publication", {"publics": "1"}).status_code == 403
    manager = staff(Role.MANAGER)
    opened = manager.post(f"{PAGE}/publication", {"publics": "1"}, follow=True).content.decode()
    assert "Les chiffres arrondis sont publics." in opened
    assert public.get("/chiffres").status_code == 200
    assert "/chiffres</loc>" in public.get("/sitemap.xml").content.decode()
    assert 'href="/chiffres"' in public.get("/offres").content.decode()
    manager.post(f"{PAGE}/publication", {"publics": "0"})
    assert public.get("/chiffres").status_code == 404
    assert "/chiffres" not in public.get("/sitemap.xml").content.decode()
    with entering(here):
        assert [one.kind for one in AuditEntry.objects.filter(kind__startswith="figures.").order_by("created_at")] == [
            "figures.published",
            "figures.withdrawn",
        ]
