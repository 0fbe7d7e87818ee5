"""French spacing, so that a line never begins with «:» nor parts "1" from "950 €"."""

import re

from django import template
from django.template.defaultfilters import stringfilter

register = template.Library()

NO_BREAK = "\u00a0"  # U+202F is the finer space, but the subset fonts lack it
BEFORE = re.compile(r"[ \u202f](?=[:;!?»%€·–])")
AFTER = re.compile(r"(?<=«)[ \u202f]")
# A line may break after a dash whatever follows it: a no-break space would then stand at the head of the next line.
AFTER_DASH = re.compile(r"(?<=–)[\u00a0\u202f]")
IN_NUMBER = re.compile(r"(?<=\d)[ \u202f](?=\d{3}(?!\d)|(?:h|km|m|mois|ans?|jours?|min)\b)")


@register.filter(is_safe=True)
@stringfilter
def french(value: str) -> str:
    """The text with no-break spaces where French printers put them; what was unsafe is still escaped."""
    for pattern in (BEFORE, AFTER, IN_NUMBER):
        value = pattern.sub(NO_BREAK, value)
    return AFTER_DASH.sub(" ", value)
