"""Sentences that flag a risk: "raised concern about …", "is blocked on …", "taking longer than expected"."""

from notesllm._regex import regex
from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.likeness import key_words
from notesllm.extract.outline import field_of, label_key, run_after
from notesllm.extract.retelling import LABELLED, STATED
from notesllm.extract.risks.entries import listed_one
from notesllm.extract.risks.scene import Scene
from notesllm.extract.risks.worry import Worry
from notesllm.span import Span

SIGN = regex(r"\s*[:–—-]\s+")
SCANT = 5  # words below which a sentence leaves it to the next one to say what the risk is
LEANING = 2  # words on either side of a flag in a sentence that says nothing else
LEAD = 7  # words of a sentence that but announces risks
LONGEST = 260


def flagged(scene: Scene, index: int, block: Block) -> list[Worry]:
    """The risks that the sentences of a block flag."""
    words, text = scene.words, block.text
    if _is_silent(scene, index, block) or not (words.signs.search(text) or (":" in text and words.nouns.search(text))):
        return []
    told = sentences(scene.reading.document, block)
    found: list[Worry] = []
    used = -1
    for number, sentence in enumerate(told):
        if number <= used:
            continue
        if sentence.text.endswith(":") and _announces(scene, sentence.text):
            found += [worry for at in run_after(scene.blocks, index) for worry in listed_one(scene, at)]
            continue
        text, rank = _flagged(scene, sentence.text)
        if not text:
            continue
        if scene.is_solved(index):
            return []
        if text.endswith("?") or scene.words.denied.search(text) or scene.words.solved.search(text):
            continue
        if _is_glad(scene, sentence.text):
            continue
        first = last = number
        brief = len(key_words(text.rpartition(": ")[2])) < SCANT
        if number > used + 1 and _points_back(scene, sentence.text):
            first = number - 1
            text = f"{told[first].text} {text}"
        elif brief and number + 1 < len(told) and _goes_on(told[number + 1], text):
            last = used = number + 1
            text = f"{text} {told[last].text}"
        if len(key_words(text)) > 2:
            cleaned = text.strip(" .;:")
            span = Span(told[first].start, told[last].end)
            found.append(Worry(cleaned[:1].upper() + cleaned[1:], [span], rank))
    return found


def _is_silent(scene: Scene, index: int, block: Block) -> bool:
    """Whether a block tells what is done, asked, decided or past."""
    kind = field_of(block, scene.reading.lexicon) if block.label else ""
    if kind in {"task", "decision", "mitigation", "answer", "question", "rationale"}:
        return True
    if block.kind is Kind.HEADING and not block.text.endswith(":"):
        return True
    key = label_key(block.label)
    if key in scene.words.looked_back or key in scene.words.gains:
        return True
    return scene.draft.kind == "postmortem" and scene.tells_story(index)


def _flagged(scene: Scene, text: str) -> tuple[str, int]:
    """What a sentence flags, "" for nothing; a report on a fault flags but what may still come."""
    label = scene.words.spoken_labels.match(text)
    if label and (sign := SIGN.match(text, label.end)):
        return text[sign.end() :], LABELLED
    flags = scene.words.worries if scene.draft.kind == "postmortem" else scene.words.flags
    return (text, STATED) if flags.search(text) else ("", STATED)


def _is_glad(scene: Scene, text: str) -> bool:
    """Whether a sentence is glad of something or answers, whatever words it holds: "Exciting to see …"."""
    glad = scene.words.glad.match(text)
    return glad is not None and scene.words.yet.search(text, glad.end) is None


def _announces(scene: Scene, text: str) -> bool:
    """Whether a lead-in such as "Two blockers remain:" begins a list of risks."""
    return len(text.split()) <= LEAD and scene.words.nouns.search(text) is not None


def _points_back(scene: Scene, text: str) -> bool:
    """Whether the sentence before says what the risk is: "That worries us.", "FA very concerned."."""
    flag = scene.words.flags.search(text)
    if flag is None:
        return False
    back = scene.words.back.match(text)
    if back and flag.start <= back.end + 1:
        return True
    before, after = text[: flag.start].split(), text[flag.end :].split()
    return len(before) <= LEANING and len(after) <= LEANING and len(before) + len(after) <= SCANT - 2


def _goes_on(following: Sentence, text: str) -> bool:
    return not following.text.endswith("?") and len(text) + len(following.text) < LONGEST


def cells(scene: Scene, index: int, block: Block) -> list[Worry]:
    """The risks that sentences in the cells of a row flag."""
    wholes = (Block(Kind.PARAGRAPH, cell.start, cell.end, block.line, cell.text, block.section) for cell in block.cells)
    return [worry for whole in wholes for worry in flagged(scene, index, whole)]
