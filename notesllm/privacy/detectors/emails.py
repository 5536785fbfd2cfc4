"""E-mail addresses, and those that people spell so that no machine reads them: "ana [at] example [dot] org"."""

import re
from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.privacy.hit import Hit

LOCAL = regex(r"[\w.+%'’*&#~!=^{}/-]{1,64}\Z")
QUOTES = "'’*/-.=~#_"  # around an address rather than in it
DOMAIN = regex(r"(?:[^\W_][\w-]{0,62}\.){1,8}[^\W\d_]{2,24}(?![\w-])|\[[\da-fA-F.:]{3,45}\]")
SPELT = regex(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?[\[({<]\s?(?:at|ät|arroba|chiocciola)\s?[\])}>]\s?[\w-]{1,63}"
    r"(?:(?:\.|\s?[\[({<]\s?(?:dot|punkt|point|punto|ponto)\s?[\])}>]\s?)[\w-]{2,63}){1,4}",
    re.IGNORECASE,
)
SHOUTED = regex(r"(?<![\w.+-])[\w.+-]{1,64} AT [\w-]{1,63}(?: DOT [\w-]{2,24}){1,4}(?![\w-])")
BRACKETS = regex(r"[\[({<]\s?(?:at|ät|arroba|chiocciola)\s?[\])}>]", re.IGNORECASE)


def emails(text: str) -> Iterator[Hit]:
    """Found at their "@": looking for what may stand before one costs far more."""
    at = text.find("@")
    while at >= 0:
        if domain := DOMAIN.match(text, at + 1):
            before = LOCAL.search(text[max(0, at - 64) : at])
            local = before[0].lstrip(QUOTES) if before else ""
            if local:
                yield Hit(at - len(local), domain.end(), "EMAIL")
        at = text.find("@", at + 1)
    if " AT " in text:
        for match in SHOUTED.finditer(text):
            yield Hit(match.start(), match.end(), "EMAIL")
    if BRACKETS.search(text):
        for match in SPELT.finditer(text):
            yield Hit(match.start(), match.end(), "EMAIL")
