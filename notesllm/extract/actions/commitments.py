"""Commitments that a sentence tells of somebody: "Ana will …", "Tom agreed to …", "The group asked Ee to …"."""

import re
from collections.abc import Iterator
from itertools import islice

from notesllm.document import Sentence
from notesllm.extract.actions.entry import Entry, first_verb, sentence_case, tidy
from notesllm.extract.actions.parsing import parse
from notesllm.extract.actions.scene import Scene
from notesllm.extract.actions.willing import BE_DOING
from notesllm.lexicon import phrase_key
from notesllm.summary import Owner

ASIDE = re.compile(r"\s*\([^()]{0,40}\)\s*$")
MOST_NAMES = 6  # words of a subject looked at
MOST_VERBS = 40  # of a sentence
REACH = 200  # code points before a verb in which its subject stands
INITIAL = re.compile(r"[A-ZÀ-Þ]\.")
WOULD = re.compile(r"\s+(?=.{2,60}?\swould\s)")
WORD = re.compile(r"\S+")
AND_TOO = re.compile(r"\b(?:and|und|et|y|e|en),?\s*$")
IS = re.compile(r"['’](?:s|re)\s*$")
BREAK = re.compile(r"[,;:.!?)\]\"”]$|^[-–—]$")
VERB_LAST = ("de", "nl")  # languages that put the verb last
FEWEST = 3


def commitment_in(sentence: Sentence, scene: Scene) -> Entry | None:
    """What the sentence tells somebody known to have taken on, or to have been asked for."""
    return by_will(sentence.text, scene) or by_report(sentence.text, scene) or by_request(sentence.text, scene)


def taken_up(text: str, before: str, scene: Scene) -> Entry | None:
    """“He will bring a draft”: of the person who is the subject of the sentence before."""
    first, _, rest = text.partition(" ")
    if first.casefold() not in scene.patterns.pronouns:
        return None
    match = scene.patterns.will.match(rest)
    owners = (_head(before, scene) or _head(before.rpartition(": ")[2], scene)) if match else ()
    return checked(rest[match.end() :].strip(), owners, scene, given=True) if match and owners else None


def _head(text: str, scene: Scene) -> tuple[Owner, ...]:
    """The one person with whose name a sentence begins."""
    words = text.split(None, MOST_NAMES)[:MOST_NAMES]
    for count in range(min(4, len(words)), 0, -1):
        owners = scene.known(" ".join(words[:count]).rstrip(","))
        if len(owners) == 1 and owners[0].kind == "person":
            return owners
    return ()


def by_will(text: str, scene: Scene) -> Entry | None:
    """“Ana will send it”."""
    for match in islice(scene.patterns.will.finditer(text), MOST_VERBS):
        before = ASIDE.sub("", text[max(0, match.start() - REACH) : match.start()])
        if match[0].casefold() in scene.patterns.after_is:
            before = IS.sub("", before)
        owners = subject_before(before, scene)
        if not owners and AND_TOO.search(before):
            owners = _head(text, scene)  # "Tom has one offer and will get two more"
        if not owners or (_is_the_body(owners, scene) and _settles(match[0], scene)):
            continue
        rest = text[match.end() :].strip()
        if rest.startswith("be ") and (doing := BE_DOING.match(rest)):
            rest = doing["verb"] + rest[doing.end() :]
        entry = checked(rest, owners, scene, given=match[0].casefold() not in scene.patterns.weak)
        if entry:
            return entry
    return None


def _is_the_body(owners: tuple[Owner, ...], scene: Scene) -> bool:
    """Whether those who act are but "the team", "the board"."""
    return all(owner.kind != "person" and owner.name.casefold() in scene.patterns.group_words for owner in owners)


def _settles(phrase: str, scene: Scene) -> bool:
    """Whether "agreed to" and the like tell what a body decided, rather than what somebody took on."""
    strong = scene.reading.lexicon.words.get("decision_strong", ())
    return not frozenset(strong).isdisjoint(phrase.casefold().split())


def by_report(text: str, scene: Scene) -> Entry | None:
    """“It was agreed that Tom would circulate the draft”: reported, and so promised."""
    match = next(_reported(text, scene), None) if " would " in text else None
    if match is None:
        return None
    subject, _, rest = text[match.end() :].partition(" would ")
    owners, given = scene.known(subject.strip()), True
    if not owners and subject.strip().casefold() in scene.patterns.pronouns:
        owners, given = _head(text, scene), False  # "Ms. Cole stated she would …"
    return checked(rest.strip(), owners, scene, given=given) if owners else None


def _reported(text: str, scene: Scene) -> Iterator[re.Match[str]]:
    """The white space after "it was agreed that" where "… would" follows."""
    for found in scene.patterns.would.finditer(text):
        if match := WOULD.match(text, found.end()):
            yield match


def by_request(text: str, scene: Scene) -> Entry | None:
    """“The group asked Ee to prepare the vote”."""
    for match in islice(scene.patterns.asked.finditer(text), MOST_VERBS):
        rest = text[match.end() : match.end() + 70].lstrip()
        after = text[match.end() :].lstrip()
        if rest.startswith("that ") and (found := _asked_that(after[5:], scene)):
            return found
        to = scene.patterns.asked_to.search(rest)
        if to is None or not to.start():
            continue
        owners = scene.known(rest[: to.start()].strip(), guess=match[0].endswith("ed") and rest[:1].isupper())
        task = after[to.end() :].lstrip(" '’")
        if any(_is_body(owner, scene) for owner in owners):
            continue  # a resident "asked the Council to …"
        if owners and _begins_with_deed(task, scene) and len(task.split()) >= FEWEST - 1:
            return entry_of(task, owners, scene)
    return None


