"""An HTML mail as text: cleaned in one pass by nh3 first, so that what is walked is short and well formed."""

import re
from html.parser import HTMLParser

import nh3

from tenants.messaging.incoming.limits import LONGEST_HTML, MOST_TAGS

_TAGS = {"p", "div", "br", "li", "ul", "ol", "tr", "hr", "blockquote", "h1", "h2", "h3", "h4", "pre", "table", "td"}
_GONE = {"script", "style", "title", "head", "noscript", "template", "svg", "math", "object", "iframe"}
_BLOCKS = _TAGS - {"br", "td", "blockquote"}


class _Text(HTMLParser):
    """Lines; what stands in a blockquote begins with «> », as a mail of text would have it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._next()
        elif tag == "blockquote":
            self._block()
            self.depth += 1
        elif tag in _BLOCKS:
            self._block()
        if tag == "li":
            self.lines[-1] += "- "

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self._block()
            self.depth = max(0, self.depth - 1)
        elif tag in _BLOCKS:
            self._block()
            if tag == "p":
                self._next()
        elif tag == "td":
            self.lines[-1] += " "

    def handle_data(self, data: str) -> None:
        words = re.sub(r"\s+", " ", data)
        if not self.lines[-1]:
            words = words.lstrip()
            if words:
                self.lines[-1] = "> " * min(self.depth, 3)
        self.lines[-1] += words

    def _next(self) -> None:
        self.lines.append("")

    def _block(self) -> None:
        if self.lines[-1].strip():
            self._next()


def to_text(html: str) -> str:
    """What somebody would read. Nothing of it is markup any more."""
    # Elements within elements take the cleaner a time that grows with the square of them.
    bounded = "<".join(html[:LONGEST_HTML].split("<", MOST_TAGS)[:MOST_TAGS])
    clean = nh3.clean(bounded, tags=_TAGS, clean_content_tags=_GONE, attributes={}, strip_comments=True, link_rel=None)
    reader = _Text()
    reader.feed(clean)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in reader.lines)).strip()
