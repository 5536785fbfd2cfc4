"""Hanging up on a server that somebody still waits for."""

import contextlib
import socket
from collections.abc import Iterator
from typing import Any


def hang_up(http_client: Any) -> None:  # noqa: ANN401 - httpx' own, of which no more is known than what is looked for
    """Shut the connections of a blocking client, so that threads that read from them stop reading.

    Closing the client alone would let an interrupted call's thread, and with it the connection, last until its time is
    over: a socket that is read from stays open. What httpx calls its parts is private; where that changes, they last.
    """
    for connected in list(_sockets(http_client)):
        with contextlib.suppress(OSError):
            socket.socket.shutdown(connected, socket.SHUT_RDWR)  # not TLS' own, which belongs to the thread that reads


def _sockets(http_client: Any) -> Iterator[socket.socket]:  # noqa: ANN401
    transports = (getattr(http_client, "_transport", None), *getattr(http_client, "_mounts", {}).values())
    for transport in transports:
        for connection in getattr(getattr(transport, "_pool", None), "connections", ()):
            stream = getattr(getattr(connection, "_connection", None), "_network_stream", None)
            connected = stream.get_extra_info("socket") if stream is not None else None
            if isinstance(connected, socket.socket):
                yield connected
