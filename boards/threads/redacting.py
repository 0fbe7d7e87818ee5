"""Keys that travel with a mail and open something: they never become part of what others read.

Whoever answers by mail quotes ours, with their own link and their own reply address in it. What they wrote
themselves – also a number or an address – is theirs and stays.
"""

import re
from urllib.parse import unquote, urlsplit

from tenants.context import current_tenant
from tenants.messaging.reply_addresses import PREFIX

GONE = "[…]"
_URL = re.compile(r"https?://[^\s<>\"]+")
# What `tenants.signing` makes: a value, a moment, a signature.
_SIGNED = re.compile(r"[\w.-]+:[\w-]{6}:[\w-]{43}")
# A mail reader may have broken a link in two: its beginning, at our own site, is enough to know it by.
_LONG_PART = re.compile(r"/[^/?#]{30,}")
# Short links, for an SMS: of a conversation, an application, a contact asked for, a hire. The key is the right.
_SHORT = r"(?:https?://)?{host}(?::\d{{1,5}})?/(?:c|p|contact|embauche)/[\w-]{{6,}}"
_REPLY = re.compile(rf"\b{PREFIX}\+[a-z2-7]{{20,64}}(?:@[^\s<>\"]+)?", re.IGNORECASE)


def without_keys(text: str) -> str:
    """The text without anybody's personal links and reply addresses."""
    host = current_tenant().primary_domain
    shown = _URL.sub(lambda found: GONE if _opens_something(found[0], host) else found[0], text)
    shown = re.sub(_SHORT.format(host=re.escape(host)), GONE, shown, flags=re.IGNORECASE)
    return _REPLY.sub(GONE, _SIGNED.sub(GONE, shown))


def _opens_something(url: str, host: str) -> bool:
    # Some mail readers wrap links in their own, with ours as an argument.
    plain = unquote(url)
    if _SIGNED.search(plain):
        return True
    try:
        own = urlsplit(plain).hostname == host
    except ValueError:
        return False
    return own and bool(_LONG_PART.search(urlsplit(plain).path))
