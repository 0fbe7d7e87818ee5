"""Who opens these pages: an account that is signed in, or whoever has just proved an address by a code."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest
from django.utils import timezone

from boards.accounts.models import User
from boards.codes.models import Code
from boards.codes.services import latest_code
from boards.rights.services.accounts import person_of
from tenants import signing
from tenants.enums import Channel
from tenants.messaging.numbers import shown
from tenants.personal_data import Person

#: In the address of the page where the digits are typed: it opens nothing.
TYPE_SALT = "rights.type"
#: After the digits: names the code that was right, never the address it went to.
OPEN_SALT = "rights.open"
#: What stands in the address for somebody who is signed in.
ACCOUNT = "compte"
#: As long as it takes to read everything, and no longer: the address may stay in a shared computer's history.
OPEN_FOR = timedelta(hours=1)
TYPE_FOR = timedelta(minutes=30)
_KIND = "rights"


@dataclass(frozen=True)
class Asker:
    """Somebody, by what they have proved. access: what stands in the address of their pages; shown: who they are."""

    person: Person
    access: str
    shown: str
    user: User | None

    @property
    def by_code(self) -> bool:
        return self.access != ACCOUNT


def asker_of(request: HttpRequest, access: str) -> Asker | None:
    """Who asks; None for an account's page of somebody who isn't signed in. 404 for a link that opens nothing."""
    if access == ACCOUNT:
        user = request.user
        return Asker(person_of(user), ACCOUNT, user.email, user) if isinstance(user, User) else None
    code = _right_code(access)
    if code.channel == Channel.SMS:
        return Asker(Person(phones=frozenset({code.address})), access, shown(code.address), None)
    owner = User.objects.filter(email=code.address).first()
    person = person_of(owner) if owner else Person(emails=frozenset({code.address}))
    return Asker(person, access, code.address, owner)


def subject_of(key: UUID) -> str:
    """What the codes of one request are good for."""
    return f"{_KIND}:{key}"


def typing_token(key: UUID) -> str:
    """For the page where the digits are typed. The address they went to is in the code's row, not in the link."""
    return signing.dumps(str(key), salt=TYPE_SALT)


def typed_for(token: str) -> Code:
    """The code that is waited for on that page; 404 for anything else, and once it is forgotten."""
    try:
        key = UUID(signing.loads(token, salt=TYPE_SALT, max_age=int(TYPE_FOR.total_seconds())))
    except (BadSignature, ValueError, TypeError):
        raise Http404 from None
    code = latest_code(subject=subject_of(key))
    if code is None:
        raise Http404
    return code


def opened_by(code: Code) -> str:
    """What stands in the address once the code was right."""
    return signing.dumps(str(code.pk), salt=OPEN_SALT)


def _right_code(token: str) -> Code:
    try:
        key = UUID(signing.loads(token, salt=OPEN_SALT, max_age=int(OPEN_FOR.total_seconds())))
    except (BadSignature, ValueError, TypeError):
        raise Http404 from None
    since = timezone.now() - OPEN_FOR
    code = Code.objects.filter(pk=key, subject__startswith=f"{_KIND}:", used_at__gte=since).first()
    if code is None:
        raise Http404
    return code
