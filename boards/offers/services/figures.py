"""Counting views and clicks: a number a day, no cookie, no person."""

from uuid import uuid4

from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from boards.offers.models import FigureKind, Offer, OfferFigure


def count(*, offer: Offer, kind: FigureKind) -> None:
    """Add one to today's figure, in one statement that two requests at once can't spoil."""
    with connection.cursor() as cursor:
        # The ORM's upsert writes the new value and cannot add to the old one.
        cursor.execute(
            """
            INSERT INTO offers_offerfigure (id, created_at, updated_at, offer_id, day, kind, count)
            VALUES (%s, now(), now(), %s, %s, %s, 1)
            ON CONFLICT (offer_id, day, kind) DO UPDATE SET count = offers_offerfigure.count + 1, updated_at = now()
            """,
            [uuid4(), offer.pk, timezone.localdate(), kind],
        )


def totals(*, offer: Offer) -> dict[str, int]:
    """Views and clicks since the offer exists, by kind; kinds never counted are 0."""
    rows = OfferFigure.objects.filter(offer=offer).values_list("kind").annotate(total=Sum("count"))
    return dict.fromkeys(FigureKind.values, 0) | dict(rows)
