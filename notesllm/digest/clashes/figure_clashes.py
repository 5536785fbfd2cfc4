"""One figure with two numbers."""

from collections import defaultdict
from collections.abc import Iterator

from notesllm.digest.comparing.context import Context
from notesllm.digest.comparing.mention import Mention, mentions
from notesllm.digest.comparing.same_day import by_day
from notesllm.digest.comparing.terms import terms
from notesllm.digest.comparing.wording import Gist, gist, weight
from notesllm.digest.model import Conflict
from notesllm.digest.sections.metrics import is_change
from notesllm.digest.sections.readings import same_number
from notesllm.extract.identity import item_id
from notesllm.extract.metrics.wording import wording
from notesllm.summary import Metric

MOST = 8  # readings of one name that a further one is compared with
FEWEST = 2.0  # words that tell what is measured: "budget" alone may be another project's


def figure_clashes(context: Context) -> Iterator[Conflict]:
    """In one meeting, or in two of one series on one day: two teams' meetings tell of two teams' figures."""
    for group in by_day(mentions(context.told, lambda summary: summary.metrics, lambda item: item.name)):
        named: defaultdict[tuple[Gist, str], list[Mention[Metric]]] = defaultdict(list)
        for mention in group:
            others = named[mention.gist, context.series[mention.meeting.id]]
            for other in others[-MOST:]:
                if _is_same(other, mention) and not _agree(other, mention):
                    yield Conflict(
                        id=item_id("w", "figure_conflict", other.item.id, mention.item.id),
                        code="figure_conflict",
                        message=f"“{mention.item.name}” is {other.item.value}, but also {mention.item.value}.",
                        citations=(*other.citations, *mention.citations),
                    )
            others.append(mention)


def _is_same(one: Mention[Metric], other: Mention[Metric]) -> bool:
    if not one.item.unit or one.item.unit != other.item.unit:
        return False
    if is_change(one) or is_change(other):
        return False
    known = wording(other.language)
    vague = known.done | known.bare | terms(other.language).idle.words
    telling = " ".join(word for word in other.item.name.split() if word.casefold() not in vague)
    return weight(gist(telling, other.language).words, other.language) >= FEWEST


def _agree(one: Mention[Metric], other: Mention[Metric]) -> bool:
    """Whether both numbers may be one, or one is what the other is compared with."""
    mine, theirs = one.item, other.item
    if mine.number is None or theirs.number is None or same_number(mine.value, theirs.value, other.language):
        return True
    return bool({mine.target, mine.previous} & {theirs.value} or {theirs.target, theirs.previous} & {mine.value})
