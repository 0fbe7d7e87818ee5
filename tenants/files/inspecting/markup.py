"""XML parts read once, without entities: every element with its attributes, and the text of a few."""

from collections.abc import Callable
from xml.parsers import expat

from tenants.files.reasons import Refusal, Unfit

MOST_ELEMENTS = 300_000
DEEPEST = 200
_LONGEST_TEXT = 200_000

Element = Callable[[str, dict[str, str]], None]


def walk(content: bytes, on_element: Element, *, text_of: frozenset[str] = frozenset()) -> str:
    """Call `on_element("namespace local", attributes)` for each; the text within elements named `text_of`, joined.

    Raises Unfit for what isn't well-formed, for any DOCTYPE (entities that grow or that read files need one), and for
    more or deeper elements than a document has.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = count = inside = length = 0
    found: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count, inside
        depth, count = depth + 1, count + 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise Unfit(Refusal.TOO_COMPLEX, "too many elements, or too deep")
        inside += name in text_of
        on_element(name, attributes)

    def end(name: str) -> None:
        nonlocal depth, inside
        depth -= 1
        inside -= name in text_of

    def text(piece: str) -> None:
        nonlocal length
        if inside and length < _LONGEST_TEXT:
            length += len(piece)
            found.append(piece)

    def doctype(*_: object) -> None:
        raise Unfit(Refusal.DAMAGED, "a DOCTYPE")

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Unfit(Refusal.DAMAGED, str(error)) from None
    return "".join(found)
