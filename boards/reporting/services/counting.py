"""Counting searches (settings.SEARCH_COUNTER): a number a day, no cookie, no person."""

import logging
from collections.abc import Collection
from uuid import uuid4

from django.db import DatabaseError, connection
from django.utils import timezone

from boards.reporting.enums import Device

log = logging.getLogger(__name__)
_OCCUPATION, _DOMAIN = 5, 3  # signs of a ROME code


def count_search(*, occupations: Collection[str], commune_insee: str, user_agent: str) -> None:
    """Add one to today's figure, in one statement. What can't be counted isn't: no page fails for a number."""
    device = Device.of(user_agent)
    if device is None:
        return
    try:
        with connection.cursor() as cursor:
            # The ORM's upsert writes the new value and cannot add to the old one.
            cursor.execute(
                """
                INSERT INTO reporting_searchfigure
                    (id, created_at, updated_at, day, device, occupation_code, commune_insee, count)
                VALUES (%s, now(), now(), %s, %s, %s, %s, 1)
                ON CONFLICT (day, device, occupation_code, commune_insee)
                DO UPDATE SET count = reporting_searchfigure.count + 1, updated_at = now()
                """,
                [uuid4(), timezone.localdate(), device, _code_of(occupations), commune_insee],
            )
    except DatabaseError:
        log.warning("A search was not counted.", exc_info=True)


def _code_of(occupations: Collection[str]) -> str:
    """The one occupation, or the domain that several share; "" for several that share none."""
    for signs in (_OCCUPATION, _DOMAIN):
        if len(shared := {code[:signs] for code in occupations}) == 1:
            return shared.pop()
    return ""
