"""What shares words with what, found without comparing all with all."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from typing import Generic, TypeVar

from notesllm.digest.comparing.wording import Gist

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

    def near(self, about: Gist, share: float = 0.5) -> list[tuple[Gist, ValueT]]:
        """The values in the order in which they were put that share a reference or so many of the words.

        ``share`` is of the words of whichever has fewer.
        """
        places = self._places
        shared = Counter([place for word in about.words for place in places.get(word, ())])
        least, values = len(about.words), self.values
        found = {place for place, count in shared.items() if count >= share * min(least, len(values[place][0].words))}
        for reference in about.references:
            found.update(places.get(reference, ()))
        return [values[place] for place in sorted(found)]
