"""What a hostile file might try once it runs. Each job says «done» or «refused»."""

import ctypes
import os
import resource
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deploy.settings import environment


def _tried(attempt: Callable[[], Any]) -> str:
    try:
        attempt()
    except (PermissionError, RuntimeError, ValueError):
        return "refused"
    return "done"


def read_a_file(content: bytes) -> str:
    return _tried(lambda: Path("/etc/passwd").read_bytes())


def write_a_file(content: bytes) -> str:
    return _tried(lambda: Path("/tmp/limited").write_bytes(b"x"))


def list_a_folder(content: bytes) -> str:
    return _tried(lambda: list(Path("/").iterdir()))


def remove_a_file(content: bytes) -> str:
    return _tried(lambda: Path("/tmp/limited").unlink())


def connect(content: bytes) -> str:
    return _tried(lambda: socket.create_connection(("127.0.0.1", 9), timeout=1))


def listen(content: bytes) -> str:
    return _tried(lambda: socket.socket().close())


def a_socket_pair(content: bytes) -> str:
    return _tried(lambda: [end.close() for end in socket.socketpair()])


def start_a_program(content: bytes) -> str:
    return _tried(lambda: os.execv("/bin/true", ["true"]))


def fork(content: bytes) -> str:
    return _tried(os.fork)


def a_thread(content: bytes) -> str:
    return _tried(lambda: threading.Thread(target=int).start())


def signal_the_parent(content: bytes) -> str:
    return _tried(lambda: os.kill(os.getppid(), 0))


def trace_the_parent(content: bytes) -> str:
    def trace() -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.ptrace(16, os.getppid(), 0, 0) < 0 and ctypes.get_errno() == 1:
            raise PermissionError

    return _tried(trace)


def raise_its_limits(content: bytes) -> str:
    return _tried(lambda: resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)))


def count(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "environment": sorted(set(environment.child()) - {"LC_CTYPE"})}


def loop(content: bytes) -> None:
    while True:
        pass


def sleep(content: bytes) -> None:
    time.sleep(60)


def swallow(content: bytes) -> int:
    held = []
    while True:
        held.append(bytearray(10_000_000))


def recurse(content: bytes) -> None:
    recurse(content)


def stumble(content: bytes) -> None:
    raise ValueError("nonsense")


def vanish(content: bytes) -> None:
    os._exit(3)


def chatter(content: bytes) -> None:
    while True:
        sys.stdout.write("x" * 100_000)
