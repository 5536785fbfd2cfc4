"""Names in the margin of minutes: "Clerk to write again.      Action: Clerk" says whose the sentence above is."""

from collections.abc import Iterator

from notesllm.document import Block, Kind, sentences
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.deeds import begins_with_name
from notesllm.extract.actions.fields import field_of
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.telling import tell
from notesllm.span import Span

LONGEST = 40  # code points of the names
HOSTS = (Kind.ITEM, Kind.PARAGRAPH, Kind.UTTERANCE, Kind.FIELD)


def find_margins(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:
    """One candidate for each margin line that only names people."""
    blocks = scene.reading.document.blocks
    for label, indexes in scene.reading.labels.items():
        if field_of(label, scene) != "task":
            continue
        for index in indexes:
            block = blocks[index]
            if index in taken or block.kind is not Kind.FIELD or not 0 < len(block.value) <= LONGEST:
                continue
            found = _of_margin(index, block, scene)
            if found is not None:
                yield found


def _of_margin(index: int, block: Block, scene: Scene) -> Candidate | None:
    at = block.parent if block.parent >= 0 else index - 1
    if at < 0:
        return None
    host = scene.reading.document.blocks[at]
    owners = scene.known(block.value)
    if not owners or host.kind not in HOSTS or host.section != block.section:
        return None
    told = sentences(scene.reading.document, host)
    if not told or field_of(host.label, scene) == "task":
        return None  # "Action: Tom to send it" says itself whose it is
    last = told[-1]
    before = told[-2].text if len(told) > 1 else ""
    entry = begins_with_name(last.text, before, scene) or parse(last.text, scene)
    return tell(
        scene,
        at,
        entry._replace(owners=(), owned=False),
        Rank.LABEL,
        spans=[Span(last.start, last.end), block.span],
        owners=owners,
        blocks=(at, index),
    )
