"""The backend that asks a real model, blocking or awaiting."""

import asyncio
import inspect
import threading
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self, TypeVar

from notesllm.errors import BackendError
from notesllm.llm.adapter.faults import error_of, lacks_form
from notesllm.llm.adapter.hush import hushed
from notesllm.llm.call import Call, Reply

T = TypeVar("T")


class Client(NamedTuple):
    """A vendor's client: what is called, how it is closed, and the address it calls."""

    create: Callable[..., Any]
    close: tuple[Callable[[], Any], ...]
    address: str
    takes_timeout: bool = True


class Dialect(Protocol):
    """How a call is put to a provider, and how its answer is read."""

    @property
    def forms(self) -> int:
        """In how many ways it can ask for JSON, the strictest first."""

    def arguments(self, call: Call, form: int) -> dict[str, Any]:
        """What the client's ``create`` takes."""

    def read(self, answer: Any) -> Reply | BackendError:  # noqa: ANN401 - a vendor's value, of any shape
        """What was answered; refusals, filters and cut answers are errors."""


class ModelBackend:
    """One model at one host: ``backend(call)`` blocks, ``await backend.acall(call)`` doesn't.

    One call is one request. Only a server that can't constrain its answers is asked again, at most twice, in a way that
    it knows; that is remembered. ``host`` is where the notes go, None where the provider's client doesn't say.
    May be shared by threads and by event loops. Closing frees the connections: ``close()`` those of blocking calls,
    ``aclose()`` those of the running loop too.
    """

    def __init__(
        self, model: str, host: str | None, dialect: Dialect, make: Callable[..., Client], client: Client
    ) -> None:
        self.model = model
        self.host = host
        self._dialect = dialect
        self._make = make
        self._lock = threading.Lock()
        self._blocking: Client | None = client
        self._awaiting: dict[asyncio.AbstractEventLoop, Client] = {}
        self._form = 0
        self._ended = False

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.model} at {self.host}>"

    def __call__(self, call: Call) -> Reply:
        return _said(_unsuspended(self._ask(self._blocking_create, call)))

    async def acall(self, call: Call) -> Reply:
        said: Reply | BackendError
        try:
            async with asyncio.timeout(call.timeout):  # clients count anew with each piece that arrives
                said = await self._ask(self._awaiting_create, call)
        except TimeoutError:
            said = BackendError("timeout", "no answer came in time")
        return _said(said)

    async def _blocking_create(self, **arguments: Any) -> Any:  # noqa: ANN401
        with self._lock:
            if self._ended:
                raise BackendError("not_configured", "this backend was closed for good")
            client = self._blocking = self._blocking or self._make(asynchronous=False)
        return client.create(**arguments)

    def _awaiting_create(self, **arguments: Any) -> Awaitable[Any]:  # noqa: ANN401
        loop = asyncio.get_running_loop()
        if loop not in self._awaiting:  # a client's connections live and die with their loop
            client = self._make(asynchronous=True)
            with self._lock:
                self._awaiting = {old: its for old, its in self._awaiting.items() if not old.is_closed()}
                self._awaiting[loop] = client
        created: Awaitable[Any] = self._awaiting[loop].create(**arguments)
        return created

    async def _ask(self, create: Callable[..., Awaitable[Any]], call: Call) -> Reply | BackendError:
        """The whole of a call; an error is returned and not raised, so that no vendor's exception hangs on to it."""
        attempts = 0
        while True:
            form, attempts = self._form, attempts + 1
            try:
                with hushed():
                    answer = await create(**self._dialect.arguments(call, form))
                said = self._dialect.read(answer)
            except Exception as error:  # noqa: BLE001 - vendors raise hundreds of kinds
                if form + 1 < self._dialect.forms and lacks_form(error):
                    self._form = max(self._form, form + 1)
                    continue
                said = error_of(error, self.host)
            if isinstance(said, Reply):
                return replace(said, attempts=attempts)
            said.attempts = attempts
            return said

    def close(self) -> None:
        with self._lock:
            client, self._blocking = self._blocking, None
        for close in client.close if client else ():
            close()

    def end(self) -> None:
        """Close for good: a call whose thread comes too late is not made."""
        with self._lock:
            self._ended = True
        self.close()

    async def aclose(self) -> None:
        self.close()
        with self._lock:
            client = self._awaiting.pop(asyncio.get_running_loop(), None)
        for close in client.close if client else ():
            closed = close()
            if inspect.isawaitable(closed):
                await closed

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


def _said(said: Reply | BackendError) -> Reply:
    if isinstance(said, BackendError):
        raise said
    return said


def _unsuspended(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run what never waits for a loop: so blocking calls share every line with awaiting ones."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        value: T = done.value
        return value
    raise RuntimeError("a blocking call tried to await")
