"""Whether a sentence's verb settles something: who decides, and whether it is open, denied, conditional or past."""

from itertools import pairwise
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.extract.decisions.phrases import Phrases
from notesllm.extract.likeness import WORD
from notesllm.extract.phrasing import Place, small_words

REACH = 160  # code points before the verb in which its subject stands
SHORT = 7  # words before the verb that may be cut off with it
NUMBERED = 3  # digits of an item's number: "23/043 Minutes", not "45 minutes"
FEWEST = 3  # words of a decision before a semicolon
SUBJECT = 9  # words that hold a subject
INSERTED = regex(r",\s[^,;:()]{3,80},\s(?=(?:[^\W\d_]{2,9}\s){0,2}$)")
MAY = regex(r"(?<=\d )May\b|(?<=\d(?:st|nd|rd|th) )May\b|\bMay(?= \d)")  # the month, which leaves nothing open
COUNT = regex(r"\s*\([^()]{1,40}\)(?=\s)")  # "resolved (4 for, 0 against) to object"
MONEY = regex(r"[€$£]|\b(?:EUR|USD|CHF|GBP|[Ee]uros?)\b")
CAPITALS = 6  # letters of a verb that, all in capitals, opens the record of a decision
BORDER = regex(r"[;:()–—]|,(?!\d)")


class Settled(NamedTuple):
    """What was settled, and who is said to have done it."""

    text: str
    by: str | None


class Verb(NamedTuple):
    """A verb that may settle something, with the words around it in small letters."""

    end: int
    strong: bool
    opinion: bool  # "agree", which people also do without settling anything
    before: list[str]
    tail: list[str]  # ``before`` without the adverbs and auxiliaries at its end
    clause: list[str]  # the end of ``tail`` since the last comma
    name: str  # the last word of ``tail`` as written
    after: list[str]
    stops: bool  # right behind it: "Agreed, but …"
    weak: bool
    choosing: bool
    ambiguous: bool
    colon: bool  # "agreed: …"
    capitals: bool  # "AGREED"
    now: bool  # "we have agreed", "it is decided"


def settled(text: str, words: Phrases, *, speaks: bool = False) -> Settled | None:
    """What ``text``, one sentence, says was settled. ``speaks``: it is one person's words."""
    for place in words.verb.finditer(text):
        verb = _verb(text, place, words)
        if verb is not None and _decides(text, verb, words, speaks=speaks):
            return _cut(text, verb, words)
    return None


def _verb(text: str, place: Place, words: Phrases) -> Verb | None:
    """The verb with its surroundings, None where a word before it leaves the matter open."""
    head = text[max(0, place.start - REACH) : place.start]
    if "," in head and (inserted := INSERTED.search(head)):
        rest = small_words(head[inserted.end() :])
        if words.passive.issuperset(rest):
            head = f"{head[: inserted.start()]} {head[inserted.end() :]}"  # "the council, by six votes to one, adopts"
    if "May" in head:
        head = MAY.sub("", head)
    before = small_words(head)
    skipped = 0
    for word in reversed(before):
        if word in words.open:
            return None
        if word not in words.adverbs or word in words.passive:
            break
        skipped += 1
    if next((word for word in reversed(before) if word not in words.passive | words.adverbs), "") in words.open:
        return None  # "non è stato deciso"
    tail = before[: len(before) - skipped]
    clause = small_words(BORDER.split(head)[-1])
    clause = clause[: len(clause) - skipped] if len(clause) > skipped else tail
    clause = [
        word
        for word, before_it in zip(clause, ["", *clause], strict=False)
        if not (before_it.isdigit() and len(before_it) < NUMBERED)
    ]
    if words.manner and "as" in clause:  # "the payments as listed were approved"
        follows = dict(pairwise(clause))
        clause = [word for word in clause if word != "as" or follows.get(word) not in words.manner]
    spoken = WORD.findall(head)
    count = COUNT.match(text, place.end)
    end = count.end() if count else place.end
    return Verb(
        end,
        place.phrase in words.strong,
        place.phrase in words.opinion,
        before,
        tail,
        clause[-SUBJECT:],
        spoken[len(tail) - 1] if tail else "",
        small_words(text[end : end + 40]),
        text[place.end : place.end + 1] in {",", "."} and not text[place.start : place.end].isupper(),
        place.phrase in words.weak,
        place.phrase in words.choosing,
        place.phrase in words.ambiguous,
        text[place.end : place.end + 1] == ":",
        place.end - place.start >= CAPITALS and text[place.start : place.end].isupper(),
        not words.now.isdisjoint(before[len(tail) - 1 if tail else 0 :]),
    )


