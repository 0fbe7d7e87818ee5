"""Somebody is forgotten who was proposed to an employer."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from boards.candidates.card import known_of
from boards.candidates.scrubbing import scrub
from boards.followup.models import Pick, Shortlist
from tenants.personal_data import Person


@transaction.atomic
def forget_picks(*, rows: QuerySet[Pick], person: Person) -> None:
    """A pick goes, and its person's name out of what accompanies the list: later nobody knows what to hide there."""
    for pick in rows.select_related("profile"):
        shortlist = Shortlist.objects.select_for_update().get(pk=pick.shortlist_id)
        words = scrub(shortlist.words, known_of(pick.profile)).text
        Shortlist.objects.filter(pk=shortlist.pk).update(words=words, updated_at=timezone.now())
    rows.delete()
