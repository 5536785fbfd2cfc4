"""What callers use: notes in, summary out. These are the only drivers; what they drive is :mod:`notesllm.pipeline`."""

import os
import re
from collections.abc import AsyncGenerator, Callable, Generator, MutableMapping, Sequence
from contextlib import aclosing, closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Unpack, cast

from notesllm.config import DEFAULT_MODEL, STRATEGIES, Choices, Options, options_for
from notesllm.errors import BackendError, InputError, ModelFailedError, OptionError
from notesllm.summary import Degraded, MeetingSummary

if TYPE_CHECKING:
    from notesllm.document import Document
    from notesllm.llm.budget import Ledger
    from notesllm.llm.call import AsyncBackend, Backend
    from notesllm.llm.estimating import Estimate

Notes = str | bytes | Path
Stage = Callable[[], MeetingSummary]
Cache = MutableMapping[str, str]
PATH = re.compile(r"(?!https?:)\S+\.(?:md|markdown|txt|vtt|srt|log|html?|rst|org|adoc|pdf|docx?|json)", re.IGNORECASE)


def summarize(
    source: Notes,
    *,
    name: str | None = None,
    backend: "Backend | None" = None,
    cache: Cache | None = None,
    **options: Unpack[Choices],
) -> MeetingSummary:
    """Summarise the notes of one meeting, with the best engine that is configured.

    A ``str`` is always the text itself, a ``Path`` is a file, ``bytes`` are decoded. ``name`` stands in for a file's
    name where there is none: a date in it counts when the text has none. ``options`` are the fields of
    :class:`notesllm.Options`; what is not given, the environment may say (``NOTESLLM_ENGINE``, ``_MODEL``,
    ``_BASE_URL``, ``_PRIVACY``, ``_LANGUAGE``; an ``OPENAI_API_KEY`` chooses a model where none is named).
    ``backend`` is asked instead of a model that is named: any callable ``Call -> Reply | str``. ``cache`` keeps the
    model's answers, so that what was asked before is not asked again.

    Raises :class:`InputError`, :class:`OptionError` or :class:`ArgumentTypeError`, never anything of a parser or of a
    model; under engine="llm" also :class:`ModelFailedError`. Under "auto", ``provenance.degraded`` tells what a model
    failed to add.
    """
    chosen, document = _read(source, name, backend, options)
    return _summarized(_stages(document, chosen, backend, cache), chosen)


def summarize_within(
    ledger: "Ledger | None",
    source: Notes,
    *,
    name: str | None = None,
    backend: "Backend | None" = None,
    **options: Unpack[Choices],
) -> MeetingSummary:
    """Summarise as :func:`summarize` does, on a budget that other calls, one after the other, draw on as well."""
    chosen, document = _read(source, name, backend, options)
    return _summarized(_stages(document, chosen, backend, ledger=ledger), chosen)


async def asummarize(
    source: Notes,
    *,
    name: str | None = None,
    backend: "Backend | AsyncBackend | None" = None,
    cache: Cache | None = None,
    **options: Unpack[Choices],
) -> MeetingSummary:
    """Summarise as :func:`summarize` does, awaiting the model; a ``backend`` that blocks runs in threads."""
    chosen, document = _read(source, name, backend, options)
    summary = None
    async with aclosing(_astages(document, chosen, backend, cache)) as stages:
        async for stage in stages:
            summary = stage
    return _whole(_last(summary)(), chosen)


def stream(
    source: Notes,
    *,
    name: str | None = None,
    backend: "Backend | None" = None,
    cache: Cache | None = None,
    **options: Unpack[Choices],
) -> Generator[MeetingSummary]:
    """The rules' summary at once, then a better one after each reply; the last is :func:`summarize`'s.

    Under engine="llm", a model that failed raises :class:`ModelFailedError` after the last. Whoever leaves it early
    closes it (``contextlib.closing``), which ends the calls.
    """
    chosen, document = _read(source, name, backend, options)
    return _streamed(_stages(document, chosen, backend, cache, streaming=True), chosen)


def astream(
    source: Notes,
    *,
    name: str | None = None,
    backend: "Backend | AsyncBackend | None" = None,
    cache: Cache | None = None,
    **options: Unpack[Choices],
) -> AsyncGenerator[MeetingSummary]:
    """Stream as :func:`stream` does, for ``async for``; ``contextlib.aclosing`` for who leaves it early."""
    chosen, document = _read(source, name, backend, options)
    return _astreamed(_astages(document, chosen, backend, cache, streaming=True), chosen)


def preview(source: Notes, *, name: str | None = None, **options: Unpack[Choices]) -> MeetingSummary:
    """Summarise as :func:`summarize` does, but by rules alone, whatever is configured: no model, no network."""
    from notesllm.pipeline import summarize_document

    options["engine"] = "rules"
    chosen = Options(**options)
    return summarize_document(_document(source, name, chosen), chosen)


def estimate(
    source: Notes | Sequence[Notes], *, name: str | None = None, volume: int = 1, **options: Unpack[Choices]
) -> "Estimate":
    """What a model would take for one or several documents, in tokens and US dollars, without asking it.

    For the review as built, and for a plain full extraction of the same notes by the same model; ``volume`` is how
    many meetings stand behind each document. Without a model named or configured it is :data:`DEFAULT_MODEL`.
    How the answers' lengths are foreseen is told at :class:`notesllm.Estimate`.
    """
    from notesllm.llm.estimating import combined

    sources: Sequence[Notes] = source if isinstance(source, list | tuple) else [cast("Notes", source)]
    if not sources or not isinstance(volume, int) or volume < 1:
        raise OptionError("there is nothing to estimate; pass at least one source, and a volume of at least 1")
    options["engine"] = "auto"
    chosen = options_for(options, own_backend=False, environ=os.environ)
    return combined([_estimated(_document(each, name, chosen), chosen) for each in sources], volume)


