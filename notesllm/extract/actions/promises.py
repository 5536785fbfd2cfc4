"""Commitments of others in running text: "Ana will …", "Tom agreed to …", "The group asked Ee to …"."""

import re
from collections.abc import Iterator

from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.actions.candidate import Candidate, Rank
from notesllm.extract.actions.entry import Entry, deed_at, first_verb, sentence_case, tidy
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.speech import speaker_of
from notesllm.extract.actions.subjects import BE_DOING
from notesllm.extract.actions.telling import tell
from notesllm.span import Span
from notesllm.summary import Owner

ELSEWHERE = frozenset(("actions", "review", "people", "absent", "log", "milestones", "metrics", "next_meeting"))
MOST_NAMES = 6  # words of a subject looked at
WORD = re.compile(r"\S+")
BREAK = re.compile(r"[,;:.!?)\]\"”]$|^[-–—]$")
SMALL = (
    "and",
    "but",
    "so",
    "then",
    "that",
    "where",
    "while",
    "because",
    "also",
    "&",
    "which",
    "plus",
    "however",
    "today",
)
PASSING = frozenset(
    (
        "see",
        "know",
        "understand",
        "join",
        "start",
        "come",
        "go",
        "have",
        "get",
        "let",
        "wait",
        "think",
        "keep",
        "learn",
        "receive",
        "continue",
        "need",
        "begin",
        "appreciate",
        "like",
        "love",
        "use",
        "stop",
        "stay",
        "speak",
        "serve",
    )
)
COMING = frozenset(("join", "start", "leave", "return", "arrive", "come", "go", "retire", "have", "move"))
VERB_LAST = ("de", "nl")  # languages that put the verb last
FEWEST = 3
NAME_TO = re.compile(r"[A-Z@][\w.'’-]* to [a-z]| (?:is|are) to [a-z]")


def find_promises(scene: Scene, taken: frozenset[int]) -> Iterator[Candidate]:
    """The commitments of people whom the notes know, told by somebody else."""
    reading = scene.reading
    foreign = reading.document.language != "en"  # the deeds of other languages are too many for cues
    commit, assign = reading.bits.get("commit", 0), reading.bits.get("assign", 0)
    for index, block in enumerate(reading.document.blocks):
        if index in taken or not (reading.cues[index] & (commit | assign) or foreign):
            continue
        if block.kind in (Kind.HEADING, Kind.ROW, Kind.CODE) or reading.zones[index] in ELSEWHERE:
            continue
        if reading.zones[index] == "agenda" and not block.depth and block.kind is Kind.ITEM:
            continue  # what is to be talked about; what is nested under it was said
        yield from _in_block(index, block, scene, commits=foreign or bool(reading.cues[index] & commit))


def _in_block(index: int, block: Block, scene: Scene, *, commits: bool) -> Iterator[Candidate]:
    will = (scene.patterns.will.search(block.text) or " would " in block.text) if commits else None
    asked = scene.patterns.asked.search(block.text)
    headed = _headed(block, scene)
    does = bool(scene.patterns.does) and block.kind is not Kind.UTTERANCE
    if not (will or asked or headed or does):
        return
    for sentence in sentences(scene.reading.document, block):
        if sentence.text.endswith("?"):
            continue
        spans = [Span(sentence.start, sentence.end)]
        found = commitment_in(sentence, scene) or (_headed_entry(sentence, scene) if headed else None)
        found = found or (_does(sentence, scene) if does else None)
        if found is None and will:
            found, span = _unsaid(sentence, block, scene)
            spans = [span, *spans] if span else spans
        if found is None:
            continue
        told = tell(scene, index, found, Rank.SENTENCE, spans=spans, place=(index, sentence.start))
        if told:
            yield told


def commitment_in(sentence: Sentence, scene: Scene) -> Entry | None:
    """What the sentence tells somebody known to have taken on, or to have been asked for."""
    return _will(sentence, scene) or _would(sentence, scene) or _asked(sentence, scene)


def _unsaid(sentence: Sentence, block: Block, scene: Scene) -> tuple[Entry | None, Span | None]:
    """“Till: Volunteers to champion it”: the scribe leaves out who speaks."""
    text = sentence.text
    if not block.speaker and sentence.start == block.start:
        text = text.partition(":")[2].strip() or text
    adverbs = scene.patterns.adverbs.match(text)
    text = text[adverbs.end() :] if adverbs else text
    match = scene.patterns.will.match(text)
    if match is None or match[0].casefold() in ("is to", "are to", "assigned to", "responsible for"):
        return None, None
    speaker = speaker_of(block, scene)
    if speaker is None:
        return None, None
    return _checked(text[match.end() :].strip(), (speaker.owner,), scene, given=True), speaker.span


def _does(sentence: Sentence, scene: Scene) -> Entry | None:
    """“Anna schickt den Vertrag”: a person of the notes at the head of the sentence, and what she does."""
    text = sentence.text
    at = deed_at(text, scene)
    owners = scene.known(text[:at].strip(" *_-")) if at else ()
    if not owners or any(owner.kind != "person" for owner in owners) or len(text[at:].split()) < FEWEST:
        return None
    return _entry(text[at:], owners, scene)


def _headed(block: Block, scene: Scene) -> bool:
    """Whether the block may hold a sentence that begins with "Ana to"."""
    if block.kind is Kind.UTTERANCE:
        return False
    if scene.reading.document.language == "en":
        return NAME_TO.search(block.text) is not None
    return scene.patterns.bare_to.search(block.text[:70]) is not None


