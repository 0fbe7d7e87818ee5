"""Components as rendered: what a screen reader and a phone depend on."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import Any

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from themes import samples, views
from themes.tokens import PRESETS

VOID = {"meta", "link", "input", "img", "br", "hr"}


class Elements(HTMLParser):
    """Counts elements and keeps their attributes; fails on a tag closed in the wrong order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag

    def by_tag(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for found, attrs in self.found if found == tag]


def component(which: str, /, **context: Any) -> str:
    return render_to_string(f"components/{which}.html", context)


def page(query: str) -> str:
    return views.style_page(RequestFactory().get(f"/apparence/?{query}")).content.decode()


@pytest.mark.parametrize("row", samples.rows("Cœur de Flandre"), ids=lambda row: row.title[:12])
def test_an_offer_row_has_fewer_than_ten_elements(row: samples.SampleRow) -> None:
    assert len(Elements(component("offer_row", row=row)).found) < 10


def test_an_offer_row_says_distance_first_and_escapes_what_people_wrote() -> None:
    row = samples.SampleRow(
        title="<b>Vendeur</b>",
        employer="A & B",
        place="Bergues",
        facts=("CDI",),
        distance_label="9 km",
        url="/o/1?a=1&b=2",
    )
    html = component("offer_row", row=row)
    assert "<b>Vendeur" not in html
    assert "A &amp; B" in html
    assert html.index("9 km") < html.index("CDI")
    assert Elements(html).by_tag("a") == [{"href": "/o/1?a=1&b=2"}]


@pytest.mark.parametrize("name", list(samples.SampleForm.base_fields))
def test_a_wrong_field_is_tied_to_its_label_hint_and_error(name: str) -> None:
    form = samples.SampleForm({"email": "marie@", "hours": "x", "period": "x", "days": ["x"]})
    field = form[name]
    elements = Elements(component("field", field=field))
    ids = {attrs["id"] for _, attrs in elements.found if attrs.get("id")}
    described = " ".join(attrs.get("aria-describedby") or "" for _, attrs in elements.found).split()
    assert set(described) <= ids
    if field.errors:
        assert f"{field.auto_id}_error" in described
    for label in elements.by_tag("label"):
        assert label.get("for") in ids
    if field.use_fieldset:
        assert len(elements.by_tag("legend")) == 1


def test_the_error_summary_leads_to_every_wrong_field() -> None:
    form = samples.SampleForm({"email": "marie@"})
    links = Elements(component("errors", form=form)).by_tag("a")
    ids = re.findall(r'id="([^"]+)"', "".join(component("field", field=field) for field in form))
    assert len(links) == len(form.errors)
    assert all((link["href"] or "").removeprefix("#") in ids for link in links)
    assert component("errors", form=samples.SampleForm()).strip() == ""


def test_a_combobox_is_a_plain_text_field_without_script() -> None:
    html = component("combobox", id="lieu", name="lieu", label="Autour de", value='"><b>', suggest_url="/s?q=")
    (field,) = Elements(html).by_tag("input")
    assert field["type"] == "text"
    assert field["value"] == '"><b>'
    assert field["data-suggest-url"] == "/s?q="
    assert "role" not in field  # only the script may promise a list


def test_pagination_hides_when_there_is_one_page_and_marks_the_current_one() -> None:
    assert component("pagination", pages={"links": [{"number": 1, "current": True}]}).strip() == ""
    html = component(
        "pagination",
        pages={"next_url": "?p=2", "links": [{"number": 1, "current": True}, {"number": 2, "url": "?p=2"}]},
    )
    assert html.count("aria-current") == 1
    assert 'rel="next"' in html


@pytest.mark.parametrize(
    ("level", "role", "tone"), [(constants.SUCCESS, "status", "good"), (constants.ERROR, "alert", "bad")]
)
def test_messages_announce_themselves(level: int, role: str, tone: str) -> None:
    html = component("messages", messages=[Message(level, "Votre offre est en ligne.")])
    (notice,) = [attrs for attrs in Elements(html).by_tag("div") if attrs.get("role")]
    assert notice["role"] == role
    assert tone in (notice["class"] or "")


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("name", views.PAGES)
def test_sample_pages_are_well_formed_with_one_main_heading_and_unique_ids(preset: str, name: str) -> None:
    html = page(f"preset={preset}&page={name}")
    elements = Elements(re.sub(r"<!doctype html>", "", html))
    assert len(elements.by_tag("h1")) == 1
    assert len(elements.by_tag("main")) == 1
    ids = Counter(attrs["id"] for _, attrs in elements.found if attrs.get("id"))
    assert [key for key, count in ids.items() if count > 1] == []
    sheets = [link["href"] for link in elements.by_tag("link") if link["rel"] == "stylesheet"]
    assert [sheet for sheet in sheets if sheet and "preset-" in sheet] == [f"/static/themes/preset-{preset}.css"]


def test_a_home_page_stays_within_the_budget_of_elements_and_requests() -> None:
    elements = Elements(page("page=accueil").replace("<!doctype html>", ""))
    assert len(elements.found) <= 340 - 20 * 9 + len(samples.rows("")) * 9  # room for twenty rows
    asked = {attrs.get("href") or attrs.get("src") for tag, attrs in elements.found if tag in {"link", "script", "img"}}
    asked |= {(use["href"] or "").split("#")[0] for use in elements.by_tag("use")}
    assert len(asked) + 1 <= 12  # of 15: three are left for a tenant's own look, logo and htmx


@pytest.mark.parametrize("name", ["403", "403_csrf", "404", "429", "500", "unknown_territory"])
def test_error_pages_stand_without_a_tenant(name: str) -> None:
    html = render_to_string(f"{name}.html", {})
    assert len(Elements(html.replace("<!doctype html>", "")).by_tag("h1")) == 1
    assert "Aller" in html or "Recharger" in html or "Réessayer" in html or "Vérifiez" in html


def test_a_tenants_sheet_comes_after_its_presets() -> None:
    html = render_to_string("base.html", {"site": {**samples.site("cime"), "look_css_url": "/apparence.css?v=2"}})
    assert html.index("look.css") < html.index("preset-cime.css") < html.index("/apparence.css?v=2")


def test_an_email_is_one_column_in_the_tenants_colours_with_unsubscribe_in_plain_sight() -> None:
    tokens = PRESETS["elan"]
    context = {"tokens": tokens.light, "radius": tokens.radius, "site_name": "Élan", "unsubscribe_url": "/stop/1"}
    html = get_template("email/base.html").render(context)
    assert "max-width:600px" in html
    assert tokens.light.paper in html
    assert '<a href="/stop/1"' in html
    text = get_template("email/base.txt").render(context)
    assert text.splitlines()[0].startswith("Objet :")
    assert "/stop/1" in text
