"""Reading a code out of a mail, as a person does."""

import re


def code_in(text: str) -> str:
    """The one code in a mail's text: six or more capitals and digits, perhaps in two groups."""
    found = re.findall(r"^\s*([A-Z0-9]{3,4}[- ]?[A-Z0-9]{3,4})\s*$", text, flags=re.MULTILINE)
    assert len(found) == 1, text
    return found[0].replace(" ", "")
