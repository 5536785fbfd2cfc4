"""In which manner the notes say what a model has as settled: asked, proposed, under a condition, done long ago."""

from collections.abc import Iterable, Sequence
from functools import cache

from notesllm._regex import regex
from notesllm.extract.phrasing import PhraseSet
from notesllm.grounding.passage import WORD, words
from notesllm.grounding.terms import Language
from notesllm.lexicon import lexicon

ASKED = regex(r"[^.!?\n]*\?")
QUOTATION = regex(r'"[^"\n]+"|“[^”\n]+”|«[^»\n]+»|„[^“”\n]+[“”]')
CLAUSE = regex(r"[,;]\s|\s[-–—]\s|—|$")
SETTLED = (
    "decision_assent",
    "decision_strong",
    "decision_closing",
    "decision_closing_motions",
    "decision_all_agreed",
    "action_accepts",
)
UNSETTLED = (
    "question_asked",
    "question_open",
    "question_bare",
    "question_clueless",
    "decision_undecided",
    "proof_asking",
)
FEW = 2  # words: "if possible", "if needed" are no conditions worth telling
AHEAD = 3  # words before one that may make it a thing to be done: "to be", "needs to be"
UNDONE = frozenset(
    (
        "to",
        "be",
        "being",
        "is",
        "are",
        "will",
        "would",
        "must",
        "should",
        "shall",
        "can",
        "need",
        "needs",
        "get",
        "gets",
    )
)
PAST, GOING = "ed", "ing"
SENTENCE = regex(r"[.!?;]\s+|\n")


@cache
def _phrases(language: str, *names: str) -> PhraseSet:
    lists = lexicon(language).words
    return PhraseSet([phrase for name in names for phrase in lists.get(name, ()) if phrase[:1].isalnum()])


def without_asked(quotes: Iterable[str]) -> tuple[str, ...]:
    """``quotes`` without the sentences that ask."""
    return tuple(ASKED.sub(" ", quote) for quote in quotes)


def is_settled(quotes: Sequence[str], language: str) -> bool:
    """Whether somebody agrees, outside of what is asked."""
    agreed = _phrases(language, *SETTLED)
    return any(agreed.search(quote) for quote in without_asked(quotes))


def is_open(quote: str, language: str) -> bool:
    """Whether somebody asks or wonders in ``quote``, or nobody knows; a shop that is open is no question."""
    statuses = lexicon(language).statuses
    found = _phrases(language, *UNSETTLED).finditer(quote)
    return any(statuses.keys().isdisjoint(one.phrase.split()) for one in found)


def is_request(quotes: Sequence[str], language: str) -> bool:
    """Whether a sentence asks somebody to do something: "Can you …?"."""
    asks = _phrases(language, "action_asks")
    return any(asks.search(asked) for quote in quotes for asked in ASKED.findall(quote))


def is_proposed(text: str, sentence: str, start: int, language: Language) -> bool:
    """Whether a sentence proposes, discusses or wishes what ``text``, which begins at ``start``, has as a fact.

    "We discussed the price and will raise it" has another clause for each; "proposes to sell it and buy one" has not.
    """
    borders = [match for match in WORD.finditer(sentence) if match.group().casefold() in language.breaks]
    first = max((match.end() for match in borders if match.end() <= start), default=0)
    last = min((match.start() for match in borders if match.start() > start), default=len(sentence))
    begun = bool(words(sentence[first:start]))
    return _only_in(sentence[first if begun else 0 : last], text, _phrases(language.name, "proof_proposals"))


def is_thanked_for(text: str, sentence: str, language: str) -> bool:
    """Whether a sentence thanks somebody for what ``text`` has as a task."""
    return _only_in(sentence, text, _phrases(language, "proof_thanks"))


def _only_in(sentence: str, text: str, phrases: PhraseSet) -> bool:
    return phrases.search(sentence) is not None and phrases.search(text) is None


def is_quoted(text: str, quote: str, people: frozenset[str], language: str) -> bool:
    """Whether ``quote`` has the words of ``text`` only as what somebody says who is none of the ``people``."""
    own = frozenset(words(text))
    for found in QUOTATION.finditer(quote):
        before = SENTENCE.split(quote[: found.start()])[-1]
        said = _phrases(language, "proof_saying").search(before) is not None
        if said and people.isdisjoint(words(before)) and own <= frozenset(words(found.group())):
            return True
    return False


def loses_condition(said: str, sentence: str, start: int, language: Language) -> bool:
    """Whether a sentence has a condition of what begins in it at ``start``, and ``said`` tells nothing of it.

    "Ana sends it, and if they agree, Bo prints it" has none of what Ana does.
    """
    own = frozenset(words(said))
    for found in _phrases(language.name, "proof_conditions").finditer(sentence):
        before = words(sentence[: found.start])[-1:]
        if found.start > start and before and before[0] in language.breaks:
            continue
        end = CLAUSE.search(sentence, found.end)
        behind = words(sentence[found.end : end.start() if end else len(sentence)])
        if found.phrase not in own and len(behind) >= FEW and len(own.intersection(behind)) < len(behind) / 2:
            return True
    return False


def is_past(own: str, quote: str, start: int, language: Language) -> bool:
    """Whether the verb ``own`` stands in ``quote`` at ``start`` as done: "Bo rebuilt it", not "to be rebuilt".

    English only: nothing is known of the tenses of other languages.
    """
    match = WORD.match(quote, start)
    word = match.group().casefold() if match else ""
    if language.name != "en" or word == own or not (word.endswith(PAST) or language.forms.get(word, word) != word):
        return False
    return not word.endswith(GOING) and UNDONE.isdisjoint(words(SENTENCE.split(quote[:start])[-1])[-AHEAD:])
