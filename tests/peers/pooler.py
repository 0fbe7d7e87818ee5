"""Something between Django and PostgreSQL that, as poolers do, tells the client a process number of its own making."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

#: BackendKeyData: its letter and its length in protocol 3.0; the number and a secret follow.
_KEY = b"K\x00\x00\x00\x0c"


@contextmanager
def pooler(host: str, port: int) -> Iterator[int]:
    """In front of a server. host: a name, or the folder of a Unix socket. Yields its own port on loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=_serve, args=(listener, host, port), daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        listener.close()


def _serve(listener: socket.socket, host: str, port: int) -> None:
    with suppress(OSError):
        while True:
            client, _address = listener.accept()
            server = _server(host, port)
            threading.Thread(target=_carry, args=(client, server, False), daemon=True).start()
            threading.Thread(target=_carry, args=(server, client, True), daemon=True).start()


def _server(host: str, port: int) -> socket.socket:
    if not host.startswith("/"):
        return socket.create_connection((host, port))
    server = socket.socket(socket.AF_UNIX)
    server.connect(f"{host}/.s.PGSQL.{port}")
    return server


def _carry(source: socket.socket, target: socket.socket, renumber: bool) -> None:
    with suppress(OSError), source, target:
        while data := source.recv(65_536):
            at = data.find(_KEY) if renumber else -1
            if at >= 0:
                number = at + len(_KEY)
                data, renumber = data[:number] + b"\x00\x0f\x42\x40" + data[number + 4 :], False
            target.sendall(data)
