"""Who speaks: the speakers of a transcript or chat, and names that stand as labels before what they said."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from notesllm._regex import regex
from notesllm.document import Block, Kind
from notesllm.extract.names import (
    ASIDE,
    HANDLE,
    fold,
    given_names,
    is_no_team,
    is_person_name,
    looks_like_person,
    word_set,
)
from notesllm.extract.people.entry import is_bot, is_certain
from notesllm.extract.people.marks import user_of
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.reading import Reading
from notesllm.lexicon import Lexicon, lexicon, phrase_key

# Under these a name before a colon owns something and says nothing.
SILENT = frozenset(
    {"actions", "review", "people", "absent", "agenda", "metrics", "milestones", "next_meeting", "risks", "priorities"}
)
SAID = frozenset({Kind.FIELD, Kind.ITEM, Kind.PARAGRAPH})
UTTERANCE = Kind.UTTERANCE
SPEECH = regex(r"(?:\S+\s+){3}")  # at least this much is said
SAMPLE = 200_000  # code points in which a word in small letters shows that it is no name
NUMBERED = regex(r"[^\W\d_]{2,20} ?#?\d{1,2}")  # "Speaker 4"
OPENING = 300  # code points in which one says who one is
SEVERAL = 2  # first names in small letters before what each reports
WRITER = regex(r"(?=.*[^\W\d_])[^\W_][\w.'’-]*(?: [\w.'’-]+){0,2}")  # as one is called in another's address book
DOTTED = regex(r"[a-z]{2,20}[._][a-z]{1,20}")  # "ana.l" is nobody's word
SPEAKER_NICK = regex(r"[^\W\d_][\w.`^|\[\]{}-]{1,30}")


def speakers(reading: Reading) -> Iterator[Sighting]:
    """The people who speak, each once, in the order in which they first do."""
    document, words = reading.document, reading.lexicon
    said = [block for block in _utterances(reading) if block.speaker]
    times = Counter([block.speaker for block in said])
    seen: set[str] = set()
    for block in said:
        if block.speaker not in seen:
            seen.add(block.speaker)
            if _is_speaker(block.speaker, words, chat=document.format == "chat", often=times[block.speaker] > 1):
                yield _sighting(reading, block, block.speaker)
    yield from _labelled(reading, seen)


def introduced(reading: Reading) -> Iterator[Sighting]:
    """Speakers whom the recorder did not know and who say their names: "Speaker 4: … this is Ingrid from legal"."""
    words = reading.lexicon
    unknown = {speaker for speaker in {block.speaker for block in _utterances(reading)} if NUMBERED.fullmatch(speaker)}
    for block in _utterances(reading) if unknown else ():
        if block.speaker not in unknown:
            continue
        for match in _introduces(words.language).finditer(block.text[:OPENING]):
            name = next((n for n in (f"{match[1]} {match[2]}", match[1]) if is_certain(n, words)), "")
            if name and fold(match[1]) not in word_set(words.language, "given_words"):
                unknown.discard(block.speaker)
                yield Sighting(name, aliases=(block.speaker,), start=block.start, end=block.end)
                break


def _utterances(reading: Reading) -> list[Block]:
    return [block for block in reading.document.blocks if block.kind is UTTERANCE] if UTTERANCE in reading.kinds else []


@cache
def _introduces(language: str) -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, lexicon(language).words["introduces"]))
    return re.compile(rf"(?<!\w)(?i:{phrases}) ([A-ZÀ-Þ][\w’'-]{{1,20}})(?: ([A-ZÀ-Þ][\w’'-]{{1,20}}))?")


def _sighting(reading: Reading, block: Block, name: str) -> Sighting:
    """The speaker, proven by the name where it stands right before the words, else by them."""
    source = reading.document.source
    at = source.rfind(name, max(0, block.start - len(name) - 40), block.start + len(name) + 10)
    if at < 0:
        at = source.find(name, block.end, block.end + len(name) + 4)  # "(Ana)" behind what is on a card
    start, end = (at, at + len(name)) if at >= 0 else (block.start, min(block.end, block.start + 80))
    bare = user_of(ASIDE.sub(" ", name).strip().lstrip("@"))
    aliases = (name,) if name.startswith("@") or not name.startswith(bare) or user_of(name) != name else ()
    return Sighting(bare, aliases=aliases, start=start, end=end)


def _is_speaker(name: str, words: Lexicon, *, chat: bool, often: bool) -> bool:
    """Whether the reader's speaker is a person."""
    bare = user_of(ASIDE.sub(" ", name).strip())
    key = fold(bare)
    if is_bot(bare.strip("`'"), words):
        return False
    if not is_no_team(bare, words) and not is_certain(bare, words):
        return False
    if HANDLE.fullmatch(bare) or DOTTED.fullmatch(bare) or is_certain(bare, words) or key in given_names():
        return True
    if chat:
        return SPEAKER_NICK.fullmatch(bare) is not None or (often and WRITER.fullmatch(bare) is not None)
    if " " in bare:
        return looks_like_person(bare, words) or (key.split()[0] in given_names() and is_person_name(bare, words))
    return often and phrase_key(bare) not in words.cues and (looks_like_person(bare, words) or _is_nick(bare, words))


