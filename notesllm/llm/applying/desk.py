"""Where one answer about some lines of the notes is worked into the summary."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from notesllm.extract.identity import item_id
from notesllm.extract.likeness import key_words
from notesllm.llm.applying.additions import Made, Told, made
from notesllm.llm.applying.bearing import TELLING, bearing, lists_of
from notesllm.llm.applying.fields import Cited
from notesllm.llm.applying.matching import known
from notesllm.llm.applying.notes import TEXTS, Notes
from notesllm.merge import merge
from notesllm.summary import Highlight, Item, MeetingSummary, Review, Warning

# What a second telling may add to an item that lacks it.
ASIDES = ("owners", "due", "made_by", "rationale", "mitigation", "asked_by", "answer", "answered_by", "role", "gist")
MOST_LOST = 100  # more than an item has values


class Place(NamedTuple):
    """Where an item is found: the field of the summary, and its id."""

    kind: str
    id: str


class Standing(NamedTuple):
    """What there is after the answers so far, what they came to, and what the last one would tell first."""

    summary: MeetingSummary
    review: Review = Review()
    abstract: str | None = None
    chosen: tuple[Place | Highlight, ...] = ()


@dataclass
class Desk:
    """Takes the entries of one answer about the lines ``first`` to ``last``, one by one."""

    notes: Notes
    summary: MeetingSummary
    first: int
    last: int
    items: dict[str, dict[str, Item]] = field(init=False)  # field of the summary -> id -> item
    added: dict[str, dict[str, Item]] = field(init=False)
    fixes: dict[str, object] = field(default_factory=dict)  # of the meeting
    warnings: list[Warning] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.items = {kind: {item.id: item for item in getattr(self.summary, kind)} for kind in TEXTS}
        self.added = {kind: {} for kind in TEXTS}

    def count(self, what: str, times: int = 1) -> None:
        """Note ``times`` more of one of :class:`Review`'s figures."""
        self.counts[what] = self.counts.get(what, 0) + times

    def cited(self, lines: Iterable[int]) -> Cited:
        """The passages on ``lines``."""
        return self.notes.citing.passages(lines, self.first, self.last)

    def add(self, told: Told) -> Place | None:
        """Put what is told among the items, if its passages prove it: as a new one, or as proof of one that is known.

        Where it is then; None where it is nowhere.
        """
        new, item = self._made(told)
        if new is None:
            self.count("unproven")
            return None
        self.count("unproven", new.lost + (1 if item is None else _lost(new.item, item)))
        if item is not new.item and self.notes.keep_unproven and (doubts := self.notes.doubted(told.kind, new.item)):
            item = new.item
            self.warnings += doubts
        if item is None:
            return None
        others = {**self.items[told.kind], **self.added[told.kind]}
        twin = known(told.kind, item, others.values(), self.notes.language)
        if twin is not None:
            self._confirm(told.kind, twin, item)
            return Place(told.kind, twin.id)
        if item.id in others:
            prefix, quotes = item.id.partition("-")[0], [evidence.quote for evidence in item.evidence]
            item = item.model_copy(update={"id": item_id(prefix, item.id, *quotes)})
        if item.id not in others:
            self.added[told.kind][item.id] = item
            self.count("added")
        return Place(told.kind, item.id)

    def _made(self, told: Told) -> tuple[Made | None, Item | None]:
        """The item as told, and as far as proven: by what of its lines is about it, else by the whole lines."""
        said = " ".join((told.text, *told.who, told.due, told.value, *told.extra.values()))
        whole = told.cited
        if told.kind in TELLING:
            whole = bearing(self.notes, told.kind, told.text, whole) or whole
        narrow = self.notes.citing.narrowed(whole, frozenset(key_words(said)))
        best: tuple[int, Made | None, Item | None] = (MOST_LOST, None, None)
        for cited in dict.fromkeys((narrow, whole)):
            new = made(self.notes, told._replace(cited=cited))
            item = self.notes.proven(new.item) if new else None
            lost = MOST_LOST - (new is not None) if new is None or item is None else new.lost + _lost(new.item, item)
            if lost < best[0]:
                best = (lost, new, item)
            if not lost:
                break
        return best[1:]

    def is_told_again(self, kind: str, item: Item) -> bool:
        """Whether an item of another list tells the same; it has the passages of both then.

        Entries of one list are different ones, however alike.
        """
        own = lists_of(self.notes, item)
        others = [
            each
            for each in self.items[kind].values()
            if each.id != item.id and own.isdisjoint(lists_of(self.notes, each))
        ]
        twin = known(kind, item, others, self.notes.language)
        if twin is not None:
            self._confirm(kind, twin, item)
        return twin is not None

    def _confirm(self, kind: str, twin: Item, item: Item) -> None:
        """Give ``twin`` the passages of ``item``, which tells the same, and what only that says."""
        own = twin.evidence
        fresh = tuple([new for new in item.evidence if not any(new.start < e.end and e.start < new.end for e in own)])
        origin = "model" if twin.origin == "model" else "both"
        sure = twin.model_copy(update={"origin": origin, "evidence": (*own, *fresh)})
        update: dict[str, object] = {
            name: told
            for name in ASIDES
            if name in type(twin).model_fields and not getattr(twin, name) and (told := getattr(item, name))
        }
        if update:
            evidence = (*own, *[new for new in item.evidence if new not in own])
            fuller = sure.model_copy(update={**update, "evidence": evidence})
            if all(self.notes.prover.proves_field(fuller, name) for name in update):
                self.count("corrected", int(twin.id in self.items[kind]))
                sure = fuller
        table = self.items if twin.id in self.items[kind] else self.added
        table[kind][twin.id] = sure

    def standing(self, review: Review) -> Standing:
        """The summary with the answer worked in, and its figures beside those so far."""
        kept = {kind: tuple(items.values()) for kind, items in self.items.items()}
        added = {kind: tuple(items.values()) for kind, items in self.added.items()}
        summary = self.summary.model_copy(update={**kept, **self.fixes})
        counts: Mapping[str, int] = review.model_dump()
        return Standing(
            merge(summary, self.notes.only(warnings=tuple(self.warnings), **added)),
            Review(**{name: counts[name] + self.counts.get(name, 0) for name in counts}),
        )


def _lost(told: Item, proven: Item) -> int:
    """How many of its values an item lost in proof."""
    return sum(getattr(told, name) != getattr(proven, name) for name in type(told).model_fields if name != "evidence")
