"""What a label or heading says of the people beside or below it: present, absent, leading, writing."""

from functools import cache, lru_cache

from notesllm.extract.names import WORD, word_set
from notesllm.extract.zones import ASIDE, zone_of
from notesllm.lexicon import lexicon, phrase_key

ZONES = frozenset({"people", "absent"})
FIELDS = frozenset({"people", "absent", "host", "scribe"})
MOST_WORDS = 4
LONGEST_ENDING = 3  # words at the end of a longer title that say who stayed away


@lru_cache(maxsize=4096)
def kind_of(title: str, language: str) -> str:
    """One of :data:`FIELDS`, or "" where the title speaks of something else.

    A title of a few words is also told by its first or last one: "Directors present", "Anwesende Mitglieder".
    """
    if _people_words(language).isdisjoint(WORD.findall(title.casefold())):
        return ""
    kind = lexicon(language).labels.get(phrase_key(title), "")
    zone = zone_of(title, language)
    if zone in ZONES:
        return kind if kind in FIELDS else zone
    if kind in FIELDS or is_weak(title, language):
        return kind if kind in FIELDS else "people"
    if kind or zone:
        return ""
    words = phrase_key(ASIDE.sub(" ", title)).split()
    for size in range(LONGEST_ENDING, 1, -1):  # "sent word that they could not come"
        if len(words) > size and lexicon(language).labels.get(" ".join(words[-size:])) == "absent":
            return "absent"
    if not 1 < len(words) <= MOST_WORDS:
        return ""
    groups = word_set(language, "membership") | word_set(language, "side_groups") | word_set(language, "who_words")
    for word in (words[-1], words[0]):
        if word not in groups and zone_of(word, language) in ZONES:
            return zone_of(word, language)
    return ""


@cache
def _people_words(language: str) -> frozenset[str]:
    """The words of all phrases that speak of people: a title without any of them speaks of none."""
    known = lexicon(language)
    phrases = [phrase for phrase, zone in known.zones.items() if zone in ZONES]
    phrases += [phrase for phrase, field in known.labels.items() if field in FIELDS]
    phrases += word_set(language, "membership") | word_set(language, "whereabouts") | word_set(language, "we_were")
    return frozenset(WORD.findall(" ".join(phrases).casefold()))


def is_weak(label: str, language: str) -> bool:
    """Whether a field of this name tells of people only if its value clearly does: "Team: Falcon", "Remote: yes"."""
    key = phrase_key(label)
    if key in word_set(language, "membership") or key in word_set(language, "whereabouts"):
        return True
    return key.startswith(lexicon(language).words["we_were"]) and key.count(" ") < MOST_WORDS  # "we were five tonight"
