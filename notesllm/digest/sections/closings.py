"""What a later meeting tells as over: the risk that was resolved, the step that was reached."""

from collections.abc import Iterator
from typing import NamedTuple

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Told
from notesllm.digest.comparing.nearness import Nearness
from notesllm.digest.comparing.terms import said, terms
from notesllm.digest.comparing.wording import Gist, contained, gist, told_apart, weight
from notesllm.digest.model import Citation, Meeting
from notesllm.summary import Item

HELD = 0.75  # share of the shorter wording's words in the longer
FEWEST = 2.0  # words that both have at least, by weight


class Closing(NamedTuple):
    """A passage that says that something is over."""

    order: int
    meeting: Meeting
    language: str
    citations: tuple[Citation, ...]


class Closings:
    """All of them, found by what they are about."""

    def __init__(self, context: Context) -> None:
        """Look through what the meetings decided, finished and reported."""
        self._near: Nearness[Closing] = Nearness()
        for order, told in enumerate(context.told):
            language = told.summary.provenance.source.language
            for text, item in _passages(told):
                citations = tuple(
                    Citation(meeting=told.meeting.id, item=item.id, evidence=each) for each in item.evidence
                )
                self._near.put(gist(text, language), Closing(order, told.meeting, language, citations))

    def of(self, about: Gist, after: int) -> Closing | None:
        """The last of them that speaks of that, in a meeting after the one numbered ``after``."""
        found = [
            closing
            for words, closing in self._near.near(about)
            if closing.order > after and _fits(about, words, closing.language)
        ]
        return max(found, key=lambda closing: closing.order, default=None)


def tells_an_end(text: str, language: str) -> bool:
    """Whether a text says of something that it is over, and not that it will be."""
    known, heard = terms(language), said(text)
    return known.over.are_in(heard) and not known.not_over.are_in(heard)


def _fits(about: Gist, words: Gist, language: str) -> bool:
    if told_apart(_without_figures(about), _without_figures(words)):
        return False
    if about.references & words.references:
        return True
    shared = weight(about.words & words.words, language)
    return shared >= FEWEST and contained(about, words, language) >= HELD


def _without_figures(about: Gist) -> Gist:
    return about._replace(marks=frozenset(mark for mark in about.marks if not mark.startswith("number:")))


def _passages(told: Told) -> Iterator[tuple[str, Item]]:
    summary = told.summary
    language = summary.provenance.source.language
    for action in summary.action_items:
        if action.status == "done":
            yield action.task, action
    for decision in summary.decisions:
        if tells_an_end(decision.text, language):
            yield decision.text, decision
    for topic in summary.topics:
        for point in topic.key_points:
            if tells_an_end(point, language):
                yield point, topic
