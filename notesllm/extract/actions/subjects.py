"""Who stands before a task: "Ana:", "Ana and Tom to", "@ana", "The QA team will", and what follows."""

import re
from collections.abc import Callable

from notesllm.extract.actions.entry import EDGES, Entry, Signs, deed_at, first_verb
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.willing import IF_NEEDED, LOOKED_AT, Subject, committed
from notesllm.lexicon import phrase_key
from notesllm.summary import Owner

MARKS = frozenset(":->=→–—")  # between an owner and a task
LABEL = re.compile(r"^(?P<owner>[^:\n]{1,70}?)\s*(?::(?!//)|(?:->|=>|→)|\s[-–—]{1,2}\s)\s*(?=\S)")
JOINTS = re.compile(r"\s*(?:,\s*(?:and\s+)?|&|\+|/|\s(?:and|und|et|y|e|en)\s)\s*")
OWNS = ("own", "owns", "takes", "take")
TOPIC = re.compile(r"^[^:\n]{2,70}?:\s+")
HANDLES = re.compile(r"^(?:@[\w./-]{2,60}(?:\s*(?:,|&|\+|and|/)?\s*(?=@)|\s*))+")
FULL_HANDLES = re.compile(r"^(?:@[\w.-]{2,30} [A-ZÀ-Þ][\w’'-]{1,30}[\s,&+]*){2,5}(?=\S)")
BRACKETED = re.compile(r"^[\[(]\s*(?P<owner>[^\[\]()]{1,40}?)\s*[\])]\s*(?:[:–—-]\s+)?")
COMMA = re.compile(r"^(?P<owner>[^,:]{2,30}),\s+(?:please|can you|could you)\s+", re.IGNORECASE)
ABSENT = re.compile(r"\s*\([^()]{2,40}\)$")  # "Gaspard (in absentia)"
ASSIGN = re.compile(
    r"(?:^|[\s,;(])(?:re)?assign(?:ed)?\s+(?:this\s+|it\s+)?to\s+(?P<owner>[^.;,()]{2,40})[.)]?$", re.IGNORECASE
)


Head = Callable[[str, Scene], Subject | None]


def take_owner(entry: Entry, scene: Scene, rules: tuple[Head, ...]) -> Entry:
    """Take the owner off the beginning of an entry that stands where tasks stand.

    ``rules`` are those of ``HEADS`` that its marks call for.
    """
    if entry.owned:
        return entry
    for rule in rules:
        found = rule(entry.text, scene)
        if found is not None and (found.rest or rule is _assigned):
            return entry.with_owners(found.owners, found.rest)
    return entry


def _handles(text: str, scene: Scene) -> Subject | None:
    match = HANDLES.match(text) if text.startswith("@") else None
    if match is None or match.end() == len(text):
        return None
    if (several := FULL_HANDLES.match(text)) and (found := _full_names(several[0], scene)):
        return Subject(found, text[several.end() :].lstrip(EDGES))
    words = text.split(None, 2)
    if len(words) == 3 and words[1][:1].isupper() and _is_surname(words, scene):
        return Subject(scene.owners(f"{words[0][1:]} {words[1]}".rstrip(":,")), words[2])
    owners = scene.owners(match[0].strip(" ,:&+"), trusted=True)
    rest = text[match.end() :].lstrip(EDGES)
    if not owners:
        return None
    more = committed(f"{match[0].strip()} {rest}", scene)
    return more or Subject(owners, rest)


def _full_names(handles: str, scene: Scene) -> tuple[Owner, ...]:
    """The people in "@Ana Lopez @Tom Bradley", each by first and last name."""
    names = [name.strip(" ,&+") for name in handles.split("@")[1:]]
    return (
        tuple(Owner(name=scene.draft.roster.resolve(n) or n) for n in names) if all(map(scene.is_person, names)) else ()
    )


def _is_surname(words: list[str], scene: Scene) -> bool:
    """Whether the second word of "@Tom Bradley review it" belongs to the name."""
    name = f"{words[0][1:]} {words[1]}"
    return scene.is_person(name) or (
        not first_verb(words[1], scene) and bool(first_verb(words[2], scene) and scene.known(name))
    )


