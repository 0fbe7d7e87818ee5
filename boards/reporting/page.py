"""The figures of a period, for staff: what matters first, then every table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.placements.enums import Standing
from boards.reporting import wording
from boards.reporting.catalogue import CHAPTERS
from boards.reporting.counting import offers
from boards.reporting.periods import Period
from boards.reporting.presenting import Shown, shown
from boards.reporting.values import Table, percent


@dataclass(frozen=True)
class Headline:
    """A figure that stands by itself; `note` says of what it is a part."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Part:
    """A chapter as it is shown."""

    slug: str
    title: str
    tables: list[Shown]


@dataclass(frozen=True)
class Page:
    headlines: list[Headline]
    parts: list[Part]
    is_empty: bool


def page_of(period: Period) -> Page:
    """As many queries whatever there is to count: one or two a table."""
    tables = {slug: build(period) for chapter in CHAPTERS for slug, build in chapter.builders.items()}
    query = f"?periode={period.key}"
    parts = [
        Part(chapter.slug, str(chapter.title), [shown(tables[slug], query=query) for slug in chapter.builders])
        for chapter in CHAPTERS
    ]
    return Page(headlines(tables), parts, tables["mois"].is_empty)


def headlines(tables: dict[str, Table]) -> list[Headline]:
    """What one would say first, standing up, to the council."""
    published, applied = tables["offres-contrat"].totals[0], tables["candidatures-reponses"]
    proved = tables["embauches-preuve"]
    both, one = (proved.value(str(standing.label)) for standing in (Standing.BOTH, Standing.ONE))
    in_time, all_applied = applied.lines[0].values[0], applied.totals[0]
    through_us, ended = offers.through_us(tables["issues"])
    return [
        Headline(wording.number(published), ngettext("offre publiée", "offres publiées", published)),
        Headline(wording.number(all_applied), ngettext("candidature reçue", "candidatures reçues", all_applied)),
        Headline(
            _percent(in_time, all_applied),
            _("des candidatures ont eu une réponse de l’employeur en 15 jours"),
            _("%(part)s sur %(whole)s") % _pair(in_time, all_applied) if all_applied else "",
        ),
        Headline(
            wording.number(both),
            ngettext("embauche confirmée des deux côtés", "embauches confirmées des deux côtés", both),
            _("et %(n)s d’un seul côté") % {"n": wording.number(one)},
        ),
        Headline(
            _percent(through_us, ended),
            _("des offres closes ont été pourvues grâce à ce site"),
            _("aucune offre close dont l’issue soit connue")
            if not ended
            else ngettext(
                "%(part)s sur %(whole)s offre close dont l’issue est connue",
                "%(part)s sur %(whole)s offres closes dont l’issue est connue",
                ended,
            )
            % _pair(through_us, ended),
        ),
    ]


def _percent(part: int, whole: int) -> str:
    share = percent(part, whole)
    return "–" if share is None else _("%(n)s %%") % {"n": share}


def _pair(part: int, whole: int) -> dict[str, str]:
    return {"part": wording.number(part), "whole": wording.number(whole)}
