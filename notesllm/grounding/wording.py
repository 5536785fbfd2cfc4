"""Whether quotes say a statement of a model: all its terms, in their order, and nothing that turns it round.

A likeness won't do: one other figure, name or "not" makes another statement. So a model has to use the notes' own
words, and only what carries no meaning may come and go.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from notesllm.grounding.terms import Language, Term

Said = Sequence[Sequence[Term]]  # the terms of each quote
Places = list[tuple[int, int]]  # quote, index in it
EXACT = frozenset(("name", "figure", "day", "denial", "reversal", "quantifier"))
OWN = ("name", "proper", "figure", "day")  # of a clause: taken from another one they make another statement
SHOWN = ("figure", "day")  # the same where the clauses follow each other as in the quotes
PLAIN = ("word", "proper")
LEAST_KEPT = 3  # terms that stand in the notes, where words of framing may be added
AFTER = {"de": 3, "nl": 3}  # terms behind a verb in which it may still be denied, where verbs may come last


def says(stated: Sequence[Term], said: Said, language: Language, *, share: float = 1.0) -> bool:
    """Whether ``said`` says ``stated``; of the plain words at least ``share`` must be there."""
    stated = _joined(stated, said)
    pairs = {one.key + other.key for quote in said for one, other in pairwise(quote)}
    places = [_places(term, said) for term in stated]
    lost = [
        term
        for term, where in zip(stated, places, strict=True)
        if not where and not (term.kind in PLAIN and term.key in pairs)  # "followup" for "follow-up"
    ]
    if share == 1.0 and len(stated) - len(lost) >= LEAST_KEPT:
        lost = [term for term in lost if term.kind != "word" or term.key not in language.framing]
    if any(term.kind != "word" or term.key in language.hedges for term in lost):
        return False
    plain = sum(term.kind in PLAIN for term in stated)
    if len(lost) > (1 - share) * plain:
        return False
    kept = [(term, where) for term, where in zip(stated, places, strict=True) if where]
    if not kept:
        return not lost
    for (one, here), (other, there) in pairwise(kept):
        if (one.kind in EXACT or other.kind in EXACT) and not _in_order(one, here, other, there, said):
            return False
    used = _used_clauses(kept, said)
    if share == 1.0 and _turns(used, said, language) and not all(_keeps_order(*pair, said) for pair in pairwise(kept)):
        return False
    if not all(_bound(term, where, said, language) for term, where in kept):
        return False
    return not _crossed(kept, used, said) and _same_sense(stated, kept, used, said, language)


def _places(term: Term, said: Said) -> Places:
    return [
        (at, index)
        for at, quote in enumerate(said)
        for index, other in enumerate(quote)
        if other.key == term.key and not (term.currency and term.currency != other.currency)
    ]


def _joined(stated: Sequence[Term], said: Said) -> list[Term]:
    """``stated`` with two terms as one where the quotes write them so: "follow up" for "followup"."""
    single = {term.key: term for quote in said for term in quote}
    found: list[Term] = []
    for term in stated:
        last = found[-1] if found else None
        whole = single.get(last.key + term.key) if last else None
        if last and whole and last.kind in PLAIN and term.kind in PLAIN:
            found[-1] = whole._replace(lead=last.lead)
        else:
            found.append(term)
    return found


def _in_order(one: Term, here: Places, other: Term, there: Places, said: Said) -> bool:
    """Whether the quotes have ``one`` before ``other``, and nothing of their kind between that it could belong to."""
    for quote, first in here:
        for another, last in there:
            if quote == another:
                if one.kind == "quantifier" and last != first + 1:
                    continue
                if one.kind == "denial" and said[quote][first].clause != said[quote][last].clause:
                    continue
                if one.kind == other.kind == "day" and abs(first - last) == 1:
                    return True
                apart = one.clause != other.clause and said[quote][first].clause != said[quote][last].clause
                if first < last and (
                    apart or not _parted(one, other, said[quote][first + 1 : last], said[quote][last])
                ):
                    return True
                if first == last + 1 and one.kind == "denial":  # "verschieben wir nicht"
                    return True
            elif not _mixed(one, said[quote][first + 1 :], other, said[another][:last]):
                return True
    return False


def _turns(used: Sequence[tuple[int, int]], said: Said, language: Language) -> bool:
    """Whether the clauses say something else with their words in another order: "prefer calls to texts"."""
    if language.name in AFTER:
        return False
    if not language.relations:
        return True
    told = [term for quote in {at for at, _ in used} for term in said[quote]]
    return any(term.kind in ("denial", "reversal") or term.key in language.relations for term in told)


def _keeps_order(one: tuple[Term, Places], other: tuple[Term, Places], said: Said) -> bool:
    """Whether two terms are not the other way round: "prefer calls to texts" and "texts to calls"."""
    if one[0].kind == other[0].kind == "day":
        return True
    apart = one[0].clause != other[0].clause
    for quote, first in one[1]:
        for another, last in other[1]:
            if quote != another or (apart and said[quote][first].clause != said[quote][last].clause):
                return True
            if first < last and (apart or _goes_on(said[quote], first, last)):
                return True
    return False


def _goes_on(quote: Sequence[Term], first: int, last: int) -> bool:
    """Whether two terms stand in one clause, or where one clause ends or begins: no parts of two are mixed."""
    here, there = quote[first].clause, quote[last].clause
    return here == there or quote[first + 1].clause != here or quote[last - 1].clause != there


def _parted(one: Term, other: Term, between: Sequence[Term], place: Term) -> bool:
    kinds = {term.kind for term in between}
    if one.kind == "denial" or other.kind == "denial":
        return any(term.clause != place.clause for term in between)
    if one.kind in ("figure", "day", "name"):
        return one.kind in kinds and one.kind != other.kind
    if other.kind not in ("figure", "day") or other.kind not in kinds:
        return False
    others = {term.lead for term in between if term.kind == other.kind}  # "from 1 to 2": each by its own lead
    return not other.lead or other.lead != place.lead or other.lead in others


def _mixed(one: Term, behind: Sequence[Term], other: Term, before: Sequence[Term]) -> bool:
    """Whether parts of two quotes are mixed: a name of one line with the figure beside another name."""
    if one.kind == "denial":
        return True
    for kind in ("name", "figure", "day"):
        if one.kind == kind and any(term.kind == kind and term.key != one.key for term in before):
            return True
        if other.kind == kind and any(term.kind == kind and term.key != other.key for term in behind):
            return True
    return False


def _bound(term: Term, where: Places, said: Said, language: Language) -> bool:
    """Whether a term that is led by "from", "to" or "by" is led so in the quotes, or by no other of these."""
    if term.lead not in language.bounds:
        return True
    leads = [said[quote][at].lead for quote, at in where]
    return any(lead == term.lead or lead not in language.bounds for lead in leads)


def _crossed(kept: Sequence[tuple[Term, Places]], used: Sequence[tuple[int, int]], said: Said) -> bool:
    """Whether a name, figure or day of one clause stands in for that of another: "Oslo opens on" the day of Berlin."""
    keys = {term.key for term, _ in kept}
    if len(used) < 2:
        return False
    for kind in SHOWN if _follows(kept, said) else OWN:
        without = {
            (quote, clause)
            for quote, clause in used
            if any(t.kind == kind and t.clause == clause and t.key not in keys for t in said[quote])
            and not any(t.kind == kind and t.clause == clause and t.key in keys for t in said[quote])
        }
        elsewhere = any(
            t.kind == kind and t.key in keys and (quote, t.clause) in used and (quote, t.clause) not in without
            for quote in range(len(said))
            for t in said[quote]
        )
        if without and elsewhere:
            return True
    return False


def _follows(kept: Sequence[tuple[Term, Places]], said: Said) -> bool:
    """Whether each clause of the statement is taken from one clause of the quotes, in their order."""
    last = (-1, -1)
    for clause in sorted({term.clause for term, _ in kept}):
        used = _used_clauses([(term, where) for term, where in kept if term.clause == clause], said)
        if len(used) > 1 or used[0] <= last:
            return False
        last = used[0]
    return True


def _same_sense(
    stated: Sequence[Term],
    kept: Sequence[tuple[Term, Places]],
    used: Sequence[tuple[int, int]],
    said: Said,
    language: Language,
) -> bool:
    """Whether no denial, reversal or hedge of the clauses that were used is lost, and none added."""
    keys = {term.key for term, _ in kept}
    denials = {kind: sum(term.kind == kind for term in stated) for kind in ("denial", "reversal")}
    for kind, count in denials.items():
        there = 0
        for quote, clause in used:
            there += _count_before_end(said[quote], clause, keys, lambda term, kind=kind: term.kind == kind, language)  # type: ignore[misc]
        if there != count and not (kind == "reversal" and there < count):
            return False
    for quote, clause in used:
        told = [term for term in said[quote] if term.clause == clause]
        for one, other in pairwise(told):
            if one.key in language.hedges and other.key in keys and one.key not in keys:
                return False
    return True


def _used_clauses(kept: Sequence[tuple[Term, Places]], said: Said) -> list[tuple[int, int]]:
    """The clauses from which the statement takes its terms: as few as hold them all."""
    left = {index: {(quote, said[quote][at].clause) for quote, at in where} for index, (_, where) in enumerate(kept)}
    used: list[tuple[int, int]] = []
    while left:
        counts: dict[tuple[int, int], int] = {}
        for clauses in left.values():
            for clause in clauses:
                counts[clause] = counts.get(clause, 0) + 1
        best = min(counts, key=lambda clause: (-counts[clause], clause))
        used.append(best)
        left = {index: clauses for index, clauses in left.items() if best not in clauses}
    return used


def _count_before_end(
    quote: Sequence[Term], clause: int, keys: set[str], counts: Callable[[Term], bool], language: Language
) -> int:
    """How many such terms stand in a clause up to the last that was used, or alone in the one behind it ("No.")."""
    told = [term for term in quote if term.clause == clause]
    last = max((at for at, term in enumerate(told) if term.key in keys and term.kind != "denial"), default=-1)
    end = last + 1 + AFTER.get(language.name, 0)
    if end == len(told) - 1:  # "guests may not"
        end += 1
    found = sum(counts(term) for term in told[:end])
    for beside, kinds in ((clause + 1, ("denial", "reversal")), (clause - 1, ("reversal",))):
        alone = [term for term in quote if term.clause == beside]
        if alone and all(term.kind in kinds for term in alone) and keys.isdisjoint(term.key for term in alone):
            found += sum(counts(term) for term in alone)  # "Sell it? No.", "Rejected: sell it"
    return found
