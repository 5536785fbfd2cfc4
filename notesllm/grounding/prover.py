"""What the evidence of a model's items proves: stricter than for the rules, which copy the notes' words."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from notesllm._regex import regex
from notesllm.dates import find_due, resolve_due, resolve_due_value, writes_day_first
from notesllm.document import Document
from notesllm.grounding.claims import claim_of
from notesllm.grounding.figures import figures
from notesllm.grounding.naming import Names
from notesllm.grounding.owning import owns
from notesllm.grounding.passage import Passage, plain, words
from notesllm.grounding.standing import says_level, says_status
from notesllm.grounding.terms import Term, bare, language_of, terms
from notesllm.grounding.wording import says
from notesllm.lexicon import lexicon
from notesllm.summary import Attendee, Due, Evidence, Item

OWN_WORDS = 1.0  # of an item's plain words stand in its evidence
SENTENCES = 0.5  # of those of an abstract or a highlight, which may be put in other words
QUESTION = regex(r"\?\s*$")


class Prover:
    """Asks the notes whether they say what a model says. One for a document and its attendees."""

    def __init__(self, document: Document, attendees: Sequence[Attendee], meeting_date: dt.date | None) -> None:
        self._document = document
        self._language = language_of(document.language)
        self._lexicon = lexicon(document.language)
        self._date = meeting_date
        self.names = Names(attendees, document.language)

    def proves(self, text: str, evidence: Sequence[Evidence], *, own_words: bool = True) -> bool:
        """Whether ``evidence`` says ``text``: all its words, figures, days, names, denials.

        Without ``own_words`` (abstract, highlights, gists) half of its plain words may be others.
        """
        quotes = [one.quote for one in evidence]
        stated = self._terms(self._short(text, evidence))
        return says(
            stated,
            [self._terms(quote) for quote in quotes],
            self._language,
            share=OWN_WORDS if own_words else SENTENCES,
        ) or (not stated and bool(text.strip()) and Passage(quotes).has(text))

    def proves_field(self, item: Item, field: str) -> bool:
        """Whether the evidence of ``item`` says its ``field``: for a correction of one field by a model."""
        claim = claim_of(item)
        value = getattr(item, field)
        if not self.is_exact(item):
            return False
        if value is None or value == ():
            return True
        if claim is not None and field == claim.text:
            return self.proves(value, item.evidence)
        return field not in self.unproven(item)

    def is_exact(self, item: Item) -> bool:
        """Whether ``item`` has quotes, and all are the source's, to the letter."""
        source = self._document.source
        return bool(item.evidence) and all(
            one.end - one.start == len(one.quote) and source.startswith(one.quote, one.start) for one in item.evidence
        )

    def holds(self, item: Item) -> bool:
        """Whether the evidence proves what makes ``item`` one: its text, a metric's value, its being open."""
        claim = claim_of(item)
        if not self.is_exact(item):
            return False
        if claim is None:
            return True
        text = getattr(item, claim.text)
        if claim.value and not self._has_figure(getattr(item, claim.value), item):
            return False
        if claim.value and not self._is_beside(text, getattr(item, claim.value), item):
            return False
        status = getattr(item, "status", None)
        if status == "open" and not says_status("open", text, self._quotes(item), self._document.language):
            return False
        return self.proves(text, item.evidence)

    def unproven(self, item: Item) -> dict[str, object]:
        """The fields of ``item`` that its evidence does not prove, each with what is left of it."""
        claim = claim_of(item)
        if claim is None:
            return {}
        left: dict[str, object] = {}
        text = getattr(item, claim.text)
        quotes, speakers = self._quotes(item), [self._speaker(one) for one in item.evidence]
        if claim.owners:
            owners = getattr(item, "owners")  # noqa: B009 - a field of some items only
            kept = tuple(
                owner for owner in owners if owns(owner.name, text, quotes, speakers, self.names, self._language.name)
            )
            if len(kept) != len(owners):
                left["owners"] = kept
        if claim.due and (due := getattr(item, "due")) is not None and not self._says_due(due, text, quotes):  # noqa: B009
            left["due"] = None
        for field in claim.people:
            name = getattr(item, field)
            if name is not None and not owns(name, text, quotes, speakers, self.names, self._language.name):
                left[field] = None
        for field in claim.figures:
            figure = getattr(item, field)
            if figure is not None and not self._has_figure(figure, item):
                left[field] = None
        for field in claim.asides:
            aside = getattr(item, field)
            if aside is not None and not self.proves(aside, item.evidence):
                left[field] = None
        return left | self._unproven_levels(item, text, quotes)

    def _unproven_levels(self, item: Item, text: str, quotes: Sequence[str]) -> dict[str, object]:
        left: dict[str, object] = {}
        status = getattr(item, "status", "open")
        if status != "open" and not says_status(status, text, quotes, self._document.language):
            left["status"] = "open"
        for field in ("priority", "severity"):
            level = getattr(item, field, None)
            if level is not None and not says_level(level, quotes, self._document.language):
                left[field] = None
        return left

    def _quotes(self, item: Item) -> list[str]:
        return [one.quote for one in item.evidence]

    def _terms(self, text: str) -> list[Term]:
        return terms(bare(text), self._language, self._date, self.names.known, day_first=self._day_first)

    @cached_property
    def _day_first(self) -> bool | None:
        return writes_day_first(self._document.source, self._lexicon)

    def _speaker(self, evidence: Evidence) -> str:
        """Whose turn the evidence stands in; nobody's where the notes have no turns."""
        blocks = self._document.blocks
        at = bisect_right(blocks, evidence.end - 1, key=lambda block: block.start) - 1
        return blocks[at].speaker if at >= 0 else ""

    def _short(self, text: str, evidence: Sequence[Evidence]) -> str:
        """``text`` with the names that the roster completes as the evidence has them."""
        passage = Passage([one.quote for one in evidence])
        for name in self.names.full:
            if name not in text or passage.has(name):
                continue
            own = words(name)
            if self.names.prove(name, passage):
                there = [word for word in own if word in passage.words or f"{word}'s" in passage.words]
                text = text.replace(name, " ".join(there))
            elif any(self._speaker(one) == name for one in evidence) and "i" in {w[:1] for w in passage.words if w[:2] in ("i", "i'")}:
                text = text.replace(name, "")
        return text

    def _has_figure(self, value: str, item: Item) -> bool:
        """Whether the evidence has the figure ``value``, however it is written."""
        passage = Passage(self._quotes(item))
        return passage.has(value) or (bool(figures(value, "en")) and self.proves(value, item.evidence))

    def _is_beside(self, name: str, value: str, item: Item) -> bool:
        """Whether the figure is that of ``name``: in one quote with it, and no other figure between them."""
        return self.proves(f"{name} {value}", item.evidence) or self.proves(f"{value} {name}", item.evidence)

    def _says_due(self, due: Due, text: str, quotes: Sequence[str]) -> bool:
        """Whether the quotes have the words of a deadline, for this task, and these mean its day."""
        language, day_first = self._lexicon, self._day_first
        passage = Passage(quotes)
        if not passage.has(due.text):
            there = set(words(passage.plain))
            if not there.issuperset(words(plain(due.text))):
                return False
        if due.date is not None:
            found = [read(due.text, language, self._date, day_first=day_first) for read in (resolve_due_value, resolve_due)]
            if all(one is None or one.date != due.date for one in found):
                return False
        return self._is_nearest(due, text, quotes)

    def _is_nearest(self, due: Due, text: str, quotes: Sequence[str]) -> bool:
        """Whether no other deadline stands between the task and this one."""
        quote = max(quotes, key=lambda one: len(set(words(text)).intersection(words(one))), default="")
        found = find_due(quote, self._lexicon, self._date, day_first=self._day_first)
        if len(found) < 2 or due.text not in quote:
            return True
        low = quote.casefold()
        last = words(text)[-1:]
        start = low.find(" ".join(words(text)[:2]))
        start = start if start >= 0 else (low.find(last[0]) if last else 0)
        at = quote.find(due.text, max(start, 0))
        at = at if at >= 0 else quote.find(due.text)
        return not any(start <= one.start and one.end <= at for one in found)

