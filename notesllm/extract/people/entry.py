"""One entry of a list of people: "Joe Sepi (@joesepi)", "Tim / Simula / @tim", "Jennifer Liu, CTO (jl@x.org)"."""

from functools import lru_cache

from notesllm._regex import regex
from notesllm.extract.names import (
    ASIDE,
    HANDLE,
    fold,
    given_names,
    is_no_team,
    is_person_name,
    looks_like_person,
    name_key,
    natural_order,
    word_set,
)
from notesllm.extract.people.marks import is_initials, mark_of, user_of, without_mark
from notesllm.extract.people.sighting import Sighting
from notesllm.lexicon import Lexicon, lexicon, phrase_key

EMAIL = regex(r"<?\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}>?")
UNCLOSED = regex(r"\(([^()]{0,80})$")
PIECES = regex(r"\s+[-–—|:~]+\s+|\s*[/|;,\t]\s*|:\s+|\s[-–—]$|(?<=[^\W\d_])[-–—]\s+|\s{3,}")
TOP_COMMA = regex(r"(?:\s*[,;、]\s*|(?<=[\w)][\w)])\.\s+(?=[A-ZÀ-Þ][^.,;:()]{2,40}:\s))(?![^()\[\]]{0,120}[)\]])")
NICK = regex(r"[A-Za-z][\w.`^|-]{1,24}")
EDGES = ' \t\n-–—*•·✅✓✔☑☒❌✗🔲⬜,;:.&+…|/\\"“”'
SPACED_HANDLE = regex(r"(?<![\w.])@[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ]")  # "@Ana Lopez @Ben Wu", as some editors write
ABSENT = regex(r"[❌✗✘]|~~")
BEHIND = regex(r"\s\(([^()]{2,120})\)$")
CHARGE = regex(r"^(?:[^\W\d_A-ZÀ-Þ][\w-]{0,20} ){1,2}(?=[A-ZÀ-Þ])")  # "a bolsista Rayane"
LONGEST = 120
MOST_WORDS = 14  # of an entry that is no sentence


def is_bot(name: str, words: Lexicon) -> bool:
    """Whether it is no person who is called so: "Zakim", "meetbot", "Speaker 3"."""
    if any(word in word_set(words.language, "bots") for word in fold(name).split()):
        return True
    if " " in name:
        return False
    part = name.replace("_", "-").rpartition("-")[2].casefold()  # of "lantern_mtg", "team-minutes"
    if part != name.casefold() and part in word_set(words.language, "bot_parts"):
        return True
    return name.endswith(("Bot", "BOT", "_bot", "-bot")) or (name.islower() and name.endswith("bot"))


def segments(text: str, words: Lexicon) -> list[str]:
    """``text`` split where a list of names is: commas, semicolons, "and"; not inside brackets."""
    if text.count(" ") < 2 and "," not in text and ";" not in text:
        return [text] if text else []
    parts: list[str] = []
    joined = word_set(words.language, "and") | {"&", "+"}
    for part in TOP_COMMA.split(text):
        tokens, current, depth = part.split(), list[str](), 0
        if joined.isdisjoint(part.casefold().split()):
            parts.append(" ".join(tokens))
            continue
        for token in tokens:
            if depth == 0 and token.casefold() in joined:
                parts.append(" ".join(current))
                current = []
            else:
                current.append(token)
            depth += token.count("(") + token.count("[") - token.count(")") - token.count("]")
        parts.append(" ".join(current))
    return [part for part in parts if part]


def is_certain(name: str, words: Lexicon) -> bool:
    """Whether ``name`` is written like a person's and begins with a name that people have."""
    return _is_certain(name, words.language)


@lru_cache(maxsize=8192)
def _is_certain(name: str, language: str) -> bool:
    if not looks_like_person(name, lexicon(language)):
        return False
    first = fold(name.lstrip("@").split()[0].strip(".'’"))
    return first in given_names() or first.partition("-")[0] in given_names()


def person_in(text: str, words: Lexicon) -> Sighting | None:
    """The person that one entry names, None if it names none. The entry is known to stand in a list of people."""
    return _person_in(text, words.language) if 0 < len(text) <= LONGEST else None


