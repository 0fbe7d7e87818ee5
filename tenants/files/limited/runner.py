"""Work on a stranger's file in a process of its own, that can do nothing else and ends in time.

The interpreter runs isolated (-I), with an empty environment, in the root folder, as leader of a group that is killed
whole. What it may do is in walls.py.
"""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

SECONDS = 10
MEMORY = 512 * 1024 * 1024
_LONGEST_ANSWER = 2_000_000
_ROOT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path.append({root!r}); from tenants.files.limited.child import main; main()"


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    value: what its function gave; failed: '', or why there is no value (time, memory, depth, error, killed, start).
    seconds: on the clock; peak_kb: the most memory it held; walls: what kept it in.
    """

    value: Any = None
    failed: str = ""
    said: str = ""
    seconds: float = 0.0
    peak_kb: int = 0
    walls: tuple[str, ...] = field(default=())


def run(job: str, content: bytes, *, seconds: int = SECONDS, memory: int = MEMORY) -> Outcome:
    """Run `job` ("module:function", importable without Django; bytes in, JSON out) on a content.

    A module may have `warm()`: it is called before the walls close. Never raises for what the content does.
    """
    began = time.monotonic()
    try:
        with _as_file(content) as given:
            process = subprocess.Popen(  # noqa: S603  our own interpreter, our own code
                [sys.executable, "-I", "-B", "-c", _START.format(root=str(_ROOT)), job, str(seconds), str(memory)],
                stdin=given,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={},
                start_new_session=True,
            )
    except OSError as error:
        return Outcome(failed="start", said=str(error)[:300])
    assert process.stdout
    try:
        answer, peak, in_time = _listen(process.pid, process.stdout, until=began + seconds)
    finally:
        # Whatever it started too; and reaped, so that nothing is left of it.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.stdout.close()
        code = process.wait()
    took = time.monotonic() - began
    if not in_time or code == -signal.SIGXCPU:
        return Outcome(failed="time", seconds=took, peak_kb=peak)
    return _understood(answer, took, peak)


def _understood(answer: bytes, took: float, peak: int) -> Outcome:
    try:
        found = json.loads(answer)
        return Outcome(
            value=found.get("value"),
            failed=str(found.get("failed", "")),
            said=str(found.get("said", ""))[:300],
            seconds=took,
            peak_kb=max(peak, int(found.get("peak_kb", 0))),
            walls=tuple(str(name) for name in found.get("walls", ())),
        )
    except (ValueError, AttributeError, TypeError):
        # The kernel ended it, or it ended before it could say why: out of memory in the midst of C code.
        return Outcome(failed="killed", seconds=took, peak_kb=peak)


def _as_file(content: bytes) -> IO[bytes]:
    """The content as something that a child can read, without a name anywhere."""
    if hasattr(os, "memfd_create"):
        file: IO[bytes] = os.fdopen(os.memfd_create("upload"), "w+b")
    else:
        file = tempfile.TemporaryFile()  # noqa: SIM115  the caller closes it
    file.write(content)
    file.flush()
    file.seek(0)
    return file


def _listen(pid: int, pipe: IO[bytes], *, until: float) -> tuple[bytes, int, bool]:
    """(what it said, the most memory it was seen to hold, whether it ended in time)."""
    answer, peak = b"", 0
    while len(answer) <= _LONGEST_ANSWER:
        left = until - time.monotonic()
        if left <= 0:
            return answer, peak, False
        ready, _, _ = select.select([pipe], [], [], min(left, 0.05))
        peak = max(peak, _held_kb(pid))
        if ready:
            chunk = os.read(pipe.fileno(), 65_536)
            if not chunk:
                return answer, peak, True
            answer += chunk
    return b"", peak, True


def _held_kb(pid: int) -> int:
    with suppress(OSError, ValueError, IndexError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0
