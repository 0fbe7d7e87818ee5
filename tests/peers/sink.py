"""A mail server in a process of its own, that takes everything and writes down what it took.

`python -m tests.peers.sink LOG` prints its port, then a line «Message-ID<tab>recipient» into LOG for each message,
before it says that it took it. It outlives whoever sends to it, and ends when its standard input does.
"""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import TextIO

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from deploy.settings.environment import ROOT


@dataclass(frozen=True)
class Sink:
    """The server as its users know it."""

    port: int
    log: Path

    def taken(self) -> list[tuple[str, str]]:
        """(Message-ID, recipient) of each message, in order."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [(line.split("\t")[0], line.split("\t")[1]) for line in lines]

    @property
    def settings(self) -> dict[str, object]:
        """Django's settings that lead here."""
        return {
            "EMAIL_PROVIDER": "",
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": self.port,
            "EMAIL_HOST_USER": "",
            "EMAIL_USE_TLS": False,
            "EMAIL_TIMEOUT": 10,
        }


@contextmanager
def running(log: Path) -> Iterator[Sink]:
    """A sink for the length of a block."""
    command = [sys.executable, "-m", "tests.peers.sink", str(log)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield Sink(port=int(process.stdout.readline()), log=log)
    finally:
        process.communicate(timeout=10)


class _Taking:
    def __init__(self, log: TextIO) -> None:
        self.log = log

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content or b"")
        self.log.write(f"{message['Message-ID']}\t{envelope.rcpt_tos[0]}\n")
        self.log.flush()
        return "250 OK"


def main() -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with Path(sys.argv[1]).open("a") as log:
        controller = Controller(_Taking(log), hostname="127.0.0.1", port=port)
        controller.start()
        print(port, flush=True)
        sys.stdin.read()
        controller.stop()


if __name__ == "__main__":
    main()
