"""A door to a server that can be made to fail in each of the ways a network fails. Loopback only.

Used for whatever speaks TCP; the error and drip modes answer in HTTP.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum


class Mode(Enum):
    PASS = "pass"
    REFUSE = "refuse"  # nobody listens
    HANG = "hang"  # accepts, never answers
    ERROR = "error"  # HTTP 500
    SLOW = "slow"  # answers rightly, far too late
    DRIP = "drip"  # answers at once, one byte at a time
    CUT = "cut"  # breaks off in the middle of an answer
    GARBAGE = "garbage"  # answers what nobody asked


class FaultProxy:
    """Listens on 127.0.0.1:`port` and treats each connection by the present mode."""

    SLOWNESS = 6.0  # seconds; longer than any time limit under test

    def __init__(self, target_port: int) -> None:
        self.target_port = target_port
        self.port = 0
        self.accepted = 0
        self._mode = Mode.PASS
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task] = set()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def set(self, mode: Mode) -> None:
        """Change the mode; connections that are open break, as they would."""
        self._call(self._set(mode))

    def start(self) -> None:
        self._thread.start()
        self._call(self._listen())

    def stop(self) -> None:
        self._call(self._set(Mode.REFUSE))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _call(self, coroutine) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(timeout=10)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _set(self, mode: Mode) -> None:
        self._mode = mode
        broken = list(self._open)
        for task in broken:
            task.cancel()
        await asyncio.gather(*broken, return_exceptions=True)
        if mode is Mode.REFUSE and self._server:
            self._server.close()
            self._server = None
        elif mode is not Mode.REFUSE and not self._server:
            await self._listen()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        task = asyncio.current_task()
        assert task
        self._open.add(task)
        try:
            with suppress(ConnectionError, asyncio.CancelledError, OSError):
                await self._treat(reader, writer)
        finally:
            self._open.discard(task)
            writer.close()

    async def _treat(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        mode = self._mode
        if mode is Mode.HANG:
            await asyncio.sleep(3600)
        elif mode is Mode.ERROR:
            await reader.read(65_536)
            await _answer(writer, b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 2\r\n\r\n{}")
        elif mode is Mode.GARBAGE:
            await reader.read(65_536)
            await _answer(writer, b"220 mail.example ESMTP\r\n")
        elif mode is Mode.DRIP:
            await reader.read(65_536)
            head = b"HTTP/1.1 200 OK\r\nx-elastic-product: Elasticsearch\r\ncontent-type: application/json\r\n"
            await _answer(writer, head + b"content-length: 100000\r\n\r\n")
            while True:
                await _answer(writer, b" ")
                await asyncio.sleep(0.2)
        else:
            if mode is Mode.SLOW:
                await asyncio.sleep(self.SLOWNESS)
            await self._forward(reader, writer, cut=mode is Mode.CUT)

    async def _forward(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, cut: bool) -> None:
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.target_port)
        there = asyncio.create_task(_pump(reader, there_writer))
        back = asyncio.create_task(_pump(there_reader, writer, most=120 if cut else None))
        try:
            await asyncio.wait([there, back], return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (there, back):
                task.cancel()
            await asyncio.gather(there, back, return_exceptions=True)
            there_writer.close()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, most: int | None = None) -> None:
    while chunk := await reader.read(most or 65_536):
        await _answer(writer, chunk)
        if most is not None:
            return


async def _answer(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(data)
    await writer.drain()


@contextmanager
def fault_proxy(target_port: int) -> Iterator[FaultProxy]:
    """A proxy for the length of a block."""
    proxy = FaultProxy(target_port)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
