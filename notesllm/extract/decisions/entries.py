"""Entries of lists, paragraphs and tables of decisions."""

from collections import Counter
from itertools import takewhile

from notesllm.document import Block, Kind, sentences
from notesllm.extract.decisions.phrases import phrases
from notesllm.extract.decisions.scene import Scene
from notesllm.extract.decisions.stated import stated
from notesllm.extract.decisions.texts import FEW, LONGEST, because, first_sentences, tidy, with_topic
from notesllm.extract.likeness import WORD, key_words
from notesllm.extract.outline import children, field_of, joined, label_field, label_key, run_after
from notesllm.extract.reading import Reading
from notesllm.extract.retelling import LABELLED, LISTED, Finding
from notesllm.extract.zones import zone_of
from notesllm.lexicon import phrase_key
from notesllm.span import Span

# Labels that tell about a decision, or about the meeting.
ABOUT = frozenset(
    {
        "rationale",
        "decision_maker",
        "impact",
        "owner",
        "due",
        "status",
        "date",
        "time",
        "location",
        "people",
        "absent",
        "task",
    }
)
TALKATIVE = 5  # words that entries under a topic have on average where each is a decision of its own


def entry_zones(reading: Reading) -> list[bool]:
    """Whether each block stands in a list of decisions; "Decisions and discussion" is none, "Decisions, actions" is."""
    words, language = phrases(reading.lexicon.language), reading.lexicon.language
    document = reading.document
    keys = [label_key(section.title) for section in document.sections]
    often = {key for key, count in Counter(keys).items() if count > 1 and key in words.weak_heads}
    zones = reading.zones
    listed = [False] * len(zones)
    if not often and "decisions" not in zones:
        return listed
    pure: list[bool] = []
    weak: list[bool] = []
    for number, section in enumerate(document.sections):
        own = section.heading >= 0 and zone_of(section.title, language) == "decisions"
        above = section.parent >= 0 and pure[section.parent]
        mixed = (own or above) and not words.discussing.isdisjoint(
            word for word in WORD.findall(keys[number]) if word not in words.acting
        )
        pure.append(not mixed if own else keys[number] in often or (above and not mixed))
        weak.append(keys[number] in words.weak_heads and keys[number] not in often)
    for index, (block, zone) in enumerate(zip(document.blocks, zones, strict=True)):
        if block.parent >= 0 and zone == "decisions" and zones[block.parent] != "decisions":
            listed[index] = True
        elif block.parent >= 0:
            listed[index] = listed[block.parent] and zone in {"decisions", "summary"}
        elif zone == "decisions" or keys[block.section] in often:
            listed[index] = pure[block.section] and not (weak[block.section] and block.kind is Kind.PARAGRAPH)
    return listed