@lru_cache(maxsize=4096)  # an entry is looked at once for what stands under it, and once for itself
def _person_in(text: str, language: str) -> Sighting | None:
    words = lexicon(language)
    email = EMAIL.search(text)
    rest = EMAIL.sub(" ", text) if email else text
    asides = [aside.strip(" ()[]<>") for aside in ASIDE.findall(rest)] if "(" in rest or "[" in rest else []
    rest = ASIDE.sub("   ", rest).strip() if asides else rest
    if unclosed := UNCLOSED.search(rest):
        rest = rest[: unclosed.start()]
    handles = HANDLE.findall(rest) if "@" in rest else []
    rest = HANDLE.sub(" ", rest) if handles else rest
    pieces = [piece for written in PIECES.split(rest.strip(EDGES)) if written and (piece := written.strip(EDGES))]
    handles += [handle for aside in asides for handle in HANDLE.findall(aside)]
    if not pieces:
        if handles:
            return described(Sighting(handles[0][1:], aliases=tuple(handles)), asides, words)
        return _addressed(email[0].strip("<>")) if email and text.strip(EDGES + "<>") == email[0].strip("<>") else None
    if len(pieces) > 1 and is_certain(pieces[1], words) and _describes(pieces[0], pieces[1], rest, words):
        pieces[:2] = pieces[1::-1]
    if len(pieces) == 2 and is_initials(*pieces):  # "AL - Ana Lopez"
        return Sighting(pieces[1], email=email[0].strip("<>") if email else None, aliases=(pieces[0], *handles))
    name, nick = _name(pieces, words)
    if not name:
        return None
    found = Sighting(name, email=email[0].strip("<>") if email else None, aliases=(*nick, *handles))
    if ABSENT.search(text) or mark_of(pieces[0].rpartition(" ")[2], words) == "absent":
        found = found._replace(presence="absent")
    return described(found, [*asides, *pieces[1:]], words)


def _addressed(email: str) -> Sighting:
    """Who is known by an address alone."""
    return Sighting(email.partition("@")[0], email=email)


def _describes(first: str, second: str, text: str, words: Lexicon) -> bool:
    """Whether what stands before a name tells of it: "Treasurer - Carla Diaz", "From Acme: Carla Diaz"."""
    return not is_certain(first, words) and (_is_role(first, words) or f"{first}: {second}" in text)


def _is_role(text: str, words: Lexicon) -> bool:
    return any(word in word_set(words.language, "roles") for word in name_key(text).split())


def _name(pieces: list[str], words: Lexicon) -> tuple[str, tuple[str, ...]]:
    """The name that the first piece gives, and a nick beside it; "" for none."""
    language = words.language
    name = user_of(pieces[0]).removesuffix("'s").removesuffix("’s")
    name = _without_title(without_mark(name, words), words)
    if len(name.split()) > 6 or phrase_key(name) in word_set(language, "template_names"):
        return "", ()
    if is_bot(name, words):
        return "", ()
    if is_person_name(name, words):
        return (name, ()) if _is_listed_name(name, words) else ("", ())
    first, _, others = name.partition(" ")
    if others and is_person_name(others, words) and NICK.fullmatch(first) and not first[0].isupper():
        return others, (first,)
    if others and (first == others or is_certain(others, words)) and NICK.fullmatch(first):
        return (others if first != others else first), (first,)
    key = phrase_key(name)
    if not others and NICK.fullmatch(name) and is_no_team(name, words) and key not in words.labels:
        return ("", ()) if key in word_set(language, "not_names") or key in words.zones else (name, ())
    return "", ()


def _without_title(name: str, words: Lexicon) -> str:
    """Give "David Chu" for "City Manager David Chu", "Lopez" for "Dr. Lopez"."""
    parts = name.split()
    known = word_set(words.language, "honorifics") | word_set(words.language, "roles")
    titles = [phrase_key(part) in known or phrase_key(part).removesuffix("s") in known for part in parts]
    for cut in range(len(parts) - 1, 0, -1):
        if titles[cut - 1] and (all(titles[:cut]) or is_certain(" ".join(parts[cut:]), words)):
            return " ".join(parts[cut:])
    return name


def _is_listed_name(name: str, words: Lexicon) -> bool:
    """Whether a name-like entry in a list of people is a name: no team, no heading's words alone."""
    key = phrase_key(name)
    if key in words.labels or key in words.zones or key in words.statuses or not is_no_team(name, words):
        return is_certain(name, words)
    strange = word_set(words.language, "not_names") | word_set(words.language, "roles")
    strange |= word_set(words.language, "honorifics") if " " not in key else set()
    return not all(word in strange for word in key.split())


def described(found: Sighting, texts: list[str], words: Lexicon) -> Sighting:
    """``found`` with what stands beside the name: a role, an organisation, a mark of presence."""
    language = words.language
    hosts = word_set(language, "hosting")
    for text in texts:
        key = phrase_key(text)
        kind = words.labels.get(key, "")
        if not key or key.isdigit() or any(word in word_set(language, "pronouns") for word in key.split("/")):
            continue
        if kind == "host" or key in hosts:
            found = found._replace(host=True, role=found.role or text)
        elif kind == "absent" or key in word_set(language, "absent_marks"):
            found = found._replace(presence="absent")
        elif key in word_set(language, "present_marks") or HANDLE.fullmatch(text):
            continue
        elif is_initials(text, found.name):
            found = found._replace(aliases=(*found.aliases, text))
        elif _is_role(text, words):
            found = found._replace(role=found.role or text)
        elif found.organization is None and len(text) <= 60 and key != phrase_key(found.name):
            found = found._replace(organization=text)
    return found


