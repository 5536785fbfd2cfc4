"""What the evidence of a model's items proves: stricter than for the rules, which copy the notes' words."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from notesllm._regex import regex
from notesllm.dates import Deadline, find_due, resolve_due, resolve_due_value, writes_day_first
from notesllm.document import Document
from notesllm.grounding.claims import claim_of
from notesllm.grounding.figures import figures
from notesllm.grounding.measuring import Measured, is_value
from notesllm.grounding.mixing import Unit, is_mixed, unit_of
from notesllm.grounding.naming import Names
from notesllm.grounding.owning import Quoted, Task, is_first_person, is_name_of, owns
from notesllm.grounding.passage import Passage, plain, words
from notesllm.grounding.standing import says_level, says_status
from notesllm.grounding.terms import Term, bare, language_of, terms
from notesllm.grounding.wording import says
from notesllm.lexicon import lexicon
from notesllm.summary import Attendee, Due, Evidence, Item, Metric

NUMERIC = regex(r"\d[./-]\d")
OWN_WORDS = 1.0  # of an item's plain words stand in its evidence
ASKED = regex(r"[^.!?\n]*\?")
LITTLE = 2  # words beside a deadline in a turn such as "sure, by Friday then"
SENTENCES = 0.4  # of those of an abstract or a highlight, which may be put in other words


class Prover:
    """Asks the notes whether they say what a model says. One for a document and its attendees."""

    def __init__(self, document: Document, attendees: Sequence[Attendee], meeting_date: dt.date | None) -> None:
        self._document = document
        self._language = language_of(document.language)
        self._lexicon = lexicon(document.language)
        self._date = meeting_date
        self._read: dict[str, list[Term]] = {}  # each quote is asked for more than once
        self.names = Names(attendees, document.language, strict=True)

    def proves(self, text: str, evidence: Sequence[Evidence], *, own_words: bool = True) -> bool:
        """Whether ``evidence`` says ``text``: all its words, figures, days, names, denials.

        Without ``own_words`` (abstract, highlights, gists) most of its plain words may be others.
        """
        return self._proves(text, self._quoted(evidence), OWN_WORDS if own_words else SENTENCES)

    def _proves(self, text: str, quoted: Quoted, share: float = OWN_WORDS) -> bool:
        stated = self._terms(self._short(text, quoted))
        said = [self._terms(quote) for quote in quoted.quotes]
        if not stated:
            return bool(text.strip()) and Passage(quoted.quotes).has(text)
        if not says(stated, said, self._language, share=share):
            return False
        return len(said) < 2 or not is_mixed(stated, self._units(quoted, said), self._language)

    def _units(self, quoted: Quoted, said: Sequence[Sequence[Term]]) -> list[Unit]:
        """The quotes, each with where it stands."""
        return [
            unit_of(quote, own, at, self._document)
            for quote, own, at in zip(quoted.quotes, said, quoted.places, strict=True)
        ]

    def proves_field(self, item: Item, field: str) -> bool:
        """Whether the evidence of ``item`` says its ``field``: for a correction of one field by a model."""
        claim, value = claim_of(item), getattr(item, field)
        if not self.is_exact(item):
            return False
        if value is None or value == ():
            return True
        if claim is None:
            return not isinstance(value, str) or self._says(value, item)
        if field in {claim.text, claim.value}:
            return self.holds(item)
        if (field, value) == ("status", "open"):
            return self._has_status(item, "open")
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
        if isinstance(item, Metric) and not (self._has_figure(item.value, item) and self._is_value(item)):
            return False
        if getattr(item, "status", None) == "open" and not self._has_status(item, "open"):
            return False
        return self.proves(getattr(item, claim.text), item.evidence)

    def _has_status(self, item: Item, status: str) -> bool:
        """Whether the quotes and their checkboxes mark the item so; "open" is what nothing marks otherwise."""
        claim, blocks = claim_of(item), self._document.blocks
        found = [bisect_right(blocks, one.end - 1, key=lambda block: block.start) - 1 for one in item.evidence]
        boxes = frozenset(blocks[at].checked for at in found if at >= 0)
        text = getattr(item, claim.text) if claim else ""
        return says_status(status, text, [one.quote for one in item.evidence], boxes, self._document.language)

    def _says(self, text: str, item: Item) -> bool:
        return self.proves(text, item.evidence) or Passage([one.quote for one in item.evidence]).has(text)

    def _answers(self, text: str, item: Item) -> bool:
        """Whether the evidence says ``text`` outside of what it asks."""
        quoted = self._quoted(item.evidence)
        told = quoted._replace(quotes=tuple(ASKED.sub(" ", quote) for quote in quoted.quotes))
        return self._proves(text, told) or Passage(told.quotes).has(text)

    def unproven(self, item: Item) -> dict[str, object]:
        """The fields of ``item`` that its evidence does not prove, each with what is left of it."""
        claim = claim_of(item)
        if claim is None:
            return {}
        left: dict[str, object] = {}
        text = getattr(item, claim.text)
        quoted = self._quoted(item.evidence)
        if claim.owners:
            owners = getattr(item, "owners")  # noqa: B009 - a field of some items only
            kept = tuple(owner for owner in owners if self._owns(owner.name, text, quoted))
            if len(kept) != len(owners):
                left["owners"] = kept
        if claim.due and (due := getattr(item, "due")) is not None and not self._says_due(due, text, quoted):  # noqa: B009
            left["due"] = None
        for field in claim.people:
            name = getattr(item, field)
            if name is not None and not self._owns(name, text, quoted):
                left[field] = None
        for field in claim.figures:
            figure = getattr(item, field)
            if figure is not None and not (self._has_figure(figure, item) and self._is_told_apart(figure, item)):
                left[field] = None
        for field in claim.asides:
            aside = getattr(item, field)
            says = self._answers if field == "answer" else self._says
            if aside is not None and not says(aside, item):
                left[field] = None
        return left | self._unproven_levels(item)

    def _unproven_levels(self, item: Item) -> dict[str, object]:
        left: dict[str, object] = {}
        quotes = [one.quote for one in item.evidence]
        status = getattr(item, "status", "open")
        if status != "open" and not self._has_status(item, status):
            left["status"] = "open"
        for field in ("priority", "severity"):
            level = getattr(item, field, None)
            if level is not None and not says_level(level, quotes, self._document.language):
                left[field] = None
        return left

    def _quoted(self, evidence: Sequence[Evidence]) -> Quoted:
        """The quotes, those of lines that go on in one paragraph or turn together, and whose turn each stands in."""
        source, blocks = self._document.source, self._document.blocks
        spans: list[tuple[int, int, int]] = []
        told: list[str] = []  # texts that are no passages of the source, such as the rules' own sentences
        for one in sorted(evidence, key=lambda one: one.start):
            if not source.startswith(one.quote, one.start):
                told.append(bare(one.quote))
                continue
            at = bisect_right(blocks, one.end - 1, key=lambda block: block.start) - 1
            if spans and spans[-1][2] == at and source[spans[-1][1] : one.start].isspace():
                spans[-1] = (spans[-1][0], one.end, at)
            else:
                spans.append((one.start, one.end, at))
        return Quoted(
            (*[bare(source[start:end]) for start, end, _ in spans], *told),
            (*[blocks[at].speaker if at >= 0 else "" for _, _, at in spans], *("" for _ in told)),
            (*[at for _, _, at in spans], *(-1 for _ in told)),
        )

    def _terms(self, text: str) -> list[Term]:
        found = self._read.get(text)
        if found is None:
            first = self._first_in(text)
            found = terms(bare(text), self._language, self._date, self.names.known, day_first=first)
            self._read[text] = found
        return found

    def _first_in(self, text: str) -> bool | None:
        """Whether the day stands first in the dates of ``text``; the whole document is asked only where it matters."""
        return self._day_first if NUMERIC.search(text) else None

    @cached_property
    def _day_first(self) -> bool | None:
        return writes_day_first(self._document.source, self._lexicon)

    def _short(self, text: str, quoted: Quoted) -> str:
        """``text`` with the names that the roster completes as the evidence has them, and without who says "I"."""
        passage = Passage(quoted.quotes)
        for name in self.names.full:
            own = words(name)
            speaks = any(
                is_name_of(speaker, name) and is_first_person(quote, self._language.name)
                for quote, speaker in zip(quoted.quotes, quoted.speakers, strict=True)
            )
            if speaks:
                text = regex(
                    rf"(?<!\w)(?:{re.escape(name)}|{'|'.join(map(re.escape, own))})(?:['’]s)?(?!\w)", re.IGNORECASE
                ).sub("", text)
            elif name in text and not passage.has(name) and self.names.prove(name, passage):
                text = text.replace(
                    name, " ".join(word for word in own if not passage.words.isdisjoint((word, f"{word}'s")))
                )
        return text

    def _has_figure(self, value: str, item: Item) -> bool:
        """Whether the evidence has the figure ``value``, however it is written."""
        passage = Passage([one.quote for one in item.evidence])
        return passage.has(value) or (bool(figures(value, "en")) and self.proves(value, item.evidence))

    def _is_value(self, item: Metric) -> bool:
        """Whether the figure is that of the name, and not what it was or should be."""
        beside = [term.key for one in (item.change, item.target) if one for term in self._terms(one)]
        metric = Measured(self._terms(item.name), self._terms(item.value), frozenset(beside))
        quotes = self._quoted(item.evidence).quotes
        return all(is_value(metric, quote, self._terms(quote), self._language) for quote in quotes)

    def _is_told_apart(self, figure: str, item: Item) -> bool:
        """Whether a figure beside the value is another passage than the value."""
        said = [term.key for quote in self._quoted(item.evidence).quotes for term in self._terms(quote)]
        mine = [term.key for term in self._terms(figure) if term.kind == "figure"]
        values = [term.key for term in self._terms(getattr(item, "value"))]  # noqa: B009 - a metric's
        return all(said.count(key) > values.count(key) for key in mine)

    def _owns(self, name: str, text: str, quoted: Quoted) -> bool:
        return owns(name, Task(text, *self._place(text, quoted.quotes)), quoted, self.names, self._language.name)

    def _place(self, text: str, quotes: Sequence[str]) -> tuple[int, int]:
        """The quote that says most of ``text``, and where in it that begins."""
        keys = {term.key for term in self._terms(text) if term.kind != "name"}
        best, place = -1, (0, 0)
        for at, quote in enumerate(quotes):
            said = [term for term in self._terms(quote) if term.key in keys]
            shared = len({term.key for term in said})
            if shared > best:
                once = [term.start for term in said if sum(other.key == term.key for other in said) == 1]
                best, place = shared, (at, min(once or [term.start for term in said], default=0))
        return place

    def _goes_with(self, text: str, due: str, quotes: Sequence[str], *, alone: bool) -> bool:
        """Whether a passage with ``due`` is about ``text``: it shares a word, or has the only day and little else."""
        own = {term.key for term in self._terms(text) if term.kind != "name"}
        said = [quote for quote in quotes if due.casefold() in quote.casefold()]
        for quote in said:
            at = quote.casefold().find(due.casefold())
            rest = {term.key for term in self._terms(quote[:at] + quote[at + len(due) :]) if term.kind != "name"}
            if not own.isdisjoint(rest) or (alone and len(rest) <= LITTLE):
                return True
        return not said

    def _deadlines(self, quote: str) -> tuple[Deadline, ...]:
        return find_due(quote, self._lexicon, self._date, day_first=self._first_in(quote))

    def _says_due(self, due: Due, text: str, quoted: Quoted) -> bool:
        """Whether the quotes have the words of a deadline, for this task, and these mean its day."""
        passage = Passage(quoted.quotes)
        said = bare(due.text)
        if not passage.has(said):
            stated = self._terms(said)
            there = {term.key for quote in quoted.quotes for term in self._terms(quote)}
            if not stated or not there.issuperset(term.key for term in stated):
                return False
            if not passage.words.issuperset(words(plain(said))):
                return False
        in_notes = [one for quote in quoted.quotes for one in self._deadlines(quote)]
        meant = [one.date for one in in_notes if said in one.text or one.text in said]
        for read in (resolve_due_value, resolve_due):
            alone = read(said, self._lexicon, self._date, day_first=self._first_in(said))
            meant += [alone.date] if alone else []
        if due.date is not None and due.date not in meant:
            return False
        at, start = self._place(text, quoted.quotes)
        quote = quoted.quotes[at]
        others = [one for one in self._deadlines(quote) if one.date or one.strength > 1]
        place = quote.find(said, start) if said in quote[start:] else quote.find(said)
        if place < 0 and len(quoted.quotes) > 1:
            return self._goes_with(text, said, quoted.quotes, alone=not others)
        if len(others) < 2 or place < 0:
            return True
        if place < start:  # what stands before a task is its deadline only where none stands behind it
            return all(one.start < start for one in others)
        return not any(start <= one.start and one.end <= place for one in others)
