"""What shares words with what, found without comparing all with all."""

from collections import defaultdict, deque
from collections.abc import Iterable
from typing import Generic, TypeVar

from notesllm.digest.wording import Gist

ValueT = TypeVar("ValueT")
NEAREST = 48  # values that a word leads to: the last ones put


class Nearness(Generic[ValueT]):
    """Values by the words and references of what they are about."""

    def __init__(self, entries: Iterable[tuple[Gist, ValueT]] = ()) -> None:
        """Begin with ``entries``, in their order."""
        self.values: list[tuple[Gist, ValueT]] = []
        self._places: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=NEAREST))
        for about, value in entries:
            self.put(about, value)

    def put(self, about: Gist, value: ValueT) -> None:
        """Add a value."""
        place = len(self.values)
        self.values.append((about, value))
        for key in about.words | about.references:
            self._places[key].append(place)

    def near(self, about: Gist) -> list[tuple[Gist, ValueT]]:
        """The values that share a word or a reference, in the order in which they were put."""
        found: set[int] = set()
        for key in about.words | about.references:
            found.update(self._places.get(key, ()))
        return [self.values[place] for place in sorted(found)]
