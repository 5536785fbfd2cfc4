"""The evidence of an item, read as quotes and terms, and whether it says a text."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from notesllm._regex import regex
from notesllm.dates import writes_day_first
from notesllm.document import Document
from notesllm.grounding.mixing import Unit, is_mixed, unit_of
from notesllm.grounding.naming import Names
from notesllm.grounding.owning import SENTENCE, Quoted, is_first_person, is_name_of
from notesllm.grounding.passage import Passage, words
from notesllm.grounding.terms import Term, bare, language_of, terms
from notesllm.grounding.wording import EXACT, says
from notesllm.lexicon import lexicon
from notesllm.summary import Attendee, Evidence, Item

NUMERIC = regex(r"\d[./-]\d")
OWN_WORDS = 1.0  # of an item's plain words stand in its evidence
SENTENCES = 0.4  # of those of an abstract or a highlight, which may be put in other words


class Reader:
    """Reads evidence. One for a document and its attendees."""

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

    def keeps(self, old: str, new: str, told: str) -> bool:
        """Whether ``new`` loses no figure, day or name of ``old``, but for what is ``told`` in other fields.

        Only a text that leaves out words is asked for that, and only within the sentences of which it takes any.
        """
        left, beside = ({term.key for term in self._terms(text)} for text in (new, told))
        said = [bare(sentence) for sentence in SENTENCE.split(old)]
        own = [
            [term for term in self._terms(text) if not text[max(0, term.start - 1) : term.start].isalpha()]  # "B2B"
            for text in said
        ]
        if not left <= {term.key for terms_of in own for term in terms_of}:
            return True
        taken = [term for terms_of in own for term in terms_of if any(other.key in left for other in terms_of)]
        return all(term.key in left | beside for term in taken if term.kind in EXACT)

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

    def is_exact(self, item: Item) -> bool:
        """Whether ``item`` has quotes, and all are the source's, to the letter."""
        source = self._document.source
        return bool(item.evidence) and all(
            one.end - one.start == len(one.quote) and source.startswith(one.quote, one.start) for one in item.evidence
        )

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
