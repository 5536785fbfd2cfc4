"""Work that sources give to different people."""

from collections.abc import Iterable, Iterator

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Mention, Told, mentions
from notesllm.digest.comparing.nearness import Nearness
from notesllm.digest.comparing.same_day import by_day, is_twin
from notesllm.digest.comparing.wording import Gist, contained, gist, weight
from notesllm.digest.model import Conflict
from notesllm.digest.phrasing import names
from notesllm.extract.identity import item_id
from notesllm.summary import ActionItem, Owner, Risk

HELD, SHARED = 0.7, 2.4  # how much of an action stands in the risk that it is to lessen, and what that weighs


def owner_clashes(context: Context) -> Iterator[Conflict]:
    """One action that two meetings of a day give to others, and risks whose mitigation is somebody else's action."""
    for group in by_day(mentions(context.told, lambda summary: summary.action_items, lambda item: item.task)):
        if len({action.meeting.id for action in group}) > 1:
            yield from _twice_given(group)
    for told in context.told:
        if told.meeting.covered:
            yield from _mitigated_by_others(told)


def _twice_given(group: Iterable[Mention[ActionItem]]) -> Iterator[Conflict]:
    nearness: Nearness[Mention[ActionItem]] = Nearness()
    for action in group:
        for _, other in nearness.near(action.gist):
            # Of one meeting's list each line may have its own owner.
            elsewhere = other.meeting.id != action.meeting.id
            if elsewhere and is_twin(other.gist, action.gist, action.language) and _differ(other.item, action.item):
                yield Conflict(
                    id=item_id("w", "owner_conflict", other.item.id, action.item.id),
                    code="owner_conflict",
                    message=f"“{action.item.task}” is given to {names(other.item.owners)}, and on the same day to "
                    f"{names(action.item.owners)}.",
                    citations=(*other.citations, *action.citations),
                )
        nearness.put(action.gist, action)


def _mitigated_by_others(told: Told) -> Iterator[Conflict]:
    if not any(risk.mitigation and risk.owners for risk in told.summary.risks):
        return
    language = told.summary.provenance.source.language
    found = mentions([told], lambda summary: summary.action_items, lambda item: item.task)
    actions = Nearness((action.gist, action) for action in found)
    for risk in mentions([told], lambda summary: summary.risks, lambda item: item.text):
        if not risk.item.mitigation or not risk.item.owners:
            continue
        lessening = gist(risk.item.mitigation, language)
        whole = Gist(risk.gist.words | lessening.words, risk.gist.references | lessening.references, frozenset())
        for _, action in actions.near(lessening, share=0):
            shared = weight(action.gist.words & whole.words, language)
            fits = shared >= SHARED and contained(action.gist, whole, language) >= HELD
            if fits and _differ(risk.item, action.item):
                yield Conflict(
                    id=item_id("w", "owner_conflict", risk.item.id, action.item.id),
                    code="owner_conflict",
                    message=f"“{risk.item.text}” is owned by {names(risk.item.owners)}, but “{action.item.task}” "
                    f"is given to {names(action.item.owners)}.",
                    citations=(*risk.citations, *action.citations),
                )


def _differ(one: ActionItem | Risk, other: ActionItem) -> bool:
    """Whether both are owned, and by none of the same; a person may be of a team, so like is compared with like."""
    if not one.owners or {owner.kind for owner in one.owners} != {owner.kind for owner in other.owners}:
        return False
    mine, theirs = [_called(owner) for owner in one.owners], [_called(owner) for owner in other.owners]
    return not any(some <= others or others <= some for some in mine for others in theirs)


def _called(owner: Owner) -> frozenset[str]:
    """The words of a name: "Ana" may be "Ana Kern", "Backend" is the "Backend team"."""
    return frozenset(owner.name.casefold().removesuffix(" team").split())
