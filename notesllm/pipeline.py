"""From a document to its summary: rules, ids, proof, provenance."""

from dataclasses import replace
from hashlib import sha256

from notesllm.config import Options
from notesllm.document import Document
from notesllm.extract import Draft, Reading, extract
from notesllm.extract.abstract import find_abstract
from notesllm.grounding import coverage_of, ground
from notesllm.summary import MeetingSummary, Provenance, Source


def summarize_document(document: Document, options: Options) -> MeetingSummary:
    """The rules' summary of ``document``, proven. Never calls a model."""
    draft = extract(document, meeting_date=options.meeting_date)
    told = _assembled(document, draft)
    summary = ground(told, document, keep_unproven=options.keep_unproven)
    if len(summary.warnings) > len(told.warnings):
        summary = _told_anew(summary, document, draft)
    coverage = coverage_of(summary, document)
    return summary.model_copy(update={"provenance": summary.provenance.model_copy(update={"coverage": coverage})})


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
