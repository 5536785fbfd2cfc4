"""The server itself: plain sockets, since what it must do to connections no HTTP library does on purpose."""

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from servers.answers import Answer


@dataclass(frozen=True)
class Request:
    """What arrived; ``raw`` is every byte of it."""

    raw: bytes = field(repr=False)

    @property
    def _parts(self) -> tuple[list[str], bytes]:
        head, _, body = self.raw.partition(b"\r\n\r\n")
        return head.decode("latin-1").split("\r\n"), body

    @property
    def path(self) -> str:
        return self._parts[0][0].split(" ")[1]

    @property
    def headers(self) -> dict[str, str]:
        """By lower-case name."""
        pairs = (line.partition(":") for line in self._parts[0][1:])
        return {name.strip().lower(): value.strip() for name, _, value in pairs}

    @property
    def json(self) -> Any:  # noqa: ANN401 - JSON is of any shape
        return json.loads(self._parts[1])


Script = Answer | Sequence[Answer] | Callable[[Request], Answer]


class Server:
    """Answers by script on a free port of 127.0.0.1, one thread a connection, connections kept alive.

    ``sent`` counts the bytes of bodies that were handed over before a client hung up, ``connections`` what was opened.
    """

    def __init__(self, script: Script) -> None:
        self._script = script
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self.requests: list[Request] = []
        self.sent = 0
        self.connections = 0
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listening.getsockname()[1]
        self.base_url = f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts
        self._listening.close()
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            with self._lock:
                self._open.add(connection)
                self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection, contextlib.suppress(OSError):
            rest = b""
            while not self._stopping.is_set():
                raw, rest = _received(connection, rest)
                if not raw or not self._say(connection, self._answer(Request(raw))):
                    break
        with self._lock:
            self._open.discard(connection)

    def _answer(self, request: Request) -> Answer:
        with self._lock:
            turn = len(self.requests)
            self.requests.append(request)
        if isinstance(self._script, Answer):
            return self._script
        if callable(self._script):
            return self._script(request)
        return self._script[min(turn, len(self._script) - 1)]

    def _say(self, connection: socket.socket, answer: Answer) -> bool:
        """Whether the connection lives on."""
        self._stopping.wait(answer.delay)
        if answer.reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        if answer.reset or answer.closed:
            return False
        body = answer.body[: answer.cut_after]
        if len(body) < 65_536 and not answer.pause:
            connection.sendall(answer.head + body)
            self.sent += len(body)
            return answer.cut_after is None
        connection.sendall(answer.head)
        step = 1 if answer.pause else 65_536
        for start in range(0, len(body), step):
            if answer.pause and self._stopping.wait(answer.pause):
                return False
            connection.sendall(body[start : start + step])
            self.sent += step
        return answer.cut_after is None


def _received(connection: socket.socket, rest: bytes) -> tuple[bytes, bytes]:
    """One whole request and what already came after it; empty where there is none, or what came is no HTTP."""
    while b"\r\n\r\n" not in rest:
        data = connection.recv(65_536)
        if not data or not (rest + data)[:1].isalpha():  # a client that speaks TLS
            return b"", b""
        rest += data
    head = rest.partition(b"\r\n\r\n")[0]
    lengths = [line.partition(b":")[2] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    size = len(head) + 4 + (int(lengths[0]) if lengths else 0)
    while len(rest) < size:
        data = connection.recv(65_536)
        if not data:
            return b"", b""
        rest += data
    return rest[:size], rest[size:]


def refusing_port() -> int:
    """A port of 127.0.0.1 at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port
