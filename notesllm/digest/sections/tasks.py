"""Whether two meetings speak of the same task: by its words, what kind of work it is, its tickets and its owner."""

import itertools
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.digest.comparing.mention import Mention
from notesllm.digest.comparing.wording import Gist, gist, light_words, references, told_apart, weight
from notesllm.digest.sections.hands import Relation
from notesllm.extract.likeness import WORD
from notesllm.lexicon import LANGUAGES, lexicon
from notesllm.summary import ActionItem

# How alike two tasks must be, by whose they are: if one says all that the other says, or if each says more.
PART: dict[Relation, float] = {"same": 0.45, "unsaid": 0.6, "other": 0.78}
MORE: dict[Relation, float] = {"same": 0.8, "unsaid": 0.85, "other": 0.9}
FEW, SURE = 1.9, 0.66  # what tasks share that says little, by weight, and how alike they must be then
AGAIN = 0.66  # … to what was over already
SAME_TICKET = 0.25
ASIDE = regex(  # what is said beside a task, to its end
    r"(?i)\s*[,;:(–—-]*\s*\b(?:because|weil|parce que|porque|perché|omdat)\b.*$"
    r"|\s*[,;:(–—]\s*(?:now|still|but|reopened|waiting|pending|jetzt|noch|aber|wartet|mais|encore|pero|aún|maar|nog)\b.*$"
)
DAY = regex(r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}\.\d{1,2}\.(?:\d{4}\b)?|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\b")
VERB_LAST = ("de", "nl")
LONG = 16  # words from which on a task is hard to read
PAIRS = 64  # words compared with words, at most


class Fit(NamedTuple):
    """How two tasks go together. ``shared`` is a weight; ``mine`` and ``theirs`` count what only one of them says."""

    score: float
    shared: float
    mine: int
    theirs: int


def core(item: ActionItem) -> str:
    """The task without what is said beside it at its end ("because …"), and without days, which tell no tasks apart."""
    told = ASIDE.sub("", item.task) or item.task
    if item.due and item.due.text:
        told = told.replace(item.due.text, " ")
    return DAY.sub(" ", told).strip() or item.task


def task_gist(item: ActionItem, about: Gist, language: str) -> Gist:
    """What a task is about, of which ``about`` is the gist: without "still" and "again", with its line's ticket."""
    aside = _aside(language)
    if not aside.isdisjoint(about.words):
        about = about._replace(words=(about.words - aside) or about.words)
    if about.references:
        return about
    named = frozenset[str]().union(*(references(evidence.quote) for evidence in item.evidence))
    return about._replace(references=named) if len(named) == 1 else about


def may_be_same(one: Mention[ActionItem], other: Mention[ActionItem]) -> bool:
    """Whether it is worth while to look closer: what shares nothing, or is told apart by a number, is not the same."""
    shared = one.gist.words & other.gist.words or one.gist.references & other.gist.references
    return bool(shared) and not told_apart(one.gist, other.gist)


def same_task(one: Mention[ActionItem], other: Mention[ActionItem], relation: Relation, *, over: bool) -> float:
    """0 where the two are different work, else how well they fit. ``over``: the first was done, or will not be."""
    if not may_be_same(one, other):
        return 0.0
    if _kinds(one.item.task, one.language) and _of_other_kind(one, other):
        return 0.0
    verbs = _verb(one.item.task, one.language), _verb(other.item.task, other.language)
    fit = fit_of(one.gist, other.gist, other.language, *verbs)
    if one.gist.references & other.gist.references:
        fits = fit.score >= SAME_TICKET or (relation != "other" and _is_bare(one, other) and not _differ(*verbs))
        return 1 + fit.score + (0.3 if relation == "same" else 0.0) if fits and _may_share(fit, relation) else 0.0
    if over and (relation == "other" or fit.score < AGAIN):
        return 0.0
    if fit.mine and fit.theirs:
        fits = fit.mine + fit.theirs > 2 and fit.score >= MORE[relation]
    elif fit.shared < FEW:
        fits = fit.score >= SURE and relation != "other"
    else:
        fits = fit.score >= PART[relation]
    return fit.score + (0.3 if relation == "same" else 0.0) + (0.0 if over else 0.02) if fits else 0.0


