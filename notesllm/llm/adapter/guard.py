"""Bounds on what is read from a server: bytes, unpacked bytes, and seconds.

An answer of a few kilobytes is expected. What is far larger, or drips in slower than the call may last, is given up
before it fills the memory or outlasts the deadline. HTTP clients limit neither.
"""

import ssl
import time
import zlib
from collections.abc import AsyncIterator, Iterator
from functools import cache
from typing import Any

import httpx2

from notesllm.errors import BackendError

LARGEST_ANSWER = 4 * 2**20
_DEADLINE = "notesllm.deadline"


@cache
def trusted() -> ssl.SSLContext:
    """The certificates that are trusted, read once: for each client anew they take nine tenths of making it."""
    return httpx2.create_ssl_context()


def guard(http_client: object) -> None:
    """Have ``http_client`` keep to the bounds, and send to no other address than it is given.

    Of another kind than OpenAI's client uses, it is only kept from following redirects.
    """
    if hasattr(http_client, "follow_redirects"):
        http_client.follow_redirects = False
    if isinstance(http_client, httpx2.Client):
        http_client.event_hooks = {"request": [_start], "response": [_bound]}
    elif isinstance(http_client, httpx2.AsyncClient):
        http_client.event_hooks = {"request": [_astart], "response": [_abound]}
    else:
        return
    http_client.headers["Accept-Encoding"] = "gzip"


class Bounded(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that ends with an error where it passes a bound."""

    def __init__(self, stream: Any, deadline: float, encoding: str) -> None:  # noqa: ANN401 - of either kind
        self._stream = stream
        self._deadline = deadline
        self._left = LARGEST_ANSWER
        self._unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding else None

    def _passed(self, chunk: bytes) -> bytes:
        if self._unpack:
            try:
                chunk = self._unpack.decompress(chunk, self._left + 1)
            except zlib.error:
                raise BackendError("malformed", "the answer is packed, and can't be unpacked") from None
        self._left -= len(chunk)
        if self._left < 0:
            raise BackendError("malformed", f"the answer is larger than {LARGEST_ANSWER >> 20} MB")
        if time.monotonic() > self._deadline:
            raise BackendError("timeout", "the answer came too slowly to be whole in time")
        return chunk

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            yield self._passed(chunk)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            yield self._passed(chunk)

    def close(self) -> None:
        self._stream.close()

    async def aclose(self) -> None:
        await self._stream.aclose()


def _start(request: httpx2.Request) -> None:
    request.extensions[_DEADLINE] = time.monotonic() + request.extensions["timeout"]["read"]


def _bound(response: httpx2.Response) -> None:
    encoding = response.headers.pop("content-encoding", "")
    if encoding.lower() not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise BackendError("malformed", "the answer is packed in a way that was not asked for")
    deadline = response.request.extensions[_DEADLINE]
    # Of each piece that is left to come, since a client looks it up once for all: a body that drips may take twice its
    # time where nobody stops waiting. Drivers do, and so does an awaiting call.
    response.request.extensions["timeout"]["read"] = max(deadline - time.monotonic(), 0.001)
    response.stream = Bounded(response.stream, deadline, encoding.replace("identity", ""))


async def _astart(request: httpx2.Request) -> None:
    _start(request)


async def _abound(response: httpx2.Response) -> None:
    _bound(response)
