"""An advert's plain text as paragraphs and lists; the only HTML in it is what we write."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from themes.templatetags.typography import french

_BULLET = re.compile(r"[ \t]*(?:[-–—•·*‣▪●○►✓✔]|o(?=\s{2}))[ \t]*(?=\S)")


def prose_html(text: str) -> SafeString:
    """Blank lines part paragraphs, lines that begin with a dash or a dot become a list. Linear in its length."""
    html = SafeString("")
    paragraph: list[str] = []
    items: list[str] = []
    for line in [*text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n"), ""]:
        bullet = _BULLET.match(line)
        if bullet:
            html += _paragraph(paragraph)
            items.append(line[bullet.end() :].strip())
        elif line.strip():
            html += _list(items)
            paragraph.append(line.strip())
        else:
            html += _paragraph(paragraph) + _list(items)
    return html


def _paragraph(lines: list[str]) -> SafeString:
    if not lines:
        return SafeString("")
    inside = format_html_join(SafeString("<br>"), "{}", ((french(line),) for line in lines))
    lines.clear()
    return format_html("<p>{}</p>", inside)


def _list(items: list[str]) -> SafeString:
    if not items:
        return SafeString("")
    inside = format_html_join("", "<li>{}</li>", ((french(item),) for item in items))
    items.clear()
    return format_html("<ul>{}</ul>", inside)
