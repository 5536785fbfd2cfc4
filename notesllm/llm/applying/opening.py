"""The opening of a digest as a model worded it: only sentences that the items which they cite prove."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from notesllm.document import Document, read
from notesllm.grounding.passage import words
from notesllm.grounding.reader import Reader
from notesllm.grounding.terms import Term, bare, language_of, terms
from notesllm.lexicon import LANGUAGES, recognise
from notesllm.llm.applying.saying import NAMES, is_other_language, says_abroad
from notesllm.llm.digest_items import TOTALS
from notesllm.llm.wire import DigestAnswer
from notesllm.summary import Attendee, Evidence

READ, KEPT = 20, 5  # sentences: so many are looked at, so many stand
LONGEST = 120  # words
SENTENCE_END = re.compile(r"[.!?…。]['\"”’»)]*$")
MARK = re.compile(r"[.!?][\"”’»)]*\s+(?=[\"“„«(]?[A-ZÀ-Þ])")
ORDINAL = re.compile(r"(?<![\d.,])(\d{1,2})\.(?=\s)")  # "3. Mai", where English is not what is written
# Words that say why or what follows, which is a claim of its own: they have to stand in an item.
REASONS = frozenset(
    words(
        "because since due thanks owing therefore thus hence so caused causes cause causing leads led leading result "
        "results resulting despite although why "
        "weil da deshalb daher wegen dank trotz obwohl parce car puisque grâce malgré porque pues gracias debido "
        "perché poiché grazie nonostante omdat doordat dankzij ondanks pois graças apesar"
    )
)
# Words that may stand around what an item says; all others that carry meaning must be an item's own.
FRAMED = re.compile(
    r"\b(?:across|among|between|meanwhile|also|both|now|still|yet|remains?|got|went|stays?|comes?|coming|next|first|made|taken"
    r"|recorded|decided|needs?|attention|period|brings?)\b",
    re.IGNORECASE,
)
# Words that turn a sentence round when what stands before and behind them is swapped: then order counts.
RELATIONS = frozenset(
    words(
        "for over than instead before after into against versus rather "
        "statt als für vor nach gegen plutôt avant après pour contre antes después en por "
        "invece prima dopo voor na tegen"
    )
)
# What this library itself says around each item, which tells none from another.
LABELS = (
    "new standing reversed superseded contradicted overdue due soon open blocked out of sight action decision figure "
    "worse closed risk question upcoming milestone contradiction days late off its target went from is at"
)
# Between the parts of a sentence, each of which may be another item's; commas and "and" also between totals.
COUNTED = r"(?=\d[\d,]* (?:open|meeting|decision|action|deadline|risk|question))"
PARTS = re.compile(rf",?\s*;\s*|,\s+(?:and|while|but|und|et|y|e|en)\s+|(?:,|\s+(?:and|made|took|recorded))\s+{COUNTED}")
TOTAL = re.compile(r"(\d[\d,]*)( (?:open )?[a-z]+)")  # "7 open actions"
ITEM = re.compile(
    r"(?P<label>[a-z ]+ (?:action|decision|milestone)): (?:(?P<who>[^:]{1,80}): )?"
    r"(?P<first>[^\W\d_]+) (?P<what>.+?)(?P<rest>, due .+)?"
)
# What is only feared, asked or contested is called so, in any of the languages: else it would be told as a fact.
NAMED_SO = (
    (re.compile("[a-z]+ risk: "), re.compile(r"\b(?:risk|risi[ck]|risque|riesgo|rischi|risco)", re.IGNORECASE)),
    (
        re.compile("open question: "),
        re.compile(r"\b(?:question|frage|pregunta|domand|vra[ag]|pergunta)", re.IGNORECASE),
    ),
    (re.compile("contradiction: "), re.compile(r"\b(?:contra|wider|tegen)|\bdifferent days?\b", re.IGNORECASE)),
)
LABEL = re.compile(r"^[a-z ]+: |, due (?:on|in|by) \d.*$")  # in English, whatever the notes are in
UNFINISHED = re.compile(r"(?:overdue|due soon|open|blocked|out of sight) action: ")
DUE = re.compile(r"\bdue\b(?!\s+to\b)", re.IGNORECASE)  # "due on 3 May" gives no reason


@dataclass(frozen=True)
class Told:
    """The items that a model was shown, as a document that sentences about them are held against."""

    items: Mapping[str, str] = field(repr=False)
    people: tuple[str, ...] = field(default=(), repr=False)
    output_language: str | None = None

    @cached_property
    def document(self) -> Document:
        """A list of the items: an entry each, so that no sentence is put together from two."""
        said = "\n".join(LABEL.sub("", text) for text in self.items.values())
        return read("\n".join(f"- {text}" for text in self.items.values()), language=recognise(said))

    @cached_property
    def passages(self) -> Mapping[str, Evidence]:
        """Where each item stands in the document."""
        found: dict[str, Evidence] = {}
        at = 0
        for line, (key, text) in enumerate(self.items.items(), 1):
            found[key] = Evidence(start=at + 2, end=at + 2 + len(text), line=line, quote=text)
            at += len(text) + 3
        return found

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.document, [Attendee(id=name, evidence=(), name=name) for name in self.people], None)

    def opening(self, answer: DigestAnswer) -> str:
        """The sentences that stand, in the model's order, as many as an opening may have; "" for none."""
        stand: list[str] = []
        for sentence in answer.opening[:READ]:
            text = " ".join(sentence.text.split())
            cited = [self.passages[key] for key in dict.fromkeys(sentence.ids) if key in self.passages]
            if not text or len(text.split()) > LONGEST or not cited or text in stand or not self.says(text, cited):
                continue
            text = text if SENTENCE_END.search(text) else f"{text}."
            if len(stand) == KEPT or len(" ".join([*stand, text]).split()) > LONGEST:
                break
            stand.append(text)
        return " ".join(stand)

    def says(self, text: str, cited: Sequence[Evidence]) -> bool:
        """Whether the items say ``text``: one sentence, with no figure, name, day, denial or reason of its own."""
        abroad = is_other_language(self.output_language, self.document.language)
        if MARK.search(ORDINAL.sub(r"\1", text) if abroad or self.document.language != "en" else text):
            return False
        quotes = [passage.quote for passage in cited]
        if not all(said.search(text) for item, said in NAMED_SO if any(item.match(quote) for quote in quotes)):
            return False
        if not self._reasons(text) <= set(words(" ".join(quotes))):
            return False
        if not abroad:
            return any(self._proven(text, one) for one in cited) or self._in_parts(text, cited)
        same = says_abroad(text, quotes, self.document.language, self._names)
        return same and len(cited) == 1 and self._denies_as_much(text, quotes[0])

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(word for name in self.people for word in words(name))

    @cached_property
    def _other_denials(self) -> frozenset[str]:
        """Words that deny in other languages, in which some of the notes may be, and are none of this one."""
        own = language_of(self.document.language)
        others = frozenset[str]().union(*(language_of(name).denials for name in LANGUAGES))
        return others - own.denials - own.neutral

    def _terms(self, text: str) -> list[Term]:
        return terms(bare(text), language_of(self.document.language), None, self._names)

    def _proven(self, text: str, one: Evidence) -> bool:
        """Whether one item says ``text`` with no words but its own, in any order that leaves its meaning."""
        there = {term.key for term in self._terms(one.quote)}
        framed = FRAMED.sub("", text)
        if self._other_denials.intersection(words(text)) != self._other_denials.intersection(words(one.quote)):
            return False
        if _denials(text, self.document.language) != _denials(one.quote, self.document.language):
            return False
        if not self._counts(text, one.quote) or self._is_done(text, one.quote):
            return False
        if any(term.kind in {"word", "proper"} and term.key not in there for term in self._terms(framed)):
            return False
        strict = not RELATIONS.isdisjoint(words(text))
        orders = (one, *self._other_orders(one.quote))
        return any(self._reader.proves(framed, [order], own_words=strict) for order in orders)

    def _other_orders(self, quote: str) -> Iterator[Evidence]:
        """The item with its values in another order: whose it is behind what, when before who, a verb at the end."""
        if not (item := ITEM.fullmatch(quote)):
            return
        label, who, first, what, rest = (text or "" for text in item.group("label", "who", "first", "what", "rest"))
        task, when = f"{first} {what}", rest.removeprefix(", ")
        orders: list[tuple[str, ...]] = [(label, task, who, when), (when, who, task, label), (who, task, when, label)]
        if not any(term.kind == "name" for term in self._terms(task)):
            orders += [
                (label, what, first, who, when),
                (label, what, who, first, when),
                (what, who, first, when, label),
            ]
        for order in orders:
            told = " · ".join(filter(None, order))
            yield Evidence(start=0, end=len(told), line=1, quote=told)

    def _in_parts(self, text: str, cited: Sequence[Evidence]) -> bool:
        """Whether each part of a sentence is said by an item that only it can mean, and by none of another's owner."""
        parts = PARTS.split(text)
        if len(parts) < 2:
            return False
        shared = {term.key for term in self._terms(LABELS)}
        named = False
        for part in parts:
            stated = self._terms(part)
            own = {term.key for term in stated if term.kind in {"word", "proper", "name"}} - shared
            said = [
                one
                for one in cited
                if (self._is_total(one.quote) or self._means(own, one, cited)) and self._proven(part, one)
            ]
            names = any(term.kind == "name" for term in stated) or any(_is_whose(part, one.quote) for one in said)
            if not said or (named and not names):
                return False
            named = named or names
        return True

    def _counts(self, text: str, quote: str) -> bool:
        """Whether a number of the totals is told with its own noun; true of all that is no total."""
        total = TOTAL.match(quote)
        if not self._is_total(quote) or total is None:
            return True
        number, noun = total.groups()
        numerals = language_of("en").counts.items()
        said = [
            number,
            *(word for word, value in numerals if str(value) == number),
            *(["one"] if number == "1" else []),
        ]
        return any(re.search(rf"(?<![\w.,]){word}{noun}\b", text, re.IGNORECASE) for word in said)

    def _is_total(self, quote: str) -> bool:
        return any(key.startswith(TOTALS) and text == quote for key, text in self.items.items())

    def _means(self, own: set[str], one: Evidence, cited: Sequence[Evidence]) -> bool:
        """Whether a word of a part stands in this item and in no other that is cited."""
        others = {term.key for other in cited if other is not one for term in self._terms(other.quote)}
        return bool((own & {term.key for term in self._terms(one.quote)}) - others)

    def _is_done(self, text: str, quote: str) -> bool:
        """Whether work that is not over is told as if it were: "sent" where the item says "send"."""
        if not UNFINISHED.match(quote):
            return False
        there, roots = set(words(quote)), {term.key for term in self._terms(quote)}
        told = bare(text)
        for term in self._terms(text):
            word = next(iter(words(told[term.start :])), "")
            if term.kind != "word" or term.key not in roots or word in there or word.endswith(("s", "ing")):
                continue
            if words(told[: term.start])[-1:] != ["be"]:
                return True
        return False

    def _reasons(self, text: str) -> frozenset[str]:
        return REASONS.intersection(words(DUE.sub("", text)))

    def _denies_as_much(self, text: str, quote: str) -> bool:
        """Whether both deny something or neither does; not known, thus not proven, in a language without a lexicon."""
        asked = (self.output_language or "").strip().casefold().partition("-")[0]
        known = next((key for key, name in NAMES.items() if asked in {key, name} and key in LANGUAGES), None)
        return known is not None and _denials(text, known) == _denials(quote, self.document.language)


def _is_whose(part: str, quote: str) -> bool:
    """Whether a part of a sentence names the owner of an item, who may be a team."""
    item = ITEM.fullmatch(quote)
    return bool(item and not set(words(item["who"] or "")).isdisjoint(words(part)))


def _denials(text: str, language: str) -> int:
    found = terms(bare(text), language_of(language), None, frozenset())
    return sum(term.kind == "denial" for term in found)
