"""A page of results, ready for its template: one engine call, the rest is words and links."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from boards.finding.advice import Advice, neighbouring_occupations, smaller_questions
from boards.finding.asked import PAGE_SIZE, Asked
from boards.finding.be_told import BeTold, be_told
from boards.finding.chips import Chip, filter_chips, sort_links
from boards.finding.criteria import Understood, understood
from boards.finding.ground import ground_of
from boards.finding.headline import Headline, headline, sought
from boards.finding.paging import Pages, pages
from boards.finding.places import UnknownPlace
from boards.finding.rows import Row, rows
from boards.finding.sketch import Sketch, sketch
from search.criteria import DEEPEST_HIT, SearchCriteria
from search.find import SearchPage, find
from tenants.models import Tenant


@dataclass(frozen=True)
class Results:
    """What finding/results.html shows. Without `headline` the place is a `problem` and nothing was searched."""

    asked: Asked
    problem: UnknownPlace | None = None
    choices: tuple[Advice, ...] = ()
    headline: Headline | None = None
    total: int = 0
    rows: list[Row] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    more_chips: list[Chip] = field(default_factory=list)
    sorts: list[Chip] = field(default_factory=list)
    pages: Pages | None = None
    sketch: Sketch | None = None
    remarks: str = ""
    degraded: bool = False
    advice: list[Advice] = field(default_factory=list)
    neighbours: list[Advice] = field(default_factory=list)
    be_told: BeTold | None = None
    # The one commune that was named; "" for none, or for a department.
    commune_insee: str = ""

    @property
    def is_for_robots(self) -> bool:
        """First pages of plain searches; every combination of filters would be the same offers again."""
        return bool(self.rows) and self.asked.page == 1 and not self.asked.is_narrowed and not self.asked.sort

    @property
    def searched_far(self) -> bool:
        """Whether nothing was found even in the widest circle (search.find looks there by itself)."""
        return self.total == 0 and bool(self.asked.place) and self.asked.page == 1

    @property
    def first_url(self) -> str:
        return self.asked.but(page=1).url

    @property
    def is_past_the_end(self) -> bool:
        return not self.rows and self.total > 0


def results_for(asked: Asked, *, tenant: Tenant) -> Results:
    """Search and put it into words."""
    meant = understood(asked, tenant=tenant)
    if meant.criteria is None:
        return _unplaced(meant.asked, meant.problem)
    page = find(meant.criteria)
    return _results(meant, meant.criteria, page, tenant=tenant)


def _results(meant: Understood, criteria: SearchCriteria, page: SearchPage, *, tenant: Tenant) -> Results:
    asked, nothing = meant.asked, page.total == 0
    shown, hidden = filter_chips(asked, page.facets, total=page.total)
    return Results(
        asked=asked,
        headline=headline(
            total=page.total, asked=asked, criteria=page.criteria, corrected=page.corrected, tenant=tenant
        ),
        total=page.total,
        rows=rows(page.hits, seen_from=_seen_from(criteria)),
        chips=shown,
        more_chips=hidden,
        sorts=sort_links(asked) if page.total > 1 else [],
        pages=pages(
            current=asked.page,
            total=page.total,
            size=PAGE_SIZE,
            deepest=DEEPEST_HIT,
            url=lambda number: asked.but(page=number).url,
        ),
        sketch=sketch(page, ground=ground_of(tenant)) if page.hits else None,
        remarks=_remarks(page, meant),
        degraded=page.degraded,
        advice=smaller_questions(asked) if nothing else [],
        neighbours=neighbouring_occupations(asked, scope=criteria.scope) if nothing else [],
        be_told=be_told(asked, tenant=tenant, nothing=nothing),
        commune_insee=_seen_from(criteria),
    )


def _unplaced(asked: Asked, problem: UnknownPlace | None) -> Results:
    choices = problem.choices if problem else ()
    return Results(
        asked=asked,
        problem=problem,
        choices=tuple(Advice(choice, asked.but(place=choice).url) for choice in choices),
        advice=[Advice(_("Chercher sans préciser de lieu"), asked.but(place="").url)],
    )


def _seen_from(criteria: SearchCriteria) -> str:
    """The commune that offer pages measure their distance from."""
    place = criteria.place
    return next(iter(place.insees)) if place and place.kind == "commune" else ""


def _remarks(page: SearchPage, meant: Understood) -> str:
    """How the search was read, where that is not how it was written."""
    asked = meant.asked
    found = []
    if page.corrected:
        found.append(_("Résultats pour « %(text)s ».") % {"text": page.corrected})
    if meant.guessed_place:
        found.append(_("Nous cherchons autour de %(place)s.") % {"place": asked.place})
    if page.widened_from is not None:
        what = f"{_('Aucune offre')} {sought(page.corrected or asked.text, asked.occupations)}".strip()
        found.append(
            _("%(nothing)s à moins de %(from)s km : voici celles jusqu’à %(to)s km.")
            % {"nothing": what, "from": page.widened_from, "to": page.criteria.radius_km}
        )
    return " ".join(found)
