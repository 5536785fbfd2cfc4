"""A text as the terms that are compared: words, figures and days, each in one form however it is written."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.dates import Mention, find_dates
from notesllm.extract.likeness import SHORTEST, stem
from notesllm.grounding.figures import Figure, figures
from notesllm.lexicon import given_names, lexicon, unaccented

DENIAL, WITHOUT = "¬", "¬with"
ELISIONS = ("fr", "it")  # "l'équipe" is two words there
NO_DENIALS = {"fr": ("ne", "n"), "pt": ("no",)}  # "ne … pas" denies once; in Portuguese "no" is "in the"
LINK = regex(r"!?\[([^\]\n]*)\]\([^)\s]*\)")
TORN = regex(r"(?<=[^\W\d_])-[ \t]*\r?\n\s*(?=[^\W\d_])")
ARROW = regex(r"[-=]>")
CHECKBOX = regex(r"\[[ xX]\]")
MARKUP = regex(r"(?<!\w)[*_`~\\>#]+|[*_`~\\]+(?!\w)|\*\*|``?|~~|\\(?=\W)")
WORD = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
BREAK = regex(r"[.!?;:,()\n|]|\s[-–—]+\s|—")
COUNTED = regex(r"(\d+(?:\.\d+)?)(?:/(\d+(?:\.\d+)?))?")
ORDINALS = frozenset(("st", "nd", "rd", "th", "er", "e", "ème"))
SHORT = ("'ll", "'re", "'ve", "'d", "'m", "'s")
SCALE = {"thousand": 3, "million": 6, "billion": 9}
VERB = regex(r"(?<!e)at(?:e|ed|es|ing)$")
DOUBLE = regex(r"([aeou])\1")  # "maakt" and "maken"
# A line end within a sentence: no mark before it, no list mark or label behind it.
WRAP = regex(r"(?<![.!?:;|\s])[ \t]*\r?\n[ \t]*(?=[^\W_])(?![\w .'-]{1,30}:)")
POINTS = regex(r"\d{1,3}(?:\.\d{3})+")


class Term(NamedTuple):
    """One term. ``key`` is its form; ``lead`` the neutral word right before it; ``clause`` counts from 0."""

    key: str
    kind: str  # "word", "proper", "name", "figure", "day", "denial", "reversal", "quantifier"
    start: int
    clause: int
    lead: str = ""
    currency: str = ""


class Place(NamedTuple):
    """Where a word stands, and whether with a capital within the text."""

    start: int
    clause: int
    lead: str
    capital: bool
    first: bool  # of the text: the capital may be that of a sentence


class Language(NamedTuple):
    """What the terms of a language are read with."""

    name: str
    neutral: frozenset[str]
    denials: frozenset[str]
    reversals: frozenset[str]
    hedges: frozenset[str]
    bounds: tuple[str, ...]  # that lead where something came from, where it went, by how much
    breaks: frozenset[str]
    without: frozenset[str]
    quantifiers: frozenset[str]
    relations: frozenset[str]  # that turn round when what stands before and behind them is swapped; empty: any may
    framing: frozenset[str]  # that a summary may put around what is said
    anaphors: frozenset[str]  # that stand for what was said before
    forms: dict[str, str]
    endings: tuple[str, ...]
    counts: dict[str, int]
    calendar: dict[str, str]


@lru_cache(maxsize=8)
def language_of(name: str) -> Language:
    """The words of proof of a language."""
    known = lexicon(name)
    lists = known.words
    forms = {form: forms.split()[0] for forms in lists["proof_forms"] for form in forms.split()}
    denials = {*lists["negations"], *lists["denials"]}.difference(NO_DENIALS.get(name, ()))
    endings = tuple(lists.get("proof_endings", ()))
    calendar = {word: f"month {number}" for word, number in known.months.items() if number}
    calendar |= {word: f"weekday {number}" for word, number in known.weekdays.items()}
    return Language(
        name,
        frozenset(lists["proof_neutral"]),
        frozenset(denials),
        frozenset(root(word, forms, endings) for word in lists["proof_reversals"]),
        frozenset(form for word in lists["proof_hedges"] for form in (word, root(word, forms, endings))),
        tuple(lists["proof_bounds"]),
        frozenset(lists["proof_breaks"]),
        frozenset(lists["proof_without"]),
        frozenset(lists["proof_quantifiers"]),
        frozenset(root(word, forms, endings) for word in lists.get("proof_relations", ())),
        frozenset(root(word, forms, endings) for word in lists.get("proof_framing", ())),
        frozenset(lists["proof_anaphors"]),
        forms,
        endings,
        {word: number for word, number in known.numbers.items() if number > 1},
        calendar,
    )


def root(word: str, forms: dict[str, str], endings: tuple[str, ...] = ()) -> str:
    """The form under which a word and its inflections are one: "shipped", "ships" and "ship"."""
    word = forms.get(word, word)
    cut = word
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            cut = word.removesuffix(ending)
            break
    if endings:
        cut = unaccented(cut)
        return DOUBLE.sub(r"\1", cut[:-1] + "i" if cut.endswith("y") else cut)
    cut = stem(word)
    if VERB.search(word) and cut.rfind("at") > SHORTEST:
        cut = cut[: cut.rindex("at")]  # "migrate", as "migration" is cut
    if len(cut) > SHORTEST and cut[-1] in "ey":
        cut = cut[:-1]
    if len(cut) > SHORTEST and cut[-1] == cut[-2]:
        cut = cut[:-1]
    return unaccented(cut)


def bare(text: str) -> str:
    """``text`` without markup, link targets, line ends within sentences and the hyphens there."""
    joined = WRAP.sub(" ", TORN.sub("", LINK.sub(r"\1", ARROW.sub("→", text))))
    return MARKUP.sub(" ", CHECKBOX.sub(" ", joined)).replace("’", "'").replace("−", "-")


def terms(
    text: str, language: Language, anchor: dt.date | None, people: frozenset[str], *, day_first: bool | None = None
) -> list[Term]:
    """The terms of ``text`` that carry meaning, in order; ``text`` is :func:`bare`."""
    known = lexicon(language.name)
    days = [found for found in find_dates(text, known, anchor, day_first=day_first) if found.precision == "day"]
    found: list[Term] = []
    clause, lead, taken = 0, "", -1
    for start, end, kind, said in _pieces(text, days, language):
        if start < taken:
            if kind == "word" and (weekday := language.calendar.get(said, "")).startswith("weekday"):
                found.append(Term(weekday, "day", start, clause))
            continue
        if kind == "break":
            clause, lead = clause + 1, ""
        elif kind == "day":
            found.append(Term(said, "day", start, clause, lead))
            taken, lead = end, ""
        elif kind == "figure":
            number, currency = said.split("\t")
            found.append(Term(number, "figure", start, clause, lead, currency))
            taken, lead = end, ""
        elif said in language.breaks:
            clause, lead = clause + 1, ""
        else:
            for part in _parts(said, language):
                place = Place(start, clause, lead, text[start].isupper(), not text[:start].strip())
                term = _word(part, place, language, people)
                lead = "" if term else lead if lead in language.bounds else part  # "from this talk"
                if term:
                    found.append(term)
    return found


def _pieces(text: str, days: Iterable[Mention], language: Language) -> Iterator[tuple[int, int, str, str]]:
    pieces = [(m.start, -1, m.end, "day", f"{m.date}{m.last if m.last != m.date else ''}") for m in days if m.date]
    for figure in figures(text, language.name):
        parts = _canonical(figure, language)
        pieces += [(figure.start, at, figure.start, "figure", part) for at, part in enumerate(parts[:-1])]
        pieces.append((figure.start, len(parts), figure.end, "figure", parts[-1]))
    pieces += [(m.start(), -2, m.end(), "break", "") for m in BREAK.finditer(text) if _parts_clauses(text, m.start())]
    pieces += [(m.start(), 9, m.end(), "word", m.group().casefold()) for m in WORD.finditer(text)]
    for start, _, end, kind, said in sorted(pieces):
        yield start, end, kind, said


def _parts_clauses(text: str, at: int) -> bool:
    """Whether a point or comma is none of a number ("1,200") or of a name ("node.js")."""
    return text[at] not in ".,:" or not text[at + 1 : at + 2].isalnum()


def _canonical(figure: Figure, language: Language) -> list[str]:
    """The figure in one form, and its currency: "1,200" and "1200", "1.8M" and "1.8 million" are the same."""
    written = figure.number
    if language.name != "en":
        written = written.replace(".", "") if POINTS.fullmatch(written) else written
        written = written.replace(",", ".") if written.count(",") == 1 else written
    if not COUNTED.fullmatch(written):
        return [f"{written}\t{figure.currency}"]
    told = []
    for part in written.split("/"):
        try:
            number = Decimal(part).scaleb(SCALE.get(figure.scale, 0)).normalize()
        except InvalidOperation:
            return [f"{written}\t{figure.currency}"]
        sign, unit = "-" if figure.negative else "", "%" if figure.scale == "percent" else ""
        told.append(f"{sign}{number:f}{unit}\t{figure.currency}")
    return told


def _parts(word: str, language: Language) -> list[str]:
    """The words that one written word stands for: "won't" denies, "l'équipe" has an article."""
    if word in ("won't", "shan't"):
        return [DENIAL]
    if word in ("can't", "cannot"):
        return ["can", DENIAL]
    if word.endswith("n't"):
        return [word[:-3], DENIAL]
    if language.name in ELISIONS and "'" in word:
        return word.split("'")
    for short in SHORT:
        if word.endswith(short):
            return [word.removesuffix(short)]
    return [word]


def _word(word: str, place: Place, language: Language, people: frozenset[str]) -> Term | None:
    start, clause, lead = place.start, place.clause, place.lead
    capital = place.capital and not place.first
    form = root(word, language.forms, language.endings)
    small = word in language.neutral or form in language.reversals
    if word == DENIAL or word in language.denials:
        kind, form = "denial", WITHOUT if word in language.without else DENIAL
    elif word in language.quantifiers:
        kind, form = "quantifier", word
    elif word in language.calendar and (capital or not small):
        kind, form = "day", language.calendar[word]
    elif word in language.counts:
        kind, form = "figure", str(language.counts[word])
    elif word in people or (capital and word in _given_names()):
        kind, form = "name", word
    elif word in language.neutral or word in ORDINALS:
        return None
    elif form in language.reversals:
        kind = "reversal"
    else:
        named = capital and language.name != "de"
        kind = "proper" if named or (place.capital and word in _given_names()) else "word"
    return Term(form, kind, start, clause, lead)


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    return frozenset(given_names())
