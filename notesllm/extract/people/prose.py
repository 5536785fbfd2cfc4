"""People in sentences: "Present were Ana Lopez and Ben Wu", "apologies from Carla", "chaired by Ana"."""

import re
from collections.abc import Iterator
from functools import cache

from notesllm._regex import regex
from notesllm.document import Block, Kind
from notesllm.extract.names import looks_like_person, word_set
from notesllm.extract.people.entry import is_certain, people_in, person_in, segments
from notesllm.extract.people.fields import writers
from notesllm.extract.people.marks import user_of
from notesllm.extract.people.sighting import Sighting
from notesllm.extract.phrasing import PhraseSet, lower
from notesllm.extract.reading import Reading
from notesllm.lexicon import Lexicon, lexicon, phrase_key
from notesllm.summary.items import Presence

PROSE = frozenset({Kind.PARAGRAPH, Kind.ITEM, Kind.FIELD})
STOP = regex(
    r"[.;:!?](?:\s|$)(?<!\b[A-Z]\.\s)(?<!\b[DMHFS]r\.\s)(?<!\b(?:Mrs|Sra|Dra|Ing|Hon|Rev|Mme|Pfr|[Dd]hr|[Dd]rs|[Ss]ig)\.\s)"
    r"(?<!\b(?:Prof|Cllr|Mevr|mevr|Dott|dott)\.\s)(?<!\b(?:Cllrs|Profa)\.\s)|\n\s*\n"
)
# A name and what brackets say of it; what else stands beside it ("at 7 pm", "who") is left out.
NAME = regex(
    r"(?<!\w)(?:[A-ZÀ-Þ][\w’'.-]*\s+){0,4}(?:(?:van|von|de|der|den|del|di|da|la|ten|ter|al|bin)\s+){0,2}[A-ZÀ-Þ][\w’'-]*(?:\s*\([^()]{1,60}\))?"
)
LONGEST = 300  # a longer passage proves each of its people by the name alone
# As chats call the roll: "present+ Ana", "#info present: ana, bwu".
COMMAND = regex(r"(?:#info\s+)?(present|regrets|absent|apologies)(?:\s?\+|(?<=\w):)\s*(.*)", re.IGNORECASE)
UNDERSCORE = regex(r"(?<=[^\W\d_])_(?=[A-ZÀ-Þ])")  # "Ben_Wu"
ABSENT = frozenset({"absent", "regrets", "apologies"})
ASIDE = regex(r"\s*\(([^()–—]{2,200}?)(?:\s[-–—][^()]{0,200})?\)")
OPENING = 1500  # code points
LIST = 3  # names in a row are people's, known or not
OPENERS = 8  # blocks
REACH = 400  # code points of names before or after the words that tell of them
# Named list of the lexicon -> whether the names follow, and what they are.
PHRASES = (
    ("after_present", True, "present"),
    ("before_present", False, "present"),
    ("after_absent", True, "absent"),
    ("before_absent", False, "absent"),
    ("after_host", True, "host"),
    ("before_host", False, "host"),
)


@cache
def _phrases(language: str) -> tuple[PhraseSet, dict[str, list[tuple[bool, str]]]]:
    """All phrases, and what each may mean: "excusa su asistencia" has the names on either side."""
    words = lexicon(language).words
    meaning: dict[str, list[tuple[bool, str]]] = {}
    for name, after, role in PHRASES:
        for phrase in words.get(name, ()):
            meaning.setdefault(lower(phrase), []).append((after, role))
    return PhraseSet(meaning), meaning