def _decides(text: str, verb: Verb, words: Phrases, *, speaks: bool) -> bool:
    tail, clause = verb.tail, verb.clause
    follows = verb.after[0] if verb.after else ""
    voted = not words.voted.isdisjoint(verb.after[:4] + verb.before[-2:] + verb.before[:3])
    on_motion = voted or not words.motions.isdisjoint(clause + verb.after[:3])
    fits = verb.colon or _fits(follows, words) if verb.strong else on_motion or not verb.weak
    if verb.capitals and not tail and not speaks:
        return bool(verb.after)
    if _only_told(verb, words, speaks=speaks):
        return False
    if not tail:  # "Agreed to …" at the head of the sentence
        fits = follows in words.follow or (bool(words.infinitive) and follows.endswith(words.infinitive))
        return not (speaks or verb.stops) and fits
    if tail[-1] in words.links or tail[-1] in words.discussed:
        return (on_motion and not speaks and not words.passive.isdisjoint(clause[-3:])) or (
            fits and _done_by_us(tail, words)
        )
    if not words.clause.isdisjoint(clause[:-1]):
        return False
    if speaks and not (verb.now and verb.strong) and not on_motion:
        return False
    if tail[-1] in words.passive:
        if verb.ambiguous:
            return tail[-2:-1] == ["it"]
        chosen = verb.choosing and tail[-1] not in words.now
        paid = not (speaks or verb.weak) and MONEY.search(text) is not None
        return verb.strong or chosen or on_motion or paid or (not speaks and _leads(verb, words))
    body = sum(c.isupper() for c in verb.name) > 1 and not words.articles.isdisjoint(tail[-2:-1])
    if tail[-1] in words.deciders or body:
        return fits or (verb.strong and not follows and words.proposed.search(text) is not None)
    if not words.perfect.isdisjoint(clause) and words.open.isdisjoint(
        clause
    ):  # "Der Vorstand hat den Umbau beschlossen"
        return verb.strong or on_motion or not words.deciders.isdisjoint(clause)
    if tail[-2:-1] and tail[-2] in words.links:  # "Ana and Tom agreed that"
        return verb.strong and verb.name[:1].isupper() and follows in words.complement and follows not in words.open
    amended = not verb.strong or not words.amendments.isdisjoint(verb.after[:4])
    return amended and not speaks and not words.motions.isdisjoint(clause)


def _only_told(verb: Verb, words: Phrases, *, speaks: bool) -> bool:
    """Whether the verb tells an opinion ("we agree that it is slow") or an end ("we resolved the conflict")."""
    follows = verb.after[0] if verb.after else ""
    opinion = verb.opinion and (speaks or follows not in words.complement)
    return opinion or (verb.ambiguous and follows not in words.complement | words.topical)


def _leads(verb: Verb, words: Phrases) -> bool:
    """Whether the verb stands first and what was settled follows: "Foi aprovado o protocolo"."""
    plain = not (verb.stops or verb.weak) and words.passive.union(words.adverbs).issuperset(verb.tail)
    return plain and verb.after[:1] != [] and verb.after[0] in words.articles


def _done_by_us(tail: list[str], words: Phrases) -> bool:
    """Who is it in "The board discussed x and decided to …", "Discussed and agreed to …"."""
    by_us = not words.deciders.isdisjoint(tail[:SUBJECT]) or tail[0] in words.discussed
    return by_us and tail[0] not in words.clause


def _fits(follows: str, words: Phrases) -> bool:
    """Whether a word can begin what was settled: "to", "that", a count of votes, an infinitive in Romance languages."""
    return (
        follows in words.follow
        or follows.isdigit()
        or ("'" in follows and follows[: follows.index("'") + 1] in words.follow)
        or (bool(words.infinitive) and follows.endswith(words.infinitive))
    )


def _cut(text: str, verb: Verb, words: Phrases) -> Settled:
    """The sentence, or what it says after "we agreed to", with who decided."""
    by = _maker(text, verb.tail, words)
    rest = text[verb.end :].lstrip(" ,")
    if rest.startswith(":") and len(verb.after) > 2:
        return Settled(rest[1:].lstrip(), by)
    first, _, complement = rest.partition(" ")
    direct = (
        verb.strong and len(verb.before) <= SHORT and words.links.isdisjoint(verb.tail[-2:]) and len(verb.after) > 2
    )
    complete = len(verb.after) > 2 and first.casefold() in words.complement
    if complete and (direct or _coordinated(verb, words)) and verb.after[1] not in words.pronouns | words.open:
        told, _, more = complement.partition("; ")
        return Settled(told if FEWEST <= len(told.split()) < len(more.split()) else complement, by)
    return Settled(text, by)


def _coordinated(verb: Verb, words: Phrases) -> bool:
    """Whether the verb's clause stands behind another one: "Ana showed figures, and the group decided to …"."""
    clause = verb.clause
    return verb.strong and 1 < len(clause) <= SHORT and clause[0] in words.links and clause[-1] in words.deciders


def _maker(text: str, tail: list[str], words: Phrases) -> str | None:
    """Who decided, where the sentence begins with a body's name: "The Steering Council"."""
    spans = [match.end() for match in WORD.finditer(text)][:6]
    last = -1
    for number, word in enumerate(tail[: len(spans)]):
        if word in words.deciders:
            last = number
        elif last >= 0:
            break
    if not words.motions.isdisjoint(tail[: max(last, 0)]):
        return None  # "The minutes of the board were approved" does not say by whom
    if last < 1 or not text[:1].isupper() or tail[last] in words.generic or BORDER.search(text, 0, spans[last]):
        return None
    return text[: spans[last]]