def _asked_that(text: str, scene: Scene) -> Entry | None:
    """“requested that the City Clerk post the seat”."""
    words = text.split(None, MOST_NAMES)
    for count in range(1, min(MOST_NAMES, len(words))):
        task = text.split(None, count)[count] if len(words) > count else ""
        if first_verb(task, scene) and (owners := scene.known(" ".join(words[:count]))):
            return None if any(_is_body(owner, scene) for owner in owners) else entry_of(task, owners, scene)
    return None


def _is_body(owner: Owner, scene: Scene) -> bool:
    return owner.kind != "person" and phrase_key(owner.name).rpartition(" ")[2] in scene.patterns.bodies


def _begins_with_deed(task: str, scene: Scene) -> bool:
    first = task.split(None, 1)[0].casefold() if task else ""
    return bool(first_verb(task, scene)) or (len(first) > FEWEST and first.endswith(scene.patterns.infinitives))


def checked(rest: str, owners: tuple[Owner, ...], scene: Scene, *, given: bool) -> Entry | None:
    words = rest.split()
    if len(words) < FEWEST - given or words[0].casefold() in scene.patterns.negations or words[0].casefold() == "be":
        return None
    after = scene.patterns.adverbs.skipped(rest)
    bare = rest[after:] if after < len(rest) else rest
    verb = first_verb(bare, scene)
    due = scene.due(bare)
    dated = due is not None and due.date is not None and due.strength > 0
    doing = bare.split()[0].casefold()
    if (
        not (verb or doing.endswith(scene.patterns.infinitives))
        and not (ends_with_verb(bare, scene) or (due and due.start and ends_with_verb(bare[: due.start], scene)))
        and (
            not doing.endswith("ing")
            or doing[:-3] in scene.patterns.coming
            or f"{doing[:-3]}e" in scene.patterns.coming
        )
    ):
        return None
    idle = scene.patterns.idle.match(bare)
    if idle and not dated and (" " in idle[0] or len(bare.split()) <= FEWEST):
        return None
    if (
        len(bare.split()) < FEWEST - 1
        or (verb in scene.patterns.coming and not given)
        or (verb in scene.patterns.passing and not (dated or given))
    ):
        return None
    if any(owner.kind != "person" for owner in owners) and (verb in scene.patterns.passing or not (dated or given)):
        return None
    return entry_of(bare, owners, scene)


def ends_with_verb(text: str, scene: Scene) -> bool:
    """Whether the last word is an infinitive, as in "die Rechnung bezahlen"."""
    if scene.reading.document.language not in VERB_LAST:
        return False
    last = text.rstrip(" .!").rsplit(None, 1)[-1]
    return last in scene.patterns.verbs or (last.islower() and last.endswith("en") and not last.startswith("ge"))


def entry_of(text: str, owners: tuple[Owner, ...], scene: Scene) -> Entry:
    entry = parse(text, scene, Entry("", owners=owners, owned=True))
    head, _, last = entry.text.rpartition(", ")
    if head and scene.reading.lexicon.labels.get(phrase_key(last)) in ("due", "goal"):
        entry = entry._replace(text=head)  # "…, Frist: Freitag"
    return entry._replace(text=sentence_case(tidy(entry.text)))


def subject_before(before: str, scene: Scene) -> tuple[Owner, ...]:
    """The known people whose names stand directly before a verb."""
    tokens = WORD.findall(before[-90:])
    if not tokens or not _may_end(tokens[-1], scene):
        return ()
    found: tuple[Owner, ...] = ()
    for count in range(1, min(MOST_NAMES, len(tokens)) + 1):
        first = tokens[-count]
        if count > 1 and BREAK.search(first) and not (first.endswith(",") or INITIAL.fullmatch(first)):
            break
        words = " ".join(tokens[-count:]).strip('*_,:;-–—(["“ ')
        if first[:1].islower() and not _is_small_subject(first.strip(","), scene):
            continue
        if _free(tokens[: len(tokens) - count], scene):
            found = scene.known(words) or found
    return found


def _may_end(token: str, scene: Scene) -> bool:
    bare = token.strip('*_()[],"”')
    return bool(bare) and (
        bare[0].isupper() or bare[0] == "@" or _is_small_subject(bare.casefold(), scene) or scene.is_person(bare)
    )


def _is_small_subject(word: str, scene: Scene) -> bool:
    """Whether a word in small letters may be who acts: a group, a nick, the holder of a role."""
    return word in scene.patterns.group_words or scene.is_person(word) or scene.role(word) is not None


def _free(before: list[str], scene: Scene) -> bool:
    """Whether what stands before a name lets it be a subject: nothing, a pause, a small word; not "with" or "if"."""
    if not before:
        return True
    if before[0].casefold() in scene.patterns.unsure:
        return any(BREAK.search(token) for token in before)
    last = before[-1]
    key = last.casefold().strip("*_")
    if BREAK.search(last) or key in scene.patterns.joining:
        return True
    return key not in scene.patterns.prepositions and not last[:1].isupper() and not key.endswith("'s")
