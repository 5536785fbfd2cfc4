"""How often a text denies: "we agreed not to move" is the opposite of "we agreed to move", though alike in words."""

from collections.abc import Iterable
from functools import cache

from notesllm.extract.likeness import stem

HALF = "ne"  # "ne … pas" denies once
IN_THE = "no"  # in Portuguese


@cache
def denying(negations: frozenset[str]) -> frozenset[str]:
    """The stems of a language's negations."""
    idle = {HALF, IN_THE} if "não" in negations else {HALF}
    stems = [stem(word) for word in negations - idle]
    return frozenset((*stems, *map(stem, stems)))


def denials(stems: Iterable[str], denying: frozenset[str]) -> int:
    """How many of the words of a text deny; "don't" does."""
    return sum([word in denying or word.endswith("n't") for word in stems])
