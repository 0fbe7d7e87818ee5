"""What a process may still do once it holds something of a stranger's: compute, and answer.

Without root and without a library: limits of the system (setrlimit), and a filter of system calls (seccomp) that the
kernel keeps even for code that a hostile file might get to run. After it no file is opened, no program started, no
process made or signalled, no network spoken to. Whatever is to be imported is imported before.
"""

import ctypes
import os
import platform
import resource
import struct
import sys

_OPENING = {"open": (2, None), "openat": (257, 56), "openat2": (437, 437), "creat": (85, None)}
_NETWORK = {
    "socket": (41, 198), "connect": (42, 203), "accept": (43, 202), "sendto": (44, 206), "sendmsg": (46, 211),
    "bind": (49, 200), "listen": (50, 201), "socketpair": (53, 199), "accept4": (288, 242), "sendmmsg": (307, 269),
    "io_uring_setup": (425, 425),
}  # fmt: skip
_PROCESSES = {
    "clone": (56, 220), "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "kill": (62, 129),
    "ptrace": (101, 117), "tkill": (200, 130), "tgkill": (234, 131), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "execveat": (322, 281), "clone3": (435, 435), "pidfd_open": (434, 434),
    "unshare": (272, 97), "setns": (308, 268), "bpf": (321, 280), "keyctl": (250, 219), "prlimit64": (302, 261),
}  # fmt: skip
_FILES = {
    "truncate": (76, 45), "rename": (82, None), "mkdir": (83, None), "rmdir": (84, None), "link": (86, None),
    "unlink": (87, None), "symlink": (88, None), "chmod": (90, None), "chown": (92, None), "mount": (165, 40),
    "mkdirat": (258, 34), "unlinkat": (263, 35), "renameat": (264, 38), "linkat": (265, 37), "symlinkat": (266, 36),
    "fchmodat": (268, 53), "renameat2": (316, 276),
}  # fmt: skip
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER_MODE = 38, 22, 2
_LOAD, _JUMP_EQUAL, _JUMP_ABOVE, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000  # 1: EPERM
_X32 = 0x40000000


def limit(*, seconds: int, memory: int) -> None:
    """Limits of the system, before anything of a stranger's is read. memory: bytes of address space."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),
    ):
        _, hard = resource.getrlimit(what)
        wanted = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (wanted, wanted))


def close() -> list[str]:
    """Put up the filter; the names of the walls that stand. Some kernels and machines have none."""
    if not sys.platform.startswith("linux") or platform.machine() not in _MACHINES:
        return ["limits"]
    column, machine = _MACHINES[platform.machine()]
    numbers = [number[column] for group in (_OPENING, _NETWORK, _PROCESSES, _FILES) for number in group.values()]
    refused = sorted({number for number in numbers if number is not None})
    libc = ctypes.CDLL(None, use_errno=True)
    program = _program(refused, machine)
    buffer = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(buffer))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, head, 0, 0):
        return ["limits"]
    return ["limits", "calls"]


def _program(refused: list[int], machine: int) -> bytes:
    """The filter in the kernel's own little language: wrong machine dies, these numbers get EPERM, the rest passes."""
    lines = [
        (_LOAD, 0, 0, 4),
        (_JUMP_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        # The other way to call an x86-64 kernel has numbers of its own.
        (_JUMP_ABOVE, len(refused) + 1, 0, _X32),
        *((_JUMP_EQUAL, len(refused) - place, 0, number) for place, number in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("HBBI", *line) for line in lines)


def peak_kb(status: int) -> int:
    """The most memory this process has held, from an open /proc/self/status; 0 where there is none."""
    if status < 0:
        return 0
    os.lseek(status, 0, os.SEEK_SET)
    for line in os.read(status, 4096).decode("ascii", "replace").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0
