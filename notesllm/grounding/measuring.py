"""Whether a figure is the one that the notes give for a metric, and no other that stands beside it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.grounding.terms import Language, Term

ARROW = regex(r"→")
LABEL = regex(r"[^\W_]+[*_`)\s]*[:=|]")  # "Revenue: 4": what stands before the name is no figure of it


class Measured(NamedTuple):
    """The terms of a metric's name and value, and the keys of its target and change."""

    name: Sequence[Term]
    value: Sequence[Term]
    beside: frozenset[str]


def is_value(metric: Measured, quote: str, said: Sequence[Term], language: Language) -> bool:
    """Whether ``quote``, which reads as ``said``, gives the metric no other value.

    Its value is the figure that it came "to"; else the first behind its name, but for what it came "from", its target
    and its change; else, or where it counts what the name says, the last before the name.
    """
    wanted = {term.key for term in metric.value if term.kind == "figure"}
    keys = {term.key for term in metric.name}
    first = next((at for at, term in enumerate(said) if term.key in keys), -1)
    if first < 0 or not wanted or "|" in quote:  # a row's columns may stand in any order
        return True
    if _is_spread(keys, wanted, said):
        return False
    told = _behind(said[first:], quote, keys)
    here = said[first].clause
    before = [term.key for term in said[:first] if term.kind == "figure" and term.clause == here]
    counted = said[first - 1].kind == "figure"  # "3 releases with 2 rollbacks"
    behind = any(term.clause == here for _, term in told)
    if before and (counted or not behind) and not LABEL.match(quote, said[first].start):
        return before[-1] in wanted
    clause = told[0][1].clause if told else 0
    led = [term.key for _, term in told if term.lead == language.bounds[1] and term.clause == clause]
    candidates = led or [
        term.key
        for place, term in told
        if term.key in wanted
        or not (term.key in metric.beside or term.lead == language.bounds[0] or place.kind == "day")
    ]
    return not candidates or candidates[0] in wanted


def _is_spread(keys: set[str], wanted: set[str], said: Sequence[Term]) -> bool:
    """Whether the name is put together from two clauses, each with a figure: "30 people came; 12 were new"."""
    there = keys.intersection(term.key for term in said)
    clauses = {term.clause for term in said if term.key in there}
    whole = any(there <= {term.key for term in said if term.clause == clause} for clause in clauses)
    counted = {term.clause for term in said if term.kind == "figure"}
    other = any(term.kind == "figure" and term.key not in wanted and term.clause in clauses for term in said)
    return not whole and other and clauses <= counted


def _behind(said: Sequence[Term], quote: str, keys: set[str]) -> list[tuple[Term, Term]]:
    """The figures behind a name, each with the term before it; of "34 -> 27" the last."""
    found = [pair for pair in pairwise(said) if pair[1].kind == "figure" and pair[1].key not in keys]
    arrow = ARROW.search(quote)
    return [pair for pair in found if pair[1].start > arrow.start()] or found if arrow else found
