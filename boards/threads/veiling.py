"""What an employer doesn't read yet: who somebody is, in the words of a conversation, before they agreed to be known.

Rows keep what was written; how it reads is decided each time somebody reads, so that a yes shows everything at once.
The rooms above know who has agreed (settings.THREAD_VEILS): threads may not import them.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from boards.threads.enums import Side
from boards.threads.models import Message, Thread

#: A text as the employer reads it.
Veil = Callable[[str], str]


def veils_of(threads: Iterable[Thread]) -> dict[UUID, Veil]:
    """By the thread's key, for those whose candidate hasn't agreed to be known. A fixed number of queries."""
    found: dict[UUID, Veil] = import_string(settings.THREAD_VEILS)(threads=list(threads))
    return found


def veil_of(thread: Thread) -> Veil | None:
    """The same for one; None where everything is read as it was written."""
    return veils_of([thread]).get(thread.pk)


def is_veiled(message_side: str, *, reader: Side) -> bool:
    """Whether a veil lies between who wrote and who reads: their own words an employer knows."""
    return reader == Side.EMPLOYER and message_side in (Side.CANDIDATE, Side.ADVISER)


def text_for(message: Message, *, reader: Side, veil: Veil | None) -> str:
    return veil(message.text) if veil is not None and is_veiled(message.side, reader=reader) else message.text


def words_for(side: Side) -> str:
    """Beside the form, and in mails that may be answered: what stays hidden, and until when."""
    if side == Side.CANDIDATE:
        return _(
            "Votre nom, vos coordonnées et vos fichiers restent cachés à l’employeur tant que vous n’avez pas dit oui."
        )
    if side == Side.EMPLOYER:
        return _(
            "Le nom, les coordonnées et les fichiers de cette personne vous seront montrés quand elle aura dit oui."
        )
    return _(
        "Le nom, les coordonnées et les fichiers de la personne restent cachés à l’employeur tant qu’elle n’a pas "
        "dit oui."
    )
