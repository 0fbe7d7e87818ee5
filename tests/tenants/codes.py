"""Reading a code out of a mail, as a person does."""

import re


def code_in(text: str) -> str:
    """The one code in a mail's text, such as LRZD-RSJS or 482 117."""
    found = re.findall(r"\b([A-Z0-9]{4}-[A-Z0-9]{4}|\d{3} ?\d{3})\b", text)
    assert len(found) == 1, text
    return str(found[0])
