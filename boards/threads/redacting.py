"""Keys that travel with a mail and open something: they never become part of what others read.

Whoever answers by mail quotes ours, with their own link and their own reply address in it. What they wrote
themselves – also a number or an address – is theirs and stays.
"""

import re
from urllib.parse import unquote

from tenants.context import current_tenant
from tenants.messaging.reply_addresses import PREFIX

GONE = "[…]"
_URL = re.compile(r"(?:https?|webcal)://[^\s<>\"]+")
# What `tenants.signing` makes: a value, a moment, a signature.
_SIGNED = re.compile(r"[\w.-]+:[\w-]{6}:[\w-]{43}")
# A mail reader may have broken a link in two: its beginning, at our own site, is enough to know it by.
# A row's key alone opens nothing, and is how an offer's own page is named.
_KEY = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])"
_LONG_PART = re.compile(rf"/(?!{_KEY})[^/?#]{{30,}}", re.IGNORECASE)
# Short links, for an SMS: of a conversation, an application and what was added to one, a contact asked for, a hire,
# offers found. The key is the right. Typed off a telephone they have no scheme, and blanks or a line's end in them.
_SHORT = r"(?:https?://)?(?:{hosts})(?::\d{{1,5}})?\s?/\s?(?:c|p|a|o|contact|embauche)\s?/\s?[\w-]{{6,}}"
# Anything else of ours, with a scheme or without.
_OWN = r"(?:(?:https?|webcal)://)?(?:{hosts})(?::\d{{1,5}})?(?P<path>/[^\s<>\"]*)"
_REPLY = re.compile(rf"\b{PREFIX}\+[a-z2-7]{{20,64}}(?:@[^\s<>\"]+)?", re.IGNORECASE)


def without_keys(text: str) -> str:
    """The text without anybody's personal links and reply addresses."""
    short, own = _of_ours()
    shown = _URL.sub(lambda found: GONE if _opens_something(unquote(unquote(found[0])), short, own) else found[0], text)
    shown = own.sub(lambda found: GONE if _is_long(found) else found[0], short.sub(GONE, shown))
    return _REPLY.sub(GONE, _SIGNED.sub(GONE, shown))


def _of_ours() -> "tuple[re.Pattern[str], re.Pattern[str]]":
    """Short links, and all addresses, of this tenant under whatever name it has."""
    hosts = "|".join(re.escape(host) for host in current_tenant().hosts) or "(?!)"
    short, own = (re.compile(pattern.format(hosts=hosts), re.IGNORECASE) for pattern in (_SHORT, _OWN))
    return short, own


def _opens_something(url: str, short: "re.Pattern[str]", own: "re.Pattern[str]") -> bool:
    """Also where a mail reader has wrapped ours in its own, as an argument."""
    ours = own.search(url)
    return bool(_SIGNED.search(url) or short.search(url) or (ours and _is_long(ours)))


def _is_long(ours: "re.Match[str]") -> bool:
    """By its path alone: a host may be as long as it likes."""
    return _LONG_PART.search(ours["path"].partition("?")[0]) is not None