def people_in(text: str, words: Lexicon, *, is_list: bool = False, last_first: bool = False) -> tuple[Sighting, ...]:
    """The people that an entry or a field's value names.

    ``is_list``: commas part people rather than describe one. ``last_first``: the list has "Lopez, Ana" for Ana Lopez.
    """
    label, colon, rest = text.partition(": ")
    if colon and (kind := words.labels.get(phrase_key(label), "")) in ("people", "absent", "host", "scribe"):
        people = people_in(rest, words, is_list=is_list, last_first=last_first)
        if kind == "absent":
            return tuple(person._replace(presence="absent") for person in people)
        return tuple(person._replace(host=person.host or kind == "host") for person in people)
    if SPACED_HANDLE.search(text):
        text = ", ".join(part for part in text.split("@") if part.strip(EDGES))
    handles = HANDLE.findall(text) if text.count("@") > 1 else []
    if len(handles) > 1 and not EMAIL.search(text) and not name_key(HANDLE.sub(" ", text)).replace("and", "").strip():
        return tuple(Sighting(handle[1:], aliases=(handle,)) for handle in handles)
    if ";" in text and "," in text:
        found = (people_in(part, words, last_first=True) for part in text.split(";"))
        return tuple(person for people in found for person in people)
    if last_first and (natural := natural_order(text.strip(EDGES), words)) != text.strip(EDGES):
        text = natural
    parts = segments(text, words)
    if len(parts) > 1 and (is_list or _is_list(parts, words)):
        return _listed(parts, words)
    person = person_in(text, words) if len(text.split()) <= MOST_WORDS else None
    return (person,) if person else ()


def _is_list(parts: list[str], words: Lexicon) -> bool:
    """Whether commas part people ("Ana, Tom, Ben") and do not describe one ("Ana Lopez, CTO, Acme")."""
    named = [_bare_name(part) for part in parts]
    if 2 * sum(is_certain(name, words) for name in named[1:]) >= len(parts) - 1:
        return True
    roles = word_set(words.language, "roles")
    alike = len({" " in name for name in named}) == 1
    people = all(looks_like_person(name, words) and not roles.intersection(name_key(name).split()) for name in named)
    return len(parts) > 2 and alike and people


def _bare_name(part: str) -> str:
    """The part's name without what stands in brackets or behind a dash."""
    return PIECES.split(ASIDE.sub(" ", part).strip(EDGES))[0].strip()


def _untitled(name: str, words: Lexicon) -> str:
    """The first and last name behind a title: "Hope Lind" of "Board Secretary Hope Lind", "" for no title."""
    parts = name.split()
    known = word_set(words.language, "honorifics") | word_set(words.language, "roles")
    titles = [number for number, part in enumerate(parts) if phrase_key(part) in known]
    rest = " ".join(parts[titles[-1] + 1 :]) if titles else ""
    return rest if rest.count(" ") == 1 and looks_like_person(rest, words) else ""


def _listed(parts: list[str], words: Lexicon) -> tuple[Sighting, ...]:
    """The people of a list; a role after a comma goes to the one before it."""
    people: list[Sighting] = []
    titled = [_untitled(_bare_name(part), words) for part in parts]
    if 2 * sum(map(bool, titled)) > len(parts):  # "Provost L. Wu, Registrar M. Diaz"
        parts = [name or part for name, part in zip(titled, parts, strict=True)]
    for written in parts:
        head, stop, rest = written.partition(". ")  # the last one of a list after which a sentence follows
        part = head if stop and is_certain(head, words) and not looks_like_person(rest, words) else written
        if counted := _sent(part, words):
            people += counted
            continue
        name = _bare_name(part)
        describes = _is_role(name, words) and not is_certain(_without_title(name, words), words)
        if describes and people and people[-1].role is None and not any(c.isdigit() for c in name):
            is_host = people[-1].host or words.labels.get(phrase_key(name)) == "host"
            people[-1] = people[-1]._replace(role=part, host=is_host)
        elif ": " in part:
            people += people_in(part, words)
        elif len(part.split()) <= MOST_WORDS and (found := person_in(part, words)):
            people.append(found)
    return tuple(people)


def _sent(part: str, words: Lexicon) -> list[Sighting]:
    """The people whom brackets name: "2 guests (Lina + friend)", "o pessoal da UF (Prof. Edvaldo e a Rita)"."""
    if not (part[:1].isdigit() or part[:1].islower()) or not (aside := BEHIND.search(part)):
        return []
    names = [CHARGE.sub("", name.strip()) for name in segments(aside[1], words)]
    people = [_untitled_person(name, words) for name in names]
    sure = part[:1].isdigit() or len(people) > 1
    return [person for person in people if person] if sure and any(people) else []


def _untitled_person(text: str, words: Lexicon) -> Sighting | None:
    name = _without_title(text, words)
    return Sighting(name) if looks_like_person(name, words) else None
