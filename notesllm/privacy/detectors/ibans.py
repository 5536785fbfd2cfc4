"""Bank accounts: IBANs by their checksum, and what is called one."""

import re
from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.privacy.hit import Hit

IBAN = regex(r"(?<![^\W_])[A-Z]{2}\d{2}(?:[ \xa0-]?[A-Z0-9]{1,4}){3,9}(?![^\W_])", re.IGNORECASE)
CALLED = regex(r"\bIBAN\b[\s:#.=]{1,4}([A-Z]{2}\d{2}(?:[ \xa0-]?[A-Z0-9]*\d[A-Z0-9]*){2,9})(?![^\W_])", re.IGNORECASE)
MONTH = regex(r"(?:19|20)\d\d-\d\d(?:-\d\d)?")
ACCOUNT = regex(
    r"\b(?:account|acct|a/c|Konto|Kontonummer|compte|cuenta|conto|rekening|rekeningnummer|conta|routing|sort\scode"
    r"|Bankleitzahl|BLZ|BIC|SWIFT)(?:\s(?:no|nr|number|num|code|de|n°|nº)\.?)?\s?[:#=.]?\s?"
    r"(\d(?:[ -]?\d){5,17}|[A-Z]{4}(?-i:[A-Z]{2}[A-Z0-9]{2})(?:[A-Z0-9]{3})?)(?![\w]|[.,]\d)",
    re.IGNORECASE,
)


def ibans(text: str) -> Iterator[Hit]:
    for match in IBAN.finditer(text):
        if end := _valid_end(match[0]):
            yield Hit(match.start(), match.start() + end, "IBAN")
    for match in CALLED.finditer(text):
        yield Hit(*match.span(1), "IBAN")
    for match in ACCOUNT.finditer(text):
        if not MONTH.fullmatch(match[1]):
            yield Hit(*match.span(1), "ACCOUNT")


def _valid_end(written: str) -> int:
    """How much of it is an IBAN: the words behind it may look like more of its groups."""
    from stdnum import iban  # noqa: PLC0415

    end = len(written)
    while end >= 15:
        if iban.is_valid(written[:end].replace("\xa0", " "), check_country=False):
            return end
        end = max(written.rfind(mark, 0, end) for mark in " \xa0-")
    return 0
