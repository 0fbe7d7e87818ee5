"""ClamAV's daemon on loopback or on a unix socket: it speaks PING and INSTREAM as the real one does, and can fail.

The protocol is that of clamd(8): commands begin with «z» and end with NUL; a stream is chunks of a 4-byte length in
network order, then a chunk of length nought; one answer, then the connection is closed.
"""

import socket
import socketserver
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from tenants.files.adapters.local import SIGNATURES


class Mode(Enum):
    ANSWER = "answer"
    HANG = "hang"  # reads everything, never answers
    DRIP = "drip"  # answers a byte at a time, for ever
    CUT = "cut"  # closes before an answer
    CUT_SHORT = "cut-short"  # «stream: OK» without its end
    GARBAGE = "garbage"
    HUGE = "huge"  # an answer without end
    ERROR = "error"  # this file is too large for it
    DEAF = "deaf"  # doesn't read


@dataclass
class Clamd:
    """One daemon. `mode` may change at any time; `streams` is what it was sent."""

    address: str
    mode: Mode = Mode.ANSWER
    streams: list[bytes] = field(default_factory=list)
    broken: int = 0
    stopped: threading.Event = field(default_factory=threading.Event)


class _Handler(socketserver.BaseRequestHandler):
    clamd: Clamd

    def handle(self) -> None:
        with suppress(OSError):
            self._speak(self.request)

    def _speak(self, peer: socket.socket) -> None:
        peer.settimeout(10)
        if self.clamd.mode is Mode.DEAF:
            self.clamd.stopped.wait(20)
            return
        command = self._until_nul(peer)
        if command == b"zPING":
            self._answer(peer, b"PONG")
        elif command == b"zINSTREAM":
            content = self._stream(peer)
            if content is None:
                self.clamd.broken += 1
                return
            self.clamd.streams.append(content)
            found = [name for name, signature in SIGNATURES.items() if signature in content]
            self._answer(peer, f"stream: {found[0]} FOUND".encode() if found else b"stream: OK")
        else:
            self._answer(peer, b"UNKNOWN COMMAND")

    def _answer(self, peer: socket.socket, words: bytes) -> None:
        mode = self.clamd.mode
        if mode is Mode.ANSWER:
            peer.sendall(words + b"\0")
        elif mode is Mode.HANG:
            self.clamd.stopped.wait(20)
        elif mode is Mode.DRIP:
            while not self.clamd.stopped.is_set():
                peer.sendall(b" ")
                time.sleep(0.05)
        elif mode is Mode.CUT_SHORT:
            peer.sendall(b"stream: OK")
        elif mode is Mode.GARBAGE:
            peer.sendall(b"\xff\xfe220 smtp.example ESMTP\r\n\0")
        elif mode is Mode.HUGE:
            peer.sendall(b"x" * 1_000_000)
        elif mode is Mode.ERROR:
            peer.sendall(b"INSTREAM size limit exceeded. ERROR\0")

    def _until_nul(self, peer: socket.socket) -> bytes:
        found = b""
        while not found.endswith(b"\0"):
            got = peer.recv(1)
            if not got:
                return b""
            found += got
        return found[:-1]

    def _stream(self, peer: socket.socket) -> bytes | None:
        content = b""
        while True:
            head = self._exactly(peer, 4)
            if head is None:
                return None
            (length,) = struct.unpack("!I", head)
            if not length:
                return content
            chunk = self._exactly(peer, length)
            if chunk is None:
                return None
            content += chunk

    def _exactly(self, peer: socket.socket, many: int) -> bytes | None:
        found = b""
        while len(found) < many:
            got = peer.recv(many - len(found))
            if not got:
                return None
            found += got
        return found


@contextmanager
def clamd(path: Path | None = None, mode: Mode = Mode.ANSWER) -> Iterator[Clamd]:
    """A daemon for the length of a block, on a unix socket at `path` or else on a port of loopback."""
    base = socketserver.ThreadingUnixStreamServer if path else socketserver.ThreadingTCPServer
    here = Clamd("", mode)
    handler = type("Of", (_Handler,), {"clamd": here})
    server = base(str(path) if path else ("127.0.0.1", 0), handler)  # type: ignore[arg-type]
    server.daemon_threads = True
    here.address = str(path) if path else f"127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield here
    finally:
        here.stopped.set()
        server.shutdown()
        server.server_close()
