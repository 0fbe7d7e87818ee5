"""Who waits for what, and around where: exact numbers for staff."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.alerts.models import Alert
from boards.finding.asked import Asked
from boards.finding.headline import of_place
from boards.finding.words import of, short_occupation
from tenants.reference import communes, occupations
from tenants.reference.models import OccupationDomain
from tenants.reference.text import normalise

#: More groups than anybody reads; the largest are kept.
MOST_GROUPS = 2_000
OCCUPATION, DOMAIN = 5, 3  # signs of a ROME code
# A search for no known occupation is in a group of its own, under "".
_WAITING = """
FROM alerts_alert
CROSS JOIN LATERAL unnest(CASE WHEN occupation_codes = '{}' THEN '{""}' ELSE occupation_codes END) AS code
WHERE state = 'active' AND (%(insees)s::varchar[] IS NULL OR commune_insee = ANY(%(insees)s::varchar[]))
"""
_GROUPS = f"""
SELECT left(code, %(signs)s), commune_insee, count(DISTINCT subscriber_id) AS people {_WAITING}
GROUP BY 1, 2 ORDER BY people DESC, 1, 2 LIMIT %(most)s
"""
_PEOPLE = f"""
SELECT count(DISTINCT subscriber_id) {_WAITING}
AND (%(codes)s::varchar[] IS NULL OR left(code, %(signs)s) = ANY(%(codes)s::varchar[]))
"""


@dataclass(frozen=True)
class Group:
    """People who wait for one occupation, or one domain, around one commune; "" is any, or none we know."""

    code: str
    insee: str
    people: int
    # In words, as the page shows them.
    wanted: str = ""
    place: str = ""

    @property
    def sentence(self) -> str:
        """«142 personnes attendent une offre de ménage autour de Bourbourg»."""
        return _("%(people)s %(what)s %(where)s") % {
            "people": ngettext("%(n)s personne attend", "%(n)s personnes attendent", self.people) % {"n": self.people},
            "what": self._what,
            "where": self._where,
        }

    @property
    def url(self) -> str:
        """The offers that there are for them; "" for a domain, which isn't searched for."""
        if len(self.code) == DOMAIN:
            return ""
        return Asked(occupations=(self.code,) if self.code else (), place=self.place if self.insee else "").url

    @property
    def _what(self) -> str:
        if not self.code:
            return _("une offre, quel que soit le métier,")
        if len(self.code) == DOMAIN:
            return _("une offre en « %(domain)s »") % {"domain": self.wanted}
        return _("une offre %(of_occupation)s") % {"of_occupation": of(self.wanted[:1].lower() + self.wanted[1:])}

    @property
    def _where(self) -> str:
        if not self.insee:
            return _("sans commune précise")
        return _("autour %(of_place)s") % {"of_place": of_place(self.place.split(" (")[0])}


@dataclass(frozen=True)
class Demand:
    """Groups, most people first, and how many people they are: each once, whatever they look for."""

    groups: list[Group]
    people: int


def people_behind(*, keys: Collection[str]) -> int:
    """How many people wait with any of these saved searches (settings.WAITING_COUNTER), each once. One query."""
    return Alert.objects.active().filter(search_key__in=keys).values("subscriber").distinct().count()


def demand(*, text: str = "", insees: Collection[str] | None = None, signs: int = OCCUPATION) -> Demand:
    """Those who wait, narrowed by words of an occupation and by communes. Four queries.

    Somebody who looks for two occupations is in two groups.
    """
    given = None if insees is None else sorted(insees)
    groups = _named(_counted(given, signs))
    codes = None
    if text:
        called = {code[:signs] for code in occupations.codes_for(text)}
        groups = [one for one in groups if one.code in called or normalise(text) in normalise(one.wanted)]
        codes = sorted({one.code for one in groups})
    return Demand(groups=groups, people=_people(given, signs, codes))


def _counted(insees: list[str] | None, signs: int) -> list[Group]:
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS, {"signs": signs, "insees": insees, "most": MOST_GROUPS})
        return [Group(*row) for row in cursor.fetchall()]


def _people(insees: list[str] | None, signs: int, codes: list[str] | None) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, {"signs": signs, "insees": insees, "codes": codes})
        return int(cursor.fetchone()[0])


def _named(groups: list[Group]) -> list[Group]:
    places = communes.get_many(sorted({one.insee for one in groups if one.insee}))
    domains = dict(OccupationDomain.objects.values_list("code", "label"))
    return [
        replace(
            one,
            wanted=_wanted(one.code, domains),
            place=places[one.insee].label if one.insee in places else one.insee or _("Sans commune précise"),
        )
        for one in groups
    ]


def _wanted(code: str, domains: Mapping[str, str]) -> str:
    if not code:
        return _("Tous métiers")
    return domains.get(code) or short_occupation(occupations.label_of(code) or code)
