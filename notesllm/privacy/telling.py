"""People whom the notes name though no list of attendees does: told by how names are written, and by their company.

Each rule gives words that may be names. One is taken only if the lexicon does not know it, and if the notes never write
it in small letters: a "Review" beside a name is none.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from notesllm._regex import regex
from notesllm.lexicon import given_names
from notesllm.privacy.shapes import ADDRESSED, CAPITAL, ENTRY, FULL, ITEM, LABEL, TITLED
from notesllm.privacy.words import common_words, no_names, titles, vocabulary, words

WORD = regex(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
BRACKETS = regex(r"\([^()\n]{0,80}\)|\[[^\[\]\n]{0,80}\]|<[^<>\n]{0,80}>")
BETWEEN = regex(r"[,;•·]|[ \t](?:and|und|et|y|e|en|&|\+)[ \t]")
AWAY = regex(
    r"^[ \t]*+(?:[-*•>][ \t]*+)?([^\W\d_][\w-]{2,30})[ \t](?:is|was|ist|war|est|está|è|foi)[ \t]"
    r"(?:[^\W\d_]{3,8}[ \t])?"
    r"(?:away|absent|afk|excused|on[ \t](?:leave|vacation|holiday|pto)|sick|abwesend|entschuldigt|krank|verhindert"
    r"|im[ \t]Urlaub|absente?|excusée?|malade|en[ \t](?:congés?|vacances)|ausente|enferm[oa]"
    r"|de[ \t](?:vacaciones|baja|férias|licença)"
    r"|assente|in[ \t]ferie|malat[oa]|afwezig|ziek|met[ \t](?:vakantie|verlof)|doente)(?!\w)"
)
SPOKE = regex(
    rf"(?<![\w.@/-])(?:(?:heard|hear|spoke|talk|talked|apologies|regrets)[ \t](?:from|to|with)[ \t]({CAPITAL})"
    rf"|({CAPITAL})[ \t](?:asked|said|thinks|thought|volunteered|apologi[sz]ed|wondered|sagte?|meinte?|fragte?|demande"
    r"|dit|dice|dijo|pregunta|preguntó|chiede|zegt|vraagt|disse|diz|pergunta))(?![\w@/-]|\.\w)"
)
ARTICLE = regex(
    r"(?<!\w)(?:the|our|a|an|der|die|das|den|dem|le|la|les|el|los|las|il|lo|i|gli|de|het|een|o|os|as|un|une|una|um|uma)"
    r"[ \t]\Z",
    re.IGNORECASE,
)


def told(source: str, language: str, known: frozenset[str]) -> frozenset[str]:
    """Words of names, in small letters, that ``source`` gives away beside those ``known``."""
    lines = source.split("\n")
    judge = _judge(language, {match[0] for match in WORD.finditer(source) if match[0].islower()})
    found = {word for rule in (_titled, _spoken, _labelled, _addressed) for word in rule(lines) if judge(word)}
    found |= {word for word in _away(lines) if word not in vocabulary(language) | common_words()}
    for rule in (_listed, _stacked, _beside, _listed):  # a list may be told by what another told
        found |= {word for word in rule(lines, known | found) if judge(word)}
    return frozenset(found) - known


def _judge(language: str, small: set[str]) -> Callable[[str], bool]:
    """Whether a word in small letters may be a name at all."""
    no_name = (vocabulary(language) | common_words() | words("places")) - words("common_names") | small | no_names()
    return lambda word: len(word) > 2 and word not in no_name


def _words(name: str) -> Iterator[str]:
    return (match[0].casefold() for match in WORD.finditer(name))


def _titled(lines: list[str]) -> Iterator[str]:
    """Behind "Dña.", "Lady", "Kantor"."""
    known = titles()
    for line in lines:
        for match in TITLED.finditer(line):
            if match[1].casefold() in known:
                yield from _words(match[2])


def _spoken(lines: list[str]) -> Iterator[str]:
    """Who said something, or was spoken to; "the Board said" is nobody."""
    for line in lines:
        for match in SPOKE.finditer(line):
            name = match[1] or match[2]
            if not ARTICLE.search(line[: match.start(1 if match[1] else 2)][-6:]):
                yield name.casefold()


def _addressed(lines: list[str]) -> Iterator[str]:
    """Before somebody's handle or address of mail."""
    for line in lines:
        if "@" in line:
            for match in ADDRESSED.finditer(line):
                yield from _words(match[1])


def _away(lines: list[str]) -> Iterator[str]:
    """Who is away is somebody, in small letters, too."""
    for line in lines:
        if match := AWAY.match(line):
            yield match[1].casefold()


def _labelled(lines: list[str]) -> Iterator[str]:
    """Behind "Authors:" and what else can only be people."""
    labels = words("people_labels")
    for line in lines:
        match = LABEL.match(line)
        if match and not labels.isdisjoint(_words(match[1])):
            for entry in _entries(line[match.end() :]):
                if len(entry.split()) > 1 and entry[0].isupper():
                    yield from _words(entry)


def _listed(lines: list[str], known: Iterable[str]) -> Iterator[str]:
    """Of a list in one line most of whose entries are people: all of them."""
    for line in lines:
        if not BETWEEN.search(line):
            continue
        label = LABEL.match(line)
        entries = _entries(line[label.end() :] if label else line)
        yield from _of_people(entries, known, labelled=bool(label))


def _entries(text: str) -> list[str]:
    """The names and nicks of a list; "" for each other entry."""
    parts = BETWEEN.split(BRACKETS.sub("", text))
    found = (ENTRY.fullmatch(part.strip()) for part in parts if part.strip())
    return [match[1] if match else "" for match in found]


def _of_people(entries: list[str], known: Iterable[str], *, labelled: bool) -> Iterator[str]:
    """All words of a list of which two entries, and half of them, are known people."""
    people = sum(_is_known(entry, known) for entry in entries)
    if people < 2 or people * 2 < len(entries):
        return
    for entry in entries:
        if entry and (entry[0].isupper() or (labelled and " " not in entry)):
            yield from _words(entry)


def _is_known(entry: str, known: Iterable[str]) -> bool:
    return any(word in known for word in _words(entry))


def _stacked(lines: list[str], known: Iterable[str]) -> Iterator[str]:
    """Of a list with one name a line: the full names that are nobody's yet."""
    matches = map(ITEM.match, lines)
    for is_item, run in groupby(matches, bool):
        if is_item:
            names = [match[1] for match in run if match]
            yield from _of_people(
                [name for name in names if " " in name or _is_known(name, known)], known, labelled=False
            )


def _beside(lines: list[str], known: Iterable[str]) -> Iterator[str]:
    """What stands beside a known name: "Alcántara" in "Ana Alcántara", "Hattie" before a family name."""
    given = frozenset(given_names())
    for line in lines:
        for match in FULL.finditer(line):
            named = [*_words(match[0])]
            at = next((at for at, word in enumerate(named) if word in known), None)
            if at is None:
                continue
            yield from named[at + 1 :]
            if at and (named[0] in given or _stands_alone(line, match.start(), match.end())):
                yield from named[:at]


def _stands_alone(line: str, start: int, end: int) -> bool:
    """Whether it fills an entry of a list or a cell, so that what it begins with is no word of a sentence."""
    before, after = line[:start].rstrip(), line[end:].lstrip()
    return (not before or before[-1] in ",;|•-*(") and (not after or after[0] in ",;|()–—")
