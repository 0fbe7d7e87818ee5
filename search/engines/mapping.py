"""How a row becomes an Elasticsearch document, and back what a result shows.

Only analysers of the server itself are used: French is analysed before (ADR 0006).
"""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from search.engines.protocol import EXCERPT_LENGTH, FoundDocument
from search.models import JobDocument

_KEYWORD = {"type": "keyword"}
_SHOWN_ONLY = {"type": "keyword", "index": False, "doc_values": False}
_SHOWN_NUMBER = {"type": "double", "index": False, "doc_values": False}
# Whether a stem is there is all that counts: no frequencies, positions or norms.
_STEMS = {"type": "text", "analyzer": "whitespace", "norms": False, "index_options": "docs"}
_STEMS_COPIED = _STEMS | {"copy_to": "stems_anywhere"}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

INDEX: dict[str, Any] = {
    "settings": {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "1s",
        "max_result_window": 10_000,
        # A delete is remembered this long, so that an older write arriving late can't bring an offer back.
        "gc_deletes": "1h",
    },
    "mappings": {
        "dynamic": "strict",
        "_source": {"excludes": ["stems_*", "audience"]},
        "properties": {
            "schema": _KEYWORD,
            "offer_id": _KEYWORD,
            "audience": _KEYWORD,
            "occupation_code": _KEYWORD,
            "contract_type": _KEYWORD,
            "contract_nature": _KEYWORD,
            "licence": _KEYWORD,
            "commune_insee": _KEYWORD,
            "postcode": _KEYWORD,
            "department": _KEYWORD,
            "full_time": {"type": "boolean"},
            "housing": {"type": "boolean"},
            "position": {"type": "geo_point"},
            "published_us": {"type": "long"},  # microseconds since 1970, as PostgreSQL keeps them: orders agree
            "stems_title": _STEMS_COPIED,
            "stems_occupation": _STEMS_COPIED,
            "stems_about": _STEMS_COPIED,
            "stems_body": _STEMS_COPIED,
            "stems_anywhere": _STEMS,
            **dict.fromkeys(
                ["path", "title", "employer_name", "excerpt", "occupation_label", "salary_label", "licence_label",
                 "season", "commune_name", "epci_siren", "sources"],
                _SHOWN_ONLY,
            ),
            **dict.fromkeys(["weekly_hours", "salary_monthly_min", "salary_monthly_max", "posts"], _SHOWN_NUMBER),
        },
    },
}  # fmt: skip
_COPIED = [
    "schema", "audience", "occupation_code", "contract_type", "contract_nature", "licence", "commune_insee", "postcode",
    "department", "full_time", "housing", "stems_title", "stems_occupation", "stems_about", "stems_body", "path",
    "title", "employer_name", "occupation_label", "salary_label", "licence_label", "season", "commune_name",
    "epci_siren", "sources", "weekly_hours", "salary_monthly_min", "salary_monthly_max", "posts",
]  # fmt: skip


def source_of(row: JobDocument) -> dict[str, Any]:
    """The document of a live row. What is empty is left out, so that `exists` means what it says."""
    source = {name: value for name in _COPIED if (value := getattr(row, name)) not in ("", None, [])}
    source["offer_id"] = str(row.offer_id)
    source["excerpt"] = row.description[:EXCERPT_LENGTH]
    source["published_us"] = microseconds(row.published_at)
    if row.latitude is not None:
        source["position"] = {"lat": row.latitude, "lon": row.longitude}
    return source


def found(source: dict[str, Any]) -> FoundDocument:
    """What a result shows, from a document's source."""
    position = source.get("position") or {"lat": None, "lon": None}
    columns: dict[str, Any] = dict.fromkeys(_TEXTS, "") | dict.fromkeys(_NUMBERS) | source
    columns |= {
        "offer_id": UUID(source["offer_id"]),
        "published_at": _EPOCH + timedelta(microseconds=source["published_us"]),
        "latitude": position["lat"],
        "longitude": position["lon"],
        "sources": tuple(source.get("sources", ())),
    }
    return FoundDocument(**{name: columns[name] for name in FoundDocument.__dataclass_fields__})


def microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1)


_NUMBERS = ["full_time", "weekly_hours", "salary_monthly_min", "salary_monthly_max"]
_TEXTS = [
    "path", "title", "employer_name", "excerpt", "occupation_code", "occupation_label", "contract_type",
    "contract_nature", "salary_label", "licence_label", "season", "commune_insee", "commune_name", "postcode",
    "department", "epci_siren",
]  # fmt: skip
