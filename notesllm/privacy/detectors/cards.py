"""Numbers of payment cards: 13 to 19 digits of a known network whose check digit is right."""

from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.privacy.hit import Hit

CARD = regex(r"(?<![\w.,-])[2-6](?:[ -]?\d){12,18}(?![\w-]|[.,]\d)")
MASKED = regex(r"(?<![\w*])(?:[*xX•·]{4}[ -]?){2,3}\d{4}(?!\w)")


def cards(text: str) -> Iterator[Hit]:
    for match in CARD.finditer(text):
        if _is_card(match[0]):
            yield Hit(match.start(), match.end(), "CARD")
    for match in MASKED.finditer(text):
        yield Hit(match.start(), match.end(), "CARD")


def _is_card(written: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415

    digits = written.replace(" ", "").replace("-", "")
    return len(set(digits)) > 1 and luhn.is_valid(digits)
