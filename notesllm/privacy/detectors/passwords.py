"""Passwords, passcodes and PINs: by the word that announces one, in seven languages."""

import re
from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.privacy.hit import Hit, trimmed
from notesllm.privacy.words import words

# en, de, fr, es, it, nl, pt; "Kennwort", "mot de passe", … as people also write them without accents
WORD = (
    r"pass\s?words?|pass\s?phrase|passwd|pwd|pw|pass\s?codes?|pass\s?key|passwort|kennwort|zugangscode|zugangsdaten"
    r"|mot\s?de\s?passe|mdp|contraseña|contrasena|clave(?:\sde\sacceso)?|parola\sd['’]ordine|wachtwoord|toegangscode"
    r"|senha|palavra[- ]passe|credentials?|creds|login|pass"
)
SAYS = r"(?:\s?(?::|=>|=|->|→)\s?|['’]s\s|\s(?:is(?:\snow)?|was|ist|lautet|wird|est|es|è|é|:)\s)"
CALLED = regex(
    rf"(?<![^\W_])(?:{WORD})(?:\s(?:for|für|pour|para|per|voor|of|de|del|der|do|du)\s(?:the\s|der\s|das\s)?"
    rf"[\w.-]{{1,30}}(?:\s[\w.-]{{1,30}})?)?(?:\s?\([^()\n]{{1,40}}\))?[\"'`*]{{0,3}}{SAYS}[*]{{0,3}}(?P<quote>[\"'`“„«]?)(?P<value>[^\s\"'`”“»]{{4,128}})",
    re.IGNORECASE,
)
PIN = regex(
    r"(?<![^\W_])(?:PINs?|TAN|passcode|access\scode|door\scode|Türcode|code\s(?:PIN|d['’]accès)|código(?:\sde\sacceso)?|codice|pincode"
    r"|security\scode|CVV|CVC|OTP|2FA\scode|Zugangscode|Einwahlcode|host\skey)"
    r"(?:\s(?:code|number|is|ist|est|es|è|é|now))?\s?[:=#]?\s?[*`\"']{0,3}(\d{3,10}#?)(?![\w%]|[.,:/-]\d)",
    re.IGNORECASE,
)


# without any word between: "pw 9xKq2L", "login: root / toor!9"
BARE = regex(
    r"(?<![^\W_])(?:(?:pw|pwd|passwords?|passwort|kennwort|wachtwoord|senha)\s"
    r"|(?:login|credentials?|creds|zugangsdaten|user(?:name)?)\s?[:=]?\s?[\w.@-]{2,40}\s?[/|]\s?)"
    r"(?=[^\s.]{0,40}\d)(?=[^\s.]{0,40}[^\W\d_])([^\s.,;:()\"'`]{6,64})(?![^\s.,;:()\"'`])",
    re.IGNORECASE,
)


def passwords(text: str) -> Iterator[Hit]:
    for match in BARE.finditer(text):
        yield Hit(*match.span(1), "PASSWORD")
    for match in CALLED.finditer(text):
        start = match.start("value")
        end = trimmed(text, start, match.end("value"), ".,;:)*")
        quoted = bool(match["quote"])
        if end - start >= 4 and (quoted or _is_password(text, start, end, named=match[0][: start - match.start()])):
            yield Hit(start, end, "PASSWORD")
    for match in PIN.finditer(text):
        yield Hit(*match.span(1), "PIN")


def _is_password(text: str, start: int, end: int, named: str) -> bool:
    """No word of the language: "the password is expired", "Password: reset flow is broken"."""
    value = text[start:end]
    if value.casefold() in words("no_passwords") or not any(c.isalpha() or value.isdigit() for c in value):
        return False
    if any(c.isdigit() for c in value) or any(c in "!@#$%^&*_+=?~|\\/" for c in value[1:]):
        return True
    if value[1:] != value[1:].lower() and not value.isupper():
        return True
    # one plain word, and nothing behind it
    alone = not text[end : end + 40].split("\n", maxsplit=1)[0].strip(" .,;:)*\r")
    return alone and any(mark in named for mark in ":=>→") and "-" not in value
