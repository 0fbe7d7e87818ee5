"""The groups of filters that a page offers, and the counts beside them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from search.criteria import SearchCriteria

# One bit a group that criteria can filter by. A document's `missed` is the sum of the groups it fails: 0 is a hit, and
# a group's own counts take the documents that fail at most that group, so that choosing CDI still counts the CDDs.
BITS: Mapping[str, int] = {"contract_type": 1, "contract_nature": 2, "full_time": 4, "licence": 8, "housing": 16}


@dataclass(frozen=True)
class Facets:
    """Counts by value; every group counts as if it alone were not filtered.

    `full_time` is keyed by True and False; `without_licence` counts the offers that require none, `housing` those with
    lodging; `origin` is keyed by schema and counts the hits themselves.
    """

    contract_type: Mapping[str, int] = field(default_factory=dict)
    contract_nature: Mapping[str, int] = field(default_factory=dict)
    full_time: Mapping[bool, int] = field(default_factory=dict)
    without_licence: int = 0
    housing: int = 0
    origin: Mapping[str, int] = field(default_factory=dict)


def chosen(criteria: SearchCriteria) -> dict[str, Any]:
    """The groups that these criteria filter by, with what is asked of each."""
    wanted: dict[str, Any] = {}
    if criteria.contract_types:
        wanted["contract_type"] = sorted(criteria.contract_types)
    if criteria.contract_natures:
        wanted["contract_nature"] = sorted(criteria.contract_natures)
    if criteria.full_time is not None:
        wanted["full_time"] = criteria.full_time
    if criteria.licence == "without":
        wanted["licence"] = "without"
    if criteria.housing:
        wanted["housing"] = True
    return wanted
