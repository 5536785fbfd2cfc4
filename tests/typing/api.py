"""Read by mypy, never run: the types that callers see. An ignore that is not needed fails the check too."""

import datetime as dt
from pathlib import Path
from typing import assert_type

import notesllm
from notesllm import ActionItem, Due, Evidence, MeetingSummary, Owner, preview, summarize

summary = summarize(Path("notes.md"))
assert_type(summary, MeetingSummary)
assert_type(preview("text", name="notes.md", meeting_date=dt.date(2024, 10, 15)), MeetingSummary)
assert_type(summarize(b"bytes", language="de", keep_unproven=True), MeetingSummary)
assert_type(notesllm.__version__, str)

assert_type(summary.date, dt.date | None)
assert_type(summary.action_items, tuple[ActionItem, ...])
assert_type(summary.action_items[0].owners, tuple[Owner, ...])
assert_type(summary.action_items[0].due, Due | None)
assert_type(summary.action_items[0].evidence, tuple[Evidence, ...])
assert_type(summary.to_markdown(), str)
assert_type(summary.to_text(), str)

summarize(["a", "list"])  # type: ignore[arg-type]
summarize("text", engine="magic")  # type: ignore[arg-type]
summarize("text", None)  # type: ignore[arg-type, call-arg]
summarize("text", meeting_date="2024-10-15")  # type: ignore[arg-type]
summary.title = "frozen"  # type: ignore[misc]
notesllm.summarise  # type: ignore[attr-defined]  # noqa: B018
