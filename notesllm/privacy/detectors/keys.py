"""Keys and tokens: by the marks that issuers give them, by what they are assigned to, by looking like chance."""

import re
from collections.abc import Iterator
from itertools import pairwise

from notesllm._regex import regex
from notesllm.privacy.hit import Hit

ISSUED = regex(
    r"(?<![^\W_])(?:sk-[\w-]{16,200}|(?:sk|pk|rk|whsec)_(?:live_|test_)?[A-Za-z0-9]{16,200}|gh[pousr]_[A-Za-z0-9]{16,255}"
    r"|github_pat_\w{20,255}|glpat-[\w-]{16,64}|xox[abceoprs]-[\w-]{10,255}|xapp-[\w-]{10,255}|(?:AKIA|ASIA|AROA)[A-Z0-9]{12,20}"
    r"|AIza[\w-]{30,45}|ya29\.[\w-]{20,255}|hf_[A-Za-z0-9]{20,64}|SG\.[\w-]{16,64}\.[\w-]{16,64}|npm_[A-Za-z0-9]{30,64}"
    r"|pypi-[\w-]{40,255}|dop_v1_[a-f0-9]{40,80}|lin_api_\w{20,80}|secret_[A-Za-z0-9]{30,64}|ntn_\w{30,64}|gsk_\w{20,80}"
    r"|xai-\w{20,120}|AGE-SECRET-KEY-\w{20,80}|eyJ[\w-]{8,4096}\.[\w-]{4,4096}(?:\.[\w-]{0,4096})?"
    r"|(?:ssh-(?:rsa|ed25519|dss)|ecdsa-[\w-]{4,30})\sAAAA[\w+/=]{20,4096})(?![^\W_])"
)
HEADER = regex(r"\b(?:Bearer|Basic|Token)\s+((?=[\w.~+/=-]*[\d+/=])[\w.~+/=-]{12,4096})", re.IGNORECASE)
PEM = regex(
    r"-----BEGIN [A-Z ]{3,40}-----[\s\S]{0,16384}?-----END [A-Z ]{3,40}-----|-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----\s*"
    r"(?:[A-Za-z0-9+/=]{16,80}\s+){0,200}"
)
ASSIGNED = regex(
    r"(?:(?:api|access|secret|private|account|shared|signing|encryption|license|client|auth|deploy"
    r"|service|storage)[ _.-]?(?:keys?|secret|token|id_secret)|[_-](?:token|secret|key)|token|secret|apikey"
    r"|jeton|Schlüssel|clave|chiave|sleutel|chave)"
    r"[\"'`*]{0,3}\s{0,2}(?::|=>|=|->|\bis\b|\bist\b|\best\b|\bes\b|è|é)\s{0,2}[\"'`*]{0,3}"
    r"([\w.~+/=!@#$%^&-]{8,512})",
    re.IGNORECASE,
)
CHANCE = regex(
    r"(?<![\w+=-])(?=[\w+-]{0,200}\d)(?=[\w+-]{0,200}[A-Z])(?=[\w+-]{0,200}[a-z])[\w+-]{32,512}={0,2}(?![\w+=-])"
)
WORDS = regex(r"[A-Za-z]{4,}")


def keys(text: str) -> Iterator[Hit]:
    if "-----BEGIN " in text:
        for match in PEM.finditer(text):
            yield from _by_line(text, match.start(), match.end())
    for match in ISSUED.finditer(text):
        yield Hit(match.start(), match.end(), "KEY")
    for match in HEADER.finditer(text):
        yield Hit(*match.span(1), "TOKEN")
    for match in ASSIGNED.finditer(text):
        if _random(match[1].rstrip(".,;!&#")):
            yield Hit(match.start(1), match.start(1) + len(match[1].rstrip(".,;!&#")), "KEY")
    for match in CHANCE.finditer(text):
        if _by_chance(match[0]):
            yield Hit(match.start(), match.end(), "KEY")


def _by_line(text: str, start: int, end: int) -> Iterator[Hit]:
    """A block's lines one by one: notes are sent by the line."""
    for line in text[start:end].splitlines(keepends=True):
        if bare := line.strip():
            begin = start + line.index(bare)
            yield Hit(begin, begin + len(bare), "KEY")
        start += len(line)


def _random(value: str) -> bool:
    """Letters and digits, or long; many different ones; no ticket "NEXUS-1542", date or word."""
    digits = sum(c.isdigit() for c in value)
    letters = sum(c.isalpha() for c in value)
    if len(set(value)) < 6 or not letters:
        return False
    if digits < 2 and (len(value) < 20 or "-" in value):
        return False
    longest = max((len(word) for word in WORDS.findall(value)), default=0)
    return len(value) >= 16 or longest <= len(value) / 2


def _by_chance(value: str) -> bool:
    """Base64 rather than a path, a slug or a name in code: digits, capitals and small letters take turns."""
    changes = sum(_class(a) != _class(b) for a, b in pairwise(value))
    return changes * 3 > len(value) and len(set(value)) >= 16 and value.count("-") <= len(value) / 8


def _class(c: str) -> int:
    return 0 if c.isdigit() else 1 if c.isupper() else 2 if c.islower() else 3
