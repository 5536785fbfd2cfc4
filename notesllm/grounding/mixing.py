"""Whether a statement is put together from what several entries of the notes say of different things."""

from collections.abc import Sequence
from typing import NamedTuple

from notesllm.document import Document, Kind
from notesllm.grounding.passage import words
from notesllm.grounding.terms import Language, Term
from notesllm.lexicon import lexicon

ENTRIES = frozenset({Kind.ITEM, Kind.ROW, Kind.FIELD})


class Unit(NamedTuple):
    """One quote: its terms, its words, and where it stands; ``entry`` for one of a list or table, or a turn."""

    said: Sequence[Term]
    words: frozenset[str]
    place: int  # index of its block, -1 for none
    above: int  # index of the block that it is part of, -1 for none
    entry: bool
    asks: bool


def unit_of(quote: str, said: Sequence[Term], place: int, document: Document) -> Unit:
    """``quote`` of the block at ``place``, which reads as ``said``."""
    if place < 0:
        return Unit(said, frozenset(), place, -1, entry=False, asks=False)
    block = document.blocks[place]
    is_field = block.label.casefold() in lexicon(document.language).labels
    entry = (block.kind in ENTRIES or bool(block.speaker)) and not is_field
    return Unit(said, frozenset(words(quote)), place, block.parent, entry, asks="?" in quote)


def is_mixed(stated: Sequence[Term], units: Sequence[Unit], language: Language) -> bool:
    """Whether a clause of ``stated`` takes its terms from two entries, neither of which refers to the other.

    "Update the billing page" and "check the server" don't say "check the billing page". What stands above an entry, or
    is asked or spoken of before it ("it", "that"), belongs to it.
    """
    entries = [unit for unit in units if unit.entry]
    if len(entries) < 2:
        return False
    shared = frozenset(term.key for unit in units if not unit.entry for term in unit.said)
    contexts = [
        shared.union(_keys(unit), *[_keys(other) for other in entries if _belongs(unit, other, entries, language)])
        for unit in entries
    ]
    there = shared.union(*map(_keys, entries))
    for clause in sorted({term.clause for term in stated}):
        keys = {term.key for term in stated if term.clause == clause and term.key in there}
        if not any(keys <= context for context in contexts):
            return True
    return False


def _keys(unit: Unit) -> frozenset[str]:
    return frozenset(term.key for term in unit.said)


def _belongs(unit: Unit, other: Unit, entries: Sequence[Unit], language: Language) -> bool:
    """Whether what ``other`` says may be part of what ``unit`` says."""
    if other.place in {unit.above, unit.place}:
        return True
    if other.place > unit.place:
        return False
    answers = other.asks and not any(other.place < each.place < unit.place for each in entries)
    return answers or not language.anaphors.isdisjoint(unit.words)
