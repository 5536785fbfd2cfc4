"""Figures in sentences: "latency is around 50ms", "AWS bill up 25%", "15% reduction in cloud spend"."""

from notesllm.extract.metrics.changes import change, changed, moved
from notesllm.extract.metrics.figures import Figure
from notesllm.extract.metrics.measure import Measure, arrived, beside, with_tail
from notesllm.extract.metrics.naming import is_name, left_name, right_name
from notesllm.extract.metrics.place import Place, Shape, Told, place_of, word_end
from notesllm.extract.metrics.said import CLOSING, Said
from notesllm.extract.metrics.wording import Wording

MOST = 6  # figures of one sentence
GAP = 40  # characters between what is measured and its figure
ALIKE = 5  # times the one of two figures that the other may be
HEADLINE = 4  # words before "at 91%" that are a name
MARKS = str.maketrans(dict.fromkeys(',;:.!?()[]*_"', " "))
APART = frozenset(";:!?$€£%")


def costs(said: Said, place: Place, words: Wording) -> Told | None:
    """As in "LLM API calls would cost about $5,000/month"."""
    count = said.before(place.lead, words.costs)
    if not count:
        return None
    name = left_name(said.text, said.starts[place.lead - count], words)
    word = said.words[place.lead - 1]
    return Told(f"{name} {word}" if name else "")


def state(said: Said, place: Place, words: Wording) -> Told | None:
    """As in "SAML implementation 80% complete", "99.97% uptime this month"."""
    at = place.after
    if place.figure.unit != "%":
        return None
    for end in range(at, min(at + 3, len(said.words))):
        done = said.behind(end, words.done)
        count = done or said.behind(end, words.state)
        if count:
            name = said.text[said.starts[at] : word_end(said, end + count)]
            if done and end == at:
                before = said.text[: place.figure.start].rstrip("( ")
                subject = left_name(before, len(before), words)
                return Told(f"{subject} {name}" if subject else "")
            return Told(right_name(name, 0, words))
        if not said.plain(end, end + 1):
            break
    return None


def measured(said: Said, place: Place, words: Wording) -> Told | None:
    """As in "Our current latency is around 50ms", "revenue through July is $882,050", "error rate 0.4%"."""
    if said.behind(place.after, words.apart):
        return None
    for link in range(place.first, place.lead - 1, -1):
        count = said.before(link, words.links)
        for end in range(link - count, 0, -1):
            if not count and end < link:
                break
            noun = said.before(end, words.nouns) or _noun(said, end, words)
            stop = word_end(said, end)
            gap = said.text[stop : said.starts[link - count] if count else said.starts[link]]
            if len(gap) > GAP or not APART.isdisjoint(gap) or not words.joint.isdisjoint(gap.casefold().split()):
                break
            if (
                noun
                and (count or not gap.strip())
                and not said.text[said.starts[end - noun] - 1 : stop].startswith("(")
            ):
                name = left_name(said.text, stop, words)
                return Told(name, sure=place.figure.lasting and "time" in name.casefold())
    return None


def _noun(said: Said, end: int, words: Wording) -> int:
    """1 where the word before ``end`` is one of what can be measured with a comma behind it or in the plural."""
    word = said.words[end - 1].rstrip(CLOSING)
    return int(word in words.nouns or (word.endswith("s") and word[:-1] in words.nouns))


def priced(said: Said, place: Place, words: Wording) -> Told | None:
    """As in "about $2,000/month in additional AWS costs"."""
    unit = place.figure.unit or ""
    if not place.figure.strong or not ("/" in unit or " " in unit) or unit[1:].isdigit():
        return None
    count = said.behind(place.after, words.shares)
    return Told(right_name(said.text, said.ends[place.after + count - 1], words)) if count else None


def aimed(said: Said, place: Place, words: Wording) -> Told | None:
    """As in "handles 10K concurrent users (target was 8K)"."""
    for end in range(place.after + 1, min(place.after + 4, len(said.words))):
        if said.text[said.starts[end] - 1] == "(":
            told = said.behind(end, words.goal) or said.behind(end, words.before)
            named = said.text[said.starts[place.after] : said.ends[end - 1]]
            return Told(right_name(named, 0, words), sure=True) if told else None
    return None