def _estimated(document: "Document", options: Options) -> "Estimate":
    from notesllm.llm.adapter.target import host_meant
    from notesllm.llm.estimating import estimate_of, work_of
    from notesllm.llm.setting import setting_for
    from notesllm.pipeline import plan, summarize_document

    model = options.model or DEFAULT_MODEL
    setting = setting_for(options, model=model, host=host_meant(model, options.base_url, os.environ))
    summary = summarize_document(document, options)
    works = {}
    for strategy in STRATEGIES:
        with closing(plan(document, replace(options, strategy=strategy), setting)) as planned:
            works[strategy] = work_of(next(planned).calls, summary, setting)
    return estimate_of(works["review"], works["extract"], setting)


def _read(source: Notes, name: str | None, backend: object, choices: Choices) -> "tuple[Options, Document]":
    options = options_for(choices, own_backend=backend is not None, environ=os.environ)
    return options, _document(source, name, options)


def _document(source: Notes, name: str | None, options: Options) -> "Document":
    from notesllm.document import read
    from notesllm.lexicon import LANGUAGES

    if isinstance(source, str) and _is_path(source):
        raise InputError("got a path as str, which stands for text; pass pathlib.Path(...) to read the file")
    if options.language not in {None, *LANGUAGES}:
        raise OptionError(f"language {options.language!r} is not known; choose one of: {', '.join(LANGUAGES)}")
    return read(source, name=name, language=options.language)


def _is_path(text: str) -> bool:
    """Whether a text is the path of a file that exists, or looks like that of one: no meeting's notes are."""
    told = text.strip()
    if len(told) > 1024 or "\n" in told:
        return False
    return PATH.fullmatch(told) is not None or os.path.isfile(told)  # noqa: PTH113 - Path() raises on NUL


def _last(stage: Stage | None) -> Stage:
    if stage is None:
        raise RuntimeError("the plan ended without a summary")
    return stage


def _asks(options: Options, backend: object) -> bool:
    return options.engine != "rules" and (backend is not None or options.model is not None)


def _stages(
    document: "Document",
    options: Options,
    backend: "Backend | None",
    cache: Cache | None = None,
    *,
    ledger: "Ledger | None" = None,
    streaming: bool = False,
) -> Generator[Stage]:
    """What there is, better each time; each is made when it is called."""
    from notesllm.pipeline import plan, summarize_document

    by_rules = partial(summarize_document, document, options)
    asks = _asks(options, backend)
    if streaming or not asks:
        yield by_rules
    if not asks:
        return
    from notesllm.llm.asking import blocking
    from notesllm.llm.driving import Terms, driven
    from notesllm.llm.engaging import engaged

    model = engaged(options, backend)
    if isinstance(model, BackendError):
        yield partial(_without_model, by_rules, model)
        return
    with model:
        terms = Terms.of(options, model.setting, cache=cache, ledger=ledger, together=not streaming)
        with closing(driven(plan(document, options, model.setting), blocking(model.backend), terms)) as stages:
            first = next(stages)  # the rules' again
            yield next(stages, first)
            yield from stages


async def _astages(
    document: "Document",
    options: Options,
    backend: "Backend | AsyncBackend | None",
    cache: Cache | None,
    *,
    streaming: bool = False,
) -> AsyncGenerator[Stage]:
    """The same, awaiting."""
    from notesllm.pipeline import plan, summarize_document

    by_rules = partial(summarize_document, document, options)
    asks = _asks(options, backend)
    if streaming or not asks:
        yield by_rules
    if not asks:
        return
    import asyncio

    from notesllm.llm.asking import awaiting
    from notesllm.llm.driving import Terms, adriven
    from notesllm.llm.engaging import engaged

    model = await asyncio.to_thread(engaged, options, backend)
    if isinstance(model, BackendError):
        yield partial(_without_model, by_rules, model)
        return
    async with model:
        terms = Terms.of(options, model.setting, cache=cache, together=not streaming)
        async with aclosing(adriven(plan(document, options, model.setting), awaiting(model.backend), terms)) as stages:
            first = await anext(stages)
            yield await anext(stages, first)
            async for stage in stages:
                yield stage


def _summarized(stages: Generator[Stage], options: Options) -> MeetingSummary:
    summary = None
    with closing(stages):
        for stage in stages:
            summary = stage
    return _whole(_last(summary)(), options)


def _without_model(by_rules: Stage, error: BackendError) -> MeetingSummary:
    """The rules' summary, which says why it is no more than that."""
    summary = by_rules()
    provenance = summary.provenance.model_copy(update={"degraded": (Degraded(code=error.code, message=str(error)),)})
    return summary.model_copy(update={"provenance": provenance})


def _whole(summary: MeetingSummary, options: Options) -> MeetingSummary:
    """``summary``, unless a model was insisted on and failed."""
    degraded = summary.provenance.degraded
    if options.engine != "llm" or not degraded:
        return summary
    more = f" (and {len(degraded) - 1} more)" if len(degraded) > 1 else ""
    raise ModelFailedError(f"the model failed: {degraded[0].code}: {degraded[0].message}{more}", summary)


def _streamed(stages: Generator[Stage], options: Options) -> Generator[MeetingSummary]:
    with closing(stages):
        for stage in stages:
            summary = stage()
            yield summary
    _whole(summary, options)


async def _astreamed(stages: AsyncGenerator[Stage], options: Options) -> AsyncGenerator[MeetingSummary]:
    async with aclosing(stages):
        async for stage in stages:
            summary = stage()
            yield summary
    _whole(summary, options)
