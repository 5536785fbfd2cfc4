"""Who does what by when."""

from dataclasses import replace

from notesllm.extract.actions.candidate import Candidate
from notesllm.extract.actions.conflicts import conflicts
from notesllm.extract.actions.merging import cluster, merged
from notesllm.extract.actions.recognisers import recognise
from notesllm.extract.actions.scene import Scene
from notesllm.extract.draft import Draft
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.reading import Reading
from notesllm.summary import ActionItem

__all__ = ["find_actions"]


def find_actions(reading: Reading, draft: Draft) -> Draft:
    """The draft with its action items, told once each, and warnings where their tellings disagree."""
    scene = Scene.of(reading, draft)
    groups = cluster(recognise(scene), scene.patterns)
    items = [_item(merged(group), scene) for group in groups]
    warnings = tuple(warning for group in groups for warning in conflicts(group, scene))
    return replace(draft, action_items=with_distinct_ids(items), warnings=draft.warnings + warnings)


def _item(told: Candidate, scene: Scene) -> ActionItem:
    return ActionItem(
        id=item_id("action", told.task),
        evidence=tuple(scene.reading.evidence(span.start, span.end) for span in told.spans),
        task=told.task,
        owners=told.owners,
        due=told.due,
        status=told.status or "open",
        priority=told.priority,
    )