def _bracketed(text: str, scene: Scene) -> Subject | None:
    """“[Ana] write it”, "(Tom) check it"."""
    match = BRACKETED.match(text[:60]) if text[:1] in "[(" else None
    owners = scene.known(match["owner"]) if match else ()
    return Subject(owners, text[match.end() :]) if match and owners else None


def _label(text: str, scene: Scene) -> Subject | None:
    head = text[:LOOKED_AT]
    match = None if MARKS.isdisjoint(head) else LABEL.match(head)
    if match is None:
        return None
    rest = text[match.end() :]
    written = ABSENT.sub("", IF_NEEDED.sub(r" and \1", match["owner"]))
    owners = scene.known(written, guess=bool(first_verb(rest, scene)))
    if not owners and text[match.end("owner")] == ":" and phrase_key(written) in scene.patterns.nobody:
        return Subject((), rest)
    if not owners:
        return None
    if said := scene.patterns.i_will.match(rest):
        return Subject(owners, rest[said.end() :].lstrip())
    more = committed(f"{match['owner']} {rest}", scene)
    return more or Subject(owners, rest)


def _topic(text: str, scene: Scene) -> Subject | None:
    """“Weekly reviews: Ana will chair them”: the owner after a topic, which stays with the task."""
    match = TOPIC.match(text[:LOOKED_AT]) if ": " in text[:LOOKED_AT] else None
    found = committed(text[match.end() :], scene) if match else None
    return Subject(found.owners, text[: match.end()] + found.rest) if match and found else None


def _comma(text: str, scene: Scene) -> Subject | None:
    match = COMMA.match(text[:LOOKED_AT]) if "," in text[:LOOKED_AT] else None
    owners = scene.known(match["owner"]) if match else ()
    return Subject(owners, text[match.end() :]) if match and owners else None


def _nick(text: str, scene: Scene) -> Subject | None:
    """“ana, tom review the PR”, "Ana Lopez Send the invite": people of the roster, then a verb."""
    words = text.split(None, 6)
    for count in range(min(5, len(words) - 1), 0, -1):
        verb = words[count].casefold().rstrip(",")
        if not _is_deed(verb, scene):
            continue
        names = " ".join(words[:count])
        parts = JOINTS.split(names)
        if (
            any(not _is_full_name(part.lstrip("@").strip(" ,"), scene) for part in parts)
            or parts[-1].casefold() == verb
        ):
            continue
        rest = text.split(None, count)[count]
        rest = rest.split(None, 1)[1] if verb in OWNS and len(rest.split()) > 1 else rest
        owners = scene.owners(" and ".join(part.strip(" ,@") for part in parts), trusted=True)
        return Subject(owners, rest) if owners else None
    return None


def _is_full_name(name: str, scene: Scene) -> bool:
    """Whether a name without a mark after it is one: somebody's of the notes, or a first and a last name."""
    return scene.is_person(name) or (name.count(" ") == 1 and name.istitle() and bool(scene.known(name)))


def _is_deed(word: str, scene: Scene) -> bool:
    verbs = scene.patterns.verbs
    if word in verbs or word in scene.patterns.nobody or word in scene.patterns.does:
        return True
    return word.endswith("s") and (word[:-1] in verbs or word[:-2] in verbs)


def _does(text: str, scene: Scene) -> Subject | None:
    """“Anna schickt den Vertrag”: in many languages the present tells what is to be done."""
    at = deed_at(text, scene)
    owners = scene.known(text[:at].strip(), guess=True) if at else ()
    return Subject(owners, text[at:]) if owners else None


def _assigned(text: str, scene: Scene) -> Subject | None:
    match = ASSIGN.search(text) if "ssign" in text else None
    if match and (owners := scene.known(match["owner"], guess=True)):
        rest = text[: match.start()].strip(EDGES)
        return Subject(owners, rest if len(rest) > 8 else text)
    return None


# In the order in which they are tried, each with the marks of which a text must hold one.
HEADS: tuple[tuple[Signs, Head], ...] = (
    (frozenset("@"), _handles),
    (frozenset("[("), _bracketed),
    (MARKS, _label),
    (frozenset(), committed),
    (frozenset(":"), _topic),
    (frozenset(","), _comma),
    (frozenset(), _nick),
    (frozenset(), _does),
    (frozenset(), _assigned),
)