def parted(said: Said, place: Place, words: Wording) -> Told | None:
    """As in "$18,500 of the $25,000 travel budget is spent", "21 of 38 points burned"."""
    at = place.after
    count = said.behind(at, words.out)
    whole = next((f for f in said.figures if f.start > place.figure.end), None) if count else None
    if whole is None or not 0 <= said.token(whole.start) - at - count <= 1:
        return None
    behind = said.following(whole.end)
    name = right_name(said.text, whole.end, words)
    spent = said.before(place.lead, words.spent)
    if place.figure.strong and whole.strong and place.figure.unit == whole.unit != "%":
        verb = f" {said.words[place.lead - 1]}" if spent else ""
        return Told(f"{name}{verb}", target=whole.value) if name else None
    if said.behind(behind, words.counted):
        return Told(name, end=whole.end, sure=True)
    return None


def headline(said: Said, place: Place, words: Wording) -> Told | None:
    """As in "/scratch at 91 %", "The new page converts at 6.2%"."""
    if said.behind(place.after, words.apart) or said.behind(place.after, words.of):
        return None
    for lead in {place.first, place.lead}:
        verb = said.before(lead, words.at)
        first = lead - verb
        alone = said.text[place.figure.end :].strip(CLOSING + " ") == ""
        if verb > 1 or (verb and alone and 0 < first <= HEADLINE and place.figure.unit == "%"):
            name = left_name(said.text, said.starts[first], words)
            word = said.words[first] if verb > 1 else ""
            return Told(f"{name} {word}" if name and word.endswith("s") and word not in words.ends else name)
    return None


def standing(said: Said, place: Place, words: Wording) -> Told | None:
    """As in "Pipeline is $3.4M (target $4M)": whatever stands against a target or a previous value."""
    if said.behind(place.after, words.apart) or said.behind(place.after, words.of):
        return None
    for lead in {place.first, place.lead}:
        link = said.before(lead, words.links)
        if link and 0 < lead - link <= HEADLINE:
            return Told(left_name(said.text, said.starts[lead - link], words), beside=True)
    return None


# In the order in which they are asked; the names are those of the lexicon's gates.
SHAPES: dict[str, Shape] = {
    "moved": moved,
    "costs": costs,
    "changed": changed,
    "change": change,
    "state": state,
    "parted": parted,
    "measured": measured,
    "priced": priced,
    "aimed": aimed,
    "headline": headline,
    "standing": standing,
}


def stated(text: str, words: Wording) -> list[Measure]:
    """The named figures of one sentence, in order."""
    held = set(text.casefold().translate(MARKS).split())
    if words.gated.isdisjoint(held):
        return []
    shapes = [SHAPES[name] for name, gate in words.gates if not gate.isdisjoint(held)]
    said = Said(text, words)
    found: list[Measure] = []
    for figure in said.figures:
        if len(found) == MOST:
            break
        place = place_of(said, figure, words)
        either = _either(said, figure, words)
        for shape in shapes:
            told = shape(said, place, words)
            measure = _measure(text, either, told, words) if told and _named(told.name, words) else None
            if measure:
                found.append(measure)
                break
    others = {told for m in found for told in (m.target, m.previous, m.change)}
    return [measure for measure in found if measure.value not in others]


def _either(said: Said, figure: Figure, words: Wording) -> Figure:
    """The figure with the other one that it may be: "$20 or $8" is no number."""
    after = next((f for f in said.figures if f.start > figure.end), None)
    between = said.text[figure.end : after.start].strip().casefold() if after else ""
    if after is None or between not in words.either or not (figure.unit and figure.number and after.number):
        return figure
    apart = max(figure.number, after.number) > ALIKE * min(figure.number, after.number)
    if apart or not (after.unit or "").startswith(figure.unit):
        return figure
    return figure._replace(
        end=after.end, value=said.text[figure.start : after.end], number=None, unit=after.unit, strong=after.strong
    )


def _named(name: str, words: Wording) -> bool:
    folded = name.casefold()
    return is_name(name, words) and folded not in words.costs and folded.partition(" ")[0] not in words.distance


def _measure(text: str, figure: Figure, told: Told, words: Wording) -> Measure | None:
    previous, (first, figure) = told.previous, (figure, arrived(text, figure, words) or figure)
    value, unit, end = with_tail(text, figure, words)
    if told.end:
        value, unit, end = text[figure.start : told.end], None, told.end
    side = beside(text, end, words)
    previous = previous or (first.value if figure is not first else None) or side.previous
    target, step = told.target or side.target, told.step or side.change
    placed = bool(previous or target or step)
    if not (placed or told.sure or (figure.strong and not told.beside)):
        return None
    return Measure(told.name, value, figure.number, unit, target, previous if previous != target else None, step)
