"""What a line is about, in a form that can be compared: its words, what it refers to, and what tells it apart."""

from functools import cache, lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.extract.likeness import STOP, WORD, key_words, stem
from notesllm.lexicon import LANGUAGES, lexicon, small_words

LIGHT = 0.4  # what a word that many tasks share ("update", "review") weighs
TICKET = regex(
    r"\b(?!(?:UTF|ISO|SHA|SOC|COVID|FY|Q|H|TLS|HTTP|IPV|AES|MP|PM|AM|UTC|GMT)-)[A-Z][A-Z0-9]{1,9}(?:-\d{1,6})+\b"
)
NUMBERED = regex(r"(?<![\w&/])#(\d{1,6})\b|\b(?:issue|ticket|pull request|PR|MR|bug)\s*[#!]?(\d{2,6})\b")
ADDRESS = regex(r"https?://[^\s<>()\[\]\"'`|]+")
ISSUE = regex(
    r"/(?:([\w.-]+/[\w.-]+)(?:/-)?/(?:issues|pull|pulls|merge_requests)/(\d+)|browse/([A-Z][A-Z0-9]+-\d+)|issue/([A-Z][A-Z0-9]+-\d+))"
)
STEP = regex(
    r"(?i:\b(phase|step|stage|sprint|part|version|release|wave|batch|round|iteration|option|tier|week|chapter|milestone|lot"
    r"|client|customer|vendor|supplier|site|room|building|floor|line|zone|region|team|group|track|stream|module|level|unit"
    r"|variant|scenario|teil|stufe|etappe|schritt|woche|version|raum|gruppe|los|lot|étape|fase|salle|sala))"
    r"\s+(?:no\.?\s*|nr\.?\s*)?(\d+(?:\.\d+)*|(?i:[ivx]{1,4})|[A-H])\b"
)
VERSION = regex(r"\bv(\d+(?:\.\d+)*)\b|\b(\d+\.\d+\.\d+)\b")
QUARTER = regex(r"\b(q[1-4]|h[12])\b(?:[\s/'’]*(?:20)?(\d\d)\b)?")
YEAR = regex(r"\b(20\d\d)\b")
DIGIT = regex(r"\d")
NUMBER = regex(r"\d+(?:[.,]\d+)*(?:\s?%|[kmb]\b)?")
ENDINGS = (  # what nouns and verbs of one kind end in, after the first stem
    ("oval", "ov"),
    ("ewal", "ew"),
    ("osal", "os"),
    ("ival", "iv"),
    ("at", ""),
    ("iz", "is"),
    ("ysi", "ys"),
    ("yz", "ys"),
)
ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}


class Gist(NamedTuple):
    """What a text is about.

    ``words``: stems of the words that carry meaning. ``references``: tickets, issues and links, spelled one way.
    ``marks``: what tells one of a series from the next, each "class:value" ("phase:2", "quarter:q3", "month:10").
    """

    words: frozenset[str]
    references: frozenset[str]
    marks: frozenset[str]


@cache  # cleared when a digest is done: its parts ask for the same texts
def gist(text: str, language: str = "en") -> Gist:
    """What ``text``, in ``language`` (two letters; unknown ones count as English), is about."""
    rest, found = _references(text)
    marks: set[str] = set()
    rest = _steps(rest, marks).casefold()
    if DIGIT.search(rest):
        rest = _figures(rest, marks)
    said = WORD.findall(rest if rest.isascii() else rest.replace("’", "'"))
    months, small, long = _months(language), _small(language), _in_full(language)
    marks.update([f"month:{months[word]}" for word in said if word in months])
    words = [stem(word) for word in said if word not in STOP] or said
    told = [word for word in words if word not in small and not word.isdigit()]
    return Gist(
        frozenset([part for word in told for part in long.get(word) or (_twice(word),)]), found, frozenset(marks)
    )


@lru_cache(maxsize=20_000)
def references(text: str) -> frozenset[str]:
    """The tickets, issues and links that a text names, spelled one way."""
    return _references(text)[1]


def alike(one: Gist, other: Gist, language: str = "en") -> float:
    """How alike the words of two are, 0.0 to 1.0: the F1 of their weights."""
    shared = weight(one.words & other.words, language)
    return 2 * shared / ((weight(one.words, language) + weight(other.words, language)) or 1.0)


def contained(one: Gist, other: Gist, language: str = "en") -> float:
    """How much of the shorter one's weight stands in the longer one, 0.0 to 1.0."""
    shorter = min(weight(one.words, language), weight(other.words, language))
    return weight(one.words & other.words, language) / shorter if shorter else 0.0


