"""The demo's processes: web and worker, started together, stopped together."""

import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from deploy.demo.load import PASSWORD, sign_ins
from deploy.settings.environment import ROOT, child

GRACE_SECONDS = 10


def is_free(port: int) -> bool:
    """Whether nobody listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def serve(*, port: str, began: float) -> int:
    """Run until Ctrl-C or until one of the processes ends; then stop the others. Returns the exit code.

    began: when the demo was asked for, in seconds since 1970.
    """
    environment = child(PORT=port)
    web = [
        *(sys.executable, "-m", "gunicorn", "deploy.wsgi:application", "--bind", f"127.0.0.1:{port}"),
        *("--workers", "2", "--threads", "1", "--log-level", "warning"),
    ]
    worker = [sys.executable, "manage.py", "procrastinate", "worker", "--concurrency", "1"]
    processes = [subprocess.Popen(command, cwd=ROOT, env=environment) for command in (web, worker)]
    stopping = []

    def stop(signum: int, frame: FrameType | None) -> None:
        stopping.append(signum)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    while is_free(int(port)) and not stopping and all(p.poll() is None for p in processes):
        time.sleep(0.1)
    if not stopping and not is_free(int(port)):
        _announce(port, seconds=time.time() - began)
    while not stopping and all(process.poll() is None for process in processes):
        time.sleep(0.2)
    return _stop(processes, asked=bool(stopping))


def _stop(processes: list[subprocess.Popen[bytes]], *, asked: bool) -> int:
    print("\nStopping …", file=sys.stderr)
    for process in processes:
        process.terminate()
    until = time.monotonic() + GRACE_SECONDS
    for process in processes:
        try:
            process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
    return 0 if asked else 1


def _announce(port: str, *, seconds: float) -> None:
    lines = [
        "",
        f"Bassin is up, {seconds:.0f} s after you asked.",
        "",
        f"  http://localhost:{port}  all the territories",
    ]
    for sign_in in sign_ins():
        lines += ["", f"  http://{sign_in.host}:{port}  {sign_in.name}"]
        lines += [f"      {role:<12} {email}" for role, email in sign_in.people]
    lines += [
        "",
        f"  Sign in at /compte/connexion, password: {PASSWORD}",
        "  Mail is not sent: each site shows what it would have sent, codes included, at /outbox",
        "  (Safari needs the *.localhost names in /etc/hosts; the other browsers know them.)",
        "",
        "  Ctrl-C stops everything.",
    ]
    print("\n".join(lines), flush=True)
