"""A named figure before it becomes an item, and what stands beside it: target, previous value, change."""

import re
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.extract.metrics.figures import FIGURE, Figure, figure_at
from notesllm.extract.metrics.wording import Phrases, Wording

BREAK = regex(r"[.;,!?](?:\s|$)|[()|\[\]]|\s[-–—]\s|:\s")
TOKEN = regex(r"\S+")
DIGIT = regex(r"\d[^\s(\[,;:]*")
OUTSIDE = frozenset(" ([,;:\u00a0\u202f\u2009")  # what stands before a figure with its signs
MARKED = regex(r".*(?:[(,;–—^]| - )", re.DOTALL)  # up to the last mark
ENDS = " ).,;"
ARROW = regex(r"\s?(?:→|➔|=>|-+>)\s?")
LONGEST_TAIL = 3  # words of a unit: "story points", "points per sprint"
REACH = 160  # characters behind a figure in which its target may stand
CHANGE_REACH = 24  # … in which its change may
DISTANCE_REACH = 48  # … in which it says from what a figure is how far
PHRASE = 6  # words that announce a figure at most
CODES = regex(r"(?:USD|EUR|GBP|CHF|[$€£¥<>≤≥~+−-])\s$")


class Measure(NamedTuple):
    """A name, a figure as written, and what stands beside it."""

    name: str
    value: str
    number: float | None
    unit: str | None
    target: str | None
    previous: str | None
    change: str | None


class Beside(NamedTuple):
    """What is told right behind a figure."""

    target: str | None = None
    previous: str | None = None
    change: str | None = None


NOTHING = Beside()


def beside(text: str, start: int, words: Wording) -> Beside:
    """The target, the previous value and the change that stand behind a figure."""
    rest = text[start : start + REACH]
    target = previous = delta = None
    last, apart = 0, -2  # in which bracket a figure stands, to which what follows outside may belong instead
    for digit in DIGIT.finditer(rest):
        begin = digit.start()
        while begin and rest[begin - 1] not in OUTSIDE:
            begin -= 1
        figure = _figure(rest, begin, words) if begin >= last else None
        if figure is None:
            continue
        bracket = rest.rfind("(", 0, figure.start)
        bracket = bracket if bracket > rest.rfind(")", 0, figure.start) else -1
        if apart > -2 and (bracket < 0 or bracket != apart):
            break
        if distance := _distance(rest, figure, words):
            between = rest[last : figure.start].casefold().replace(",", " ").split()
            if delta or len(between) > LONGEST_TAIL or not (words.nouns | words.goal).isdisjoint(between):
                break  # of another figure: "and costs were $1M above budget"
            delta, last = distance, figure.end
            continue
        told, lead = _announced(rest[last : figure.start], words)
        if delta and not told and not words.goal.isdisjoint(rest[last : figure.start].casefold().split()):
            told = "goal"  # "$129,367 under the budgeted amount of $152,667"
        behind = rest[figure.end : figure.end + 40].casefold().split(None, 3)[:2] if lead or told else []
        if told == "goal" or _begins(behind, words.goal):
            target = target or figure.value
        elif told == "before" or (not told and _begins(behind, words.last)):
            previous = previous or figure.value
        else:
            apart = bracket
            if delta is None and not last:
                delta = _delta(rest, figure, words)
        last = figure.end
    return Beside(target, previous, delta) if last else NOTHING


def _figure(text: str, start: int, words: Wording) -> Figure | None:
    """The figure that begins at a place or at the currency before it."""
    code = CODES.search(text, max(0, start - 4), start) if text[start - 1 : start].isspace() else None
    match = (FIGURE.match(text, code.start()) if code else None) or FIGURE.match(text, start)
    return figure_at(match, comma=words.comma) if match else None


def _announced(between: str, words: Wording) -> tuple[str, bool]:
    """What the words before a figure announce ("goal", "before", ""), and whether it opens a bracket or clause."""
    if between.strip() in {"", "("}:
        return "", True
    said = [word.strip("([:") for word in between.casefold().split()[-PHRASE:]]
    lead = between.rstrip()[-1] in "(,;"
    end = len(said)
    about = end - _ending(said, end, words.about)
    linked = end - _ending(said, end, words.links)
    if _ending(said, end, words.goal) or _ending(said, about, words.goal) or _ending(said, linked, words.goal):
        return "goal", lead
    return ("before" if _ending(said, end, words.before) or _ending(said, about, words.before) else ""), lead


