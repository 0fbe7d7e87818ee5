"""The same as pages to read and print: a cover that says what it is, then a part for each list."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from boards.rights.everything import Listed
from tenants.models import Tenant
from themes import moments

_FONTS = Path(__file__).parent / "fonts"
#: Enough to read; a machine reads the rest in the other file.
MOST_ROWS_A_LIST = 500
_LONGEST = 4_000
_NOWHERE = {"id", "updated_at"}


class _Pages(FPDF):
    def __init__(self, *, site: str) -> None:
        super().__init__(format="A4")
        self.site = site
        self.add_font("body", fname=_FONTS / "DejaVuSans.ttf")
        self.add_font("body", style="B", fname=_FONTS / "DejaVuSans-Bold.ttf")
        self.set_margins(20, 20, 20)
        self.set_auto_page_break(True, margin=22)
        self.set_lang("fr-FR")

    def footer(self) -> None:
        self.set_y(-15)
        self.set_font("body", size=8)
        self.set_text_color(90)
        self.cell(0, 6, f"{self.site} – {self.page_no()}/{{nb}}", align="C")
        self.set_text_color(0)

    def line_of(self, text: str, *, size: float = 10, bold: bool = False, gap: float = 1.5) -> None:
        self.set_font("body", style="B" if bold else "", size=size)
        self.multi_cell(0, size * 0.52, text, new_x=XPos.LMARGIN, new_y=YPos.NEXT, align="L")
        self.ln(gap)


def pages_of(lists: Iterable[Listed], *, tenant: Tenant, left_out: str = "") -> bytes:
    """A4 in the tenant's name. Long lists are cut, and say where the rest is.

    left_out: what the site may keep of the person besides, as a sentence for the cover; "" where this is all.
    """
    lists = list(lists)
    pdf = _Pages(site=tenant.name)
    pdf.set_title(_("Vos données"))
    pdf.set_author(tenant.name)
    pdf.add_page()
    _cover(pdf, lists, tenant, left_out)
    for one in lists:
        _part(pdf, one)
    return bytes(pdf.output())


def _cover(pdf: _Pages, lists: list[Listed], tenant: Tenant, left_out: str) -> None:
    today = moments.day(timezone.localdate())
    pdf.line_of(_("Vos données"), size=22, bold=True, gap=3)
    said = {"site": tenant.name, "day": today}
    if left_out:
        pdf.line_of(_("Ce que %(site)s garde avec votre profil, le %(day)s.") % said)
        pdf.line_of(left_out, gap=6)
    else:
        pdf.line_of(_("Tout ce que %(site)s garde à votre sujet, le %(day)s.") % said, gap=6)
    for one in lists:
        number = len(one.rows) + one.cut
        count = ngettext("%(n)d ligne", "%(n)d lignes", number) % {"n": number}
        pdf.line_of(f"{one.content['titre']} : {count}", gap=0.5)
    if not lists:
        pdf.line_of(_("Rien : ce site ne garde rien à votre sujet."))
    pdf.ln(5)
    rights = _(
        "Vous pouvez corriger ces données, les faire effacer ou vous opposer à leur usage : %(address)s. "
        "Sans réponse satisfaisante, vous pouvez saisir la CNIL : cnil.fr/fr/plaintes."
    )
    pdf.line_of(rights % {"address": f"{tenant.base_url}/mes-donnees"}, size=9)


def _part(pdf: _Pages, one: Listed) -> None:
    content = one.content
    pdf.add_page()
    pdf.start_section(content["titre"])
    pdf.line_of(content["titre"], size=16, bold=True)
    pdf.line_of(content["finalite"], size=9)
    pdf.line_of(_("Gardé : %(how_long)s.") % {"how_long": content["conservation"]}, size=9, gap=4)
    for row in one.rows[:MOST_ROWS_A_LIST]:
        _row(pdf, row, content["champs"])
    left = len(one.rows) - MOST_ROWS_A_LIST + one.cut
    if left > 0:
        pdf.line_of(
            ngettext(
                "%(n)d ligne de plus est dans le fichier donnees.json.",
                "%(n)d lignes de plus sont dans le fichier donnees.json.",
                left,
            )
            % {"n": left}
        )


def _row(pdf: _Pages, row: dict[str, Any], labels: dict[str, str]) -> None:
    for name, label in labels.items():
        value = row.get(f"{name}_en_clair") or row.get(name)
        if name in _NOWHERE or value in (None, "", [], {}):
            continue
        pdf.set_font("body", style="B", size=9)
        pdf.write(4.8, f"{label[:1].upper()}{label[1:]} : ")
        pdf.set_font("body", size=9)
        pdf.write(4.8, _shown(value))
        pdf.ln(5.2)
    pdf.ln(1.5)
    pdf.set_draw_color(190)
    pdf.line(pdf.l_margin, pdf.get_y(), pdf.w - pdf.r_margin, pdf.get_y())
    pdf.ln(2.5)


def _shown(value: Any) -> str:
    if value is True or value is False:
        return _("oui") if value else _("non")
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)
    if isinstance(value, dict):
        return " ; ".join(f"{key} : {_shown(one)}" for key, one in value.items())
    text = str(value)
    if len(text) > 18 and text[4:5] == "-" and text[10:11] == "T":
        try:
            return moments.day_at(timezone.localtime(datetime.fromisoformat(text)))
        except ValueError:
            return text
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} […]"
