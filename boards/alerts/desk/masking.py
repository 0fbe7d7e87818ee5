"""An address of which enough is shown to recognise it by whoever knows it, and no more."""

from tenants.messaging.numbers import shown

DOTS = "…"


def masked(address: str) -> str:
    """«c…@a….example» of an e-mail address, «06 12 •• •• 78» of a number."""
    if "@" in address:
        name, _, domain = address.rpartition("@")
        ending = f".{domain.rpartition('.')[2]}" if "." in domain else ""
        return f"{name[:1]}{DOTS}@{domain[:1]}{DOTS}{ending}"
    return _masked_number(shown(address))


def _masked_number(number: str) -> str:
    """The first four digits and the last two stay."""
    total = sum(sign.isdigit() for sign in number)
    kept, seen = "", 0
    for sign in number:
        seen += sign.isdigit()
        kept += "•" if sign.isdigit() and 4 < seen <= total - 2 else sign
    return kept
