"""The node's home folder, put together from the jars that maven resolves and one compiled class."""

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
WORKSPACE = PROJECT / ".var" / "elasticsearch"
OLDEST_JAVA = 17


class ToolsMissing(RuntimeError):
    """Java or Maven is absent or too old; the message says which and what to do."""


class AssemblyFailed(RuntimeError):
    """Maven or javac refused; the message carries the end of what they said."""


def missing_tools() -> list[str]:
    """What this machine lacks to run the node, one French sentence each; empty when it can."""
    missing = []
    if shutil.which("javac") is None or shutil.which("java") is None:
        missing.append("Java 17 (JDK) est introuvable. Sous Debian : apt install openjdk-17-jdk-headless.")
    elif (version := java_version()) < OLDEST_JAVA:
        missing.append(f"Java {version} est trop ancien : il faut Java {OLDEST_JAVA} ou plus récent.")
    if shutil.which("mvn") is None:
        missing.append("Maven est introuvable. Sous Debian : apt install maven.")
    return missing


def java_version() -> int:
    """Major version of the `java` on the path, 0 when it does not say."""
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found.group(1)) if found else 0


def assembled_home() -> Path:
    """The home folder for the current pom and sources, built when there is none yet."""
    home = WORKSPACE / f"home-{_fingerprint()}"
    if home.is_dir():
        return home
    if missing := missing_tools():
        raise ToolsMissing(" ".join(missing))
    WORKSPACE.mkdir(parents=True, exist_ok=True)
    # Built aside and renamed: a half-made home is never mistaken for one, and two builders don't meet.
    with tempfile.TemporaryDirectory(dir=WORKSPACE, prefix="assembling-") as aside:
        built = Path(aside) / "home"
        _lay_out(built)
        try:
            built.rename(home)
        except OSError:
            if not home.is_dir():
                raise
    return home


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for source in sorted([HERE / "pom.xml", *(HERE / "src").rglob("*")]):
        if source.is_file():
            digest.update(source.name.encode())
            digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def _lay_out(home: Path) -> None:
    lib, module, classes = (
        home / "lib",
        home / "modules" / "transport-netty4",
        home / "classes",
    )
    for folder in (lib, module, classes, home / "config", home / "logs"):
        folder.mkdir(parents=True)
    _say(
        [
            "mvn",
            "-q",
            "-B",
            "-f",
            str(HERE / "pom.xml"),
            "dependency:copy-dependencies",
            f"-DoutputDirectory={lib}",
        ],
        failing="Maven n'a pas pu réunir les fichiers d'Elasticsearch",
    )
    # The HTTP module has its own class loader: its jars must not be beside the server's.
    for jar in [*lib.glob("netty-*.jar"), *lib.glob("transport-netty4-*.jar")]:
        jar.rename(module / jar.name)
    shutil.copy(HERE / "src/config/plugin-descriptor.properties", module)
    shutil.copy(HERE / "src/config/elasticsearch.yml", home / "config")
    shutil.copy(HERE / "src/config/log4j2.properties", home / "config")
    _say(
        ["javac", "-d", str(classes), "-cp", f"{lib}/*", str(HERE / "src/Main.java")],
        failing="Main.java ne se compile pas",
    )


def _say(command: list[str], *, failing: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssemblyFailed(f"{failing} :\n{(done.stdout + done.stderr).strip()[-2000:]}")
