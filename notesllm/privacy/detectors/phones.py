"""Telephone numbers, as people of many countries write them, and not the dates, figures and tickets that look alike.

What is written like one for the whole world ("+49 …", "(415) 555-0132") is taken at its word; what only could be one
must be a number that exists in a country where the notes' language is spoken, or be announced as one.
"""

import re
from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.privacy.hit import Hit

CANDIDATE = regex(
    r"(?<![\w.,$€£¥#+/-])(?<!\d:)(?<![\w][-–])"
    r"(?:\+ ?|00)?(?:\( ?\+?\d{1,5} ?\)|\d)(?:[ \xa0\u202f().\-–/·‑]{0,3}\d){5,16}(?![\w%€$£]|[.,:/-]\d)"
)
AMERICAN = regex(r"(?:\+?1[\s.-]?)?(?:\([2-9]\d\d\)\s?|[2-9]\d\d[\s.-])[2-9]\d\d[\s.-]\d{4}")
CUE = regex(
    r"(?<![^\W_])(?:tel|telephone|phone|ph|mobile|mob|cell|cellphone|call|dial|dial-in|dialin|fax|whatsapp|sms|text|ring|hotline|signal"
    r"|landline|reach\s(?:me|him|her|them)|telefon|handy|mobil|rückruf|anrufen|durchwahl|festnetz|einwahl|rufnummer"
    r"|tél|téléphone|portable|fixe|joindre|appeler|teléfono|telefono|fijo|móvil|movil|llamar|cellulare|cell|chiamare|telefoon|mobiel"
    r"|bellen|telefone|celular|telemóvel|telemovel|ligar|number|nummer|numéro|número|numero|line|T|M)"
    r"(?:\s(?:at|on|no|nr|is|me|number|unter|au|al|a|ist|in|us|them|him|her))*\s?[.:)]?\s?[*]{0,2}\Z",
    re.IGNORECASE,
)
DATE = regex(
    r"(?<!\d)(?:(?:19|20)\d\d[-./–\s](?:0?[1-9]|1[0-2])[-./–\s](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-./–](?:0?[1-9]|[12]\d|3[01])"
    r"[-./–](?:(?:19|20)\d\d|\d\d)|(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d)(?!\d)"
)
GROUPED = regex(r"\d{1,3}(?:[\s.]\d{3})+")  # a figure: 1 234 567, 1.234.567
UNIT = regex(
    r"\s?(?:[%€$£]|EUR|USD|GBP|CHF|euros?|dollars?|users?|kunden|customers?|clients?|usuarios|Nutzer|Zeilen|lignes|samples|utenti|requests?|rows?|ms|s|km|m|kg|GB|MB|TB|k|Mio|people|units?|tokens)\b",
    re.IGNORECASE,
)
# All, whatever the notes' language: one line is too short to tell it, and numbers travel.
STRONG = regex(r"tel|phone|fax|handy|whatsapp|cell|tél|telefon|móvil|mobil", re.IGNORECASE)
YEAR = regex(r"[-/]20[0-3]\d[-/]")  # in the number of a contract
REGIONS = ("GB", "DE", "FR", "IT", "NL", "BE", "CH", "AT", "AU", "IE", "NZ", "ZA", "IN", "BR")
EXTENSION = regex(
    r"\s?(?:,|;)?\s?(?:ext|x|extension|Durchwahl|DW|poste|int|interno|ramal|toestel)\.?\s?:?\s?\d{1,6}(?!\w)",
    re.IGNORECASE,
)
LOCAL = regex(r"(?<![\w.,/-])[2-9]\d\d[-.]\d{4}(?![\w-]|[.,]\d)")


def phones(text: str) -> Iterator[Hit]:
    for match in CANDIDATE.finditer(text):
        if _is_phone(text, match.start(), match.end()):
            end = extension.end() if (extension := EXTENSION.match(text, match.end())) else match.end()
            yield Hit(match.start(), end, "PHONE")
    for match in LOCAL.finditer(text):
        if _announced(text, match.start()):
            yield Hit(match.start(), match.end(), "PHONE")


def _announced(text: str, start: int) -> bool:
    return bool(CUE.search(text[max(0, start - 40) : start]))


def _is_phone(text: str, start: int, end: int) -> bool:
    written = text[start:end]
    digits = sum(c.isdigit() for c in written)
    if written.startswith(("+", "(+")) or (written.startswith("00") and digits >= 10):
        return 8 <= digits <= 17 and _possible(written)
    if AMERICAN.fullmatch(written):
        return True
    if DATE.search(written):
        return False
    if UNIT.match(text, end) or (GROUPED.fullmatch(written) and (digits < 9 or "." in written)):
        return False
    if cue := CUE.search(text[max(0, start - 40) : start]):
        # "number", "line", "text" announce other figures, too
        return digits >= 6 and (written[0] == "0" or not written.isdigit() or bool(STRONG.match(cue[0])))
    if GROUPED.fullmatch(written) or digits < 9 or written.isdigit() or YEAR.search(written):
        return False
    if written.count("-") > 2 and not written.startswith(("0", "(0")):
        return False
    return written.startswith(("0", "(0")) and _exists(written)


def _possible(written: str) -> bool:
    import phonenumbers  # noqa: PLC0415 - 15 ms

    number = "+" + written[2:] if written.startswith("00") else written
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number.replace("(0)", ""), None))
    except phonenumbers.NumberParseException:
        return False


def _exists(written: str) -> bool:
    import phonenumbers  # noqa: PLC0415

    for region in REGIONS:
        try:
            if phonenumbers.is_valid_number(phonenumbers.parse(written, region)):
                return True
        except phonenumbers.NumberParseException:
            return False
    return False
