"""What somebody was known by, as a keyed digest that outlives the key: an older one still finds its row."""

from django.conf import settings
from django.utils.crypto import salted_hmac

from tenants.guard import current_schema


def digests_of(purpose: str, text: str) -> list[str]:
    """64 hexadecimal digits by each key that is still known, good in the current tenant and for one purpose only.

    Today's first, which is the one to keep: settings.SECRET_KEY, then SECRET_KEY_FALLBACKS.
    """
    salt, keys = f"{current_schema()}:{purpose}", (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [salted_hmac(salt, text, secret=key, algorithm="sha256").hexdigest() for key in keys]
