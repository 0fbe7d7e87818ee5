"""How the words of a conversation read to an employer before the person agreed (settings.THREAD_VEILS)."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from boards.applications.models import Application
from boards.applications.models.application import REF
from boards.candidates import card
from boards.candidates.scrubbing import GAP, LONGEST, Known, scrub
from boards.threads.models import Thread
from boards.threads.veiling import Veil
from tenants.keys import key_in

#: Where a long text is cut a name or a number may be cut in two: no end of it is shown.
_END = 100


def veils_of(*, threads: Sequence[Thread]) -> dict[UUID, Veil]:
    """Of conversations about somebody whom an adviser put forward and who hasn't agreed. One query at most."""
    by_key = {key: thread.pk for thread in threads if (key := application_key(thread)) is not None}
    if not by_key:
        return {}
    waiting = Application.objects.filter(pk__in=by_key, agreed_at__isnull=True).select_related("profile")
    return {by_key[one.pk]: _veil_of(one) for one in waiting}


def _veil_of(application: Application) -> Veil:
    if application.anonymised_at is not None:
        # Their name may stand in what an adviser wrote, and we don't know it any more.
        return lambda text: GAP
    return partial(veiled, known=_known_of(application))


def veiled(text: str, *, known: Known) -> str:
    """The text as the words of a card are read."""
    shown = scrub(text, known).text
    return f"{shown[:-_END]} {GAP}" if len(text) > LONGEST else shown


def _known_of(application: Application) -> Known:
    known = card.known_of(application.profile) if application.profile is not None else Known()
    own = (application.name, application.email.partition("@")[0])
    return Known(names=(*known.names, *(name for name in own if name)), places=known.places)


def application_key(thread: Thread) -> UUID | None:
    """What a conversation is about is a text, and need be no key of ours."""
    return key_in(thread.subject_ref.removeprefix(REF)) if thread.subject_ref.startswith(REF) else None
