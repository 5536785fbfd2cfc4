"""What the tests of faults share: notes with a secret, ways to summarise them, and what must hold whatever happens."""

import asyncio
import time
import traceback
from collections.abc import Callable
from typing import Any

from servers import Script, Server

from notesllm import MeetingSummary, asummarize, preview, summarize

KEY = "sk-planted-0123456789"
MARK = "plover7731"  # stands in the notes, and must stand in no message, log or exception
NOTES = f"""# Weekly sync

Date: 2024-10-15
Attendees: Ana Ruiz, Bo Li, Tom Bradley

## Updates
Ana Ruiz showed the new login page. The code word is {MARK}.
Churn was 2.4% last month.

## Decisions
- We decided to ship the login page on Friday.
- Drop support for plan B.

## Action items
- [ ] Ana Ruiz: write the runbook by 2024-10-18
- [ ] Bo Li: renew the certificate by 2024-10-22
- Tom Bradley to call the customer {MARK} back

## Risks
- The certificate may expire before the renewal.

Next meeting: 2024-10-22
"""


def long_notes(sections: int = 8) -> str:
    """So long that a small window takes several calls; each section holds one task of its own."""
    told = "\n".join(f"We talked for a while about the shape of door number {n} and its paint." for n in range(30))
    parts = [f"## Section {n}\n\n{told}\n\nAction: Ana Ruiz to check gate {n}\n" for n in range(1, sections + 1)]
    return "\n".join(["# Doors", "", "Date: 2024-10-15", "Attendees: Ana Ruiz", "", *parts])


LONG = long_notes()
SMALL_WINDOW = {"context_window": 4000, "concurrency": 1, "timeout": 10.0}
LISTS = ("decisions", "action_items", "risks", "questions", "metrics", "milestones", "attendees", "topics")
RULES = preview(NOTES)
Run = Callable[..., MeetingSummary]


def awaited(notes: str, **options: Any) -> MeetingSummary:  # noqa: ANN401 - those of the function
    return asyncio.run(asummarize(notes, **options))


WAYS: dict[str, Run] = {"summarize": summarize, "asummarize": awaited}


def chosen(base_url: str, **options: Any) -> dict[str, Any]:  # noqa: ANN401
    """The options of a call to a model at ``base_url``; time and attempts are short."""
    return {
        "model": "openai/gpt-5-mini",
        "base_url": base_url,
        "api_key": KEY,
        "privacy": "strict",
        "timeout": 5.0,
        "attempts": 2,
        **options,
    }


def served(run: Run, script: Script, notes: str = NOTES, **options: Any) -> tuple[MeetingSummary, Server, float]:  # noqa: ANN401
    """The summary, the server with all that arrived there, and the seconds it took."""
    with Server(script) as server:
        started = time.monotonic()
        summary = run(notes, **chosen(server.base_url, **options))
        return summary, server, time.monotonic() - started


def check_no_worse(summary: MeetingSummary, rules: MeetingSummary = RULES, source: str = NOTES) -> None:
    """Valid, exact, and each of the rules' items is still there, unless a model corrected it."""
    assert MeetingSummary.model_validate_json(summary.model_dump_json()) == summary
    for kind in LISTS:
        kept = {item.id for item in getattr(summary, kind)}
        lost = [item for item in getattr(rules, kind) if item.id not in kept]
        assert not lost, kind
        for item in getattr(summary, kind):
            assert item.evidence
            assert all(source[each.start : each.end] == each.quote for each in item.evidence)
    assert (summary.title, summary.date, summary.next_meeting) == (rules.title, rules.date, rules.next_meeting)
    assert summary.abstract


def check_as_the_rules_say(summary: MeetingSummary, rules: MeetingSummary = RULES) -> None:
    """All of it, but for how it came about."""
    told = [each.model_dump(exclude={"provenance"}) for each in (summary, rules)]
    assert told[0] == told[1]
    assert summary.provenance.engine == "rules"
    assert summary.provenance.source == rules.provenance.source


def check_silence(*texts: str) -> None:
    for text in texts:
        assert KEY not in text
        assert MARK not in text


def all_told(error: BaseException) -> str:
    return "".join(traceback.format_exception(error)) + repr(error) + repr(error.args)
