"""What really comes to a browser: a wire between it and the site that keeps every byte, headers and all."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from socketserver import BaseRequestHandler, ThreadingTCPServer
from typing import cast

_PIECE = 65_536
#: Of what was read before: a name may come in two pieces.
_OVERLAP = 200


@dataclass(frozen=True)
class Person:
    """Somebody, by what gives them away."""

    name: str
    email: str
    phone: str

    @property
    def signs(self) -> list[str]:
        """Each part of the name, the address, what stands before its @, the number."""
        return [*self.name.split(), self.email, self.email.partition("@")[0], self.phone.removeprefix("+33")]

    def signs_in(self, text: str) -> list[str]:
        """Which of these a text holds, in whatever case, the number however it is spaced."""
        return [sign for sign in self.signs if re.search(_spaced(sign), text, re.IGNORECASE)]


class Wire(ThreadingTCPServer):
    """Answers at `port` with what the site at another port answers, uncompressed."""

    daemon_threads = True

    def __init__(self, upstream: int) -> None:
        super().__init__(("127.0.0.1", 0), _Relay)
        self.upstream, self.port = upstream, int(self.server_address[1])
        # By connection: what came, and up to where it was read.
        self.came: list[bytearray] = []
        self._read: list[int] = []
        self._lock = threading.Lock()

    def connection(self) -> bytearray:
        with self._lock:
            self.came.append(bytearray())
            self._read.append(0)
            return self.came[-1]

    def new(self) -> str:
        """What came since the last time."""
        with self._lock:
            found = []
            for at, came in enumerate(self.came):
                found.append(bytes(came[max(0, self._read[at] - _OVERLAP) :]))
                self._read[at] = len(came)
        text = b"\n".join(found).decode("utf-8", "replace")
        assert "content-encoding:" not in text.lower(), "something came packed, and was not read"
        return text


class _Relay(BaseRequestHandler):
    def handle(self) -> None:
        wire = cast("Wire", self.server)
        came = wire.connection()
        with socket.create_connection(("127.0.0.1", wire.upstream)) as site, suppress(OSError):
            asking = threading.Thread(target=self._ask, args=(site,), daemon=True)
            asking.start()
            while piece := site.recv(_PIECE):
                came += piece
                self.request.sendall(piece)

    def _ask(self, site: socket.socket) -> None:
        """What the browser says, but that it reads no packed answers."""
        with suppress(OSError):
            while piece := self.request.recv(_PIECE):
                site.sendall(re.sub(rb"(?i)(\r\naccept-encoding: )[^\r]*", rb"\1identity", piece))
            site.shutdown(socket.SHUT_WR)


@contextmanager
def wire_to(port: int) -> Iterator[Wire]:
    with Wire(port) as wire:
        thread = threading.Thread(target=wire.serve_forever, daemon=True)
        thread.start()
        try:
            yield wire
        finally:
            wire.shutdown()


def _spaced(sign: str) -> str:
    return r"[\s.\u00a0\u202f-]*".join(sign) if sign.isdecimal() else re.escape(sign)