def told_apart(one: Gist, other: Gist) -> bool:
    """Whether the two are of one series, and different members of it: "phase 1" and "phase 2", two tickets."""
    if one.references and other.references and not one.references & other.references:
        mine, theirs = (_by_class(frozenset(map(_tracked, gist.references))) for gist in (one, other))
        if any(name in theirs for name in mine if name):
            return True
    if not one.marks or not other.marks:
        return False
    mine, theirs = _by_class(one.marks), _by_class(other.marks)
    return any(not mine[name] & theirs[name] for name in mine.keys() & theirs.keys())


def weight(words: frozenset[str], language: str = "en") -> float:
    """How much the words say together; one that many tasks share says less."""
    return len(words) - (1 - LIGHT) * len(words & light_words(language))


@cache
def light_words(language: str) -> frozenset[str]:
    """The stems of verbs and other words that many tasks share."""
    words = lexicon(language if language in LANGUAGES else "en").words
    return frozenset(
        _twice(stem(word)) for name in ("action_verbs", "generic") if name in words for word in words[name]
    )


def _references(text: str) -> tuple[str, frozenset[str]]:
    """The text without them, and them."""
    found: set[str] = set()
    if "://" not in text and not DIGIT.search(text):
        return text, frozenset()
    for address in ADDRESS.findall(text):
        issue = ISSUE.search(address)
        if issue is None:
            found.add(address.rstrip(".,;:!?").casefold())
        else:
            found.add(f"{issue[1].casefold()}#{issue[2]}" if issue[1] else (issue[3] or issue[4]))
    text = ADDRESS.sub(" ", text)
    found.update(TICKET.findall(text))
    text = TICKET.sub(" ", text)
    found.update(f"#{number or other}" for number, other in NUMBERED.findall(text))
    return NUMBERED.sub(" ", text), frozenset(found)


def _steps(text: str, marks: set[str]) -> str:
    """The text without the numbers of phases and the like, which become marks."""
    found = STEP.findall(text)
    for name, number in found:
        value = number.casefold()
        marks.add(f"{name.casefold()}:{ROMAN.get(value, value)}")
    return STEP.sub(r" \1 ", text) if found else text


def _figures(text: str, marks: set[str]) -> str:
    """The same for versions, quarters, years and other figures."""
    marks.update(f"version:{one or other}" for one, other in VERSION.findall(text))
    text = VERSION.sub(" ", text)
    for quarter, year in QUARTER.findall(text):
        marks.add(f"quarter:{quarter}")
        if year:
            marks.add(f"year:20{year}")
    text = QUARTER.sub(" ", text)
    marks.update(f"year:{year}" for year in YEAR.findall(text))
    text = YEAR.sub(" ", text)
    marks.update(f"number:{number.replace(' ', '')}" for number in NUMBER.findall(text))
    return NUMBER.sub(" ", text)


@cache
def _months(language: str) -> dict[str, int]:
    months = lexicon(language if language in LANGUAGES else "en").months
    return {word: number for word, number in months.items() if word != "may"}  # a verb, more often


def _by_class(marks: frozenset[str]) -> dict[str, set[str]]:
    classes: dict[str, set[str]] = {}
    for mark in marks:
        name, _, value = mark.partition(":")
        classes.setdefault(name, set()).add(value)
    return classes


def _tracked(reference: str) -> str:
    """A ticket after its tracker: "FARE:212"; a plain link is of none, as one task may have several."""
    if "://" in reference:
        return f":{reference}"
    tracker, _, number = reference.partition("#" if "#" in reference else "-")
    return f"{tracker or '#'}:{number}"


@lru_cache(maxsize=20_000)
def _twice(word: str) -> str:
    """A stem of the stem: "optimizations" and "optimize" meet, and so do "renewal" and "renew"."""
    cut = stem(stem(word))
    if len(cut) > 4:
        cut = cut.removesuffix("e")
    if len(cut) > 4 and cut[-1] == cut[-2] and cut[-1] in "bdgmnprt":
        cut = cut[:-1]  # "submitted", "planning"
    for suffix, instead in ENDINGS:
        if cut.endswith(suffix) and len(cut) - len(suffix) >= 3:
            return cut.removesuffix(suffix) + instead
    return cut


@cache
def _in_full(language: str) -> dict[str, tuple[str, ...]]:
    """What short words stand for: "db" for "database"; both by their stems."""
    words = lexicon(language if language in LANGUAGES else "en").words["digest_short"]
    pairs = (entry.partition(" ") for entry in words)
    return {stem(short): tuple(_twice(word) for word in key_words(long)) for short, _, long in pairs}


@cache
def _small(language: str) -> frozenset[str]:
    return frozenset() if language in {"en", ""} or language not in LANGUAGES else small_words(language)
