"""Starting, watching and stopping one local node."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.elasticsearch.assemble import assembled_home

HEAP = "512m"
START_SECONDS = 90
STOP_SECONDS = 20


class NodeFailed(RuntimeError):
    """The node did not come up or did not stop; the message names its log."""


@dataclass(frozen=True)
class LocalNode:
    """A node that keeps everything (data, log, pid, port) under `folder` and listens on 127.0.0.1:`port`."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "node.log"

    @property
    def _pid_file(self) -> Path:
        return self.folder / "node.pid"

    def pid(self) -> int | None:
        """Process id while the node lives; a stale file counts as none."""
        try:
            pid = int(self._pid_file.read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline")
            if command.exists():
                # Ids are reused after a crash: never take another process for our node.
                return pid if str(self.folder).encode() in command.read_bytes() else None
            os.kill(pid, 0)
        except (OSError, ValueError, IndexError):
            return None
        return pid

    def start(self) -> None:
        """Start in the background and return once it answers."""
        if self.pid() is not None:
            return
        process = self.launch()
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if process.poll() is not None:
                raise NodeFailed(f"Le nœud s'est arrêté au démarrage : voir {self.log}")
            if time.monotonic() > deadline:
                self.stop()
                raise NodeFailed(f"Le nœud ne répond pas après {START_SECONDS} s : voir {self.log}")
            time.sleep(0.2)

    def launch(self) -> subprocess.Popen[bytes]:
        """Start the process and write its pid; does not wait for an answer."""
        home = assembled_home()
        data = self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        (data / "started").unlink(missing_ok=True)
        command = [
            "java", f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC",
            f"-Des.path.home={home}", f"-Des.path.data={data}", f"-Des.http.port={self.port}",
            "-Djava.security.manager=allow",
            # On the class path it dies looking for its own modules.
            "--module-path", str(home / "lib"), "--add-modules=jdk.net", "--add-modules=ALL-MODULE-PATH",
            "-cp", str(home / "classes"), "Main",
        ]  # fmt: skip
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self._pid_file.write_text(f"{process.pid} {self.port}\n")
        return process

    def stop(self) -> None:
        """Ask it to close, wait, and insist only if it does not."""
        pid = self.pid()
        if pid is not None:
            os.kill(pid, signal.SIGTERM)
            if not _ended(pid, within=STOP_SECONDS):
                os.kill(pid, signal.SIGKILL)
                if not _ended(pid, within=5):
                    raise NodeFailed(f"Le processus {pid} ne s'arrête pas : voir {self.log}")
        self._pid_file.unlink(missing_ok=True)

    def answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/_cluster/health")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


def node_in(folder: Path, *, port: int = 0) -> LocalNode:
    """The node of a folder: the running one's port when it runs, the given port otherwise (0 = any free one)."""
    folder = folder.resolve()
    try:
        running = LocalNode(folder, int((folder / "node.pid").read_text().split()[1]))
        if running.pid() is not None:
            return running
    except (OSError, ValueError, IndexError):
        pass
    return LocalNode(folder, port or free_port())


@contextmanager
def running_node(folder: Path, *, port: int = 0) -> Iterator[LocalNode]:
    """A node for the length of a block, stopped however the block ends."""
    node = node_in(folder, port=port)
    node.start()
    try:
        yield node
    finally:
        node.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ended(pid: int, *, within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        try:
            # Ours to reap when we are the parent; otherwise only look.
            if os.waitpid(pid, os.WNOHANG)[0] == pid:
                return True
        except ChildProcessError:
            pass
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False
