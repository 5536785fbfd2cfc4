"""In whose hands work is, and when it went to somebody else."""

import itertools
from collections.abc import Sequence
from functools import cache
from typing import Literal

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Mention
from notesllm.digest.comparing.namesakes import is_short
from notesllm.digest.comparing.terms import Phrases, said
from notesllm.digest.model import Reassignment
from notesllm.lexicon import LANGUAGES, lexicon
from notesllm.summary import ActionItem, Owner

Relation = Literal["same", "unsaid", "other"]
TEAM = " team"


class Hands:
    """Who owns what each mention tells, as the meetings tell people apart."""

    def __init__(self, context: Context, told: Sequence[Mention[ActionItem]]) -> None:
        self._context = context
        self._keys = {
            _place(mention): frozenset(self._who(mention, one) for one in _owners(mention)) for mention in told
        }

    def of(self, mention: Mention[ActionItem]) -> frozenset[str | int]:
        """Numbers of people, and names of teams and of those whom no meeting tells more of."""
        return self._keys[_place(mention)]

    def relation(self, one: Mention[ActionItem], other: Mention[ActionItem]) -> Relation:
        """Whether two mentions name the same owner; "unsaid" where one names none, or a first name of two people."""
        mine, theirs = self.of(one), self.of(other)
        if mine & theirs:
            return "same"
        if not mine or not theirs:
            return "unsaid"
        (first, bare), (also, bare_too) = _firsts(one.item.owners), _firsts(other.item.owners)
        return "other" if bare.isdisjoint(also) and first.isdisjoint(bare_too) else "unsaid"

    def given(self, earlier: Mention[ActionItem], later: Mention[ActionItem]) -> bool:
        """Whether the later one says that it took over from an owner of the earlier one."""
        words = _givers(later)
        return any(owner.name.casefold().split()[0] in words for owner in _owners(earlier))

    def shown(self, mention: Mention[ActionItem]) -> tuple[Owner, ...]:
        """The owners, by their full names where other meetings tell them."""
        return tuple(self._in_full(mention, owner) for owner in mention.item.owners)

    def reassignments(self, owned: Sequence[Mention[ActionItem]]) -> tuple[Reassignment, ...]:
        """Where a mention names nobody of those whom the one before named."""
        return tuple(
            Reassignment(before=self._names(before), after=self._names(after), meeting=after.meeting.id)
            for before, after in itertools.pairwise(owned)
            if self.relation(before, after) == "other" and before.order != after.order
        )

    def _names(self, mention: Mention[ActionItem]) -> tuple[str, ...]:
        return tuple(owner.name for owner in self.shown(mention))

    def _who(self, mention: Mention[ActionItem], owner: Owner) -> str | int:
        number = self._context.people.of(mention.meeting.id, owner.name) if owner.kind == "person" else None
        return owner.name.casefold().removesuffix(TEAM) if number is None else number

    def _in_full(self, mention: Mention[ActionItem], owner: Owner) -> Owner:
        number = self._who(mention, owner)
        if isinstance(number, str) or not is_short(owner.name):
            return owner
        name = self._context.people.people[number].name
        return owner if name == owner.name else owner.model_copy(update={"name": name})


def _owners(mention: Mention[ActionItem]) -> tuple[Owner, ...]:
    return tuple(owner for owner in mention.item.owners if owner.name.split())


def _firsts(owners: tuple[Owner, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """The first names of people who own something, and those of them that stand alone."""
    names = [owner.name.casefold() for owner in owners if owner.kind == "person" and owner.name.split()]
    firsts = [(name.split()[0], is_short(name)) for name in names]
    return frozenset(first for first, _ in firsts), frozenset(first for first, bare in firsts if bare)


def _place(mention: Mention[ActionItem]) -> tuple[int, int]:
    return mention.order, id(mention.item)


def _givers(mention: Mention[ActionItem]) -> frozenset[str]:
    """The words of a passage that says that work changed hands."""
    heard = said(" ".join([evidence.quote for evidence in mention.item.evidence]))
    return heard.words if _handed(mention.language).are_in(heard) else frozenset()


@cache
def _handed(language: str) -> Phrases:
    phrases = lexicon(language if language in LANGUAGES else "en").words["digest_handed"]
    return Phrases(
        frozenset(phrase for phrase in phrases if " " not in phrase),
        tuple(phrase for phrase in phrases if " " in phrase),
    )
