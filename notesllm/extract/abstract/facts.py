"""What could be told: each item as a few words, with its weight and what proves it."""

import datetime as dt
import re
from bisect import bisect_right
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.document import Block, Kind
from notesllm.extract.abstract.shortening import MORE, clean, scissors
from notesllm.extract.context import LEAD_IN
from notesllm.extract.draft import Draft
from notesllm.extract.likeness import key_words
from notesllm.extract.reading import Reading
from notesllm.extract.salience import weight_of_text
from notesllm.summary import ActionItem, Decision, Evidence, Metric, Milestone, Risk, Topic

BRIEF = 3  # words of a decision that names no subject itself, less one
SHORT = 5  # words of a passage that tells little
LEAST = 1.1  # what a passage must weigh to be told
SAID = 12  # words in which the notes may tell a figure themselves
PRIORITIES = {"critical": 0, "high": 1, "low": 3}
DECISION, WHOLE = 16, 28  # words of a decision, and of one with a "but": its half may say the opposite
TORN = 0.4  # what a mere remark loses that is not told to its end
INITIAL = regex(r"\w{1,2}:\s")  # "Y:", "T:" of a stand-up
MOVED = regex(
    r"(?:motion|moved|motioned)\b[^;]{0,90}?\bto\s(?=[a-z])(?P<what>.{12,}?)(?:[.;]\s.*|\s*\((?:motion|all|second).*)?$",
    re.IGNORECASE | re.DOTALL,
)


class Fact(NamedTuple):
    """A few words of the notes that an executive may need."""

    kind: str
    text: str
    evidence: tuple[Evidence, ...]
    weight: float
    subject: int  # the topic in which it stands
    words: frozenset[str]
    order: tuple[int, int] = (0, 0)  # within its kind: what comes first, whatever it weighs


