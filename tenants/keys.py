"""Keys of rows as they come from outside: an address, a form, a signed value of long ago."""

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404


def key_in(text: object) -> UUID | None:
    """The key that a text says, or None: what is no key is nobody's."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


def key_or_404(text: object) -> UUID:
    """The same where nothing else can be meant."""
    key = key_in(text)
    if key is None:
        raise Http404
    return key


def keys_in(texts: Iterable[str]) -> list[UUID]:
    """Those of many, in their order; what is none is passed over."""
    return [key for text in texts if (key := key_in(text)) is not None]