def entry(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    """A decision for each entry at the top of the list; what is nested under it belongs to it."""
    if block.kind is Kind.HEADING or not _holds(scene, index, block) or scene.is_action(index):
        return ()
    if block.kind in {Kind.PARAGRAPH, Kind.UTTERANCE, Kind.QUOTE}:
        return _paragraph(scene, index, block)
    below = list(children(scene.blocks, index))
    if block.text.endswith(("?", ":")) and _is_topic(scene, block, below):
        return ()
    rationale, maker = scene.details(index)
    text, spans = _text(scene, index, block, below)
    if len(key_words(text)) < (1 if below else 2) or not text:
        return ()
    _take(scene, index)
    text, before = with_topic(scene, index, tidy(text))
    return (Finding(text, before + spans, LISTED, rationale or because(scene, text), maker),)


def _holds(scene: Scene, index: int, block: Block) -> bool:
    lexicon = scene.reading.lexicon
    if scene.is_nothing(block.value or block.text) or scene.phrases.undecided.search(block.text):
        return False
    if block.label and field_of(block, lexicon) in ABOUT:
        return False
    if scene.is_lead_in(block) and zone_of(block.text, lexicon.language) not in {"", "decisions"}:
        return False
    if block.text.endswith("?") and next(run_after(scene.blocks, index), None) is None:
        return False
    return not scene.phrases.ended.search(block.text)


def _is_topic(scene: Scene, block: Block, below: list[int]) -> bool:
    """Whether the entries under a lead-in are decisions of their own: whole sentences, and no answer to a question."""
    if block.text.endswith("?") or not below:
        return False
    told = [len(scene.blocks[at].text.split()) for at in below]
    return len(told) > 1 and sum(told) >= TALKATIVE * len(told) and min(told) > 2


def _text(scene: Scene, index: int, block: Block, below: list[int]) -> tuple[str, tuple[Span, ...]]:
    blocks = scene.blocks
    if block.text.endswith("?") and below and len(blocks[below[0]].text.split()) >= TALKATIVE:
        answer = below[0]
        if blocks[answer].text.endswith(":"):
            text, last = joined(blocks, answer)
            return text, (block.span, Span(blocks[answer].start, blocks[last].end))
        told, span = first_sentences(sentences(scene.reading.document, blocks[answer]), LONGEST // 2)
        return told, (block.span, span or blocks[answer].span)
    if block.text.endswith(("?", ":")):
        text, last = joined(blocks, index)
        for at in takewhile(lambda at: at <= last, run_after(blocks, index)):
            _take(scene, at)
        return text, (Span(block.start, blocks[last].end),)
    use_value = field_of(block, scene.reading.lexicon) == "decision"
    text, span = first_sentences(sentences(scene.reading.document, block, value=use_value))
    return text, (span or block.span,)


def _take(scene: Scene, index: int) -> None:
    blocks = scene.blocks
    scene.taken.add(index)
    for at in range(index + 1, len(blocks)):
        if blocks[at].parent < index:
            return
        scene.taken.add(at)


def _paragraph(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    told = stated(scene, index, block)
    if told or block.speaker or block.kind is Kind.UTTERANCE:
        return tuple(finding._replace(rank=LISTED) for finding in told)
    found: list[Finding] = []
    for sentence in sentences(scene.reading.document, block):
        first = WORD.match(sentence.text)
        if found and first and first[0].casefold() in scene.phrases.connectives:
            if found[-1].rationale is None and scene.phrases.rationale.match(sentence.text):
                found[-1] = found[-1]._replace(rationale=sentence.text.rstrip("."))
            continue
        if len(key_words(sentence.text)) > 1 and not sentence.text.endswith("?"):
            text = tidy(sentence.text)
            found.append(Finding(text, (Span(sentence.start, sentence.end),), LISTED, because(scene, text)))
    return tuple(found)


def row(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    """A row of a table of decisions."""
    if found := column(scene, index, block):
        return found
    if _pending(scene, block):
        return ()
    best = max(
        (cell for cell, head in zip(block.cells, _heads(scene, block), strict=False) if head not in ABOUT - {"task"}),
        key=lambda cell: len(cell.text),
        default=None,
    )
    if best is None or len(key_words(best.text)) < 2 or scene.phrases.undecided.search(best.text):
        return ()
    return (Finding(tidy(best.text), (Span(best.start, best.end),), LISTED, *_asides(scene, block)),)


def column(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:  # noqa: ARG001 - the signature of recognisers
    """A row with a column of decisions, in a table of anything."""
    heads = _heads(scene, block)
    if _pending(scene, block):
        return ()
    if len(block.cells) == 2 and label_field(block.cells[0].text, scene.reading.lexicon) == "decision":
        weak = phrase_key(block.cells[0].text) in scene.phrases.weak_labels
        return () if weak else _cell(scene, block, 1, -1)
    keys = [phrase_key(head) for head in block.header][: len(block.cells)]
    motion = next((at for at, key in enumerate(keys) if key in scene.phrases.motion_labels), -1)
    for number, key in enumerate(keys):
        weak = key in scene.phrases.weak_labels
        if number == motion or (motion < 0 if weak else heads[number] != "decision"):
            continue
        return _cell(scene, block, number, max(motion, 0))
    return ()


def _pending(scene: Scene, block: Block) -> bool:
    """Whether a column of states says that the row is not settled yet."""
    states = (cell.text for head, cell in zip(_heads(scene, block), block.cells, strict=False) if head == "status")
    return any(phrase_key(state) in scene.phrases.pending for state in states)


def _cell(scene: Scene, block: Block, number: int, lead: int) -> tuple[Finding, ...]:
    """The decision in a cell; a mere "Approved" takes along what stands in the ``lead`` cell."""
    cell = block.cells[number]
    if scene.is_nothing(cell.text) or scene.phrases.undecided.search(cell.text):
        return ()
    text = cell.text
    spans: tuple[Span, ...] = (Span(cell.start, cell.end),)
    if lead not in {-1, number} and len(key_words(text)) < FEW:
        before = block.cells[lead]
        text, spans = f"{before.text.rstrip(' .:')}: {text}", (Span(before.start, before.end), *spans)
    return (Finding(tidy(text), spans, LABELLED, *_asides(scene, block)),)


def _heads(scene: Scene, block: Block) -> list[str]:
    return [label_field(head, scene.reading.lexicon) for head in block.header]


def _asides(scene: Scene, block: Block) -> tuple[str | None, str | None]:
    by_head = {
        head: cell.text for head, cell in zip(_heads(scene, block), block.cells, strict=False) if head and cell.text
    }
    return by_head.get("rationale"), by_head.get("decision_maker")


def cells(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    """The decisions that sentences in the cells of a row tell."""
    if scene.reading.zones[index] in {"actions", "review", "people"}:
        return ()
    found: list[Finding] = []
    for cell in block.cells:
        whole = Block(Kind.PARAGRAPH, cell.start, cell.end, block.line, cell.text, block.section)
        found.extend(stated(scene, index, whole))
    return tuple(found)
