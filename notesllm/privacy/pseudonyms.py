"""Hiding and restoring: one table of values and what stands for them, which grows with each new value."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from threading import Lock
from types import MappingProxyType
from typing import NoReturn

from notesllm.config import Hidden, Privacy
from notesllm.document import Document
from notesllm.privacy.aliases import ALIAS, in_case_of, name_alias
from notesllm.privacy.detectors import DETECTORS, OPTIONAL
from notesllm.privacy.detectors.organizations import bare_name
from notesllm.privacy.hit import Detector, Hit
from notesllm.privacy.known import Known
from notesllm.privacy.naming import NAME, People

REMEMBERED = frozenset({"PASSWORD", "KEY", "TOKEN", "SECRET", "ID", "ACCOUNT", "IBAN", "CARD", "COMPANY"})


def pseudonyms(
    document: Document, people: Iterable[str], level: Privacy, hide: frozenset[Hidden] = frozenset()
) -> "Pseudonyms":
    """What hides the notes of ``document``, numbered by where things first stand in it.

    ``people``: names as the rules found them; they count at "strict" only, as ``hide`` does.
    """
    if level == "off":
        return Pseudonyms((), None)
    strict = level == "strict"
    optional = [OPTIONAL[kind] for kind in sorted(hide)] if strict else []
    hiding = Pseudonyms((*DETECTORS, *optional), People.of(people, document) if strict else None)
    hiding.learn(document.source)
    return hiding


class Pseudonyms:
    """Replaces what is not to leave, and puts it back: ``restore(hide(text)) == text`` for every text.

    The same value always becomes the same pseudonym, different ones different ones. Nothing of what it knows shows in
    its repr, and it can't be pickled.
    """

    __slots__ = ("_bases", "_detectors", "_folded", "_lock", "_numbers", "_people", "_seen", "_tokens", "_values")

    def __init__(self, detectors: Sequence[Detector], people: People | None) -> None:
        self._people = people
        self._detectors = tuple(detectors) + ((people,) if people else ())
        self._values: dict[str, str] = {}  # alias -> value
        self._folded: dict[str, str] = {}  # alias of a name in small letters -> value as it is mostly written
        self._tokens: dict[tuple[str, str], str] = {}  # kind and value -> alias
        self._bases: dict[str, str] = {}  # name in small letters -> alias in small letters
        self._numbers: dict[str, Iterator[int]] = {}
        self._seen: Counter[str] = Counter()
        self._lock = Lock()

    def hide(self, text: str) -> str:
        """``text`` with pseudonyms for all that is not to leave."""
        if not self._detectors:
            return text
        parts: list[str] = []
        done = 0
        for start, end, kind in self._found(text):
            parts += (text[done:start], self._alias(text[start:end], kind))
            done = end
        return "".join((*parts, text[done:])) if parts else text

    def restore(self, text: str) -> str:
        """``text`` with what its pseudonyms stand for, though their case may have changed, or an "s" been added."""
        if not self._values:
            return text
        parts: list[str] = []
        done = 0
        for match in ALIAS.finditer(text):
            if match["label"]:
                value = self._values.get(match["label"].upper().replace("\\", ""))
            else:
                value = self._values.get(match["name"]) or self._folded.get(match["name"].casefold())
            if value is not None:
                parts += (text[done : match.start()], value, match["ending"] or "")
                done = match.end()
        return "".join((*parts, text[done:])) if parts else text

    @property
    def hidden(self) -> Mapping[str, int]:
        """How many different values of each kind were hidden so far."""
        return MappingProxyType(dict(self._seen))

    def learn(self, text: str) -> None:
        """Remember what ``text`` holds, in its order; it is hidden from now on even where nothing announces it."""
        self.hide(text)
        found = [(value, kind) for kind, value in self._tokens if kind in REMEMBERED]
        found += [(bare, kind) for value, kind in found if kind == "COMPANY" and (bare := bare_name(value))]
        if found:
            self._detectors = (*self._detectors, Known(found))

    def _found(self, text: str) -> Iterator[Hit]:
        """What is to be replaced, in order, apart from each other, and never a part of a word."""
        hits = [
            (match.start(), 0, match.end(), "TEXT") for match in ALIAS.finditer(text)
        ]  # what looks like a pseudonym is none
        for rank, detector in enumerate(self._detectors, 1):
            hits += [(start, rank, end, kind) for start, end, kind in detector(text)]
        hits.sort()
        begun, ended, best, called = 0, -1, 0, ""
        for start, rank, end, kind in hits:
            if start < ended:
                wider = end > ended
            else:
                while start > max(ended, 0) and text[start - 1].isalnum():
                    start -= 1  # noqa: PLW2901
                wider = True
                if start > ended or ended < 0:
                    if ended >= 0:
                        yield Hit(begun, ended, called)
                    begun, best, called = start, rank, kind
            if wider:
                while end < len(text) and text[end].isalnum():
                    end += 1  # noqa: PLW2901
                ended = end
            if rank < best:
                best, called = rank, kind
        if ended >= 0:
            yield Hit(begun, ended, called)

    def _alias(self, value: str, kind: str) -> str:
        with self._lock:
            if kind == NAME and self._people and self._people.is_inflected(value):
                return self._known(value[:-1], kind) + value[-1]
            return self._known(value, kind)

    def _known(self, value: str, kind: str) -> str:
        alias = self._tokens.get((kind, value))
        if alias is None:
            alias = self._name(value) if kind == NAME else f"{kind}_{self._next(kind)}"
            self._tokens[kind, value] = alias
            self._values[alias] = value
            self._seen[kind] += 1
        return alias

    def _name(self, value: str) -> str:
        """An alias in the case of ``value``, the same word for "Tom" and "TOM"."""
        key = value.casefold()
        if key not in self._bases:
            self._bases[key] = name_alias(self._next(NAME) - 1)
        base = self._bases[key]
        if in_case_of(value, base) in self._values:  # two that differ in case only: "Mcdonald", "McDonald"
            base = name_alias(self._next(NAME) - 1)
        alias = in_case_of(value, base)
        written = self._folded.get(base)
        if written is None or written.islower() or written.isupper():
            self._folded[base] = value
        return alias

    def _next(self, kind: str) -> int:
        return next(self._numbers.setdefault(kind, count(1)))

    def __repr__(self) -> str:
        return f"<Pseudonyms: {sum(self._seen.values())} hidden>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("pseudonyms hold what is not to leave: they can't be pickled or copied")
