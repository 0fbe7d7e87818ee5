"""The little HTML that exchange formats carry in their texts, to lines and back."""

from html import escape
from html.parser import HTMLParser

_BREAKS = frozenset({"p", "li", "br", "div", "ul", "ol", "h1", "h2", "h3", "tr"})
_UNSEEN = frozenset({"script", "style"})


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in _UNSEEN
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(self.hidden - (tag in _UNSEEN), 0)
        if tag in _BREAKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(data)


def to_lines(markup: str) -> str:
    """The text of it, whatever its tags."""
    parser = _Lines()
    parser.feed(markup)
    parser.close()
    return "".join(parser.pieces)


def to_html(text: str) -> str:
    """A paragraph for each line."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines())
