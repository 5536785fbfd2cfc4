"""What is sent: calls made of templates, in which text of a meeting is only ever a value.

The first message of a call is the same for every document, so that providers' prompt caches know it.
"""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from notesllm import _resources
from notesllm.document import Block, Document
from notesllm.llm.call import Call, Message
from notesllm.llm.chunking import Chunk
from notesllm.llm.findings import Findings
from notesllm.llm.numbering import numbered
from notesllm.llm.portable import schema_text
from notesllm.llm.setting import Setting
from notesllm.llm.wire import ComposeAnswer, DigestAnswer, ExtractAnswer, ReviewAnswer
from notesllm.summary import MeetingSummary, Prompt

if TYPE_CHECKING:
    from jinja2 import Environment, Template

VERSIONS = {"review": 1, "extract": 1, "compose": 1, "digest": 1}
TOLD_FIRST = "dartsmqp"  # letters of ids: what an opening needs most
OVERHEAD = 16  # tokens that servers add around the messages of a call


def _begin(block: Block) -> int:
    return block.start


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class About:
    """What of a document all its calls share. Its repr holds no text of the notes.

    ``hide`` replaces what is not to leave, in every line and every text that is shown. ``people`` are told where a
    chunk may not name them in full. ``alone``: the chunk is the whole document, so abstract and highlights are asked
    for.
    """

    document: Document = field(repr=False)
    title: str | None = field(default=None, repr=False)
    date: dt.date | None = field(default=None, repr=False)
    people: tuple[str, ...] = field(default=(), repr=False)
    kind: str | None = None
    next_meeting: str | None = field(default=None, repr=False)
    output_language: str | None = None
    hide: Callable[[str], str] = field(default=_as_it_is, repr=False)
    alone: bool = True

    @classmethod
    def of(
        cls,
        document: Document,
        summary: MeetingSummary,
        *,
        hide: Callable[[str], str] = _as_it_is,
        output_language: str | None = None,
        alone: bool = True,
    ) -> "About":
        """What the rules' ``summary`` of ``document`` tells."""
        coming = summary.next_meeting
        return cls(
            document,
            title=summary.title,
            date=summary.date,
            people=tuple(attendee.name for attendee in summary.attendees),
            kind=None if summary.kind == "other" else summary.kind,
            next_meeting=str(coming.date or coming.text) if coming else None,
            output_language=output_language,
            hide=hide,
            alone=alone,
        )

    @property
    def head(self) -> Mapping[str, object]:
        """The values that every template takes."""
        return {
            "title": self._shown(self.title),
            "date": self.date,
            "kind": self.kind,
            "next_meeting": self._shown(self.next_meeting),
            "people": [] if self.alone else [self._shown(name) for name in self.people],
            "output_language": self.output_language,
            "alone": self.alone,
        }

    def lines(self, chunk: Chunk) -> list[str]:
        """The lines of a chunk, a transcript's turns without their clocks: nobody is owner or due by these."""
        source, lines = self.document.source, self.document.lines
        spans = [lines.span(number) for number in range(chunk.first_line, chunk.last_line + 1)]
        texts = [source[start:end] for start, end in spans]
        blocks = self.document.blocks
        first, last = (bisect_left(blocks, edge, key=_begin) for edge in (spans[0].start, spans[-1].end))
        for block in blocks[first:last]:
            if not block.clock or not 0 <= (at := lines.number(block.turn_start) - chunk.first_line) < len(texts):
                continue
            clock = re.compile(rf"[\[(]?{re.escape(block.clock)}[\])]?[ \t]*")
            if found := clock.match(texts[at], block.turn_start - spans[at].start):
                texts[at] = texts[at][: found.start()] + texts[at][found.end() :]
        return texts

    def mark(self, mark: str) -> str:
        """A finding's mark as it is shown; what it tells is hidden like the notes, and can't close the bracket."""
        key, space, told = mark.partition(" ")
        return key + space + " ".join(self.hide(told).split()).replace("]", ")")

    def _shown(self, text: str | None) -> str | None:
        return self.hide(" ".join(text.split())) if text else None


