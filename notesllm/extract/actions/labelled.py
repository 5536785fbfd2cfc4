"""Labelled lines in any place: `AI:`, `TODO(ana):`, `[ACTION]`, `#action`, also in the middle of a paragraph."""

import re
from collections.abc import Iterator

from notesllm.document import Block, Kind, sentences
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.entry import Entry, first_verb, says_nothing, sentence_case
from notesllm.extract.actions.fields import name_of
from notesllm.extract.actions.markers import LEADING, Marker, marker_in
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.telling import tell
from notesllm.extract.disposition import is_disposition
from notesllm.span import Span
from notesllm.summary import Owner

ZONES = frozenset(("actions", "review"))
INSIDE = re.compile(
    r"(?:(?<=[.;!?)\]”\"])\s+|(?<=\s)[-–—(\[]\s*|\n\s*|(?<=>)\s*)[*_\[]*"
    r"(?P<label>(?:ACTION|AI|TODO|AP|Action(?: [Ii]tem| [Pp]oint)?|#action)\b[^:\n.;]{0,40}?)[*_\]]*:[*_]*\s*(?=\S)"
)
BETWEEN = re.compile(r"[;,]\s+(?:and\s+)?(?=[A-Z@])")
SUFFIX = re.compile(r"[\[(](?:action(?: item)?|ai|todo)(?::\s*(?P<owner>[^\[\]()]{1,40}))?[\])]\s*\.?$", re.IGNORECASE)


def find_labelled(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:
    """The labelled actions outside zones of actions, where entries are read anyway."""
    reading = scene.reading
    action = reading.bits.get("action", 0)
    cued = {index for index, cues in enumerate(reading.cues) if cues & action}
    language = reading.document.language
    marked = [
        indexes
        for label, indexes in reading.labels.items()
        if name_of(label, language) in ("task", "?") and marker_in(label, scene)
    ]
    for index in sorted(cued.union(*marked)):
        block = reading.document.blocks[index]
        if index in taken or block.kind in (Kind.HEADING, Kind.ROW, Kind.CODE) or reading.zones[index] in ZONES:
            continue
        found = list(_labelled(index, block, scene)) or (list(_inside(index, block, scene)) if index in cued else [])
        yield from found


def _labelled(index: int, block: Block, scene: Scene) -> Iterator[Candidate]:
    label, value = block.label, block.value
    if not label and (match := LEADING.match(block.text[:80])) and match["label"]:
        label, value = match["label"], block.text[match.end() :]
    marker = marker_in(label, scene) if label and value else None
    if marker is None:
        return
    for piece in _pieces(value, marker, scene):
        found = _told(index, piece, [block.span], marker, scene)
        if found:
            yield found


def _pieces(value: str, marker: Marker, scene: Scene) -> list[str]:
    """The tasks in "Action items: Ana to send it, Tom to check it; Priya to file it"."""
    if not marker.name.endswith("s") or marker.owners:
        return [value]
    pieces = [""]
    for part in BETWEEN.split(value):
        match = scene.patterns.to.search(part[:50])
        begins = bool(match and match.start() and scene.known(part[: match.start()].strip()))
        if begins or not pieces[-1]:
            pieces.append(part)
        else:
            pieces[-1] += f", {part}"
    return [piece for piece in pieces if piece] if len(pieces) > 2 else [value]


def _told(index: int, value: str, spans: list[Span], marker: Marker, scene: Scene) -> Candidate | None:
    block = scene.reading.document.blocks[index]
    if says_nothing(value, scene) or value.rstrip().endswith("?"):
        return None
    if is_disposition(value, scene.reading.lexicon.language):
        return None  # what became of an issue: the rule for decisions has it
    owners, span = _speaker(block, scene) if marker.me else (marker.owners, None)
    start = Entry("", owners=owners, owned=bool(owners))
    entry = parse(value, scene, start)
    if not owners and not entry.owned and marker.name.startswith("#"):
        entry = _nick_first(entry, scene)
    if marker.name in scene.patterns.bare_markers and not (entry.owned or entry.due or first_verb(entry.text, scene)):
        return None
    entry = entry._replace(text=sentence_case(entry.text))
    return tell(scene, index, entry, Rank.LABEL, spans=[*spans, *([span] if span else [])])


def _nick_first(entry: Entry, scene: Scene) -> Entry:
    """“#action ana to write it”: after the bot's command the first word is a nick."""
    first, _, rest = entry.text.partition(" ")
    if not rest or first_verb(first, scene) or not scene.patterns.may.match(rest):
        return entry
    owners = scene.owners(first.strip(",:"), trusted=True)
    match = scene.patterns.may.match(rest)
    return entry.with_owners(owners, rest[match.end() :].strip()) if owners and match else entry


def _speaker(block: Block, scene: Scene) -> tuple[tuple[Owner, ...], Span | None]:
    name = scene.draft.roster.resolve(block.speaker) or block.speaker
    return ((Owner(name=name, basis="speaker"),), scene.speaker_span(block)) if name else ((), None)


def _inside(index: int, block: Block, scene: Scene) -> Iterator[Candidate]:
    """Markers in the middle of a block, and those that close a sentence."""
    if block.text[-1:] in "])." and SUFFIX.search(block.text):
        last = sentences(scene.reading.document, block)[-1]
        yield from _suffixed(index, block, last.text, Span(last.start, last.end), scene)
        return
    source = scene.reading.document.source
    raw = source[block.start : block.end]
    matches = list(INSIDE.finditer(raw)) if ":" in raw else []
    ends = [*(m.start() for m in matches[1:]), len(raw)][: len(matches)]
    for match, end in zip(matches, ends, strict=True):
        marker = marker_in(match["label"].strip(), scene)
        if marker is None:
            continue
        piece = _first_sentence(block, block.start + match.end(), block.start + end, scene)
        found = _told(index, piece[1], [Span(block.start + match.start("label"), piece[0])], marker, scene)
        if found:
            yield found


def _first_sentence(block: Block, start: int, end: int, scene: Scene) -> tuple[int, str]:
    """Where the sentence that begins at ``start`` ends, and what a reader sees of it."""
    part = block._replace(start=start, end=end, value_start=-1)
    found = sentences(scene.reading.document, part)
    return (found[0].end, found[0].text) if found else (end, "")


def _suffixed(index: int, block: Block, text: str, span: Span, scene: Scene) -> Iterator[Candidate]:
    match = SUFFIX.search(text)
    if match is None:
        return
    value = text[: match.start()].strip()
    value = value or block.text[: SUFFIX.search(block.text).start()]  # type: ignore[union-attr]
    value = value.removeprefix(f"{block.label}:").strip() if block.label else value
    first = scene.patterns.i_will.match(value)
    owners, where = _speaker(block, scene) if first else ((), None)
    if match["owner"]:
        owners = scene.owners(match["owner"], trusted=True)
    value = value[first.end() :].strip() if first else value
    entry = parse(value, scene, Entry("", owners=owners, owned=bool(owners)))
    found = tell(
        scene, index, entry, Rank.LABEL, spans=[span if text != value else block.span, *([where] if where else [])]
    )
    if found:
        yield found
