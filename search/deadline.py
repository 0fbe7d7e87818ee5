"""A time limit on a whole HTTP exchange.

The client's own limit counts each read of the socket anew: an engine that sends one byte a second would hold a page,
or the indexer, for hours. Here a watchdog closes the socket when the time is up, and the read fails at once.
"""

import socket
import threading
from contextlib import suppress
from typing import Any
from weakref import WeakSet

from elastic_transport import NodeConfig, Urllib3HttpNode


class DeadlineNode(Urllib3HttpNode):
    """The stock HTTP node whose `request_timeout` covers connecting, sending and the last byte of the answer."""

    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        connections: WeakSet[Any] = WeakSet()

        class Watched(self.pool.ConnectionCls):  # type: ignore[misc, name-defined]
            def request(self, *args: Any, **kwargs: Any) -> None:
                self.used_by = threading.get_ident()
                connections.add(self)
                super().request(*args, **kwargs)

        self.pool.ConnectionCls = Watched
        self._connections = connections

    def perform_request(
        self, method: str, target: str, body: Any = None, headers: Any = None, request_timeout: Any = None
    ) -> Any:
        watchdog = threading.Timer(request_timeout, self._cut, args=[threading.get_ident()])
        watchdog.daemon = True
        watchdog.start()
        try:
            return super().perform_request(method, target, body, headers, request_timeout)
        finally:
            watchdog.cancel()

    def _cut(self, thread: int) -> None:
        for connection in list(self._connections):
            if connection.used_by == thread and connection.sock is not None:
                with suppress(OSError):
                    connection.sock.shutdown(socket.SHUT_RDWR)