class Loaded(NamedTuple):
    """One version of a prompt: the part that never changes, and the one that is filled."""

    system: str
    template: "Template"
    prompt: Prompt


def review_call(chunk: Chunk, findings: Findings, about: About, setting: Setting) -> Call:
    """Ask what of ``findings`` is wrong and what they miss, in the lines of ``chunk``."""
    found = findings.marks(chunk.first_line, chunk.last_line, about.date.year if about.date else None)
    marks = {number: "|".join(about.mark(mark) for mark in marks) for number, marks in found.items()}
    notes = numbered(about.lines(chunk), chunk.first_line, about.hide, marks)
    return _call("review", {**about.head, "notes": notes}, ReviewAnswer, setting, chunk)


def extract_call(chunk: Chunk, about: About, setting: Setting) -> Call:
    """Ask for all that the lines of ``chunk`` hold."""
    notes = numbered(about.lines(chunk), chunk.first_line, about.hide)
    return _call("extract", {**about.head, "notes": notes}, ExtractAnswer, setting, chunk)


def compose_call(summary: MeetingSummary, about: About, setting: Setting) -> Call:
    """Ask for abstract and highlights of a long document, from its items, or from as many as fit into one call."""
    items = [(key, about.hide(text)) for key, text in Findings.of(summary).texts().items()]
    items.sort(key=lambda item: TOLD_FIRST.index(item[0][0]))
    room = setting.notes_budget(fixed_tokens("compose", ComposeAnswer, setting.counter))
    before = accumulate(setting.counter(f"{key} {text}\n") for key, text in items)
    fitting = [item for item, taken in zip(items, before, strict=True) if taken <= room]
    return _call("compose", {**about.head, "items": fenced_items(fitting)}, ComposeAnswer, setting, None)


def digest_call(items: Sequence[tuple[str, str]], output_language: str | None, setting: Setting) -> Call:
    """Ask for the opening of a digest, from its items as they may be shown."""
    values = {"items": fenced_items(items), "output_language": output_language}
    return _call("digest", values, DigestAnswer, setting, None)


def fenced_items(items: Sequence[tuple[str, str]]) -> str:
    """Items by their ids, one a line, fenced as notes are: each line begins with an id, so that none is a fence."""
    return "\n".join(["<items>", *[f"{key} {' '.join(text.split())}" for key, text in items], "</items>"])


def fixed_tokens(name: str, answer: type[BaseModel], counter: Callable[[str], int]) -> int:
    """What a call takes besides the notes and what is told of the meeting: the fixed part, and the schema."""
    return counter(load(name).system) + counter(schema_text(answer)) + OVERHEAD


def _call(
    name: str, values: Mapping[str, object], answer: type[BaseModel], setting: Setting, chunk: Chunk | None
) -> Call:
    loaded = load(name)
    asked = render(loaded.template, "user", values)
    return Call(
        name=name,
        messages=(Message("system", loaded.system), Message("user", asked)),
        answer=answer,
        prompt=loaded.prompt,
        input_tokens=fixed_tokens(name, answer, setting.counter) + setting.counter(asked),
        max_output_tokens=setting.max_output,
        lines=(chunk.first_line, chunk.last_line) if chunk else None,
    )


@cache
def load(name: str) -> Loaded:
    """The current version of the prompt ``name``. Its fixed part is rendered without any value, so it can't vary."""
    version = VERSIONS[name]
    source = (_resources.folder("prompts") / f"{name}.v{version}.jinja").read_bytes()
    template = _environment().from_string(source.decode())
    prompt = Prompt(name=name, version=str(version), sha256=sha256(source).hexdigest())
    return Loaded(render(template, "system", {}), template, prompt)


def render(template: "Template", block: str, values: Mapping[str, object]) -> str:
    """One block of a template; a value that it lacks is an error."""
    return "".join(template.blocks[block](template.new_context(dict(values)))).strip()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - who calls no model needs no templates

    return Environment(undefined=StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - a prompt is no HTML