def _ending(said: list[str], end: int, phrases: Phrases) -> int:
    """How many words the longest of ``phrases`` has that ends at ``end``."""
    if end <= 0 or said[end - 1] not in phrases.lasts:
        return 0
    for count in range(min(phrases.longest, end), 0, -1):
        if " ".join(said[end - count : end]) in phrases:
            return count
    return 0


def _begins(said: list[str], phrases: Phrases) -> bool:
    """Whether one of ``phrases`` stands right behind a figure: "(vs £2.05m budget)"."""
    return bool(said) and (said[0].strip(ENDS) in phrases or " ".join(said).strip(ENDS) in phrases)


def _distance(rest: str, figure: Figure, words: Wording) -> str | None:
    """How far a figure is from its target: "(were) $129,367 under" the budget of so much."""
    found = [m for m in TOKEN.finditer(rest, figure.end, figure.end + DISTANCE_REACH) if m[0].strip(ENDS)]
    behind = [match[0] for match in found]
    if not behind:
        return None
    said = [word.strip(ENDS + "(").casefold() for word in behind]
    if not _begins(said[:2], words.distance):
        return None
    compared = said[1 : PHRASE + 1]
    if words.goal.isdisjoint(compared) and words.last.firsts.isdisjoint(compared):
        return None
    return rest[figure.start : found[0].start() + len(behind[0].rstrip(ENDS))]


def _delta(rest: str, figure: Figure, words: Wording) -> str | None:
    """The change that a figure tells: "(82% improvement)", "up 3%", "(+4)"."""
    head = rest[: figure.start]
    if ")" in head:
        return None
    mark = MARKED.match(head)
    cut = max(mark.end() if mark else 0, 2)
    if head.find("(") not in {-1, cut - 1}:
        cut = 0
    if cut > CHANGE_REACH:
        return None
    lead = head[cut:].strip()
    behind = rest[figure.end : figure.end + 24].split(None, 1)[:1]
    word = behind[0].rstrip(").,;").casefold() if behind else ""
    if not lead:
        if word in words.change:
            return rest[figure.start : rest.find(behind[0], figure.end) + len(word)]
        return figure.value if figure.value[0] in "+±" else None
    said = lead.casefold().split()
    verb = len(said) - _ending(said, len(said), words.by)
    closed = rest[figure.end : figure.end + 1] in {"", " ", ")", ",", ";"}
    return rest[cut : figure.end].strip() if closed and verb and _ending(said, verb, words.changed) == verb else None


def arrived(text: str, figure: Figure, words: Wording) -> Figure | None:
    """The figure behind an arrow: the second in "0.8% → 0.3%"."""
    arrow = ARROW.match(text, figure.end)
    match = FIGURE.match(text, arrow.end()) if arrow else None
    return figure_at(match, comma=words.comma) if match else None


def with_tail(text: str, figure: Figure, words: Wording) -> tuple[str, str | None, int]:
    """The value as written with the noun that it counts ("23 open bugs"), its unit, and where it ends."""
    end = figure.end
    if figure.strong:
        noun = TOKEN.match(text, end + 1) if text[end : end + 1] == " " else None
        if noun:
            word = noun[0].rstrip(".,;:!?)")
            folded = word.casefold()
            if folded in words.change or folded in words.compared:
                end = noun.start() + len(word)
                return text[figure.start : end], figure.unit, end
        return figure.value, figure.unit, end
    rest = text[figure.end : figure.end + 60]
    if not rest:
        return figure.value, figure.unit, end
    stop = BREAK.search(rest)
    for count, token in enumerate(TOKEN.finditer(rest[: stop.start() if stop else None])):
        word = token[0].casefold().strip(".,")
        if count == LONGEST_TAIL or (word in words.tail and not (word == "per" and count)) or not word[:1].isalpha():
            break
        end = figure.end + token.start() + len(token[0].rstrip(".,"))
    tail = text[figure.end : end].strip()
    return text[figure.start : end].strip(), " ".join(filter(None, (figure.unit, tail))) or None, end
