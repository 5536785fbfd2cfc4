"""What a sentence says somebody does, where that is still to be done: "Anna schickt den Vertrag"."""

import re
from collections.abc import Iterator

from notesllm.document import Block
from notesllm.extract.actions.commitments import VERB_LAST, entry_of, subject_before
from notesllm.extract.actions.entry import EDGES, Entry, deed_at, first_verb, sentence_case
from notesllm.extract.actions.markers import marker_in
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.tails import take_tail
from notesllm.extract.phrasing import small_words

HEAD = re.compile(r"(?:[:?!]|→|->|=>|⇒|\s[–—-]|\s(?:que|che|dass|dat))\s+(?=[@A-ZÀ-Þ])")
BRACKETED = re.compile(r"\s*\((?P<owner>[^()]{2,40})\)\s*\.?$")
ARROW = re.compile(r"^\s*(?:→|->|=>|⇒|[-–—>:])?\s*")
WORDS = re.compile(r"\w+")
WORD_WITH_MARK = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
CLAUSE = re.compile(r",\s|\s[–—-]\s|;\s|\s(?:because|since|but)\s")
MOST_HEADS = 3
FEWEST = 3  # words of a deed
SHORT = 6  # words of a task that says too little without what it is about
LONGEST = 18  # words of a context
INFINITIVES = ("fr", "es", "it", "pt")  # "Odile : envoyer …" tells a task; in English it may be a proposal


def heads(text: str) -> Iterator[int]:
    """Where a subject may stand: at the beginning, and after a colon, a dash or an arrow."""
    yield 0
    for number, match in enumerate(HEAD.finditer(text)):
        if number == MOST_HEADS:
            return
        yield match.end()


def deed_in(text: str, before: str, scene: Scene) -> Entry | None:
    """“Anna schickt den Vertrag”: a person of the notes at the head, and what she does."""
    for start in heads(text):
        said = text[start:]
        at = deed_at(said, scene)
        owners = scene.known(said[:at].strip(" *_-")) if at else ()
        if not owners or any(owner.kind != "person" for owner in owners):
            continue
        if _is_deed(said[at:], scene):
            topic = "" if text[:start].rstrip()[-1:].isalpha() else text[:start]  # "it was agreed that"
            return with_context(entry_of(said[at:], owners, scene), topic, before, scene)
    return _later_deed(text, before, scene)


def _later_deed(text: str, before: str, scene: Scene) -> Entry | None:
    """“For the 19th Kevin organises the cars”: the person stands before the verb, but not at the head."""
    known = scene.patterns
    words = list(WORD_WITH_MARK.finditer(text))
    for number in range(1, len(words)):
        word = words[number][0].casefold()
        after = words[number + 1][0].casefold() if number + 1 < len(words) else ""
        if not (word in known.does or f"{word} {after}" in known.does):
            continue
        start = words[number].start()
        if words[number - 1][0].casefold() in known.clitics and number > 1:
            start = words[number - 1].start()
        owners = subject_before(text[:start], scene)
        if not owners or any(owner.kind != "person" for owner in owners):
            continue
        return (
            with_context(entry_of(text[start:], owners, scene), "", before, scene)
            if _is_deed(text[start:], scene)
            else None
        )
    return None


def _is_deed(text: str, scene: Scene) -> bool:
    """Whether more follows the verb than what somebody says or asks."""
    words = small_words(text[:60])
    if " ".join(words[:2]) in scene.patterns.does:
        return len(words) >= FEWEST  # "looks into what it costs"
    return len(words) >= FEWEST and scene.patterns.complements.isdisjoint(words[1:3])


def begins_with_name(text: str, before: str, scene: Scene) -> Entry | None:
    """“Ana to write it”, also after a topic: "Next release: Ana to write it"."""
    for start in heads(text):
        said = text[start:]
        match = scene.patterns.bare_to.search(said[:70])
        if match is None:
            continue
        owners = scene.known(said[: match.start()].strip(" *_-"))
        rest = said[match.end() :].strip()
        if owners and first_verb(rest, scene) and len(rest.split()) >= FEWEST - 1:
            return with_context(entry_of(rest, owners, scene), text[:start], before, scene)
    return None


