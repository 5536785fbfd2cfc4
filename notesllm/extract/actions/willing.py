"""Who will do it: "Ana and Tom to", "The QA team will", "bcoca should", and the task that follows."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from notesllm.extract.actions.entry import first_verb
from notesllm.extract.actions.scene import Scene
from notesllm.extract.names import word_set
from notesllm.lexicon import phrase_key
from notesllm.summary import Owner

LOOKED_AT = 110  # code points in which a subject and its verb stand
NICK = re.compile(r"[A-Za-z][\w|^`-]{1,24}")
NICKS = re.compile(rf"{NICK.pattern}(?:(?:\s*[,&+/]\s*|\s+and\s+){NICK.pattern}){{0,3}}")
IF_NEEDED = re.compile(r"\(\s*(?:and|with|\+|&)\s+([^()]{2,40}?)(?:\s+if needed)?\s*\)", re.IGNORECASE)
ARTICLES = ("the ", "our ", "a ", "an ")
BE_DOING = re.compile(r"be\s+(?P<verb>[^\W\d_]{3,}ing)\b", re.IGNORECASE)


class Subject(NamedTuple):
    """The owners that stand before a verb of commitment, and where the task begins."""

    owners: tuple[Owner, ...]
    rest: str


def committed(text: str, scene: Scene) -> Subject | None:
    """The owners before the first verb of commitment, and the task behind it."""
    head, full = text[:LOOKED_AT], text
    if "(" in head:
        head = IF_NEEDED.sub(r"and \1", head)
        full = head + text[LOOKED_AT:]
    for match in scene.patterns.may.finditer(head.partition(":")[0]):
        before = head[: match.start()].strip(" ,*_")
        if not before:
            continue
        if len(before) > 70:
            return None
        key = phrase_key(before)
        owners: tuple[Owner, ...] = ()
        if found := _doing(before, full, scene):
            return found
        rest = full[match.end() :].lstrip()
        if key not in scene.patterns.nobody:
            verb = _begins_with_verb(match[0], rest, scene)
            owners = scene.known(before, guess=verb and before[:1].isupper()) or _lower_team(before, scene)
            owners = owners or (_nicks(before, scene) or _department(before, scene) if verb else ())
            if not owners:
                continue
        word = rest.split(None, 1)[0].casefold() if rest else ""
        if word in scene.patterns.negations:
            return None
        if word == "be" and not (doing := BE_DOING.match(rest)):
            return Subject(owners, text) if not owners else Subject(owners, rest)
        if word == "be" and doing:
            rest = rest[3:].lstrip()
        return Subject(owners, _task_start(rest, scene))
    return None


def _doing(before: str, text: str, scene: Scene) -> Subject | None:
    """“bcoca set up a group to sort it out”: a name and a verb, so that the "to" after them says what for."""
    name, _, rest = before.partition(" ")
    if not rest or not first_verb(rest, scene) or first_verb(name, scene):
        return None
    words = rest.split(None, 2)
    sure = scene.is_person(name) or (len(words) > 1 and words[1].casefold() in scene.patterns.particles)
    owners = scene.known(name) or (_nicks(name, scene) if name.islower() else ()) if sure else ()
    return Subject(owners, text.lstrip(" ,*_")[len(name) :].lstrip()) if owners else None


def nicks_at_heads(texts: Iterable[str], scene: Scene) -> frozenset[str]:
    """The nicks at the heads of entries that say "will" or "to": the other entries may leave that out."""
    found: set[str] = set()
    acting: Counter[str] = Counter()
    for text in texts:
        first, _, after = text[:60].partition(" ")
        if first.islower() and NICK.fullmatch(first) and first_verb(after, scene) and not first_verb(first, scene):
            acting[first] += 1
        match = scene.patterns.to.search(text[:60]) if text[:1].islower() else None
        if match and NICKS.fullmatch(before := text[: match.start()].strip()):
            rest = text[match.end() :].lstrip()
            if _begins_with_verb(match[0], rest, scene):
                found.update(owner.name.casefold() for owner in _nicks(before, scene))
    found.update(nick for nick, times in acting.items() if times > 1 and scene.is_nick(nick))
    return frozenset(found)


def _begins_with_verb(commitment: str, rest: str, scene: Scene) -> bool:
    """Whether a task follows: a verb, or a thing after "owns" and "is responsible for"."""
    if first_verb(_task_start(rest, scene), scene) or rest.split(" ", 1)[0].endswith("ing"):
        return True
    return phrase_key(commitment) in scene.patterns.owns


def _department(before: str, scene: Scene) -> tuple[Owner, ...]:
    """The team in "Legal to review it": a department's name is one only before a verb."""
    teams = word_set(scene.reading.document.language, "teams")
    if not before[:1].isupper() or not all(word in teams for word in phrase_key(before).split()):
        return ()
    return scene.owners(before)


def _nicks(before: str, scene: Scene) -> tuple[Owner, ...]:
    """The owner in "bcoca will", "jo-k and ana to": one word that is none of the language, before a verb."""
    if not NICKS.fullmatch(before):
        return ()
    words = [word.casefold() for word in NICK.findall(before) if word.casefold() not in ("and", "or")]
    if any(not scene.is_nick(word) for word in words):
        return ()
    return scene.owners(before, trusted=True)


def _lower_team(before: str, scene: Scene) -> tuple[Owner, ...]:
    """The owners in "the backend team": a group's words may stand in small letters."""
    small = before.casefold()
    for article in ARTICLES:
        small = small.removeprefix(article)
    last = small.rsplit(" ", 1)[-1]
    if last in scene.patterns.group_words and len(small.split()) <= 4:
        return scene.known(before[len(before) - len(small) :])
    return ()


def _task_start(rest: str, scene: Scene) -> str:
    after = scene.patterns.adverbs.skipped(rest)
    if 0 < after < len(rest) and first_verb(rest[after:], scene):
        rest = rest[after:]
    return rest.removeprefix("to ")
