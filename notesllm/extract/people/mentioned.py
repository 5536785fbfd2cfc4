"""Full names of people who do not attend, but may own what a first name alone is charged with."""

import re

from notesllm.extract.names import fold, given_names, looks_like_person
from notesllm.extract.reading import Reading

FULL_NAME = re.compile(
    r"\b[A-ZÀ-Þ][\w’'-]{1,20} (?:(?:van|von|de|der|den|del|di|da|la|ten|ter|al|bin) ){0,2}[A-ZÀ-Þ][\w’'-]{1,30}"
)
# First names that more often begin a sentence.
VERBS = frozenset(
    {"will", "may", "mark", "grant", "art", "june", "april", "august", "drew", "bill", "rose", "chase", "hope"}
)
MOST = 500


def full_names(reading: Reading) -> tuple[str, ...]:
    """The full names in running text, each once, in order."""
    given, words = given_names(), reading.lexicon
    found: dict[str, None] = {}
    for match in FULL_NAME.finditer(reading.document.source):
        name = match[0].removesuffix("'s").removesuffix("’s")
        first = fold(name.partition(" ")[0])
        if first in given and first not in VERBS and name not in found and looks_like_person(name, words):
            found[name] = None
            if len(found) >= MOST:
                break
    return tuple(found)
