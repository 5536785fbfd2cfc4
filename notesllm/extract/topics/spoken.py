"""Subjects of a conversation: "Moving on to SSO", "#topic Budget", a title between speeches."""

import re
from collections.abc import Iterator
from functools import lru_cache

from notesllm.document import Block, Kind
from notesllm.extract.reading import Reading
from notesllm.extract.topics.subject import Subject, listed, names_subject, title_of
from notesllm.lexicon import lexicon, phrase_key

LONGEST_TITLE = 60  # characters
LETTER = 1
PLACES = frozenset(("there", "here"))  # "there is the first one"
ARTICLES = frozenset(("the", "a", "an", "our", "der", "die", "das", "den", "le", "la", "les", "el", "los", "il", "lo"))


def turns(reading: Reading) -> Iterator[Subject]:
    """Each turn to a new subject, with what is said until the next."""
    title, place = "", (0, 0)
    told: list[int] = []
    for index, block in enumerate(reading.document.blocks):
        found = title_of(_turned_to(reading, index))
        if found and names_subject(reading, found, phrase_key(found)):
            if title:
                yield Subject(title, place, told)
            title, place, told = found[0].upper() + found[1:], (block.start, block.end), [index]
        elif title and block.kind is not Kind.HEADING:
            told.append(index)
    if title:
        yield Subject(title, place, told)


def _turned_to(reading: Reading, index: int) -> str:
    """What a block turns to, "" where it goes on with what there is."""
    block, language = reading.document.blocks[index], reading.document.language
    if block.label and block.value and phrase_key(block.label).lstrip("#") in listed(language, "topic_labels"):
        return block.value
    if block.speaker:
        match = _turn(language).search(block.text)
        return match["title"] if match and _says_what(match["title"], language) else ""
    follows = index + 1 < len(reading.document.blocks) and bool(reading.document.blocks[index + 1].speaker)
    return block.text if follows and _is_title(block) else ""


def _says_what(title: str, language: str) -> bool:
    """Whether spoken words name a subject: not "it up to date" and "the X", which a recogniser misheard or tore off."""
    words = phrase_key(title).split()
    lists = lexicon(language).words
    small = frozenset((*lists["abstract_pointing"], *lists["abstract_dangling"]))
    if not words or words[0] in PLACES | (small - ARTICLES):
        return False
    generic = small.union(lists["topic_generic"])
    return any(len(word) > LETTER and word not in generic for word in words)


def _is_title(block: Block) -> bool:
    text = block.text
    if block.kind is not Kind.PARAGRAPH or not 3 < len(text) <= LONGEST_TITLE:
        return False
    return text[0].isupper() and text[-1].isalnum() and "http" not in text


@lru_cache(maxsize=8)
def _turn(language: str) -> re.Pattern[str]:
    words = lexicon(language).words

    def any_of(name: str) -> str:
        phrases = sorted(words[f"topic_{name}"], key=len, reverse=True)
        return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in phrases) + ")"

    lets = rf"{any_of('lets')}\s(?:\w+\s){{0,2}}?{any_of('verbs')}"  # "I'd like us to chat about"
    places = rf"{any_of('places')}\s{any_of('things')}(?:\s[\w']+){{0,7}}?\s{any_of('links')}"  # "next item … is"
    return re.compile(
        rf"(?<!\w)(?:{lets}|{places}|{any_of('turns')})[,:]?\s(?:(?:the|our|is|a|an|-)\s){{0,3}}"
        r"(?P<title>[^\s,.;:?!–—-][^,.;:?!–—]{1,60}?)(?=[,.;:?!–—]|\s-\s|\s*$)",
        re.IGNORECASE,
    )
