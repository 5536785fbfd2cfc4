"""Figures as numbers that can be compared: in one unit, against a target, in a direction."""

from functools import lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.digest.comparing.terms import said, terms
from notesllm.digest.model.lines import Direction
from notesllm.extract.metrics.figures import FIGURE, figure_at
from notesllm.extract.metrics.wording import COMMA_LANGUAGES
from notesllm.lexicon import LANGUAGES

# Units that measure the same, each as a multiple of the first.
SCALES: dict[str, tuple[str, float]] = {
    **dict.fromkeys(("ms", "millisecond", "milliseconds"), ("time", 0.001)),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), ("time", 1.0)),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), ("time", 60.0)),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), ("time", 3600.0)),
    **dict.fromkeys(("d", "day", "days"), ("time", 86400.0)),
    **dict.fromkeys(("week", "weeks"), ("time", 604800.0)),
    **{unit: ("size", factor) for unit, factor in (("kb", 1e3), ("mb", 1e6), ("gb", 1e9), ("tb", 1e12))},
}
BOUND = regex(r"^\W*?([<>≤≥]=?)")
EXACT = 1e-9


class Reading(NamedTuple):
    """A number and its unit; a figure without a unit is in that of what it is compared with."""

    number: float
    unit: str | None


def reading(text: str | None, language: str) -> Reading | None:
    """The figure that a text begins with or holds; None where it has none, or a range."""
    match = FIGURE.search(text or "")
    figure = figure_at(match, comma=language in COMMA_LANGUAGES) if match else None
    if figure is None or figure.number is None:
        return None
    return Reading(figure.number, figure.unit)


def same_number(one: str, other: str, language: str) -> bool:
    """Whether two figures as written mean one number: "1.2M" may be 1,187,000, "99.9%" is not 99.5%."""
    mine, theirs = reading(one, language), reading(other, language)
    if mine is None or theirs is None:
        return True
    apart = abs(mine.number - theirs.number)
    return apart <= max(_half_a_digit(mine.number, one), _half_a_digit(theirs.number, other))


def _half_a_digit(number: float, text: str) -> float:
    """By how much a figure may have been rounded: 0.05 where "99.9%" is written, 50,000 where "$1.2M" is."""
    match = FIGURE.search(text)
    digits = "".join(letter for letter in (match["digits"] if match else "") if letter.isdigit()).lstrip("0")
    return abs(number) / int(digits) / 2 if len(digits) > 1 and not digits.endswith("0") else 0.0


def measured_in(one: str | None, other: str | None) -> bool:
    """Whether figures in two units can be compared."""
    if one == other:
        return True
    mine, theirs = _base(one), _base(other)
    return mine is None or theirs is None or mine[0] == theirs[0]


def in_unit(found: Reading | None, unit: str | None) -> float | None:
    """The number of a reading in ``unit``; None where the units have nothing to do with each other."""
    if found is None or found.unit == unit:
        return found and found.number
    if not measured_in(found.unit, unit):
        return None
    mine, theirs = _base(found.unit), _base(unit)
    return found.number if mine is None or theirs is None else found.number * mine[1] / theirs[1]


def _base(unit: str | None) -> tuple[str, float] | None:
    folded = (unit or "").casefold().strip()
    return SCALES.get(folded, (_head(folded), 1.0)) if folded else None


def _head(unit: str) -> str:
    """A unit by its first word without a plural: "incident", "incidents"."""
    return unit if unit.startswith(("$", "€", "£", "%", "/")) else unit.split(maxsplit=1)[0].rstrip("s")


def direction(before: float | None, after: float | None) -> Direction | None:
    """Where a figure went."""
    if before is None or after is None:
        return None
    if abs(after - before) <= EXACT * max(abs(before), abs(after)):
        return "flat"
    return "up" if after > before else "down"


def on_target(name: str, number: float | None, target: str | None, goal: float | None, language: str) -> bool | None:
    """Whether a figure is on the good side of its target; None where there is no telling which that is."""
    if number is None or target is None or goal is None:
        return None
    if abs(number - goal) <= EXACT * max(abs(number), abs(goal)):
        return True
    side = _side(name, target, language)
    return None if side is None else (number > goal) == (side > 0)


def _side(name: str, target: str, language: str) -> int | None:
    """1 where more is good, -1 where less is."""
    bound = BOUND.search(target)
    if bound:
        return 1 if bound[1][0] in ">≥" else -1
    known, aim = terms(language), said(target)
    if known.at_most.are_in(aim) or known.at_least.are_in(aim):
        return -1 if known.at_most.are_in(aim) else 1
    return good_side(name, language)


def good_side(name: str, language: str) -> int | None:
    """1 where a figure of that name is the better the higher it is, -1 where the lower; None where nothing tells."""
    known, words = terms(language), said(name)
    more, less = known.more_is_better.found(words), known.less_is_better.found(words)
    if bool(more) == bool(less):
        return _last_of(words.text, more, less) if more else None
    return 1 if more else -1


@lru_cache(maxsize=20_000)
def has_good_side(name: str) -> bool:
    """Whether a name tells, in one of the languages, whether more of it is good."""
    return any(good_side(name, language) for language in LANGUAGES)


def _last_of(text: str, more: frozenset[str], less: frozenset[str]) -> int:
    """Of words for both sides the last counts: "customer acquisition cost", "cost savings"."""
    return 1 if max(text.rfind(f" {w} ") for w in more) > max(text.rfind(f" {w} ") for w in less) else -1
