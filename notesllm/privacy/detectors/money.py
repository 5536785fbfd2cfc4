"""Amounts of money: a figure with its currency, before or behind."""

import re
from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.privacy.hit import Hit

CURRENCY = (
    r"(?:US|CA|AU|NZ|HK|C|A|R)?[$€£¥₹₽₩]|(?:USD|EUR|GBP|CHF|JPY|CAD|AUD|BRL|INR|SEK|NOK|DKK|PLN|MXN|CNY)(?![^\W_])"
)
SCALE = (
    r"(?:\s?(?:k|m|mm|bn|b|tn|thousand|hundred|million|billion|millions?|milliards?|Mio|Mrd|Tsd|Millionen|Milliarden|Tausend"
    r"|mille|mil|millones|milioni|miliardi|miljoen|miljard|duizend|milhões|milhão|bilhões|T€|M|lakh|crore)\.?(?![^\W_]))?"
)
NAMED = (
    r"(?:euros?|dollars?|bucks|pounds?|cents?|Franken|francs?|pesos?|reais|real|yen|rupees?"
    r"|dólares|dollari|libras?|sterline|Euro)(?![^\W_]|-)"
)
FIGURE = r"\d(?:[\d.,'’ \xa0\u202f]{0,18}\d)?"
BEFORE = regex(
    rf"(?<![^\W_])[-+−~]?(?:{CURRENCY})\s?{FIGURE}{SCALE}(?:\s?[-–]\s?(?:[$€£])?{FIGURE}{SCALE})?(?![^\W_])",
    re.IGNORECASE,
)
BEHIND = regex(
    rf"(?<![\w.,])(?:{FIGURE}{SCALE}\s?[-–]\s?)?{FIGURE}{SCALE}\s?(?:{CURRENCY}|(?:de\s|di\s|d['’])?{NAMED})",
    re.IGNORECASE,
)


def money(text: str) -> Iterator[Hit]:
    for pattern in (BEFORE, BEHIND):
        for match in pattern.finditer(text):
            yield Hit(match.start(), match.end(), "MONEY")