@lru_cache(maxsize=20_000)
def fit_of(one: Gist, other: Gist, language: str, doing: str = "", also: str = "") -> Fit:
    """How two tasks go together by their words; "postgres" and "postgresql" count as one.

    ``doing`` and ``also`` are the words by which they begin, if those are verbs: what is to be done to a thing is often
    told anew, and "prepare the report" is no other task than "finish the report".
    """
    mine, theirs = one.words - other.words, other.words - one.words
    shared = weight(one.words & other.words, language)
    whole = weight(one.words, language) + weight(other.words, language)
    for left, right in _variants(mine, theirs):
        mine, theirs = mine - {left}, theirs - {right}
        shared += 1
    return Fit(2 * shared / (whole or 1.0), shared, len(mine - {doing}), len(theirs - {also}))


def _variants(mine: frozenset[str], theirs: frozenset[str]) -> Iterator[tuple[str, str]]:
    if len(mine) * len(theirs) > PAIRS:
        return
    used: set[str] = set()
    for left, right in itertools.product(sorted(mine), sorted(theirs)):
        if left in used or right in used:
            continue
        short, long = sorted((left, right), key=len)
        if len(short) >= 5 and (long.endswith(short) or (long.startswith(short) and len(long) - len(short) <= 2)):
            used |= {left, right}
            yield left, right


def _may_share(fit: Fit, relation: Relation) -> bool:
    """Whether two tasks on one ticket may be one: not if each has words of its own, and owners of its own."""
    return relation == "same" or not (fit.mine and fit.theirs) or fit.score >= MORE["same"]


def _is_bare(one: Mention[ActionItem], other: Mention[ActionItem]) -> bool:
    """Whether one says little beside the ticket: "fix PROJ-12"."""
    light = light_words(other.language)
    return one.gist.words <= light or other.gist.words <= light


def _differ(verb: str, other: str) -> bool:
    return bool(verb and other and verb != other)


def _of_other_kind(one: Mention[ActionItem], other: Mention[ActionItem]) -> bool:
    mine, theirs = _kinds(one.item.task, one.language), _kinds(other.item.task, other.language)
    return bool(mine and theirs and not mine & theirs)


@lru_cache(maxsize=20_000)
def _kinds(task: str, language: str) -> frozenset[int]:
    """The kinds of work that its verb is of: "write" and "draft" are one, "review" is another."""
    return _work(language).get(_at_verb(task, language), frozenset())


@lru_cache(maxsize=20_000)
def _verb(task: str, language: str) -> str:
    """The stem of its verb, "" where it has none in the place of one."""
    word = _at_verb(task, language)
    return next(iter(gist(word, language).words), "") if word in _verbs(language) else ""


def _at_verb(task: str, language: str) -> str:
    words = WORD.findall(task.casefold())
    return words[-1 if language in VERB_LAST else 0] if words else ""


@cache
def _work(language: str) -> dict[str, frozenset[int]]:
    entries = lexicon(language if language in LANGUAGES else "en").words["digest_work"]
    pairs = [(word, number) for number, entry in enumerate(entries) for word in entry.split()]
    return {word: frozenset(number for other, number in pairs if other == word) for word, _ in pairs}


@cache
def _aside(language: str) -> frozenset[str]:
    words = lexicon(language if language in LANGUAGES else "en").words["digest_aside"]
    return frozenset().union(*(gist(word, language).words for word in words))


def clearest(thread: Sequence[Mention[ActionItem]]) -> str:
    """The wording that tells most: with tickets and figures, as something to do, not too long; without its deadline."""
    if len(thread) == 1:
        return _undated(thread[0].item)
    return _undated(max(enumerate(thread), key=lambda each: (*_clarity(each[1]), each[0]))[1].item)


def _undated(item: ActionItem) -> str:
    """The task without a deadline in figures, which is told beside it, and may have moved since."""
    due = item.due.text if item.due else ""
    if not due or due not in item.task or not any(character.isdigit() for character in due):
        return item.task
    return " ".join(item.task.replace(due, " ").split()).strip(" ,;:–—-") or item.task


def _clarity(mention: Mention[ActionItem]) -> tuple[int, bool, int, bool, bool]:
    task, language = mention.item.task, mention.language
    heavy = len(mention.gist.words - light_words(language))
    told = sum(reference in task for reference in mention.gist.references) + len(mention.gist.marks)
    plain, short = core(mention.item) == task, len(WORD.findall(task)) <= LONG
    return told, plain, min(heavy, 3), short, bool(_verb(task, language))


@cache
def _verbs(language: str) -> frozenset[str]:
    return frozenset(lexicon(language if language in LANGUAGES else "en").words["action_verbs"])
