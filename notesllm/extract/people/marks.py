"""Short marks beside a name: what somebody answered to the roll, and the initials that stand for him."""

from notesllm._regex import regex
from notesllm.extract.names import fold, given_names, word_set
from notesllm.lexicon import Lexicon, phrase_key

DEVICE = regex(
    r"(?P<owner>[^\W\d_][\w .-]{1,30})['’]s (?:iPhone|iPad|MacBook|Galaxy|Pixel|phone|laptop)\b.{0,10}"
    r"|(?:iPhone|iPad|MacBook|Galaxy) (?:von|van|de|di|do|da|of) (?P<whose>[^\W\d_][\w .-]{1,30})"
)
SHORTEST = 5  # letters of a mark of presence right behind a name


def user_of(name: str) -> str:
    """Give "Ana" for "Ana's iPhone", as those are called who join by their own device; other names as they are."""
    device = DEVICE.fullmatch(name)
    return device["owner"] or device["whose"] if device else name


def mark_of(word: str, words: Lexicon) -> str:
    """What a written-out mark of presence says: "present", "absent", "" for another word."""
    key = phrase_key(word)
    if len(key) < SHORTEST or key in given_names():
        return ""
    if key in word_set(words.language, "absent_marks") or words.labels.get(key) == "absent":
        return "absent"
    return "present" if key in word_set(words.language, "present_marks") else ""


def without_mark(name: str, words: Lexicon) -> str:
    """Give "Lopez" for "Lopez Present", as a roll call is written."""
    bare, _, mark = name.rpartition(" ")
    return bare if bare and mark_of(mark, words) else name


def is_initials(short: str, name: str) -> bool:
    """Whether two or three capitals stand for ``name``: "AL" of Ana Lopez, "TM" of a Tovah."""
    if not (short.isupper() and short.isalpha() and 1 < len(short) <= 3):
        return False
    letters = "".join(part[0] for part in fold(name).replace("-", " ").split())
    return (
        short.casefold().startswith(letters)
        if len(letters) == 1
        else short.casefold() in (letters, letters[0] + letters[-1])
    )
