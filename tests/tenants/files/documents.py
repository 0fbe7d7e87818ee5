"""Real documents made by code."""

import io
import zipfile
import zlib
from collections.abc import Iterable

from docx import Document
from pypdf import PdfWriter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def zipped(parts: dict[str, bytes | str], *, stored: Iterable[str] = ()) -> bytes:
    """An archive of these parts, deflated but for `stored` ones."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return target.getvalue()


def docx_parts(lines: Iterable[str] = ("Jeanne Dubois",), *, main: str = MAIN) -> dict[str, bytes | str]:
    """The parts of the least DOCX that Word opens."""
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{_xml(line)}</w:t></w:r></w:p>' for line in lines)
    return {
        "[Content_Types].xml": TYPES.format(main=main),
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}"><w:body>{body}'
        "</w:body></w:document>",
    }


def docx(lines: Iterable[str] = ("Jeanne Dubois",)) -> bytes:
    return zipped(docx_parts(lines))


def odt_parts(lines: Iterable[str] = ("Jeanne Dubois",)) -> dict[str, bytes | str]:
    """The parts of the least ODT that LibreOffice opens."""
    body = "".join(f"<text:p>{_xml(line)}</text:p>" for line in lines)
    return {
        "mimetype": ODT_TYPE,
        "content.xml": '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>",
        "META-INF/manifest.xml": '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODT_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    }


def odt(lines: Iterable[str] = ("Jeanne Dubois",)) -> bytes:
    return zipped(odt_parts(lines), stored=["mimetype"])


def pdf(
    lines: Iterable[str] = ("Jeanne Dubois",), *, catalog: str = "", extra: Iterable[bytes] = (), trailer: str = ""
) -> bytes:
    """A PDF of these lines, a page for each fifty; `catalog`, `extra` and `trailer` go in as they are.

    Objects 1 and 2 are catalog and pages, 3 the font; those of `extra` get the numbers after the pages'.
    """
    given = list(lines)
    pages = [given[start : start + 50] for start in range(0, len(given), 50)] or [[]]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        text = b"BT /F1 11 Tf 14 TL 50 790 Td " + b" ".join(b"(%s) Tj T*" % _pdf_text(line) for line in page) + b" ET"
        packed = zlib.compress(text)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
    objects += list(extra)
    return assembled(objects, trailer=trailer)


def assembled(objects: Iterable[bytes], *, trailer: str = "") -> bytes:
    """A PDF of these objects with its table of places."""
    out, places = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()
    return out


def attached(name: str, content: bytes, lines: Iterable[str] = ("Jeanne Dubois",)) -> bytes:
    """A PDF of these lines with a file within, as Europass makes them."""
    writer, target = PdfWriter(io.BytesIO(pdf(lines))), io.BytesIO()
    writer.add_attachment(name, content)
    writer.write(target)
    return target.getvalue()


def with_table(left: Iterable[str], right: Iterable[str]) -> bytes:
    """A DOCX of one row and two cells, made by python-docx, bullets as lists of Word's."""
    document, target = Document(), io.BytesIO()
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        for line in lines:
            style = "List Bullet" if line.startswith("• ") else None
            cell.add_paragraph(line.removeprefix("• "), style=style)
    document.save(target)
    return target.getvalue()


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _pdf_text(text: str) -> bytes:
    encoded = text.encode("cp1252", "replace")
    return encoded.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
