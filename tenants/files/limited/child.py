"""The other side of `runner.run`: one job on one content, then the end. Knows no Django and no settings."""

import importlib
import json
import os
import sys
from contextlib import suppress
from typing import Any

from tenants.files.limited import walls

# What documents are written in; later no module can be fetched from the disk.
_ENCODINGS = (
    "ascii", "cp1252", "latin_1", "iso8859_15", "utf_8", "utf_8_sig", "utf_16", "utf_16_be", "utf_16_le", "mac_roman",
    "cp1250", "cp1251", "cp437", "cp850", "utf_32", "utf_32_be", "charmap", "gb18030", "shift_jis", "big5", "euc_kr",
)  # fmt: skip


def main() -> None:
    """argv: module:function, seconds, bytes of memory. The content is standard input, the answer one line of JSON."""
    job, seconds, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    walls.limit(seconds=seconds, memory=memory)
    with suppress(OSError):
        os.nice(5)
    answer: dict[str, Any] = {}
    status = -1
    with suppress(OSError):
        status = os.open("/proc/self/status", os.O_RDONLY)
    try:
        module, _colon, name = job.partition(":")
        function = getattr(importlib.import_module(module), name)
        for encoding in _ENCODINGS:
            importlib.import_module(f"encodings.{encoding}")
        warm = getattr(sys.modules[module], "warm", None)
        if warm:
            # Once through with a document of ours, so that what is imported late is there.
            warm()
        answer["walls"] = walls.close()
        answer["value"] = function(sys.stdin.buffer.read())
    except MemoryError:
        answer["failed"] = "memory"
    except RecursionError:
        answer["failed"] = "depth"
    except Exception as error:
        # A parser that stumbles over a stranger's file: whatever it says is about that file.
        answer["failed"], answer["said"] = "error", f"{type(error).__name__}: {error}"[:300]
    answer["peak_kb"] = walls.peak_kb(status)
    try:
        sys.stdout.write(json.dumps(answer))
        sys.stdout.flush()
    finally:
        # No hook, no destructor of whatever was read.
        os._exit(0)
