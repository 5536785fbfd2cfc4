"""What stands for a hidden value: a word that no notes hold by chance, which a model copies as it is.

A part of a person's name becomes a word that reads like one ("Razvel Tozvin"), so that sentences stay sentences; any
other value becomes its kind and a number ("EMAIL_2"). All of them are told from other words by their shape alone: a
text that happens to hold such a word has it replaced too, and so everything can be put back exactly.
"""

import re

from notesllm._regex import regex

ONSETS = "bdfgklmnprstv"
VOWELS = "aeiou"
ENDS = "lnr"
NAMES = len(ONSETS) * len(VOWELS) ** 2 * len(ENDS)
STRIDE = 389  # shares no factor with NAMES: neighbours in the count look and sound different
KINDS = (
    "EMAIL PHONE CARD IBAN ACCOUNT ID IP MAC KEY TOKEN SECRET PASSWORD PIN MONEY COMPANY TEXT".split()  # noqa: SIM905
)
EDGE = r"[^\W_]"  # what may not touch an alias, or it would be a part of another word
ALIAS = regex(
    rf"(?<!{EDGE})(?:(?P<label>(?:{'|'.join(KINDS)})\\?_[0-9]{{1,7}})"
    rf"|(?P<name>(?:[{ONSETS}][{VOWELS}]){{1,4}}zv[{VOWELS}][{ENDS}])(?P<ending>s?))(?!{EDGE})",
    re.IGNORECASE,
)


def name_alias(number: int) -> str:
    """The ``number``-th name, in small letters."""
    turn, place = divmod(number, NAMES)
    place = place * STRIDE % NAMES
    place, onset = divmod(place, len(ONSETS))
    place, first = divmod(place, len(VOWELS))
    end, second = divmod(place, len(VOWELS))
    alias = f"{ONSETS[onset]}{VOWELS[first]}zv{VOWELS[second]}{ENDS[end]}"
    while turn:
        turn, syllable = divmod(turn - 1, len(ONSETS) * len(VOWELS))
        alias = ONSETS[syllable % len(ONSETS)] + VOWELS[syllable // len(ONSETS)] + alias
    return alias


def in_case_of(written: str, alias: str) -> str:
    """``alias`` in capitals where ``written`` is, in small letters where it is, else with one capital."""
    if written.islower():
        return alias
    return alias.upper() if len(written) > 1 and written.isupper() else alias.capitalize()
