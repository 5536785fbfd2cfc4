"""Full names of people who do not attend, but may own what a first name alone is charged with."""

from notesllm._regex import regex
from notesllm.extract.cues import BEYOND
from notesllm.extract.names import fold, given_names, looks_like_person, word_set
from notesllm.extract.reading import Reading

FULL_NAME = regex(r"[A-ZÀ-Þ][\w’'-]++ (?:[a-z]{2,3} ){0,2}+[A-ZÀ-Þ][\w’'-]++")
MOST = 500


def full_names(reading: Reading) -> tuple[str, ...]:
    """The full names in running text, each once, in order."""
    words, source, bit = reading.lexicon, reading.document.source, reading.bits["name"]
    given = given_names() - word_set(words.language, "verb_names")
    found: dict[str, None] = {}
    both = bit | BEYOND
    for block, cues in zip(reading.document.blocks, reading.cues, strict=True):
        turn = block.turn_start
        if cues & both:
            end = block.end
        elif turn >= 0:
            end = block.start
        else:
            continue
        for match in FULL_NAME.finditer(source, turn if turn >= 0 else block.start, end):
            first = match[0].partition(" ")[0].lower()
            if (first if first.isascii() else fold(first)) not in given:
                continue
            name = match[0].removesuffix("'s").removesuffix("’s")
            known = name in found or source[match.start() - 1 : match.start()].isalnum()
            if not known and looks_like_person(name, words):
                found[name] = None
        if len(found) >= MOST:
            break
    return tuple(found)
