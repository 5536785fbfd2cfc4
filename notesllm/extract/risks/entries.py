"""Entries of lists and tables of risks, and labelled lines, each with the fields that stand under or beside it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from notesllm._regex import regex
from notesllm.document import Block, Kind
from notesllm.extract.likeness import WORD, key_words
from notesllm.extract.outline import beside, children, field_of, label_field, label_key, run_after
from notesllm.extract.questions.asking import question_words
from notesllm.extract.retelling import LABELLED, LISTED
from notesllm.extract.risks.scene import Scene
from notesllm.extract.risks.worry import FIELDS, Worry, owner_text, risk_words, severity_of
from notesllm.extract.zones import zone_of
from notesllm.lexicon import Lexicon, lexicon, phrase_key
from notesllm.span import Span

REFERENCE = regex(r"(?:\[?#\d|https?://|\[[^\]]*\]\(http)")
TICKET = regex(r"\W*(?:https?://\S{1,500}|[\w./-]{0,80}#\d{1,9}|[A-Z]{1,12}-\d{1,7}|\d{1,9}|and|&)?\W*")
COLON = regex(r"\W{0,3}:\s*")
LABEL_WORDS = 3
AMOUNT = r"(?:\s(?:risk|impact|severity|priority))?"
HEAD = regex(rf"^[(\[]?(?P<level>[^\W_]+(?:\s[^\W_]+)??){AMOUNT}[)\]:–-]\s*", re.IGNORECASE)
TAIL = regex(rf"\s*[(\[–—-]\s*(?P<level>[^\W_]+(?:\s[^\W_]+)??){AMOUNT}[)\]]?$", re.IGNORECASE)
BRIEF = 5  # words of an entry that names a risk which the entry under it tells
LONGEST = 300


def entry(scene: Scene, index: int, block: Block) -> list[Worry]:
    """A risk for each entry at the top of the list, or for each under a mere heading such as "High:"."""
    lexicon = scene.reading.lexicon
    kind = field_of(block, lexicon)
    if block.kind in {Kind.HEADING, Kind.UTTERANCE} or block.speaker:
        return []
    if kind in FIELDS - {"risk"} or not _is_listed(scene, block):
        return []
    below = list(children(scene.blocks, index))
    lead = block.text.endswith(":") or (not block.value and bool(block.label))
    fields = [at for at in below if field_of(scene.blocks[at], lexicon) in FIELDS]
    if lead and below and not fields and len(below) > 1:
        level = severity_of(block.text, scene.words)
        found = [worry for at in below for worry in _one(scene, at, scene.blocks[at], list(children(scene.blocks, at)))]
        for worry in found:
            worry.severity = worry.severity or level
        return found
    if lead and not below:
        return []
    return _one(scene, index, block, below)


def _is_listed(scene: Scene, block: Block) -> bool:
    """Whether a block stands in a list of risks: entries do; text only right under a heading that means risks alone."""
    section = scene.reading.document.sections[block.section]
    if block.kind is Kind.ITEM:
        return True
    own = zone_of(section.title, scene.reading.lexicon.language) == "risks"
    return own and "issue" not in phrase_key(section.title)


def _one(scene: Scene, index: int, block: Block, below: list[int]) -> list[Worry]:
    words = scene.words
    _take(scene, index, below)
    value = block.value if names_risk(block.label, scene.reading.lexicon.language) else block.text
    if phrase_key(value) in words.nothing or phrase_key(block.value) in words.nothing or words.denied.search(value):
        return []
    if block.checked or words.solved.search(value) or _is_reference(scene, block) or value.endswith("?"):
        return []
    if zone_of(value, scene.reading.lexicon.language) not in {"", "risks"} and block.text.endswith(":"):
        return []
    worry = Worry(value, [block.span], LISTED)
    _inline(scene, worry)
    _fields(scene, worry, below)
    text = worry.text.strip()
    told = [at for at in below if field_of(scene.blocks[at], scene.reading.lexicon) not in FIELDS]
    told += [at for at in below if _tells(scene, scene.blocks[at])]
    if told and (text.endswith(":") or len(text.split()) <= BRIEF):
        detail = scene.blocks[told[0]]
        plain = detail.value if field_of(detail, scene.reading.lexicon) in FIELDS else detail.text
        text = f"{text.rstrip(' :.')}: {plain}"
        worry.spans.append(detail.span)
    worry.text = _tidy(text)
    return [worry] if len(key_words(worry.text)) > 1 else []


def listed_one(scene: Scene, index: int) -> list[Worry]:
    """The risk of an entry of a list that a sentence announced."""
    return _one(scene, index, scene.blocks[index], list(children(scene.blocks, index)))


def _tells(scene: Scene, block: Block) -> bool:
    """Whether a field goes on telling what the risk is."""
    kind = field_of(block, scene.reading.lexicon)
    return kind == "risk" or (kind == "impact" and severity_of(block.value, scene.words) is None)


def _is_reference(scene: Scene, block: Block) -> bool:
    """Whether an entry under "Issues" is but a ticket of a tracker."""
    section = scene.reading.document.sections[block.section]
    raw = scene.reading.document.source[block.start : block.start + 8]
    return phrase_key(section.title) in scene.words.trackers and REFERENCE.match(raw) is not None


def _take(scene: Scene, index: int, below: Iterable[int]) -> None:
    scene.taken.add(index)
    for at in below:
        scene.taken.add(at)
        scene.taken.update(children(scene.blocks, at))


def _tidy(text: str) -> str:
    text = text.strip().lstrip("-–—:;,.>*→ ").rstrip(" .;,:-–—(")
    if len(text) > LONGEST:
        text = text[:LONGEST].rsplit(" ", 1)[0].rstrip(" .;,")
    return text[:1].upper() + text[1:]


def _inline(scene: Scene, worry: Worry) -> None:
    """Take off "(High)" and "Mitigation: …, Owner: …" that stand in the same line."""
    text = worry.text
    labels = list(_labels_in(text, scene.reading.lexicon))
    ends = [start for start, _, _ in labels[1:]] + [len(text)]
    for (_, after, kind), end in zip(labels, ends, strict=False):
        _set(scene, worry, kind, text[after:end].strip(" ;,|"))
    if labels and labels[0][0] > 0:
        worry.text = text[: labels[0][0]]
    for tagged in (HEAD, TAIL):
        tag = tagged.search(worry.text)
        level = scene.words.severities.get(tag["level"].casefold()) if tag else None
        if tag and level:
            worry.severity = worry.severity or level
            worry.text = worry.text[: tag.start()] + worry.text[tag.end() :]
            return


def _labels_in(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """The fields in a line, each with where its label begins and ends: "…, Owner: Ana; Mitigation: …"."""
    last = 0
    for colon in COLON.finditer(text):
        words = list(WORD.finditer(text, last, colon.start()))[-LABEL_WORDS:]
        for word in words:
            kind = lexicon.labels.get(phrase_key(text[word.start() : words[-1].end()]), "")
            if kind in FIELDS - {"task", "due"} and word.start() > last and words[-1].end() - word.start() > 3:
                lead = text[: word.start()]
                yield len(lead.rstrip(" .,;|([–—-")), colon.end(), kind
                last = colon.end()
                break


def _fields(scene: Scene, worry: Worry, indexes: Sequence[int]) -> None:
    for at in indexes:
        block = scene.blocks[at]
        kind = field_of(block, scene.reading.lexicon)
        if kind in FIELDS and _set(scene, worry, kind, block.value):
            worry.spans.append(block.span)
    for at in indexes:  # what is to be done about it, where no mitigation is called so
        block = scene.blocks[at]
        if worry.mitigation is None and field_of(block, scene.reading.lexicon) == "task":
            _set(scene, worry, "mitigation", block.value)
            worry.spans.append(block.span)


def _set(scene: Scene, worry: Worry, kind: str, value: str) -> bool:
    """Fill a field; tells whether its words are needed as evidence."""
    value = value.strip()
    if kind == "mitigation" and worry.mitigation is None:
        worry.mitigation = value.rstrip(" .") or None
        return bool(worry.mitigation)
    if kind == "owner" and not worry.owners:
        worry.owners = scene.draft.roster.owners(owner_text(value), trusted=True)
        return bool(worry.owners)
    if kind in {"severity", "impact", "priority"} and worry.severity is None and len(value) < 40:
        worry.severity = severity_of(value, scene.words)
        return bool(worry.severity)
    if kind == "status":
        worry.solved = worry.solved or scene.reading.lexicon.statuses.get(phrase_key(value)) in {"done", "cancelled"}
    return False


@lru_cache(maxsize=8192)
def announces(label: str, language: str) -> bool:
    """Whether a label may announce risks."""
    key, words = label_key(label), risk_words(language)
    return names_risk(label, language) or key in words.statements or key in words.initials


@lru_cache(maxsize=8192)
def names_risk(label: str, language: str) -> bool:
    """Whether a label means a risk, by itself or by its last word: "Schedule risk"."""
    known, parts = lexicon(language), label.split()
    kind = label_field(label, known)
    if kind or not 1 < len(parts) <= LABEL_WORDS + 1:
        return kind == "risk"
    told = parts[1].casefold() in question_words(language).from_whom and label_field(parts[0], known) == "risk"
    return told or (len(parts) <= LABEL_WORDS and label_field(parts[-1], known) == "risk")  # "Concern from Ana: …"


def labelled(scene: Scene, index: int, block: Block) -> list[Worry]:
    """A "Risk: x" anywhere, with the mitigation and owner that follow it; each entry of a "Problem statement:"."""
    lexicon, key = scene.reading.lexicon, label_key(block.label)
    if key in scene.words.statements and not scene.is_solved(index):
        return [worry for at in run_after(scene.blocks, index) for worry in _one(scene, at, scene.blocks[at], [])] or (
            _one(scene, index, block._replace(text=block.value), []) if block.value else []
        )
    if block.kind is Kind.HEADING or not (names_risk(block.label, lexicon.language) or _stands_up(scene, index, key)):
        return []
    value = block.value.strip()
    if len(key_words(value)) < 2 or all(map(TICKET.fullmatch, value.split())):
        return []
    if key in scene.words.weak_labels and (scene.is_solved(index) or scene.draft.kind == "postmortem"):
        return []
    around: list[int] = []
    for at in beside(scene.blocks, index):
        kind = field_of(scene.blocks[at], lexicon)
        if kind not in FIELDS - {"risk"}:
            break
        around.append(at)
    below = [*children(scene.blocks, index), *around]
    found = _one(scene, index, block._replace(text=block.value), below)
    for worry in found:
        worry.rank = LABELLED
        worry.spans[0] = block.span
    return found


def _stands_up(scene: Scene, index: int, key: str) -> bool:
    """Whether "B: …" tells a blocker: "Y: …" stands before it."""
    if key not in scene.words.initials:
        return False
    return any(label_key(scene.blocks[at].label) in scene.words.looked_back for at in range(max(0, index - 3), index))


def _light(scene: Scene, block: Block) -> list[Worry]:
    """A row of states with a red or amber light and a remark that says why."""
    keys = [phrase_key(head) for head in block.header][: len(block.cells)]
    lit = [at for at, key in enumerate(keys) if key in scene.words.lights]
    if not any(_alarms(block.cells[at].text, scene) for at in lit):
        return []
    rest = [cell for at, cell in enumerate(block.cells) if at not in lit and len(key_words(cell.text)) >= BRIEF - 1]
    if not rest or "task" in [label_field(head, scene.reading.lexicon) for head in block.header]:
        return []
    subject, remark = block.cells[0], max(rest, key=lambda cell: len(cell.text))
    spans = [Span(remark.start, remark.end)]
    text = remark.text
    if subject is not remark and subject.text and 0 not in lit:
        text, spans = f"{subject.text.rstrip(' .:')}: {text}", [Span(subject.start, subject.end), *spans]
    return [Worry(_tidy(text), spans, LABELLED)]


def _alarms(text: str, scene: Scene) -> bool:
    """Whether a light shows red or amber, or says so: "🔴 RED"."""
    key = phrase_key(text)
    return key in scene.words.alarming or (" " in key and scene.words.alarming.issuperset(key.split()))


def _column(scene: Scene, block: Block) -> list[Worry]:
    """A cell of the column "Blockers" of a table of anything, such as a stand-up's."""
    words = scene.words
    keys = [phrase_key(head) for head in block.header][: len(block.cells)]
    standing = not words.looked_back.isdisjoint(keys)
    for key, cell in zip(keys, block.cells, strict=False):
        named = words.nouns.match(key)
        if named is None or len(named.phrase) < len(key) or not (standing or key not in words.trackers):
            continue
        plain = phrase_key(cell.text)
        if len(key_words(cell.text)) > 1 and plain not in words.nothing and not words.denied.search(cell.text):
            return [Worry(_tidy(cell.text), [Span(cell.start, cell.end)], LABELLED)]
    return []


def row(scene: Scene, index: int, block: Block) -> list[Worry]:
    """A row of a table of risks."""
    heads = [label_field(head, scene.reading.lexicon) for head in block.header]
    listed = scene.reading.zones[index] == "risks"
    if not listed and not ("risk" in heads and "mitigation" in heads):
        return _light(scene, block) or _column(scene, block)
    cells = list(zip(heads, block.cells, strict=False)) or [("", cell) for cell in block.cells]
    named = [cell for head, cell in cells if head == "risk"] or [
        cell for head, cell in cells if head in {"", "task", "name"} and len(key_words(cell.text)) > 1
    ]
    if not named or len(key_words(named[0].text)) < 1 or phrase_key(named[0].text) in scene.words.nothing:
        return []
    worry = Worry(_tidy(named[0].text), [Span(named[0].start, named[0].end)], LISTED)
    for head, cell in cells:
        if head in FIELDS - {"risk"} and cell.text and _set(scene, worry, head, cell.text):
            worry.spans.append(Span(cell.start, cell.end))
    return [worry]
