"""Whether a sentence's verb settles something: who decides, and whether it is open, denied, conditional or past."""

from typing import NamedTuple

from notesllm.extract.decisions.phrases import Phrases
from notesllm.extract.likeness import WORD

REACH = 160  # code points before the verb in which its subject stands
SHORT = 7  # words before the verb that may be cut off with it
NEAR = 4  # words before the subject that can make the clause a condition or a report
SUBJECT = 9  # words at the head of a sentence that hold the subject of "… and decided to"


class Settled(NamedTuple):
    """What was settled, and who is said to have done it."""

    text: str
    by: str | None


def settled(text: str, words: Phrases, *, speaks: bool = False) -> Settled | None:
    """What ``text``, one sentence, says was settled. ``speaks``: it is one person's words."""
    for verb in words.verb.finditer(text):
        head = text[max(0, verb.start() - REACH) : verb.start()]
        spoken = WORD.findall(head)
        before = [word.casefold().replace("’", "'") for word in spoken]
        after = [word.casefold() for word in WORD.findall(text[verb.end() : verb.end() + 40])]
        subject = _subject(before, words)
        if subject is None:
            continue
        strong = verb[0].casefold() in words.strong
        tail = before[: len(before) - subject]
        if _decides(tail, spoken, after, text[verb.end() : verb.end() + 1], words, strong=strong, speaks=speaks):
            return _cut(text, verb.end(), tail, before, after, words, strong=strong)
    return None


def _subject(before: list[str], words: Phrases) -> int | None:
    """How many words right before the verb are adverbs and auxiliaries; None where one of them leaves the matter open."""
    skipped = 0
    for word in reversed(before):
        if word in words.open:
            return None
        if word not in words.adverbs:
            break
        skipped += 1
    return skipped


def _decides(
    tail: list[str], spoken: list[str], after: list[str], mark: str, words: Phrases, *, strong: bool, speaks: bool
) -> bool:
    follows = after[0] if after else ""
    if not tail:  # "Agreed to …" at the head of the sentence
        if speaks or mark in {",", "."}:
            return False
        return follows in words.follow if strong else follows in words.follow and follows not in words.open
    last = tail[-1]
    if last in words.passive:
        clause = tail[-SUBJECT:]
        if not words.clause.isdisjoint(clause[-NEAR - 1 :]) or len(tail) < 2:
            return False
        return strong or not words.motions.isdisjoint(clause)
    if last in words.links:
        return not words.deciders.isdisjoint(tail[:SUBJECT]) and tail[0] not in words.clause
    if last in words.deciders or _is_body(tail, spoken):
        return words.clause.isdisjoint(tail[-NEAR - 1 : -1]) and not (strong and follows in words.connectives)
    return not strong and not speaks and not words.motions.isdisjoint(tail[-SUBJECT:]) and words.clause.isdisjoint(tail)


def _is_body(tail: list[str], spoken: list[str]) -> bool:
    """Whether the subject is a body's abbreviation: "the TSC"."""
    name = spoken[len(tail) - 1]
    return len(tail) > 1 and tail[-2] == "the" and name.isupper() and len(name) > 1


def _cut(
    text: str, end: int, tail: list[str], before: list[str], after: list[str], words: Phrases, *, strong: bool
) -> Settled:
    """The sentence, or what it says after "we agreed to", with who decided."""
    by = _maker(text, tail, words)
    rest = text[end:].lstrip()
    first, _, complement = rest.partition(" ")
    direct = strong and len(before) <= SHORT and first.casefold() in words.complement and len(after) > 2
    if direct and after[1] not in words.pronouns and after[1] not in words.open and tail[-1:] != ["and"]:
        return Settled(complement, by)
    return Settled(text, by)


def _maker(text: str, tail: list[str], words: Phrases) -> str | None:
    """Who decided, where the sentence begins with a body's name."""
    for number, word in enumerate(tail[:6]):
        if word in words.deciders:
            if word in words.generic and number < 2:
                return None
            match = WORD.search(text)
            for _ in range(number):
                match = WORD.search(text, match.end()) if match else None
            return text[: match.end()].lstrip("-–— ") if match and text[0].isupper() and number else None
    return None
