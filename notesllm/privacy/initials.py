"""Initials of people: "TB: yes", "ACTION TB", "Send it (TB)"; and everywhere, once the notes use them for a person."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.lexicon import LANGUAGES, lexicon
from notesllm.privacy.words import words

INITIALS = regex(r"(?<![^\W_])[A-ZÀ-Þ](?:\.? ?[A-ZÀ-Þ]){1,2}(?![^\W_])")
MARK = regex(r"(?<![^\W_])(?<![\w][-.])[A-ZÀ-Þ]{2,3}(?![^\W_])(?!-\w|\.\w)")
OPENS, CLOSES = "([{<|/,;:–—-•*→=&+", ")]}>|/,;:–—-*&+"  # around initials that mark who does or says something
USED = regex(  # for a person: before what is said, behind a word for a task, in brackets behind a name
    r"(?m)^[ \t]*+(?:[-*•>#|+][ \t]*+)*+(?:\d{1,2}[.)][ \t]*+)?[*_\[(<]{0,3}([A-ZÀ-Þ]{2,3})[\])>]?[*_]{0,3}[ \t]?:"
    r"|(?<![^\W_])(?:ACTIONS?|Actions?|TODO|To-?do|Owner|OWNER|Aufgabe|AKTION|Acción|Ação|Azione|Actie)"
    r"[ \t:*_\[(@–-]{1,4}([A-ZÀ-Þ]{2,3})(?![^\W_])"
    r"|(?<=[^\W\d_])[ \t]?[(\[]([A-ZÀ-Þ]{2,3})[)\]]"
)
LABEL = regex(r"(?:^|\n)[ \t]*(?:[-*•>][ \t]+)?[*_]{0,2}\Z")


class Initials(NamedTuple):
    """``marks``: all initials of people; ``certain``: those that mean just one person wherever they stand.

    ``labels``: those that are a common abbreviation as well, and mean a person only before a colon.
    """

    marks: frozenset[str] = frozenset()
    certain: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[tuple[str, ...]], source: str) -> "Initials":
        """Of the full ``names``, each one's words in small letters."""
        owners: dict[str, set[tuple[str, str]]] = {}
        for name in names:
            letters = "".join(part[0] for part in name).upper()
            for mark in (letters, letters[0] + letters[-1]):
                owners.setdefault(mark, set()).add((name[0], name[-1]))
        common = words("acronyms") & owners.keys()
        marks = frozenset(owners) - common
        used = {match[match.lastindex or 0] for match in USED.finditer(source)} if marks else set()
        certain = frozenset(mark for mark in used & marks if len(owners[mark]) == 1)
        labels = frozenset(mark for mark in common if mark.lower() not in _labels())
        return cls(marks, certain, labels)

    def __call__(self, text: str) -> Iterator[tuple[int, int]]:
        for match in INITIALS.finditer(text) if self.marks else ():
            if match[0].replace(".", "").replace(" ", "") in self.marks:
                before = text[max(0, match.start() - 4) : match.start()].rstrip(" \t")
                after = text[match.end() : match.end() + 4].lstrip(" \t.")
                opened = not before or before[-1] in OPENS or before[-1] == "\n" or after[:1] == ":"
                closed = not after or after[0] in CLOSES or after[0] in "\r\n" or after[:2] in {"to", "’s", "'s"}
                if opened and (closed or "." in match[0]):
                    yield match.span()
        for match in MARK.finditer(text) if self.certain or self.labels else ():
            if match[0] in self.certain or (match[0] in self.labels and _is_label(text, match.start(), match.end())):
                yield match.span()


def _is_label(text: str, start: int, end: int) -> bool:
    opens = LABEL.search(text[max(0, start - 8) : start])
    return opens is not None and text[end : end + 3].lstrip("*_").startswith(":")


@cache
def _labels() -> frozenset[str]:
    """What stands before a colon without meaning a person: "AI:", "ETA:"."""
    known = [lexicon(language) for language in LANGUAGES]
    found = [phrase for one in known for table in (one.labels, one.statuses, one.cues) for phrase in table]
    return frozenset(phrase.casefold() for phrase in found)
