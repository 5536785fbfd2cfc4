"""Which labels are speakers: ``Ana Costa: yes`` is something said, ``Budget: yes`` is not."""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache

from notesllm._regex import regex
from notesllm.lexicon import Lexicon, phrase_key

BRACKETED = regex(r"(?:[-*+•][ \t]+)?(?:\[(?P<name>[^\[\]\n]{2,40})\]|\((?P<handle>@[\w.-]{2,40})\))[ \t]+(?=\S)")
SUFFIX = regex(r"[ \t]*[\[(][^\])]{1,40}[\])][ \t]*$")
HANDLE = regex(r"@[\w.-]{2,40}$")
INITIALS = regex(r"[A-Z]{2,4}$")
NUMBERED = regex(r"(?:Unknown )?(?:Speaker|Participant|Guest|Person|Sprecher|Locuteur|Hablante)[ ]?\d{1,2}$")
NICK = regex(r"[a-z][\w\[\]|`^-]{0,20}$")
WORD = regex(r"[^\W\d_][^\W_'’.-]*(?:['’.-][^\W_]+)*\.?$")
LISTED = regex(r"(?:^|[\r\n,:]|[-*+•] )[ \t]*([^\W\d_a-z][\w.'’-]+) [A-Z][\w'’-]+[ \t]*(?=[(@,<\r\n]|$)")
TURNS = 5  # so many make a conversation
_PARTICLES = "de da di do dos van von der den la le el al bin ibn ten ter zu du del"
PARTICLES = frozenset(_PARTICLES.split())
SPOKEN = regex(
    r"\W(?:I|we|We|you|You|my|me|yeah|Yeah|yes|Yes|OK|ok|thanks|Thanks|agree|Agree|think|ich|wir|je|nous|yo|nosotros|io|noi|ik|eu)\b"
)
# Written before a colon again and again, and never a person.
_NEVER = (
    "note notes nb ps fyi todo action actions ai eta pr prs issue issues update updates edit link links url "
    "example examples e.g. i.e. tl;dr aob ask idea ideas context background goal goals pros cons pro con result "
    "results discussion topic topics summary conclusion next step steps recording resolution resolved proposal "
    "motion vote yes no done info agreed rationale impact effort focus language team timeline scope cost budget "
    "phase status version slides agenda minutes poll consensus final decision decisions comment comments"
)
NEVER = frozenset(_NEVER.split())


class Labels:
    """Collects what stands before a colon at the beginning of lines; most notes pay for little more than that."""

    __slots__ = ("_lines", "heads")

    def __init__(self) -> None:
        self.heads: defaultdict[str, list[str]] = defaultdict(list)  # the lines by what they begin with
        self._lines: defaultdict[str, list[str]] = defaultdict(list)  # by name

    def see(self, line: str) -> None:
        """Take note of a line that may begin with a name in brackets."""
        match = BRACKETED.match(line)
        if match is not None:
            self.heads[match["name"] or match["handle"]].append(line)

    def nicks(self, words: Lexicon) -> frozenset[str]:
        """Where nicks are known to speak: the labels in lower case that come back."""
        found = [head for head, lines in self.heads.items() if len(lines) > 1 and NICK.match(head)]
        return frozenset(name for name in found if _personal(name, words))

    def count(self, name: str) -> int:
        """How many lines begin with ``name``."""
        return len(self._lines[name])

    def speakers(self, source: str, words: Lexicon) -> frozenset[str]:
        """The labels that are people who speak; empty where the notes hold no conversation."""
        often = [lines for lines in self.heads.values() if len(lines) > 1]
        if len(often) < 2 or sum(map(len, often)) < TURNS:
            return frozenset()
        lines_of = self._lines
        for head, lines in self.heads.items():
            name = speaker_name(head.lstrip("-+•*_ \t\\").rstrip("*_ "))
            if name:
                lines_of[name] += lines
        back = [name for name in lines_of if len(lines_of[name]) > 1 and _personal(name, words)]
        spoken = {name: self._spoken(name) for name in back}
        listed = cache(lambda: listed_names(source))  # few notes need them
        likely = {name for name in spoken if _speaks(name, len(lines_of[name]), spoken[name], listed)}
        turns = sum(len(lines_of[name]) for name in likely)
        if len(likely) < 2 or turns < TURNS or sum(spoken[name] for name in likely) < 0.15 * turns:
            return frozenset()
        if turns >= 12:
            # In a conversation that is beyond doubt, whoever comes back has a voice.
            likely |= {name for name in spoken if len(lines_of[name]) > 2 and (spoken[name] or name[0].islower())}
        others = [name for name in lines_of if name not in likely and _personal(name, words)]
        once = {name for name in others if _joins_in(name, likely, listed)}
        return frozenset(likely | once)

    def _spoken(self, name: str) -> int:
        # A roll call ("Ana: yes", "Ben: aye") is no conversation: one word alone is not counted.
        least, start, end = len(name) + 10, len(name), len(name) + 200
        return sum(1 for line in self._lines[name] if len(line) > least and _says(line, start, end))


def _says(line: str, start: int, end: int) -> bool:
    asks = line.find("?", start, end) >= 0 or line.find("+1", start, end) >= 0
    return asks or SPOKEN.search(line, start - 1, end) is not None


def _speaks(name: str, count: int, spoken: int, listed: Callable[[], frozenset[str]]) -> bool:
    if name[0] == "@" or " " in name:
        return spoken >= 1 or count >= 4
    if count == 2:
        return spoken >= 1 and (INITIALS.match(name) is not None or name in listed())
    least = 0.34 if name[0].isupper() and not INITIALS.match(name) else 0.2
    return count >= 3 and spoken >= least * count


def speaker_name(label: str) -> str:
    """``label`` without what stands in brackets behind it and without marks; empty where it can't be a name."""
    if len(label) > 48:
        return ""
    if label[-1:] in (")", "]"):
        label = SUFFIX.sub("", label)
    label = label.strip("*_[]()\\ \t")
    return label if label and label.count(" ") < 4 else ""


def _personal(name: str, words: Lexicon) -> bool:
    key = phrase_key(name)
    if (
        key in NEVER
        or key in words.labels
        or key in words.zones
        or key in words.statuses
        or key in words.months
        or key in words.weekdays
    ):
        return False
    if HANDLE.match(name) or NUMBERED.match(name):
        return True
    parts = name.split()
    if not all(WORD.match(part) for part in parts):
        return len(parts) == 1 and bool(re.match(r"[\w\-\[\]|`^{}]{2,20}$", name)) and not name.isdigit()
    if len(parts) == 1:
        return True
    return all(part[0].isupper() or part in PARTICLES for part in parts) and not NEVER & {
        part.lower() for part in parts
    }


def _joins_in(name: str, likely: set[str], listed: Callable[[], frozenset[str]]) -> bool:
    """Whether one who has few lines takes part in the conversation of the others."""
    parts = name.split()
    if len(parts) > 1 or name[0] == "@":
        return len(parts) < 4
    if INITIALS.match(name):
        return any(len(other) == len(name) and INITIALS.match(other) for other in likely)
    return any(other.split()[0] == name for other in likely if " " in other) or name in listed()


def listed_names(source: str) -> frozenset[str]:
    """First names of the full names that stand at the beginning of a line or of an entry."""
    return frozenset(LISTED.findall(source))
