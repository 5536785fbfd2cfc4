"""Who does what by when."""

import datetime as dt
from dataclasses import replace

from notesllm.extract.actions.candidate import Candidate
from notesllm.extract.actions.conflicts import conflicts
from notesllm.extract.actions.days import days_of_sections, seen_from
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
    days = days_of_sections(scene)
    told = [_dated(candidate, days, scene) for candidate in recognise(scene)] if days else recognise(scene)
    groups = cluster(told, scene.patterns)
    items = [_item(merged(group), scene) for group in groups]
    warnings = tuple(warning for group in groups for warning in conflicts(group, scene))
    return replace(draft, action_items=with_distinct_ids(items), warnings=draft.warnings + warnings)


def _dated(told: Candidate, days: dict[int, dt.date], scene: Scene) -> Candidate:
    """The candidate with its deadline seen from the day of its section."""
    day = days.get(scene.reading.document.blocks[told.block].section)
    return told._replace(due=seen_from(told.due, day, scene)) if day and told.due else told


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