class Teller:
    """Turns items into facts."""

    def __init__(self, reading: Reading, draft: Draft) -> None:
        self.reading, self.draft = reading, draft
        words = reading.lexicon.words
        self.scissors = scissors(reading.document.language)
        self.said = {name: words[f"abstract_{name}"][-1] for name in ("target", "from", "by")}
        self.routine = frozenset(words["abstract_routine"])
        self.trivial = frozenset(words["abstract_trivial"])
        self.pointing = frozenset(words["abstract_pointing"])
        self.contrasts = frozenset(words["abstract_contrasts"])
        self.fillers = frozenset(words["speech_fillers"])
        self.goals = frozenset(words["metric_goal"])
        self.leads = {
            word.partition(" ")[0]
            for part in ("by", "before", "on", "condition", "within")
            for word in reading.lexicon.due.get(part, ())
        }
        self.block_starts = [block.start for block in reading.document.blocks]
        self.starts = [b.start for b in reading.document.blocks if b.kind is Kind.HEADING and b.level < LEAD_IN]

    def fact(self, kind: str, text: str, evidence: tuple[Evidence, ...], weight: float) -> Fact:
        subject = bisect_right(self.starts, evidence[0].start)
        return Fact(kind, text, evidence, weight, subject, frozenset(key_words(text)))

    def decision(self, item: Decision) -> Fact:
        carried = self._carried(item.text)
        contrasts = not self.contrasts.isdisjoint(carried.casefold().split())
        text = self.scissors.cut(carried, WHOLE) if contrasts else self.scissors.cut_around(carried, DECISION)
        evidence, weight = item.evidence[:1], self.decision_weight(item)
        if text.count(" ") < BRIEF:
            heading = self._heading(evidence[0])
            if not heading:
                weight = min(weight, 2.0)
            elif clean(heading.text).casefold() not in text.casefold():
                text = f"{self.scissors.cut(heading.text, 6)}: {text}"
                evidence = (*evidence, self.reading.evidence_of(heading))
        return self.fact("decided", text, evidence, weight)

    def decision_weight(self, item: Decision) -> float:
        """Less for what every meeting settles: its minutes, its end."""
        return 5.0 if self.routine.isdisjoint(item.text.casefold().split()) else 2.5

    def _carried(self, text: str) -> str:
        """What a motion moved, without who moved and seconded it: "Motion by A, second by B, to award the contract"."""
        match = MOVED.match(text)
        return _sentence(match["what"]) if match else text

    def _heading(self, evidence: Evidence) -> Block | None:
        """The heading that names what a brief decision is about; none where there is only the meeting's own."""
        document = self.reading.document
        at = document.blocks[bisect_right(self.block_starts, evidence.start) - 1].section
        while at >= 0 and document.sections[at].level > 1:
            heading = document.blocks[document.sections[at].heading]
            if (
                heading.level < LEAD_IN
                and clean(heading.text)
                and self.reading.zones[document.sections[at].heading] == ""
            ):
                return heading
            at = document.sections[at].parent
        return None

    def action(self, item: ActionItem) -> Fact:
        words = item.due.text.strip(" .,;<>[]") if item.due and item.due.precision != "unclear" else ""
        task = item.task.strip(" .,;")
        if words and task.casefold().endswith(words.casefold()):
            task = task[: -len(words)]
        task = self.scissors.cut(task, 11, 0)
        names = [owner.name for owner in item.owners[:2]]
        text = f"{', '.join(names)}: {task}" if names and not task.startswith(names[0]) else task
        fact = self.fact("tasks", self._by(text, words), item.evidence, self.action_weight(item))
        return fact._replace(order=_urgency(item))

    def action_weight(self, item: ActionItem) -> float:
        """More for what somebody is to do by a day."""
        weight = 2.6 + 0.6 * bool(item.owners) + 0.9 * bool(item.due and item.due.date)
        return weight + {"critical": 2.2, "high": 1.6, "low": -0.8}.get(item.priority or "", 0.0)

    def risk(self, item: Risk) -> Fact:
        return self.fact("risky", self.scissors.cut(item.text, 13), item.evidence[:1], self.risk_weight(item))

    def risk_weight(self, item: Risk) -> float:
        """More for what is severe, or listed as a risk."""
        weight = 3.0 + {"critical": 1.0, "high": 0.7, "low": -0.7}.get(item.severity or "", 0.0)
        return weight + 0.5 * (self._zone(item.evidence[0]) == "risks")

    def metric(self, item: Metric) -> Fact:
        return self.fact("figures", self._figure(item), item.evidence[:2], self.metric_weight(item))

    def metric_weight(self, item: Metric) -> float:
        """More for what moved or has a target, for the meeting's own metrics, for how far a project is."""
        if item.name.rpartition(" ")[2].casefold() in self.goals:
            return 1.5  # what is aimed at, not what was reached
        moved = item.change is not None and item.value not in item.change  # "improved 40%" is the figure itself
        weight = 2.4 + 0.8 * bool(item.target or item.previous or moved) + 0.5 * (len(item.evidence) > 1)
        return weight + {"metrics": 0.6, "risks": 0.6}.get(self._zone(item.evidence[0]), 0.0)

    def _figure(self, item: Metric) -> str:
        """The notes' own words for a figure where they are few, else its name and value."""
        said = clean(item.evidence[0].quote)
        if "|" not in said:
            if len(item.evidence) == 1 and said.count(" ") < SAID and item.value in said:
                return said
            name, value = said.find(item.name), said.find(item.value)
            if 0 <= name < value:
                said = said[name : value + len(item.value)]
                if said.count(" ") < SAID and said.count("(") == said.count(")"):
                    return said
        text = f"{clean(item.name)}: {item.value}"
        if item.target:
            return f"{text} ({self.said['target']} {item.target})"
        if item.change and item.value in item.change:
            return f"{clean(item.name)}: {item.change}"
        side = f"{self.said['from']} {item.previous}" if item.previous else item.change
        return f"{text} ({side})" if side else text

    def _zone(self, evidence: Evidence) -> str:
        at = bisect_right(self.block_starts, evidence.start) - 1
        return self.reading.zones[at] if at >= 0 else ""

    def milestone(self, item: Milestone) -> Fact:
        text = self.scissors.cut(item.text, 10)
        if item.due and item.due.text.casefold() not in text.casefold():
            text = f"{text} ({item.due.text})"
        return self.fact("dates", text, item.evidence, 2.3)

    def topic(self, item: Topic) -> Fact | None:
        if not item.gist or item.gist.endswith("?"):
            return None
        weight = 1.8 + min(max(weight_of_text(self.reading, item.gist), 0.0), 5.0) / 5
        return self.noted(item.gist, (item.evidence[1:2] or item.evidence[:1]), weight)

    def noted(self, text: str, evidence: tuple[Evidence, ...], weight: float) -> Fact | None:
        """A passage worth telling for itself; None for one that only points to what was said before, or is trivial."""
        initial = INITIAL.match(text)
        text = text[initial.end() :] if initial else text
        words = [word.strip(",.:;!()[]'\"*_").casefold() for word in text.split()]
        if not words or words[0] in self.pointing or text[0] in "[<(":
            return None
        weight -= 0.6 * sum(word in self.trivial for word in words) + 0.5 * (words[0] in self.fillers)
        weight -= 0.5 * (len(words) < SHORT) + 0.7 * ("um" in words or "uh" in words or "you know" in text)
        if weight < LEAST:
            return None
        told = self.scissors.cut(text, 16, 6)
        return self.fact("noted", _sentence(told), evidence, weight - TORN * told.endswith(MORE))

    def _by(self, text: str, due: str) -> str:
        """``text`` with its deadline in the notes' words."""
        if not due or due.casefold() in text.casefold():
            return text
        first, space, rest = due.partition(" ")
        key = first.casefold()
        if not (first.isupper() or key in self.reading.lexicon.months or key in self.reading.lexicon.weekdays):
            first = key
        lead = "" if key in self.leads else f"{self.said['by']} "
        return f"{text} {lead}{first}{space}{rest}"


def _urgency(item: ActionItem) -> tuple[int, int]:
    """By priority, then by day; what has no day comes last."""
    day = item.due.date if item.due else None
    return PRIORITIES.get(item.priority or "", 2), (day or dt.date.max).toordinal()


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
