"""From a document to its summary: rules, ids, proof, provenance, and the plan by which a model reviews them."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from notesllm.config import Options
from notesllm.document import Document
from notesllm.extract import Draft, Reading, extract
from notesllm.extract.abstract import find_abstract
from notesllm.grounding import coverage_of, ground
from notesllm.llm.call import Call
from notesllm.llm.step import Outcome, Plan, Step
from notesllm.summary import MeetingSummary, Provenance, Source

if TYPE_CHECKING:
    from notesllm.digest.model import ExecutiveDigest
    from notesllm.llm.inquiry import Inquiry
    from notesllm.llm.setting import Setting

__all__ = ["Outcome", "Plan", "Step", "plan", "reworded", "summarize_document"]


def summarize_document(document: Document, options: Options) -> MeetingSummary:
    """The rules' summary of ``document``, proven. Never calls a model."""
    return _by_rules(document, options)[0]


def plan(document: Document, options: Options, setting: "Setting") -> Plan[MeetingSummary]:
    """Summarise ``document`` with a model: yields the calls that it takes, returns the summary.

    Whoever drives it sends what came of any of the outstanding calls, in any order. No fault of a model is raised: the
    summary says what it had to do without. With the engine "rules" nothing is yielded.
    """
    rules, draft = _by_rules(document, options)
    if options.engine == "rules":
        return rules
    from notesllm.llm.inquiry import Inquiry  # noqa: PLC0415 - who asks no model needs no prompts

    inquiry = Inquiry.about(document, rules, draft, options, setting)
    inquiry = yield from _asked(inquiry, inquiry.calls)
    opened = inquiry.with_opening()
    if opened is not inquiry:
        opened = yield from _asked(opened, opened.calls[len(inquiry.calls) :])
    return opened.summary()


def reworded(digest: "ExecutiveDigest", options: Options, setting: "Setting") -> Plan["ExecutiveDigest"]:
    """Word the opening of ``digest`` with a model, as :func:`plan` summarises: in one call, or two."""
    from notesllm.llm.rewording import Rewording  # noqa: PLC0415 - see above

    rewording = Rewording.of(digest, options, setting)
    asked: Call | None = None
    while rewording.is_open:
        fresh = () if rewording.call is asked else (rewording.call,)
        asked = rewording.call
        for call, outcome in (yield Step(fresh, rewording.reworded)):
            rewording = rewording.after(call, outcome)
    return rewording.reworded()


def _asked(
    inquiry: "Inquiry", calls: tuple[Call, ...]
) -> Generator[Step[MeetingSummary], Sequence[tuple[Call, Outcome]], "Inquiry"]:
    """``inquiry`` when all that it asks, of which ``calls`` are new, has come to something."""
    while inquiry.is_open:
        outcomes = yield Step(calls, inquiry.summary)
        before = set(map(id, inquiry.calls))
        for call, outcome in outcomes:
            inquiry = inquiry.after(call, outcome)
        calls = tuple(call for call in inquiry.calls if id(call) not in before)
    return inquiry


def _by_rules(document: Document, options: Options) -> tuple[MeetingSummary, Draft]:
    """The rules' summary, and the draft with the roster that goes with it."""
    draft = extract(document, meeting_date=options.meeting_date)
    told = _assembled(document, draft)
    summary = ground(told, document, keep_unproven=options.keep_unproven)
    if len(summary.warnings) > len(told.warnings):
        summary = _told_anew(summary, document, draft)
    coverage = coverage_of(summary, document)
    provenance = summary.provenance.model_copy(update={"coverage": coverage})
    return summary.model_copy(update={"provenance": provenance}), draft


def _told_anew(summary: MeetingSummary, document: Document, draft: Draft) -> MeetingSummary:
    """``summary`` with abstract and highlights of what is left in it: what the proof dropped lives on nowhere."""
    left = {name: getattr(summary, name) for name in Draft.__dataclass_fields__ if name != "roster"}
    draft = find_abstract(Reading.of(document), replace(draft, **left))
    return summary.model_copy(update={"abstract": draft.abstract, "highlights": draft.highlights})


def _assembled(document: Document, draft: Draft) -> MeetingSummary:
    digest = sha256(document.source.encode("utf-8", "surrogatepass")).hexdigest()
    fields = {name: getattr(draft, name) for name in Draft.__dataclass_fields__ if name != "roster"}
    source = Source(
        sha256=digest,
        characters=len(document.source),
        lines=len(document.lines),
        format=document.format,
        name=document.name,
        encoding=document.encoding,
        encoding_assumed=document.encoding_assumed,
        language=document.language,
    )
    return MeetingSummary(id=f"m-{digest[:12]}", **fields, provenance=Provenance(source=source))
