"""What real programs write is taken: a rule that turns honest CVs away protects nobody."""

import io
from collections.abc import Callable

import pytest
from docx import Document
from odf.opendocument import OpenDocumentText
from odf.text import A, P
from pypdf import PdfReader, PdfWriter

from tenants.files.content import kind_of
from tenants.files.enums import FileKind
from tests.tenants.files.documents import OFFICE, RELATIONS, attached, docx_parts, odt_parts, pdf, zipped


def _by_python_docx() -> bytes:
    document, target = Document(), io.BytesIO()
    document.add_heading("Marie Dupont")
    document.add_table(rows=2, cols=2)
    document.sections[0].header.paragraphs[0].text = "06 12 34 56 78"
    document.save(target)
    return target.getvalue()


def _by_odfpy() -> bytes:
    document, target = OpenDocumentText(), io.BytesIO()
    line = P(text="Voir ")
    line.addElement(A(href="https://marie.example/", text="mon site"))
    document.text.addElement(line)
    document.save(target)
    return target.getvalue()


def _rewritten() -> bytes:
    """By pypdf, with objects packed away in streams."""
    writer, target = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf()))), io.BytesIO()
    writer.add_metadata({"/Title": "CV de Marie", "/Author": "Marie (JavaScript, HTML)"})
    writer.compress_identical_objects()
    writer.write(target)
    return target.getvalue()


def _relations(*relations: tuple[str, str]) -> dict[str, bytes | str]:
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
        for number, (kind, target) in enumerate(relations)
    )
    return {
        **docx_parts(),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>',
    }


def _odt_with(**parts: bytes | str) -> bytes:
    return zipped({**odt_parts(), **parts}, stored=["mimetype"])


ORDINARY: dict[str, tuple[FileKind, Callable[[], bytes]]] = {
    "python-docx": (FileKind.DOCX, _by_python_docx),
    "links": (
        FileKind.DOCX,
        lambda: zipped(_relations(("hyperlink", "mailto:a@b.fr"), ("hyperlink", "https://b.fr"))),
    ),
    "a template on somebody's disk": (
        FileKind.DOCX,
        lambda: zipped(_relations(("attachedTemplate", "file:///C:\\Users\\Marie\\AppData\\Templates\\CV.dotx"))),
    ),
    "icons": (FileKind.DOCX, lambda: zipped({**docx_parts(), "word/media/image1.svg": "<svg/>"})),
    "a chart of skills": (
        FileKind.DOCX,
        lambda: zipped({
            **docx_parts(),
            "word/charts/chart1.xml": "<c/>",
            "word/embeddings/Microsoft_Excel_Worksheet.xlsx": zipped({"xl/workbook.xml": "<w/>"}),
        }),
    ),
    "a date that moves": (
        FileKind.DOCX,
        lambda: zipped({**docx_parts(), "word/footer1.xml": _footer("TIME \\@ &quot;dd/MM/yyyy&quot;")}),
    ),
    "odfpy": (FileKind.ODT, _by_odfpy),
    "a menu that nobody changed": (FileKind.ODT, lambda: _odt_with(**{"Configurations2/accelerator/current.xml": ""})),
    "a thumbnail of a Mac": (FileKind.ODT, lambda: _odt_with(**{"Thumbnails/thumbnail.pdf": pdf()})),
    "pypdf": (FileKind.PDF, _rewritten),
    "a view to begin with": (FileKind.PDF, lambda: pdf(catalog="/OpenAction [4 0 R /Fit] /PageMode /UseOutlines")),
    "a link": (
        FileKind.PDF,
        lambda: pdf(extra=[b"<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://marie.example) >> >>"]),
    ),
    "a way to mix colours": (FileKind.PDF, lambda: pdf(extra=[b"<< /Type /ExtGState /BM /Screen >>"])),
    "blanks after its end": (FileKind.PDF, lambda: pdf() + b"\r\n\x00\x00"),
    "words about JavaScript": (FileKind.PDF, lambda: pdf(["/JavaScript /JS /Launch"])),
    "Europass": (FileKind.PDF, lambda: attached("attachment.xml", b'<Candidate xmlns="http://www.europass.eu/1.0"/>')),
}  # fmt: skip


def _footer(instruction: str) -> str:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<w:ftr xmlns:w="{space}"><w:p><w:fldSimple w:instr="{instruction}"/></w:p></w:ftr>'


@pytest.mark.parametrize("name", ORDINARY)
def test_it_is_taken(name: str) -> None:
    kind, make = ORDINARY[name]
    assert kind_of(make()) == kind