def _headed_entry(sentence: Sentence, scene: Scene) -> Entry | None:
    text = sentence.text
    match = scene.patterns.bare_to.search(text[:70])
    if match is None:
        return None
    owners = scene.known(text[: match.start()].strip(" *_-"))
    rest = text[match.end() :].strip()
    if not owners or not first_verb(rest, scene) or len(rest.split()) < 2:
        return None
    return _entry(rest, owners, scene)


def _will(sentence: Sentence, scene: Scene) -> Entry | None:
    text = sentence.text
    for match in scene.patterns.will.finditer(text):
        owners = _subject(text[: match.start()], scene)
        if not owners:
            continue
        rest = text[match.end() :].strip()
        if rest.startswith("be ") and (doing := BE_DOING.match(rest)):
            rest = doing["verb"] + rest[doing.end() :]
        entry = _checked(rest, owners, scene, given=match[0].casefold() != "will")
        if entry:
            return entry
    return None


def _would(sentence: Sentence, scene: Scene) -> Entry | None:
    """“It was agreed that Tom would circulate the draft”: reported, and so promised."""
    match = scene.patterns.would.search(sentence.text) if " would " in sentence.text else None
    if match is None:
        return None
    subject, _, rest = sentence.text[match.end() :].partition(" would ")
    owners = scene.known(subject.strip())
    return _checked(rest.strip(), owners, scene, given=True) if owners else None


def _checked(rest: str, owners: tuple[Owner, ...], scene: Scene, *, given: bool) -> Entry | None:
    words = rest.split()
    if len(words) < FEWEST - given or words[0].casefold() in scene.patterns.negations or words[0].casefold() == "be":
        return None
    adverbs = scene.patterns.adverbs.match(rest)
    bare = rest[adverbs.end() :] if adverbs and adverbs.end() < len(rest) else rest
    verb = first_verb(bare, scene)
    due = scene.due(bare)
    dated = due is not None and due.date is not None and due.strength > 0
    doing = bare.split()[0].casefold()
    if (
        not verb
        and not _ends_with_verb(bare, scene)
        and (not doing.endswith("ing") or doing[:-3] in COMING or f"{doing[:-3]}e" in COMING)
    ):
        return None
    idle = scene.patterns.idle.match(bare)
    if idle and not dated and (" " in idle[0] or len(bare.split()) <= FEWEST):
        return None
    if len(bare.split()) < FEWEST - 1 or (verb in COMING and not given) or (verb in PASSING and not (dated or given)):
        return None
    if any(owner.kind != "person" for owner in owners) and (verb in PASSING or not (dated or given)):
        return None
    return _entry(bare, owners, scene)


def _ends_with_verb(text: str, scene: Scene) -> bool:
    """Whether the last word is an infinitive, as in "die Rechnung bezahlen"."""
    if scene.reading.document.language not in VERB_LAST:
        return False
    last = text.rstrip(" .!").rsplit(None, 1)[-1]
    return last in scene.patterns.verbs or (last.islower() and last.endswith("en") and not last.startswith("ge"))


def _entry(text: str, owners: tuple[Owner, ...], scene: Scene) -> Entry:
    entry = parse(text, scene, Entry("", owners=owners, owned=True))
    return entry._replace(text=sentence_case(tidy(entry.text)))


def _subject(before: str, scene: Scene) -> tuple[Owner, ...]:
    """The known people whose names stand directly before a verb."""
    tokens = WORD.findall(before[-90:])
    if not tokens or not _may_end(tokens[-1], scene):
        return ()
    found: tuple[Owner, ...] = ()
    for count in range(1, min(MOST_NAMES, len(tokens)) + 1):
        first = tokens[-count]
        if count > 1 and BREAK.search(first) and not first.endswith(","):
            break
        words = " ".join(tokens[-count:]).strip('*_,:;-–—(["“ ')
        if first[:1].islower() and not scene.is_person(first.strip(",")):
            continue
        owners = scene.known(words)
        if owners and _free(tokens[: len(tokens) - count], scene):
            found = owners
    return found


def _may_end(token: str, scene: Scene) -> bool:
    bare = token.strip('*_()[],"”')
    return bool(bare) and (
        bare[0].isupper() or bare[0] == "@" or bare.casefold() in scene.patterns.group_words or scene.is_person(bare)
    )


def _free(before: list[str], scene: Scene) -> bool:
    """Whether what stands before a name lets it be a subject: nothing, a pause, a small word; not "with" or "if"."""
    if not before:
        return True
    if before[0].casefold() in scene.patterns.unsure:
        return any(BREAK.search(token) for token in before)
    last = before[-1]
    key = last.casefold().strip("*_")
    if BREAK.search(last) or key in SMALL:
        return True
    return key not in scene.patterns.prepositions and not last[:1].isupper() and not key.endswith("'s")


def _asked(sentence: Sentence, scene: Scene) -> Entry | None:
    """“The group asked Ee to prepare the vote”."""
    text = sentence.text
    for match in scene.patterns.asked.finditer(text):
        rest = text[match.end() : match.end() + 70].lstrip()
        to = scene.patterns.to.search(rest)
        if to is None or to[0].casefold() != "to" or not to.start():
            continue
        owners = scene.known(rest[: to.start()].strip(), guess=match[0].endswith("ed") and rest[:1].isupper())
        task = text[match.end() :].lstrip()[to.end() :].strip()
        if owners and first_verb(task, scene) and len(task.split()) >= 2:
            return _entry(task, owners, scene)
    return None
