"""`python -m deploy.elasticsearch start|stop|status|run`: the local search node by hand."""

import argparse
import signal
import sys
import time
from types import FrameType

from deploy.elasticsearch.assemble import WORKSPACE, AssemblyFailed, ToolsMissing
from deploy.elasticsearch.node import LocalNode, NodeFailed, node_in

DEFAULT_PORT = 9200


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m deploy.elasticsearch",
        description="Le nœud Elasticsearch local, sur 127.0.0.1.",
    )
    parser.add_argument("action", choices=["start", "stop", "status", "run"])
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 : n'importe quel port libre")
    asked = parser.parse_args()
    node = node_in(WORKSPACE, port=asked.port)
    try:
        return {"start": start, "stop": stop, "status": status, "run": run}[asked.action](node)
    except (ToolsMissing, AssemblyFailed, NodeFailed) as failure:
        print(failure, file=sys.stderr)
        return 1


def start(node: LocalNode) -> int:
    if node.pid() is None and node.answers():
        print(
            f"Le port {node.port} est déjà pris par un autre serveur : essayez --port 0.",
            file=sys.stderr,
        )
        return 1
    node.start()
    print(f"Elasticsearch répond sur {node.url}")
    print(f"Pour s'en servir : export ELASTICSEARCH_URL={node.url}")
    return 0


def stop(node: LocalNode) -> int:
    was_running = node.pid() is not None
    node.stop()
    print("Elasticsearch est arrêté." if was_running else "Elasticsearch ne tournait pas.")
    return 0


def status(node: LocalNode) -> int:
    if node.pid() is None:
        print("Elasticsearch ne tourne pas.")
        return 3
    print(f"Elasticsearch tourne (processus {node.pid()}) sur {node.url}")
    return 0 if node.answers() else 4


def run(node: LocalNode) -> int:
    """In the foreground until Ctrl-C, for `make search-node`."""
    if (failed := start(node)) != 0:
        return failed

    def leave(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
    print("Ctrl-C pour l'arrêter.", flush=True)
    try:
        while node.pid() is not None:
            time.sleep(1)
        print(f"Elasticsearch s'est arrêté de lui-même : voir {node.log}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print()
    return stop(node)


if __name__ == "__main__":
    sys.exit(main())
