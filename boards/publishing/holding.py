"""Whose draft it is: the link names it, and the browser's session says that it may be opened."""

from uuid import UUID, uuid4

from django.core.signing import BadSignature
from django.http import HttpRequest

from boards.publishing.models import Draft
from tenants import signing

SALT = "publishing.draft"
_SESSION_KEY = "publishing_drafts"
#: More than anybody writes at once; the oldest is forgotten first.
_MOST_HELD = 10


def new_key() -> UUID:
    """The key of a draft that isn't written yet."""
    return uuid4()


def token_for(key: UUID) -> str:
    """The key as it stands in addresses and hidden fields: signed, good in this tenant only."""
    return signing.dumps(str(key), salt=SALT)


def key_of(token: str) -> UUID | None:
    """The key in a token; None when it is forged, of another tenant or older than drafts live."""
    try:
        return UUID(signing.loads(token, salt=SALT))
    except (BadSignature, ValueError, TypeError):
        return None


def hold(request: HttpRequest, key: UUID) -> None:
    """Let this browser open a draft from now on."""
    held = [name for name in request.session.get(_SESSION_KEY, []) if name != str(key)]
    request.session[_SESSION_KEY] = [*held, str(key)][-_MOST_HELD:]


def holds(request: HttpRequest, key: UUID) -> bool:
    return str(key) in request.session.get(_SESSION_KEY, [])


def held_draft(request: HttpRequest, token: str) -> Draft | None:
    """The draft of a token, if this browser holds it: a link that was forwarded opens nothing."""
    key = key_of(token)
    if key is None or not holds(request, key):
        return None
    return Draft.objects.select_related("offer__employer").filter(pk=key).first()


def latest_unfinished(request: HttpRequest) -> Draft | None:
    """What this browser began and didn't hand in, to be taken up again."""
    held = request.session.get(_SESSION_KEY, [])
    return Draft.objects.filter(pk__in=held, offer__isnull=True).first() if held else None
