"""One contract for every scanner; ClamAV's against a peer that speaks its protocol, and fails, as the real one does."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tenants.files.adapters.chosen import SCANNERS, scanner
from tenants.files.adapters.local import SIGNATURES
from tenants.files.ports import Clean, Infected, Later, ScannerPort
from tests.peers.clamd import Clamd, Mode, clamd
from tests.tenants.files.documents import docx, odt, pdf

LIMIT = 10.0
# For a daemon that never answers; whatever a busy machine adds stays below what it would take for ever: 20 s.
SHORT, SOON = 1.0, 10.0
FOR_EVER = {Mode.HANG, Mode.DRIP, Mode.DEAF}
DOORS = ("clamd tcp", "clamd unix", "local")


class Door:
    """A scanner and the daemon behind it, None for the local one."""

    def __init__(self, port: ScannerPort, peer: Clamd | None) -> None:
        self.port, self.peer = port, peer


@pytest.fixture
def door(request: Any, tmp_path: Path) -> Iterator[Door]:
    name, _blank, way = str(getattr(request, "param", "clamd tcp")).partition(" ")
    with ExitStack() as stack:
        peer = None
        if name == "clamd":
            peer = stack.enter_context(clamd(tmp_path / "clamd.ctl" if way == "unix" else None))
        stack.enter_context(
            override_settings(
                VIRUS_SCANNER=name, CLAMD_ADDRESS=peer.address if peer else "", CLAMD_TIME_LIMIT_SECONDS=LIMIT
            )
        )
        yield Door(scanner(), peer)


every = pytest.mark.parametrize("door", DOORS, indirect=True)
ways = pytest.mark.parametrize("door", DOORS[:2], indirect=True)


def test_every_scanner_that_scans_is_in_the_contract() -> None:
    assert {door.split()[0] for door in DOORS} | {"off"} == set(SCANNERS)


@every
@pytest.mark.parametrize(
    "content", [pdf(), docx(), odt(), b"x", bytes(4_999_999)], ids=["pdf", "docx", "odt", "x", "5M"]
)
def test_clean(door: Door, content: bytes) -> None:
    assert door.port.scan(content) == Clean()
    if door.peer:
        assert door.peer.streams == [content]
        assert door.peer.broken == 0


@every
@pytest.mark.parametrize("name", SIGNATURES)
def test_infected_wherever_it_lies(door: Door, name: str) -> None:
    for content in (SIGNATURES[name], bytes(65_530) + SIGNATURES[name] + bytes(9), pdf() + SIGNATURES[name]):
        assert door.port.scan(content) == Infected(name)


@every
def test_up(door: Door) -> None:
    assert door.port.is_up()


@every
def test_two_questions_one_after_the_other(door: Door) -> None:
    assert door.port.scan(SIGNATURES["Eicar-Test-Signature"]) != door.port.scan(pdf()) == Clean()


@ways
@pytest.mark.parametrize("mode", [mode for mode in Mode if mode is not Mode.ANSWER])
def test_a_daemon_in_trouble_gives_no_verdict_and_soon(door: Door, mode: Mode) -> None:
    """Never «clean» for want of an answer."""
    assert door.peer
    door.peer.mode = mode
    with override_settings(CLAMD_TIME_LIMIT_SECONDS=SHORT if mode in FOR_EVER else LIMIT):
        port = scanner()
    began = time.monotonic()
    verdict = port.scan(bytes(3_000_000))
    assert isinstance(verdict, Later)
    assert verdict.down is (mode is not Mode.ERROR)
    assert not port.is_up()
    assert time.monotonic() - began < SOON
    assert len(verdict.why) <= 200


def test_nobody_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        free = probe.getsockname()[1]
    for address in (f"127.0.0.1:{free}", str(tmp_path / "none.ctl"), "nonsense", "localhost:x"):
        with override_settings(VIRUS_SCANNER="clamd", CLAMD_ADDRESS=address, CLAMD_TIME_LIMIT_SECONDS=LIMIT):
            verdict = scanner().scan(b"x")
            assert isinstance(verdict, Later)
            assert verdict.down
            assert not scanner().is_up()


def test_a_mute_listener_is_given_up(tmp_path: Path) -> None:
    """A backlog that takes the connection and a process that never does."""
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"127.0.0.1:{mute.getsockname()[1]}"
        with override_settings(VIRUS_SCANNER="clamd", CLAMD_ADDRESS=address, CLAMD_TIME_LIMIT_SECONDS=0.5):
            began = time.monotonic()
            assert isinstance(scanner().scan(bytes(4_000_000)), Later)
            assert time.monotonic() - began < SOON


def test_the_local_one_looks_into_what_is_packed() -> None:
    for content in (docx(["BASSIN-TEST-" + "SIGNATURE-1"]), odt(["BASSIN-TEST-" + "SIGNATURE-1"])):
        assert SIGNATURES["Bassin.Test.Signature-1"] not in content
        assert SCANNERS["local"]().scan(content) == Infected("Bassin.Test.Signature-1")
    assert SCANNERS["local"]().scan(pdf(["BASSIN-TEST-" + "SIGNATURE-1"])) == Infected("Bassin.Test.Signature-1")
    assert SCANNERS["local"]().scan(b"PK\x03\x04 broken") == Clean()
