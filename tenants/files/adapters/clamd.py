"""ClamAV's daemon over TCP or a unix socket: PING and INSTREAM, one connection a question."""

import socket
import struct
import time
from collections.abc import Iterable, Iterator

from django.conf import settings

from tenants.files.ports import Clean, Infected, Later, Verdict

_CHUNK = 64 * 1024
_LONGEST_ANSWER = 4096


class ClamdScanner:
    """Speaks the «z» form of the protocol: commands and answers end with NUL.

    CLAMD_ADDRESS: "host:port", or the path of a socket. The limit is for the whole question, so that a peer that
    drips a byte at a time ends with it too.
    """

    name = "clamd"

    def __init__(self) -> None:
        self._address = str(settings.CLAMD_ADDRESS)
        self._limit = float(settings.CLAMD_TIME_LIMIT_SECONDS)

    def scan(self, content: bytes) -> Verdict:
        try:
            answer = self._ask(b"zINSTREAM\0", _stream(content))
        except (OSError, ValueError) as error:
            # ValueError: an address that is none; the operator mends it, and the files wait.
            return Later(f"{type(error).__name__}: {error}"[:200], down=True)
        if answer == "stream: OK":
            return Clean()
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return Infected(answer[len("stream: ") : -len(" FOUND")].strip()[:120] or "?")
        # «ERROR» is about this file (its size, its form); no answer at all is about the scanner.
        return Later(answer[:200] or "no answer", down=not answer.endswith(" ERROR"))

    def is_up(self) -> bool:
        try:
            return self._ask(b"zPING\0") == "PONG"
        except (OSError, ValueError):
            return False

    def _ask(self, command: bytes, parts: Iterable[bytes] = ()) -> str:
        until = time.monotonic() + self._limit
        with self._connected(until) as peer:
            try:
                peer.sendall(command)
                for part in parts:
                    peer.settimeout(_left(until))
                    peer.sendall(part)
            except (BrokenPipeError, ConnectionResetError):
                # It may have said why before it closed.
                pass
            answer = b""
            while b"\0" not in answer and len(answer) < _LONGEST_ANSWER:
                peer.settimeout(_left(until))
                got = peer.recv(_LONGEST_ANSWER - len(answer))
                if not got:
                    break
                answer += got
        text, end, _rest = answer.partition(b"\0")
        # Without its end an answer is cut: «stream: OK» may be the beginning of anything.
        return text.decode("utf-8", "replace").strip() if end else ""

    def _connected(self, until: float) -> socket.socket:
        if self._address.startswith("/"):
            peer = socket.socket(socket.AF_UNIX)
            peer.settimeout(_left(until))
            try:
                peer.connect(self._address)
            except BaseException:
                peer.close()
                raise
            return peer
        host, _colon, port = self._address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=min(5.0, _left(until)))


def _stream(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), _CHUNK):
        chunk = content[start : start + _CHUNK]
        yield struct.pack("!I", len(chunk)) + chunk
    yield struct.pack("!I", 0)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("clamd took too long")
    return left
