"""Who is to be asked, and what is known of it."""

from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from notesllm.config import Options
from notesllm.errors import BackendError, OptionError
from notesllm.llm.adapter import ModelBackend, connect
from notesllm.llm.asking import said_of_itself
from notesllm.llm.call import AsyncBackend, Backend
from notesllm.llm.setting import Setting, setting_for

CUSTOM = "custom"  # the name of a model of which its backend says none


@dataclass(frozen=True, slots=True)
class Engaged:
    """Leaving its context closes what was made here (``ours``), and nothing of a caller's."""

    backend: Backend | AsyncBackend = field(repr=False)
    setting: Setting
    ours: ModelBackend | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.ours is not None:
            self.ours.end()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.ours is not None:
            await self.ours.aclose()


def engaged(options: Options, backend: Backend | AsyncBackend | None) -> Engaged | BackendError:
    """Who is to be asked: ``backend``, else ``options.model``; what keeps that from being asked, "not_configured"."""
    if backend is not None:
        if not callable(backend) and not callable(getattr(backend, "acall", None)):
            raise OptionError(f"backend must be callable with a Call, and {type(backend).__name__} is not")
        model = options.model or said_of_itself(backend, "model") or CUSTOM
        return Engaged(backend, setting_for(options, model=model, host=said_of_itself(backend, "host")))
    try:
        made = connect(options.model or "", base_url=options.base_url, api_key=options.api_key)
    except BackendError as error:
        return error
    return Engaged(made, setting_for(options, model=options.model or "", host=made.host), made)
