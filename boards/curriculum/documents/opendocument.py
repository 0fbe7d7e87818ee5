"""The lines of an ODT: body, tables and boxes, in the order of the file."""

import io
from collections.abc import Iterator
from typing import Any

from odf import text as odf_text
from odf.opendocument import load

from boards.curriculum.documents.lines import tidied

_P, _H = (odf_text.P(text="").qname, odf_text.H(outlinelevel=1, text="").qname)
_ITEM, _TAB, _BREAK, _BLANKS = (
    odf_text.ListItem().qname,
    odf_text.Tab().qname,
    odf_text.LineBreak().qname,
    odf_text.S().qname,
)


def lines(content: bytes) -> list[str]:
    return tidied(_paragraphs(load(io.BytesIO(content)).text))


def _paragraphs(root: Any) -> Iterator[str]:
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, in_list = stack.pop()
        name = getattr(node, "qname", None)
        if name in {_P, _H}:
            text, inner = _text(node)
            yield from (f"• {text}" if in_list and text.strip() else text).split("\n")
            stack.extend((child, False) for child in reversed(inner))
            continue
        stack.extend((child, in_list or name == _ITEM) for child in reversed(getattr(node, "childNodes", [])))


def _text(paragraph: Any) -> tuple[str, list[Any]]:
    pieces: list[str] = []
    boxes: list[Any] = []
    stack = list(reversed(paragraph.childNodes))
    while stack:
        node = stack.pop()
        name = getattr(node, "qname", None)
        if name is None or not hasattr(node, "childNodes"):
            pieces.append(str(getattr(node, "data", "")))
        elif name == _TAB:
            pieces.append("\t")
        elif name == _BREAK:
            pieces.append("\n")
        elif name == _BLANKS:
            pieces.append(" ")
        elif name in {_P, _H} or name[1] in {"frame", "text-box", "custom-shape"}:
            boxes.append(node)
        elif getattr(node, "data", None) is not None:
            pieces.append(str(node.data))
        else:
            stack.extend(reversed(node.childNodes))
    return "".join(pieces), boxes
