"""A digest in, the same digest out, whose opening a model worded. The drivers of :func:`pipeline.reworded`."""

import os
from collections.abc import MutableMapping
from contextlib import aclosing, closing
from typing import TYPE_CHECKING, Unpack

from notesllm.config import Choices, Options, options_for
from notesllm.errors import ArgumentTypeError, BackendError, OpeningFailedError
from notesllm.summary import Degraded

if TYPE_CHECKING:
    from notesllm.digest.model import ExecutiveDigest
    from notesllm.llm.budget import Ledger
    from notesllm.llm.call import AsyncBackend, Backend

Cache = MutableMapping[str, str]


def reword(
    digest: "ExecutiveDigest",
    *,
    backend: "Backend | None" = None,
    cache: Cache | None = None,
    **options: Unpack[Choices],
) -> "ExecutiveDigest":
    """Let a model word the opening paragraph (``headline``) of a digest; nothing else of it changes.

    One call, with the digest's own lines as items; options, ``backend`` and ``cache`` are those of :func:`summarize`.
    Of the answer those sentences stand that the lines they cite prove, at most 5 and 120 words. Where none does, and
    where the model fails, the rules' headline stays, and ``headline_origin`` says so; ``degraded`` tells of a
    failure. Without a model, or with engine="rules", ``digest`` is returned as it is.

    In a language other than the lines' (``output_language``) a sentence may cite one line only.

    Raises :class:`OptionError` or :class:`ArgumentTypeError`; under engine="llm" also :class:`OpeningFailedError`.
    """
    return reword_within(None, digest, backend=backend, cache=cache, **options)


def reword_within(
    ledger: "Ledger | None",
    digest: "ExecutiveDigest",
    *,
    backend: "Backend | None" = None,
    cache: Cache | None = None,
    **options: Unpack[Choices],
) -> "ExecutiveDigest":
    """Word the opening as :func:`reword` does, on a budget that other calls draw on as well."""
    chosen = _chosen(digest, backend, options)
    if chosen is None:
        return digest
    from notesllm.llm.asking import blocking
    from notesllm.llm.driving import Terms, driven
    from notesllm.llm.engaging import engaged
    from notesllm.pipeline import reworded

    model = engaged(chosen, backend)
    if isinstance(model, BackendError):
        return _whole(_without_model(digest, model), chosen)
    made = digest
    with model:
        terms = Terms.of(chosen, model.setting, cache=cache, ledger=ledger)
        with closing(driven(reworded(digest, chosen, model.setting), blocking(model.backend), terms)) as stages:
            for stage in stages:
                made = stage()
    return _whole(made, chosen)


async def areword(
    digest: "ExecutiveDigest",
    *,
    backend: "Backend | AsyncBackend | None" = None,
    cache: Cache | None = None,
    **options: Unpack[Choices],
) -> "ExecutiveDigest":
    """Word the opening as :func:`reword` does, awaiting the model; a ``backend`` that blocks runs in threads."""
    chosen = _chosen(digest, backend, options)
    if chosen is None:
        return digest
    import asyncio

    from notesllm.llm.asking import awaiting
    from notesllm.llm.driving import Terms, adriven
    from notesllm.llm.engaging import engaged
    from notesllm.pipeline import reworded

    model = await asyncio.to_thread(engaged, chosen, backend)
    if isinstance(model, BackendError):
        return _whole(_without_model(digest, model), chosen)
    made = digest
    async with model:
        terms = Terms.of(chosen, model.setting, cache=cache)
        plan = reworded(digest, chosen, model.setting)
        async with aclosing(adriven(plan, awaiting(model.backend), terms)) as stages:
            async for stage in stages:
                made = stage()
    return _whole(made, chosen)


def _chosen(digest: object, backend: object, choices: Choices) -> Options | None:
    """The options; None where nobody is to be asked, or there is nothing to tell."""
    from notesllm.digest.model import ExecutiveDigest

    if not isinstance(digest, ExecutiveDigest):
        raise ArgumentTypeError(f"got {type(digest).__name__}; pass what digest() returned")
    options = options_for(choices, own_backend=backend is not None, environ=os.environ)
    asks = options.engine != "rules" and (backend is not None or options.model is not None)
    return options if asks and any(meeting.covered for meeting in digest.meetings) else None


def _without_model(digest: "ExecutiveDigest", error: BackendError) -> "ExecutiveDigest":
    return digest.model_copy(update={"degraded": (Degraded(code=error.code, message=f"opening: {error}"),)})


def _whole(digest: "ExecutiveDigest", options: Options) -> "ExecutiveDigest":
    """``digest``, unless a model was insisted on and failed."""
    if options.engine != "llm" or not digest.degraded:
        return digest
    first = digest.degraded[0]
    raise OpeningFailedError(f"the model failed: {first.code}: {first.message}", digest)