def told(reading: Reading) -> Iterator[Sighting]:
    """The people of whom sentences say that they came, stayed away or led."""
    phrases, meaning = _phrases(reading.lexicon.language)
    first = reading.document.blocks[:OPENERS]  # may tell it in any words: "There were Ana, Ben and Carla"
    for block in (*first, *(block for index, block in reading.blocks(cue="attend") if index >= OPENERS)):
        if block.kind is Kind.UTTERANCE and (command := COMMAND.match(block.text)):
            yield from _called(reading, block, command[2] or block.speaker, command[1].lower())
        spoken = block.kind is Kind.UTTERANCE and block.start < OPENING
        if block.kind not in PROSE and not spoken:
            continue
        rolled = False  # a list of people stands in it: whoever else it names beside such words is one too
        for place in phrases.finditer(block.text):
            for after, role in meaning[place.phrase]:
                if spoken and (after or role != "absent"):
                    continue  # who speaks is there; at the opening they say who is not
                names = _after(block.text, place.end) if after else _before(block.text, place.start)
                aside = ASIDE.match(block.text, place.end) if role == "absent" else None
                names = aside[1] if aside else names  # "those who could not make it (Ana, Ben)"
                listed = aside is not None or (after and place.phrase.endswith(":"))
                listed = listed or (rolled and (role == "absent" or not after))
                people = list(_people(reading, block, names, role, listed=listed))
                rolled = rolled or len(people) >= LIST
                yield from people
                if people and after and role == "present" and _has_writer(names, reading):
                    yield from writers(reading)
                if people:
                    break


def _has_writer(names: str, reading: Reading) -> bool:
    """Whether who writes counts among those who came: "Ana, Ben and me"."""
    own = word_set(reading.lexicon.language, "first_person")
    return any(part.casefold() in own for part in segments(names, reading.lexicon))


def _called(reading: Reading, block: Block, names: str, role: str) -> Iterator[Sighting]:
    """The people of a roll that is called in a chat, where nicks do for names."""
    presence: Presence = "absent" if role in ABSENT else "present"
    for person in people_in(UNDERSCORE.sub(" ", names), reading.lexicon, is_list=True):
        yield person._replace(presence=presence, start=block.start, end=block.end)


def _after(text: str, at: int) -> str:
    reach = text[at : at + REACH].lstrip(" :,-–")
    stop = STOP.search(reach)
    return reach[: stop.start()] if stop else reach


def _before(text: str, at: int) -> str:
    reach = text[max(0, at - REACH) : at]
    return STOP.split(reach)[-1].strip()


def _people(reading: Reading, block: Block, names: str, role: str, *, listed: bool) -> Iterator[Sighting]:
    """The people whom the names give; a single word counts only if it is a common first name or ``listed``."""
    words = reading.lexicon
    honorifics = word_set(words.language, "honorifics")
    parts = segments(names, words)[: 1 if role == "host" else None]
    listed = listed or sum(_begins_listed(part, words) for part in parts) >= LIST
    for part in parts:
        found = NAME.search(user_of(part.replace("_", " ")))
        person = person_in(_bare(found[0], words), words) if found else None
        title, _, name = found[0].partition(" ") if found else ("", "", "")
        mentioned = found is not None and part[: found.start()].endswith("@")
        sure = listed or mentioned or (name and phrase_key(title) in honorifics)
        if person is None or not (_is_full(person.name, words) or (sure and looks_like_person(person.name, words))):
            continue
        written = person.name.replace(" ", "_") if "_" in part else person.name
        start, end = _place(reading, block, written)
        if start < 0:
            continue
        presence: Presence = "absent" if role == "absent" else "present"
        yield person._replace(presence=presence, host=role == "host", start=start, end=end)


def _place(reading: Reading, block: Block, written: str) -> tuple[int, int]:
    """Where a name stands, of a short block the block; -1 for nowhere. A line may end inside of the name."""
    source = reading.document.source
    start, end = source.find(written, block.start, block.end), 0
    if start < 0 and " " in written:
        broken = re.compile(r"\s+".join(map(re.escape, written.split()))).search(source, block.start, block.end)
        start, end = broken.span() if broken else (-1, 0)
    if start < 0 or block.end - block.start <= LONGEST:
        return (block.start, block.end) if start >= 0 else (-1, -1)
    return start, end or start + len(written)


def _bare(name: str, words: Lexicon) -> str:
    """Give "Juliano" for "O Juliano", "Jonas" for "Der Jonas": an article goes before names in some languages."""
    article, _, rest = name.partition(" ")
    return rest if rest and article.casefold() in word_set(words.language, "not_names") else name


def _begins_listed(part: str, words: Lexicon) -> bool:
    """Whether a part is a name and nothing else, so that several in a row are a list of people."""
    return NAME.fullmatch(part.strip(" ,")) is not None and looks_like_person(part.strip(" ,"), words)


def _is_full(name: str, words: Lexicon) -> bool:
    return is_certain(name, words) or (" " in name and looks_like_person(name, words))
