"""What holds around a stranger's file: time, memory, no file, no network, no process, no survivor."""

import contextlib
import gc
import time
from pathlib import Path

import pytest

from tenants.files.limited.runner import run

JOBS = "tests.tenants.files.limited_jobs"
# Whatever a busy machine adds to a second; what is to be ended would take a minute, or for ever.
SOON = 10.0
DOORS = (
    "read_a_file", "write_a_file", "list_a_folder", "remove_a_file", "connect", "listen", "a_socket_pair",
    "start_a_program", "fork", "a_thread", "signal_the_parent", "trace_the_parent", "raise_its_limits",
)  # fmt: skip


@pytest.mark.parametrize("door", DOORS)
def test_a_door_is_closed(door: str) -> None:
    outcome = run(f"{JOBS}:{door}", b"x")
    assert "calls" in outcome.walls, "This kernel has no seccomp: only the system's limits hold here."
    assert (outcome.value, outcome.failed) == ("refused", ""), outcome


def test_each_door_is_open_without_the_walls() -> None:
    """The probes tell the truth: in this process they get through."""
    from tests.tenants.files import limited_jobs

    for door in ("read_a_file", "write_a_file", "list_a_folder", "listen", "a_socket_pair", "a_thread"):
        assert getattr(limited_jobs, door)(b"x") == "done", door


def test_it_computes_and_answers() -> None:
    outcome = run(f"{JOBS}:count", b"abc" * 1_000_000)
    assert (outcome.value, outcome.failed) == ({"bytes": 3_000_000, "environment": []}, "")
    assert 0 < outcome.peak_kb < 100_000
    assert outcome.seconds < 5


def test_whoever_loops_is_ended() -> None:
    began = time.monotonic()
    outcome = run(f"{JOBS}:loop", b"", seconds=1)
    assert (outcome.value, outcome.failed) == (None, "time")
    assert time.monotonic() - began < SOON


def test_whoever_sleeps_is_ended_too() -> None:
    began = time.monotonic()
    assert run(f"{JOBS}:sleep", b"", seconds=1).failed == "time"
    assert time.monotonic() - began < SOON


def test_whoever_takes_memory_gets_no_more() -> None:
    outcome = run(f"{JOBS}:swallow", b"")
    assert outcome.failed == "memory"
    assert outcome.peak_kb < 512 * 1024


@pytest.mark.parametrize(
    ("job", "failed"), [("recurse", "depth"), ("stumble", "error"), ("vanish", "killed"), ("chatter", "killed")]
)
def test_it_says_how_it_ended(job: str, failed: str) -> None:
    outcome = run(f"{JOBS}:{job}", b"")
    assert (outcome.value, outcome.failed) == (None, failed), outcome


def test_nothing_of_it_is_left() -> None:
    """No open file, and no child: what other tests started in this process (a browser's driver) may live on."""
    gc.collect()  # what others left open would be closed meanwhile
    files, children = open_files(), child_processes()
    for job in ("count", "loop", "vanish"):
        run(f"{JOBS}:{job}", b"", seconds=1)
    assert open_files() <= files
    assert child_processes() <= children


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def child_processes() -> set[str]:
    found: set[str] = set()
    for task in Path("/proc/self/task").iterdir():
        with contextlib.suppress(FileNotFoundError):  # a thread that ends meanwhile
            found.update((task / "children").read_text().split())
    return found
