"""The same vacancy, whoever publishes it and however often."""

import hashlib
from collections.abc import Mapping
from typing import Any

from search import analysis


def fingerprint_of(content: Mapping[str, Any]) -> str:
    """A digest of what makes a vacancy: employer, title, place, contract – by their stems, so that F/H, gender endings,
    case and accents make no difference.

    `content` has the columns of a JobDocument. An advert without an employer is told apart by its description: two
    agencies look for a "cariste" in one town every week.
    """
    employer = _stems(content["employer_name"])
    parts = [
        employer or f"={_stems(content['description'])}",
        _stems(content["title"]),
        content["commune_insee"] or content["postcode"] or content["department"],
        content["contract_type"],
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def _stems(text: str) -> str:
    return " ".join(sorted(set(analysis.stems(text))))
