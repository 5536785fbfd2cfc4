"""What an executive reads first, as a model would tell it: every sentence proven, else the rules' own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from notesllm._regex import regex
from notesllm.extract import Draft
from notesllm.extract.abstract import WORDS, find_abstract
from notesllm.extract.abstract.facts import Fact, Teller
from notesllm.extract.abstract.shortening import clean
from notesllm.extract.identity import item_id, with_distinct_ids
from notesllm.extract.likeness import key_words
from notesllm.llm.applying.desk import Place, Standing
from notesllm.llm.applying.notes import TEXTS, Notes
from notesllm.llm.applying.saying import is_other_language
from notesllm.summary import (
    ActionItem,
    Decision,
    Evidence,
    Highlight,
    Item,
    MeetingSummary,
    Metric,
    Milestone,
    Risk,
)

MOST_HIGHLIGHTS = 7
MOST_SENTENCES = 5
ABSTRACT_WORDS = 110
FEWEST = 3  # words of a statement among several in one sentence
SUPPORT = 12  # passages that may prove a sentence together
SIZES = (1, 2, 4, None)  # of these that are tried, None: all
SENTENCE = regex(r"(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)\s+(?=[^\W\d_]|\d)")


def told(standing: Standing, notes: Notes) -> tuple[str, tuple[Highlight, ...], int]:
    """Abstract and highlights of the summary that stands, and how many of the model's sentences are not proven."""
    own = retold(standing.summary, notes)
    abstract, lost = _abstract(standing.abstract, standing.summary, notes) if standing.abstract else ("", 0)
    abstract = abstract or own.abstract
    chosen = _chosen(standing, notes) or own.highlights
    return abstract, _fitting(chosen, WORDS - len(abstract.split())), lost


def retold(summary: MeetingSummary, notes: Notes) -> Draft:
    """What the rules tell of the items of ``summary``."""
    fields = {name: getattr(summary, name) for name in Draft.__dataclass_fields__ if name != "roster"}
    return find_abstract(notes.reading, replace(notes.draft, **fields))


def _abstract(text: str, summary: MeetingSummary, notes: Notes) -> tuple[str, int]:
    """The sentences that the notes prove; none where too much of it is not, or it is far too long."""
    sentences = [" ".join(sentence.split()) for sentence in SENTENCE.split(text.strip()) if sentence.strip()]
    if not sentences or len(text.split()) > 2 * ABSTRACT_WORDS:
        return "", 1
    support = _Support(summary, notes)
    proven = [sentence for sentence in sentences if _stands(sentence, support, notes)]
    lost = len(sentences) - len(proven)
    if len(proven) < min(2, len(sentences)) or lost >= len(proven):
        return "", lost
    kept: list[str] = []
    for sentence in proven[:MOST_SENTENCES]:
        if sum(len(one.split()) for one in (*kept, sentence)) > ABSTRACT_WORDS:
            break
        kept.append(sentence)
    return " ".join(kept), lost


def _stands(sentence: str, support: "_Support", notes: Notes) -> bool:
    """Whether the notes say a sentence, or each of the statements that it joins."""
    if _says(sentence, support, notes):
        return True
    joined = "|".join(re.escape(word) for word in notes.reading.lexicon.words.get("and", ("and",)) if word.isalpha())
    parts = re.split(rf"[;:]\s|(?:,\s|\s)(?:{joined})\s", sentence)
    if len(parts) < 2 or any(len(part.split()) < FEWEST for part in parts):
        return False
    return all(_says(part, support, notes) for part in parts)


def _says(statement: str, support: "_Support", notes: Notes) -> bool:
    """Whether the best passages say it; what is proven by few may be turned round by what stands in more."""
    passages = support.of(statement)
    return any(notes.says(statement, passages[:size]) for size in SIZES)


class _Support:
    """Finds the passages that say most of a sentence: those that items cite before other blocks of the notes."""

    def __init__(self, summary: MeetingSummary, notes: Notes) -> None:
        abroad = is_other_language(notes.output_language, notes.language)
        self._always = notes.citing.all(1, len(notes.document.lines)) if abroad else ()
        self._told = [(frozenset(key_words(told.quote)), told) for told in dict.fromkeys(_passages(summary, notes))]

    def of(self, sentence: str) -> list[Evidence]:
        """The passages, the best first."""
        own = frozenset(key_words(sentence))
        scores = [(-len(own & words), at) for at, (words, _) in enumerate(self._told) if own & words]
        return [*[self._told[at][1] for _, at in sorted(scores)[:SUPPORT]], *self._always]


def _passages(summary: MeetingSummary, notes: Notes) -> Iterator[Evidence]:
    for kind in TEXTS:
        for item in getattr(summary, kind):
            yield from item.evidence
    yield from (notes.reading.evidence_of(block) for block in notes.document.blocks if block.text)


def _chosen(standing: Standing, notes: Notes) -> tuple[Highlight, ...]:
    """The highlights that the model chose, those items told that are still there."""
    teller = Teller(notes.reading, replace(notes.draft, action_items=standing.summary.action_items))
    tables = {kind: {item.id: item for item in getattr(standing.summary, kind)} for kind in TEXTS}
    found: list[Highlight] = []
    for choice in standing.chosen:
        if isinstance(choice, Highlight):
            found.append(choice)
        elif isinstance(choice, Place) and (item := tables[choice.kind].get(choice.id)):
            found.append(_highlight(item, teller))
    return tuple({highlight.id: highlight for highlight in found}.values())


def _highlight(item: Item, teller: Teller) -> Highlight:
    fact = _fact(item, teller)
    text, evidence = (fact.text, fact.evidence[:2]) if fact else (_plain(item), item.evidence[:2])
    said = clean(text)
    said += "" if said.endswith(("?", "…", "!")) else "."
    origin = "model" if item.origin == "model" else "both"
    return Highlight(id=item_id("h", text), evidence=tuple(dict.fromkeys(evidence)), origin=origin, text=said)


def _fact(item: Item, teller: Teller) -> Fact | None:
    match item:
        case ActionItem():
            return teller.action(item)
        case Decision():
            return teller.decision(item)
        case Risk():
            return teller.risk(item)
        case Metric():
            return teller.metric(item)
        case Milestone():
            return teller.milestone(item)
    return None


def _plain(item: Item) -> str:
    """The first words of an item that the rules tell in no other way."""
    return next(str(getattr(item, name)) for name in ("text", "name", "title") if hasattr(item, name))


def _fitting(highlights: Sequence[Highlight], words: int) -> tuple[Highlight, ...]:
    """As many as there is room for, the first first."""
    kept: list[Highlight] = []
    for highlight in highlights[:MOST_HIGHLIGHTS]:
        words -= len(highlight.text.split())
        if words < 0:
            break
        kept.append(highlight)
    return with_distinct_ids(kept)
