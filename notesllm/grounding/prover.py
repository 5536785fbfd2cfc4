"""What the evidence of a model's items proves: stricter than for the rules, which copy the notes' words."""

from bisect import bisect_right
from collections.abc import Sequence

from notesllm.dates import Deadline, find_due, resolve_due, resolve_due_value
from notesllm.grounding.claims import claim_of
from notesllm.grounding.figures import figures
from notesllm.grounding.manner import (
    is_past,
    is_proposed,
    is_quoted,
    is_request,
    is_settled,
    is_thanked_for,
    loses_condition,
    without_asked,
)
from notesllm.grounding.measuring import Measured, is_value
from notesllm.grounding.owning import Quoted, Task, owns, sentence_at
from notesllm.grounding.passage import Passage, plain, words
from notesllm.grounding.reader import Reader
from notesllm.grounding.standing import says_level, says_status
from notesllm.grounding.terms import bare
from notesllm.summary import ActionItem, Decision, Due, Evidence, Item, Metric, Milestone

LITTLE = 2  # words beside a deadline in a turn such as "sure, by Friday then"


class Prover(Reader):
    """Asks the notes whether they say what a model says."""

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
        return self.proves(getattr(item, claim.text), item.evidence) and self._is_told(item, getattr(item, claim.text))

    def _is_told(self, item: Item, text: str) -> bool:
        """Whether the evidence has as settled what ``item`` has so: not asked only, proposed, or under a condition."""
        if not isinstance(item, ActionItem | Decision | Milestone):
            return True
        quoted, language = self._quoted(item.evidence), self._language.name
        at, start = self._place(text, quoted.quotes)
        sentence, start = sentence_at(quoted.quotes[at], start)
        due = getattr(item, "due", None)
        if loses_condition(f"{text} {due.text if due else ''}", sentence, start, self._language):
            return False
        if is_quoted(text, quoted.quotes[at], self.names.known, language):
            return False
        if isinstance(item, ActionItem) and is_thanked_for(text, sentence, language):
            return False
        proposed = isinstance(item, Decision) and is_proposed(text, sentence, start, self._language)
        asked = "?" in sentence and not self._proves(text, quoted._replace(quotes=without_asked(quoted.quotes)))
        if isinstance(item, ActionItem) and asked and is_request(quoted.quotes, language):
            return True
        return not (proposed or asked) or is_settled(quoted.quotes, language)

    def is_past(self, task: str, evidence: Sequence[Evidence]) -> bool:
        """Whether ``evidence`` tells of a task as done: "Bo rebuilt it"."""
        verb = next((term for term in self._terms(task) if term.kind in ("word", "reversal")), None)
        if verb is None:
            return False
        own = words(bare(task)[verb.start :])[0]
        found = [
            is_past(own, quote, term.start, self._language)
            for quote in self._quoted(evidence).quotes
            for term in self._terms(quote)
            if term.key == verb.key
        ]
        return bool(found) and all(found)

    def _has_status(self, item: Item, status: str) -> bool:
        """Whether the quotes and their checkboxes mark the item so; "open" is what nothing marks otherwise."""
        if status == "done" and isinstance(item, ActionItem) and self.is_past(item.task, item.evidence):
            return True
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
        told = quoted._replace(quotes=without_asked(quoted.quotes))
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
