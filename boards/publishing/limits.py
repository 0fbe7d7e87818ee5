"""How many codes one address and one visitor may ask for, counted in the tenant's own tables."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.db.models import Sum
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from boards.publishing.models import CODE_KEPT_FOR, EmailCode
from tenants.guard import current_schema

WINDOW_MINUTES = 60
#: To one address: a stranger can make us send so many mails to it, and no more.
MAX_PER_ADDRESS = 5
#: From one visitor: a town hall or a café shares one address among many people.
MAX_PER_VISITOR = 20


#: Wrong digits for one address within a day, over all its codes: guessing six digits is then hopeless.
MAX_WRONG_A_DAY = 15


class TooMany(Exception):
    """The limit is reached; the page says when to come back."""


def visitor_of(request: HttpRequest) -> str:
    """A digest of the visitor's network address that is good in this tenant only.

    Behind proxies the address is the one our own proxy wrote (ALLAUTH_TRUSTED_PROXY_COUNT), never what a visitor
    claims in X-Forwarded-For.
    """
    address = get_adapter(request).get_client_ip(request)
    return salted_hmac(f"{current_schema()}:publishing.visitor", address, algorithm="sha256").hexdigest()


def require_room(*, email: str, visitor: str) -> None:
    """Raise TooMany when this address or this visitor had enough codes, or too many wrong ones were tried for it."""
    wrong = EmailCode.objects.filter(email=email, created_at__gt=timezone.now() - CODE_KEPT_FOR)
    if (wrong.aggregate(total=Sum("wrong_tries"))["total"] or 0) >= MAX_WRONG_A_DAY:
        raise TooMany
    recent = EmailCode.objects.filter(created_at__gt=timezone.now() - timedelta(minutes=WINDOW_MINUTES))
    if (
        recent.filter(email=email).count() >= MAX_PER_ADDRESS
        or recent.filter(visitor=visitor).count() >= MAX_PER_VISITOR
    ):
        raise TooMany