def labelled(block: Block, scene: Scene) -> Entry | None:
    """“Odile : envoyer les convocations”: a name, and what it is asked for."""
    owners = scene.known(block.label)
    if not owners or any(owner.kind != "person" for owner in owners) or len(block.value.split()) < FEWEST - 1:
        return None
    return entry_of(block.value, owners, scene)


def is_asked_for(value: str, scene: Scene) -> bool:
    """Whether a line after a name is a task: an infinitive, or "please"; in English a bare verb needs a deadline."""
    language = scene.reading.document.language
    if language in VERB_LAST:
        due = scene.due(value)
        ends = (value, value[: due.start] if due else "")  # with and without a day at the end; a noun has a capital
        if any(word in scene.patterns.verbs for end in ends for word in WORDS.findall(end[-30:])[-1:]):
            return True
    if not first_verb(value, scene):
        return False
    if language in INFINITIVES or small_words(value[:20])[:1] == ["please"]:
        return True
    due = scene.due(value)
    return due is not None and due.strength == 2 and (due.date is not None or due.precision in ("day", "week"))


def bracketed(text: str, scene: Scene) -> Entry | None:
    """“The reminders go out by 31 March (Tom)”: a deadline, and a name in brackets at the end."""
    match = BRACKETED.search(text) if ")" in text[-3:] else None
    owners = scene.known(match["owner"]) if match else ()
    if match is None or not owners or any(owner.kind != "person" for owner in owners):
        return None
    due = scene.due(text[: match.start()])
    if due is None or due.date is None or due.strength < 2 or due.start == 0:
        return None
    return entry_of(text[: match.start()], owners, scene)


def answered(question: str, text: str, scene: Scene) -> Entry | None:
    """“Who takes it to the garage? → Tom, Thursday”."""
    first, _, asked = question.rstrip("? ").partition(" ")
    if first.casefold() not in scene.patterns.who or len(asked.split()) < FEWEST - 1 or len(text) > 60:
        return None
    found = take_tail(Entry(sentence_case(asked)), ARROW.sub("", text), scene)
    return found if found.owners and all(owner.kind == "person" for owner in found.owners) else None


def with_context(entry: Entry, topic: str, before: str, scene: Scene) -> Entry:
    """The entry with what it points back to: "Bestätigt das per Mail" alone says nothing."""
    words = small_words(entry.text)
    if len(words) > SHORT + 1:
        return entry
    points = not scene.patterns.pointers.isdisjoint(words[:4]) or (
        words[0] in scene.patterns.empty and len(words) <= FEWEST
    )
    if points and (asked := _asked_before(before, scene)) and len(words) <= FEWEST + 1:
        return entry._replace(text=asked)
    topic = topic.strip(EDGES).strip("?! ")
    if not topic and (points or before.endswith("?")):
        topic = before.strip(EDGES).rstrip("?.! ")
    if not topic or len(topic.split()) > LONGEST or _is_label(topic, scene):
        return entry
    return entry._replace(text=f"{topic}: {entry.text}" if points else f"{entry.text}: {topic}")


def _asked_before(before: str, scene: Scene) -> str:
    """The task in "Somebody has to book the room", which the next sentence gives to somebody."""
    match = scene.patterns.somebody.search(before)
    task = before[match.end() :].strip() if match else ""
    if not task or not first_verb(task, scene):
        return ""
    return sentence_case(CLAUSE.split(task, maxsplit=1)[0].rstrip(" .!?"))


def _is_label(topic: str, scene: Scene) -> bool:
    """Whether what stands before a task only says that it is one: "AP", "Action"."""
    return topic.casefold() in scene.reading.lexicon.labels or marker_in(topic, scene) is not None
