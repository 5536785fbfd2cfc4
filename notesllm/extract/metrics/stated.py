"""Figures in sentences: "latency is around 50ms", "AWS bill up 25%", "15% reduction in cloud spend"."""

import re
from collections.abc import Callable, Iterator

from notesllm.extract.metrics.figures import FIGURE, Figure, figure_at
from notesllm.extract.metrics.measure import Measure, beside, with_tail
from notesllm.extract.metrics.naming import is_name, left_name, right_name
from notesllm.extract.metrics.wording import Wording

MOST = 6  # figures of one sentence
Found = tuple[str, re.Match[str], str | None]  # name, the match that holds the figure, previous value
Shape = Callable[[str, Wording], Iterator[Found]]
Gate = Callable[[set[str], Wording], bool]  # of the words and characters of a sentence
SPLIT = re.compile(r"[^\w']+")


def _moved(text: str, words: Wording) -> Iterator[Found]:
    """As in "Reduced processing time from 45 minutes to 12 minutes", "delivery rate improved from 94.2% to 98.7%"."""
    for match in words.moved.finditer(text):
        if _wished(text, match, words):
            continue
        name = right_name(match["object"], 0, words) or left_name(text, match.start(), words)
        yield name, match, match["previous"]


def _changed(text: str, words: Wording) -> Iterator[Found]:
    """As in "NexusDB query performance improved 40%", "AWS bill up 25%"."""
    for match in words.changed.finditer(text):
        if _wished(text, match, words):
            continue
        yield left_name(text, match.start(), words), match, None


def _costs(text: str, words: Wording) -> Iterator[Found]:
    """As in "LLM API calls would cost about $5,000/month"."""
    for match in words.costs.finditer(text):
        name = left_name(text, match.start(), words)
        yield (f"{name} {match['word']}" if name else ""), match, None


def _change(text: str, words: Wording) -> Iterator[Found]:
    """As in "15% reduction in cloud spend", "about 15% higher latency on cache reads", "30% storage reduction"."""
    for match in words.percent.finditer(text):
        yield right_name(match["what"], 0, words), match, None


def _state(text: str, words: Wording) -> Iterator[Found]:
    """As in "SAML implementation 80% complete", "99.97% uptime this month"."""
    for match in words.state.finditer(text):
        said = match["what"]
        name = right_name(said, 0, words)
        if said.strip().casefold() in words.done:
            before = left_name(text[: match.start()].rstrip("( "), len(text[: match.start()].rstrip("( ")), words)
            name = f"{before} {name}" if before else ""
        yield name, match, None


def _measured(text: str, words: Wording) -> Iterator[Found]:
    """As in "Our current latency is around 50ms", "revenue through July is $882,050", "error rate 0.4%"."""
    for noun in words.nouns.finditer(text):
        match = words.links.match(text, noun.end())
        gap = (match["gap"] or "") if match else ""
        if not match or words.nouns.search(gap):
            continue
        figure = FIGURE.match(text, match.start("figure"))
        if figure and words.apart.match(text, figure.end()):
            continue
        if words.joint.isdisjoint(gap.casefold().split()):
            yield left_name(text, noun.end(), words), match, None


def _priced(text: str, words: Wording) -> Iterator[Found]:
    """As in "about $2,000/month in additional AWS costs"."""
    for match in words.priced.finditer(text):
        yield right_name(text, match.end(), words), match, None


def _aimed(text: str, words: Wording) -> Iterator[Found]:
    """As in "handles 10K concurrent users (target was 8K)"."""
    for match in words.aimed.finditer(text):
        yield right_name(match["what"], 0, words), match, None


def _wished(text: str, match: re.Match[str], words: Wording) -> bool:
    """Whether a verb of change tells what is wanted, not what was measured."""
    before = text[: match.start()].rsplit(None, 1)
    return bool(before) and before[-1].casefold() in words.wish


# Each shape, and a cheap test that spares most sentences the search for it.
SHAPES: tuple[tuple[Shape, Gate], ...] = (
    (_moved, lambda said, words: not words.verbs.isdisjoint(said)),
    (_costs, lambda said, words: not words.prices.isdisjoint(said)),
    (_changed, lambda said, words: not words.verbs.isdisjoint(said)),
    (_change, lambda said, _: "%" in said or "percent" in said),
    (_state, lambda said, _: "%" in said or "percent" in said),
    (_measured, lambda said, words: not words.things.isdisjoint(said)),
    (_priced, lambda said, _: "/" in said or "$" in said or "€" in said),
    (_aimed, lambda said, words: "(" in said and not words.marks.isdisjoint(said)),
)


def stated(text: str, words: Wording) -> list[Measure]:
    """The named figures of one sentence, in order."""
    found: dict[int, Measure] = {}
    said = {*SPLIT.split(text.casefold()), *text}
    for shape, gate in SHAPES:
        if not gate(said, words):
            continue
        for name, match, previous in shape(text, words):
            if len(found) == MOST:
                break
            inner = FIGURE.match(text, match.start("figure"))
            figure = figure_at(inner, comma=words.comma) if inner else None
            if figure is None or figure.start in found or not is_name(name, words) or name.casefold() in words.prices:
                continue
            step = match.groupdict().get("step")
            if figure.strong or previous or step or shape is _aimed:
                found[figure.start] = _measure(name, text, figure, (previous, step), words)
    told = {figure for m in found.values() for figure in (m.target, m.previous, m.change)}
    return [found[at] for at in sorted(found) if found[at].value not in told]


def _measure(name: str, text: str, figure: Figure, told: tuple[str | None, str | None], words: Wording) -> Measure:
    previous, step = told
    value, unit, end = with_tail(text, figure, words)
    side = beside(text, end, words)
    return Measure(name, value, figure.number, unit, side.target, previous or side.previous, step or side.change)
