"""Companies: by the form of business behind their name, or by a label such as "Client:"."""

import re
from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.privacy.hit import Hit, trimmed
from notesllm.privacy.words import words

FORM = (
    r"Inc|Incorporated|LLC|LLP|L\.L\.C|Ltd|Limited|PLC|plc|Corp|Corporation|Co|Company|Pty|GmbH|gGmbH|mbH|AG|SE|KG|KGaA|OHG|UG|eG|e\.V|GbR"
    r"|S\.A|SA|SAS|S\.A\.S|SARL|S\.à\sr\.l|SASU|S\.L|SL|S\.L\.U|S\.r\.l|Srl|SRL|S\.p\.A|SpA|B\.V|BV|N\.V|NV|VOF|Lda|S/A|Ltda|AB|ApS|AS|Oy|Holdings?|Group"
)
NAMED = regex(
    rf"(?<![\w.])(?P<name>[^\W\d_a-zß-öø-ÿ][\w&'’.-]{{0,40}}(?:\s(?:&\s|und\s|and\s|et\s|y\s|e\s|en\s|de\s)?[^\W\d_a-zß-öø-ÿ][\w&'’.-]{{0,40}}){{0,3}}?),?\s"
    rf"(?:{FORM})\.?(?:\s&\sCo\.?(?:\sKG(?:aA)?)?)?(?![\w])"
)
LABELLED = regex(
    r"(?:^|(?<=[\n|(;]))[\s>*#|-]{0,8}[*_]{0,2}(?:client|customer|vendor|supplier|company|organi[sz]ation|account|partner|prospect|kunde|auftraggeber|lieferant|firma"
    r"|unternehmen|société|entreprise|fournisseur|cliente?|empresa|proveedor|azienda|fornitore|klant|leverancier|bedrijf|fornecedor)s?[*_]{0,2}\s?:[*_]{0,2}\s{0,3}"
    r"(?P<name>[^\W_][^\n|;,()*]{1,60})",
    re.IGNORECASE,
)


def organizations(text: str) -> Iterator[Hit]:
    for match in NAMED.finditer(text):
        yield Hit(match.start(), match.end(), "COMPANY")
    for match in LABELLED.finditer(text):
        start = match.start("name")
        end = trimmed(text, start, match.end("name"), ".,;:!? \t\r")
        parts = text[start:end].split()
        if parts and len(parts) <= 5 and parts[0].casefold() not in words("no_companies") and text[start].isupper():
            yield Hit(start, end, "COMPANY")


def bare_name(written: str) -> str:
    """A company as it is called without its form of business: "Acme" of "Acme, Inc."; "" where it has none."""
    match = NAMED.fullmatch(written)
    name = match["name"] if match else ""
    return name if len(name) > 3 and name.casefold() not in words("no_companies") else ""
