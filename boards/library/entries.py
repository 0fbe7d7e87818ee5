"""Keeping the searchable words in step with the cards, without anybody having to say that a profile changed."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import F, Q

from boards.candidates.card import Card, cards_of
from boards.candidates.models import Profile
from boards.library.models import Entry
from search import analysis

#: Made anew by one search at most; the hourly task does the rest.
MOST_AT_ONCE = 300


@transaction.atomic
def catch_up(*, most: int = MOST_AT_ONCE) -> int:
    """Make entries of profiles that employers see and that changed since. Returns how many. One query when none did."""
    stale = Q(library_entry__isnull=True) | Q(library_entry__as_of__lt=F("updated_at"))
    # Before the profiles: what changes meanwhile is stale again.
    profiles = list(Profile.objects.seen_by_employers().filter(stale).order_by("updated_at")[:most])
    if not profiles:
        return 0
    # Two searches that catch up at once write in one order.
    profiles.sort(key=lambda one: one.pk)
    cards = cards_of(profiles)
    _write([(profile, _words(card)) for profile, card in zip(profiles, cards, strict=True)])
    return len(profiles)


def _words(card: Card) -> str:
    """Everything that the card says in words; nothing that it hides, for the card is where it is hidden."""
    said = [
        *(occupation.label for occupation in card.occupations),
        *card.skills,
        card.words,
        *(job.title for job in card.jobs),
        *card.studies,
        *card.languages,
    ]
    return " ".join(stem for text in said for stem in analysis.stems(text))


def _write(rows: Sequence[tuple[Profile, str]]) -> None:
    """One statement however many they are: stems are words already, so the configuration is «simple»."""
    made = [Entry(profile=profile, as_of=profile.updated_at) for profile, _words_ in rows]
    with connection.cursor() as cursor:
        cursor.executemany(
            """
            INSERT INTO library_entry (id, created_at, updated_at, profile_id, words, as_of)
            VALUES (%s, now(), now(), %s, to_tsvector('simple', %s), %s)
            ON CONFLICT (profile_id) DO UPDATE SET words = excluded.words, as_of = excluded.as_of, updated_at = now()
            """,
            [
                (entry.pk, entry.profile_id, words[:100_000], entry.as_of)
                for entry, (_profile, words) in zip(made, rows, strict=True)
            ],
        )