def _labelled(reading: Reading, seen: set[str]) -> Iterator[Sighting]:
    """People's names as labels before what they said: "**Ana Lopez:** We are on track"."""
    words = reading.lexicon
    talk = reading.document.format in ("transcript", "chat")
    labels = _labels(reading)
    source = reading.document.source[:SAMPLE]
    small = {label for label in labels if label.islower() and _is_small_name(label, words)}
    small = small if len(small) >= SEVERAL else set()
    for label, blocks in labels.items():
        if label in seen or label[0] in "#[":
            continue
        is_name = label in small if label.islower() else looks_like_person(label, words)
        nick = talk and len(blocks) > 1 and _is_nick(label, words)
        if not (is_name or nick):
            continue
        said = [block for block in blocks if SPEECH.match(block.value)]
        if (nick and len(said) > 1) or (
            is_name and said and (label in small or _is_meant(label, len(blocks), source, words))
        ):
            yield _sighting(reading, said[0], label)


def _labels(reading: Reading) -> dict[str, list[Block]]:
    """The labels that may be names, each with the blocks in which somebody may have said what stands under it."""
    words, bit = reading.lexicon, reading.bits["name"]
    blocks, zones, cues = reading.document.blocks, reading.zones, reading.cues
    found: list[tuple[int, str, list[Block]]] = []
    for label, indexes in reading.labels.items():
        plain = label.isascii() and "-" not in label
        if plain and len(indexes) == 1 and not cues[indexes[0]] & bit:
            continue  # what occurs but once has to hold a first name
        told = [index for index in indexes if blocks[index].value and zones[index] not in SILENT]
        if not told or (plain and len(told) == 1 and not cues[told[0]] & bit):
            continue
        if label.islower() or looks_like_person(label, words):
            said = [blocks[index] for index in told if blocks[index].kind in SAID]
            if said:
                found.append((told[0], label, said))
    return {label: said for _, label, said in sorted(found, key=itemgetter(0))}


def _is_meant(label: str, times: int, source: str, words: Lexicon) -> bool:
    """Whether a label that looks like a name is one: by its first name, or because it recurs.

    A word that the notes also write in small letters is a word: "Grace Period", "Order Service".
    """
    parts = label.casefold().split()
    certain = is_certain(label, words) and parts[0] not in word_set(words.language, "given_words")
    if not certain and not (times > 1 and (len(parts) > 1 or parts[0] in given_names())):
        return False
    return len(parts) == 1 or not any(f" {part} " in source for part in parts if len(part) > 3)


def _is_small_name(label: str, words: Lexicon) -> bool:
    return fold(label) in given_names() and label not in word_set(words.language, "given_words")


def _is_nick(label: str, words: Lexicon) -> bool:
    """Whether a label in small letters that recurs in talk is somebody's nick."""
    key = phrase_key(label)
    known = key in words.labels or key in words.zones or key in word_set(words.language, "not_names")
    return (
        label.islower()
        and len(label) > 2
        and SPEAKER_NICK.fullmatch(label) is not None
        and not known
        and is_no_team(label, words)
    )
