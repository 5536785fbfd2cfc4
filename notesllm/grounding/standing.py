"""Whether quotes say how far a task is, and how grave or urgent something is."""

from collections.abc import Sequence

from notesllm._regex import regex
from notesllm.grounding.passage import words
from notesllm.lexicon import lexicon, phrase_key

TICKED = regex(r"\[[xX]\]|[✓✔✅☑]|~~")
UNTICKED = regex(r"\[ \]|☐")
SHORT = 3  # words of a remark
CONDITIONS = frozenset(
    ("after", "once", "until", "till", "when", "if", "before", "nach", "sobald", "wenn", "après", "dès", "cuando")
)
PART = regex(r"[.;:,()\[\]|\n]|\s[-–—]+\s|—")
VERB = regex(r"\b(?:is|are|was|were|been|now|already)\b")


def says_status(status: str, text: str, quotes: Sequence[str], boxes: frozenset[bool | None], language: str) -> bool:
    """Whether the quotes, or the ``boxes`` beside them, say ``status``; "open" is what stands for no other."""
    told = _statuses(text, quotes, language) | {"done" if ticked else "open" for ticked in boxes - {None}}
    return not told & {"done", "cancelled"} if status == "open" else status in told


def _statuses(text: str, quotes: Sequence[str], language: str) -> set[str]:
    """The statuses that the quotes mark: by a ticked box, or as a part of their own ("- done", "is done")."""
    known = lexicon(language).statuses
    own = phrase_key(text)
    found: set[str] = set()
    for quote in quotes:
        if TICKED.search(quote):
            found.add("done")
        if UNTICKED.search(quote):
            found.add("open")
        said = words(quote)
        if said and len(said) <= SHORT and said[0] in known:  # "done yay"
            found.add(known[said[0]])
        for part in PART.split(quote):
            conditional = not CONDITIONS.isdisjoint(words(part))  # "once it is merged" is not done
            keys = [phrase_key(said) for said in ([part] if conditional else VERB.split(part))]
            found.update(known[key] for key in keys if key in known and key != own)
    return found


def says_level(level: str, quotes: Sequence[str], language: str) -> bool:
    """Whether the quotes have a word of this priority or severity."""
    levels = lexicon(language).words.get(f"priority_{level}", ())
    there = [" ".join(words(quote)) for quote in quotes]
    return any(f" {level_word} " in f" {quote} " for level_word in levels for quote in there)
