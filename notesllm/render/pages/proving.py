"""Citations as a page shows them: once for each place, oldest meeting first."""

from collections.abc import Iterable, Mapping

from notesllm.digest.model import Citation, Line
from notesllm.render.pages.row import Fact, Proof
from notesllm.render.pages.saying import count, cut

MOST = 8  # passages that are shown of one line: the first ones, and the last


class Prover:
    """Knows the number of each meeting."""

    def __init__(self, meetings: Iterable[str]) -> None:
        self._numbers: Mapping[str, int] = {meeting: number for number, meeting in enumerate(meetings)}

    def proofs(self, citations: Iterable[Citation]) -> tuple[Proof, ...]:
        """What proves a line. Passages of one line of the notes are one, in the order in which they stand there."""
        places: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
        for each in citations:
            if each.meeting in self._numbers:
                found = each.evidence
                place = self._numbers[each.meeting], found.line
                places.setdefault(place, []).append((found.start, found.end, found.quote))
        kept = sorted(places.items())
        left_out = len(kept) - MOST
        if left_out > 0:
            kept = [*kept[: MOST - 1], kept[-1]]
        proofs = [Proof(meeting, f"line {line}", cut(" … ".join(_apart(quotes)))) for (meeting, line), quotes in kept]
        if left_out > 0:
            told = f"{proofs[-1].place} ({count(left_out, 'passage')} before it not shown)"
            proofs[-1] = proofs[-1]._replace(place=told)
        return tuple(proofs)


def by_hand(line: Line) -> tuple[Fact, ...]:
    """What somebody set, which the passages don't prove."""
    return (Fact("Set by hand", ", ".join(line.corrected)),) if line.corrected else ()


def _apart(quotes: list[tuple[int, int, str]]) -> list[str]:
    """The quotes that no longer one holds."""
    kept: list[str] = []
    end = -1
    for _, until, quote in sorted(set(quotes), key=lambda each: (each[0], -each[1])):
        if until > end:
            kept.append(quote)
            end = until
    return kept
