"""A scanner of a few test signatures: it shows what happens to an infected file, and protects nobody.

It looks into the file as it is, into what a ZIP (DOCX, ODT) packs and into what a PDF deflates, within bounds.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from tenants.files.ports import Clean, Infected, Verdict

# In two halves: with the whole sign in it, this very file would be taken away by antivirus software.
_EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SIGNATURES: dict[str, bytes] = {
    "Eicar-Test-Signature": _EICAR,
    "Bassin.Test.Signature-1": b"BASSIN-TEST-" + b"SIGNATURE-1",
    "Bassin.Test.Signature-2": b"\xba\x55\x1e" + b"BASSIN\x00TEST\x00TWO",
}
_MOST_UNPACKED = 30_000_000
_MOST_PARTS = 500
_STREAM = re.compile(rb"\bstream\r?\n")


class LocalScanner:
    name = "local"

    def scan(self, content: bytes) -> Verdict:
        for part in _parts(content):
            for name, signature in SIGNATURES.items():
                if signature in part:
                    return Infected(name)
        return Clean()

    def is_up(self) -> bool:
        return True


def _parts(content: bytes) -> Iterator[bytes]:
    yield content
    left = _MOST_UNPACKED
    for unpacked in _zipped(content) if content.startswith(b"PK") else _deflated(content):
        yield unpacked
        left -= len(unpacked)
        if left <= 0:
            return


def _zipped(content: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for entry in archive.infolist()[:_MOST_PARTS]:
                with archive.open(entry) as opened:
                    yield opened.read(_MOST_UNPACKED)
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, RuntimeError):
        return


def _deflated(content: bytes) -> Iterator[bytes]:
    for count, found in enumerate(_STREAM.finditer(content)):
        if count >= _MOST_PARTS:
            return
        try:
            yield zlib.decompressobj().decompress(content[found.end() :], _MOST_UNPACKED // 10)
        except zlib.error:
            continue
