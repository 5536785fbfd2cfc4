"""Telling the language of notes by their most frequent small words."""

import re
from functools import lru_cache

from notesllm.lexicon.loading import LANGUAGES

# The most frequent function words that the seven languages do not share with each other.
SMALL_WORDS = {
    "en": "the and of to for with is are was we will that this it on be have from not",
    "de": "der und das ist wir nicht für auf mit den dem ein eine zu von wird sind sich im auch noch werden",
    "fr": "le les des est et pour dans une nous sur pas qui du au sera ont avec être cette aux",
    "es": "el los las para con una del se por que es está como pero más han sobre y será",
    "it": "il che di per con della sono nel alla dei non è gli una si le ha stato anche verrà",
    "nl": "het een van en is dat niet voor met zijn wordt op de er aan ook wij worden naar",
    "pt": "o os uma para com não do da em foi que por são ao dos das será mais e pelo",
}
ENOUGH = 40_000  # code points looked at: more does not change the answer


@lru_cache(maxsize=1)
def _marks() -> dict[str, tuple[str, ...]]:
    marks: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        for word in SMALL_WORDS[language].split():
            marks[word] = (*marks.get(word, ()), language)
    return marks


def recognise(text: str) -> str:
    """The language of ``text``, one of :data:`LANGUAGES`; English where it can't be told."""
    marks = _marks()
    score = dict.fromkeys(LANGUAGES, 0.0)
    for word in re.findall(r"[^\W\d_]+", text[:ENOUGH].lower()):
        owners = marks.get(word)
        if owners:
            for language in owners:
                score[language] += 1 / len(owners)
    best = max(LANGUAGES, key=lambda language: score[language])
    # English notes quote other languages more often than the reverse: it keeps the doubtful cases.
    return best if score[best] > 1.2 * score["en"] and score[best] >= 3 else "en"
