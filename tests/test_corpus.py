"""How much the rules find in whole documents of every shape, in seven languages, against gold of careful readers.

``corpus/seen`` may be looked at when a rule is written; ``corpus/unseen`` may not, so that its figures say how general
the rules are. The floors lie just below what was measured; with ``-s`` the figures are printed.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from scoring import ALIKE, Gold, Score, actions, counted, matched, same_name, texts_alike

from notesllm import MeetingSummary, preview
from notesllm.grounding.coverage import items_of

CORPUS = Path(__file__).parent / "corpus"
FLOORS = {
    "seen": {
        "title": 0.97,
        "date": 0.97,
        "attendees": 0.97,
        "actions": 0.87,
        "strict": 0.82,
        "decisions": 0.93,
        "risks": 0.9,
        "questions": 0.9,
    },
    "unseen": {
        "title": 0.95,
        "date": 0.9,
        "attendees": 0.9,
        "actions": 0.88,
        "strict": 0.8,
        "decisions": 0.88,
        "risks": 0.8,
        "questions": 0.8,
    },
}


def summaries(part: str) -> Iterator[tuple[MeetingSummary, Gold, str]]:
    for gold_file in sorted((CORPUS / part / "gold").glob("*.json")):
        (path,) = (CORPUS / part / "docs").glob(f"{gold_file.stem}.*")
        source = path.read_bytes().decode("utf-8-sig")
        yield preview(path), json.loads(gold_file.read_text(encoding="utf-8")), source


@lru_cache(maxsize=2)
def figures(part: str) -> dict[str, float]:
    scores: defaultdict[str, Score] = defaultdict(Score)
    for summary, gold, _ in summaries(part):
        for name, score in _scores(summary, gold):
            scores[name] = scores[name].plus(score)
    measured = {name: score.f1 for name, score in scores.items()}
    print(f"\n{part}: " + ", ".join(f"{name} {value:.2f}" for name, value in measured.items()))  # noqa: T201 - for -s
    return measured


def _share(*, right: bool) -> Score:
    """One answer to one question: over many, the F1 of these is the share that is right."""
    return Score(right=1) if right else Score(invented=1, missed=1)


def _scores(summary: MeetingSummary, gold: Gold) -> Iterator[tuple[str, Score]]:
    """Each figure's counts for one document; a list that the gold leaves out is not scored."""
    if title := gold.get("title"):
        alike = texts_alike([summary.title or ""], [{"text": title}])(0, 0) >= ALIKE
        yield "title", _share(right=alike)
    if "date" in gold:
        right = (summary.date and summary.date.isoformat()) == gold["date"]
        yield "date", _share(right=right)
    if "attendees" in gold:
        names, people = [a.name for a in summary.attendees], gold["attendees"]
        pairs = matched(len(names), people, lambda i, j: float(same_name(names[i], people[j]["name"])))
        yield "attendees", counted(len(names), people, pairs)
    if "action_items" in gold:
        loose, strict = actions(summary, gold["action_items"])
        yield "actions", loose
        yield "strict", strict
    for name, texts, golds in (
        ("decisions", [item.text for item in summary.decisions], gold.get("decisions")),
        ("risks", [item.text for item in summary.risks], gold.get("risks")),
        ("questions", [item.text for item in summary.questions], gold.get("questions")),
    ):
        if golds is not None:
            yield name, counted(len(texts), golds, matched(len(texts), golds, texts_alike(texts, golds)))


@pytest.mark.parametrize(("part", "figure"), [(part, figure) for part, floors in FLOORS.items() for figure in floors])
def test_the_rules_find_at_least_what_was_measured(part: str, figure: str) -> None:
    assert figures(part)[figure] >= FLOORS[part][figure]


@pytest.mark.parametrize("part", FLOORS)
def test_every_quote_stands_in_its_document_to_the_letter(part: str) -> None:
    for summary, _, source in summaries(part):
        for item in items_of(summary):
            assert item.evidence
            assert all(source[e.start : e.end] == e.quote for e in item.evidence)
