"""The lines of a DOCX: head of the page, body, tables and boxes, in the order of the file."""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from boards.curriculum.documents.lines import tidied

_P, _T, _TAB, _BR, _LIST = (qn(name) for name in ("w:p", "w:t", "w:tab", "w:br", "w:numPr"))
_CELL, _BOX = qn("w:tc"), qn("w:txbxContent")
# Word writes a box twice, for itself and for those that don't know boxes.
_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def lines(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    found: list[str] = []
    for section in document.sections[:1]:
        # One that isn't there would be made from a file of python-docx's, and no file is to be had here.
        if not section.header.is_linked_to_previous:
            found += list(_paragraphs(section.header._element))
    return tidied([*found, *_paragraphs(document.element.body)])


def _paragraphs(root: Any) -> Iterator[str]:
    """Depth first with a stack of our own; each paragraph without the boxes anchored in it, which come after."""
    stack = [root]
    while stack:
        element = stack.pop()
        if element.tag == _TWICE:
            continue
        if element.tag == _P:
            text, boxes = _text(element)
            yield from text.split("\n")
            stack.extend(reversed(boxes))
            continue
        stack.extend(reversed(element))


def _text(paragraph: Any) -> tuple[str, list[Any]]:
    pieces, boxes, stack = [], [], list(reversed(paragraph))
    is_item = paragraph.find(f"./{qn('w:pPr')}/{_LIST}") is not None
    while stack:
        element = stack.pop()
        if element.tag == _BOX:
            boxes.append(element)
        elif element.tag == _T:
            pieces.append(element.text or "")
        elif element.tag == _TAB and element.getparent().tag != qn("w:tabs"):
            pieces.append("\t")
        elif element.tag == _BR:
            pieces.append("\n")
        elif element.tag != _TWICE:
            stack.extend(reversed(element))
    text = "".join(pieces)
    return (f"• {text}" if is_item and text.strip() else text), boxes
