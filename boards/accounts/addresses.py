"""When two spellings of an address are one for counting: «Hélène@», «helene@» and a Cyrillic «һelеne@» are."""

import unicodedata
from contextlib import suppress

# What looks like a Latin letter and is none, or falls on one in a comparison without regard to case. Not the whole
# of Unicode's list: what a name can be typed with. Each pair of strings is read letter by letter.
_LOOKALIKES = str.maketrans(
    "авеєкмнһорстухіїјѕԁԛԝӏьгαβεηικμνορτυχγωζıȷłøđħŧɑɡɩʏſƒ",
    "abeekmhhopctyxiijsdqwlbrabenikmvoptuxywzijlodhtagiysf",
)
_LONGEST = 320


def counted_as(address: str) -> str:
    """The one spelling that limits count for an address: no accents, case or look-alikes, the domain as it is read."""
    local, _at, domain = _plain(address[:_LONGEST]).rpartition("@")
    with suppress(UnicodeError):
        domain = _plain(domain.encode("ascii").decode("idna"))
    return f"{local}@{domain}"


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    apart = unicodedata.normalize("NFKD", text)
    kept = "".join(letter for letter in apart if unicodedata.category(letter) not in {"Mn", "Me", "Cf", "Cc", "Zs"})
    return kept.translate(_LOOKALIKES)
