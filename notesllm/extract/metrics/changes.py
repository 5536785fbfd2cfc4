"""Figures of what changed: "reduced from 45 minutes to 12", "AWS bill up 25%", "15% reduction in cloud spend"."""

from notesllm.extract.metrics.naming import left_name, right_name
from notesllm.extract.metrics.place import Place, Told, word_end
from notesllm.extract.metrics.said import Said
from notesllm.extract.metrics.wording import Wording

OBJECT = 6  # words between a verb of change and its figure


def verb_before(said: Said, at: int, words: Wording) -> tuple[int, int]:
    """The verb of change nearest before word ``at`` with its object between: its first word, the object's; (-1, -1)."""
    for end in range(at, max(-1, at - OBJECT - 1), -1):
        count = said.before(end, words.changed)
        if count:
            first = end - count
            return (-1, -1) if first and said.words[first - 1] in words.wish else (first, end)
        if end and not said.plain(end - 1, end):
            break
    return -1, -1


def moved(said: Said, place: Place, words: Wording) -> Told | None:
    """As in "Reduced processing time from 45 minutes to 12 minutes", "delivery rate improved from 94.2% to 98.7%"."""
    for to in {place.first, place.lead}:
        ahead = said.before(to, words.to)
        past = _past(said, to - ahead, words) if ahead else None
        begin, previous = past or (-1, None)
        if past is None and not ahead:
            ahead = said.before(to, words.by)
        if not ahead:
            continue
        verb, thing = verb_before(said, begin if past else to - ahead, words)
        if verb < 0:
            if past and place.figure.strong:
                return Told(left_name(said.text, said.starts[begin], words), previous)
            continue
        last = begin if past else to - ahead
        named = said.text[said.starts[thing] : said.ends[last - 1]] if thing < last else ""
        name = right_name(named, 0, words) or left_name(said.text, said.starts[verb], words)
        share = not past and place.figure.unit == "%" and thing >= last and not said.before(to, words.to)
        return Told(name, previous, step=said.text[said.starts[verb] : place.figure.end] if share else None)
    return None


def _past(said: Said, to: int, words: Wording) -> tuple[int, str] | None:
    """Where "from 45 minutes" begins that ends before word ``to``, and its figure."""
    for at in range(to - 1, max(-1, to - 6), -1):
        count = said.before(at + 1, words.past)
        if count:
            first = at + 1
            first += said.behind(first, words.about) if first < to else 0
            previous = said.text[said.starts[first] : said.ends[to - 1]] if first < to else ""
            if any(c.isdigit() for c in previous.partition(" ")[0]) or previous[:1] in "$€£":
                return at + 1 - count, previous
            return None
    return None


def changed(said: Said, place: Place, words: Wording) -> Told | None:
    """As in "NexusDB query performance improved 40%", "AWS bill up 25%", "revenue grew 9% to $2.4M"."""
    at, step = place.lead, None
    ahead = said.before(at, words.to)
    if ahead:
        steps = [f for f in said.figures if f.end == said.ends[at - ahead - 1]] if at - ahead > 0 else []
        if not steps:
            return None
        step = steps[0].value
        at = said.token(steps[0].start)
    at -= said.before(at, words.by)
    count = said.before(at, words.changed)
    if not count or (at - count and said.words[at - count - 1] in words.wish):
        return None
    if not ahead and place.figure.unit == "%":  # which way it went
        step = said.text[said.starts[at - count] : place.figure.end]
    return Told(left_name(said.text, said.starts[at - count], words), step=step)


def change(said: Said, place: Place, words: Wording) -> Told | None:
    """As in "15% reduction in cloud spend", "about 15% higher latency on cache reads", "30% storage reduction"."""
    at = place.after
    if place.figure.unit != "%" or at >= len(said.words):
        return None
    begin = said.starts[at]
    count = said.behind(at, words.compared)
    if count and at + count < len(said.words):
        return Told(right_name(said.text, begin, words))
    for end in range(at, min(at + 4, len(said.words))):
        count = said.behind(end, words.change)
        if count:
            more = end == at and said.behind(at + count, words.shares)
            return (
                Told(right_name(said.text if more else said.text[: word_end(said, end + count)], begin, words))
                if (more or end > at)
                else None
            )
        if not said.plain(end, end + 1):
            break
    return None
