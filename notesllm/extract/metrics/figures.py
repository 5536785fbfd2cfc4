"""A figure as written: its digits, scale, unit and rate."""

import re
from typing import NamedTuple

from notesllm._regex import regex

FIGURE = regex(
    r"(?<![\w#/.:@-])"
    r"(?P<bound>[<>≤≥~≈]=?\s?|sub-)?(?P<sign>[-+−±])?"
    r"(?P<money>(?:US|CA|AU|A|C|R)?[$€£¥]\s?|(?:USD|EUR|GBP|CHF)\s)?"
    r"(?P<digits>\d{1,3}+(?:[ \u00a0\u202f]\d{3}(?!\d))++(?:[.,]\d++)?+|\d++(?:[.,'’]\d++)*+)"
    r"(?P<upper>[-–]\d++(?:[.,]\d++)*+)?"
    r"(?P<scale>\s(?:thousand|million|billion|trillion|bn|mn|Mio\.?|Mrd\.?|millones|milhões|millions|miljoen|Millionen)(?!\w)"
    r"|[KkMB](?!\w)|bn(?!\w)|(?<=\d)m(?=illion|\b(?!\s?/)))?"
    r"(?P<unit>(?P<span>\s?(?:h|hrs?|hours?|d|days?),?\s?(?:and\s)?\d{1,2}\s?(?:m|mins?|minutes?|h|hrs?|hours?)(?!\w))"
    r"|\s?%|\s(?:percent|per cent|Prozent|procent)\b"
    r"|\s?(?:ms|µs|ns|TB|TiB|GB|GiB|MB|MiB|KB|kB|Gbps|Mbps|rps|qps|fps|bps|pp|x)(?!\w)|[sm](?!\w)|\s?h(?!\w)"
    r"|\s(?:USD|EUR|GBP|CHF|euros?|dollars?|[€$£])(?!\w)|[€$£]"
    r"|(?(money)(?!)|[\s-]?(?:secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)(?!\w)))?"
    r"(?P<rate>\s?/\s?(?:\d{1,4}(?![\d/%])|[A-Za-z]{1,12})"
    r"|\s(?:per|pro|par|por|al)\s[A-Za-z]{1,12}|\s(?:a|an|each)\s(?:second|minute|hour|day|week|month|quarter|year)\b)?"
    r"(?![\w:]|[-/.,]\d)"
)
SCALES = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e3, "bn": 1e9, "mn": 1e6}
SCALE_WORDS = {"thousand": 1e3, "million": 1e6, "mi": 1e6, "bi": 1e9, "tr": 1e12, "mrd": 1e9}
CURRENCIES = {
    "usd": "USD",
    "eur": "EUR",
    "gbp": "GBP",
    "chf": "CHF",
    "euro": "€",
    "euros": "€",
    "dollar": "$",
    "dollars": "$",
    "€": "€",
    "$": "$",
    "£": "£",
}
TECHNICAL = frozenset(
    (
        "ms",
        "µs",
        "ns",
        "s",
        "tb",
        "tib",
        "gb",
        "gib",
        "mb",
        "mib",
        "kb",
        "gbps",
        "mbps",
        "rps",
        "qps",
        "fps",
        "bps",
        "pp",
    )
)
PERCENT = frozenset({"%", "percent", "per cent", "prozent", "procent"})
CODES = frozenset({"usd", "eur", "gbp", "chf"})
LASTING = frozenset({"s", "ms"}) | frozenset(
    f"{unit}{plural}"
    for unit in ("h", "hr", "hour", "day", "min", "minute", "week", "sec", "second", "month", "year")
    for plural in ("", "s")
)
GROUPED = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
GROUPED_COMMA = regex(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d+")
SPACES = str.maketrans("", "", " \u00a0\u202f'’")
FIRST_YEAR, LAST_YEAR = 1900, 2100


class Figure(NamedTuple):
    """``text[start:end]`` is the figure with its unit; ``strong`` ones are measurements by their unit alone."""

    start: int
    end: int
    value: str
    number: float | None
    unit: str | None
    strong: bool
    lasting: bool = False  # whether it is a time: a measurement where something is named that takes time


def figure_at(match: re.Match[str], *, comma: bool = False) -> Figure | None:
    """The figure that ``FIGURE`` matched, None for what only looks like one: a version, a year.

    ``comma`` is true where the notes' language writes decimals with a comma.
    """
    written, (start, end) = match[0], match.span()
    if written.isdecimal():
        count = float(written)
        return None if FIRST_YEAR <= count <= LAST_YEAR else Figure(start, end, written, count, None, strong=False)
    _, sign, money, digits, upper, scale, unit, span, rate = match.groups("")
    number = float(digits) if digits.isdecimal() else _number(digits, comma=comma)
    if number is None or (" " in digits and not (comma or money or unit)):
        return None
    if unit[-1:] == "%" and not (sign or money or upper or scale or rate):  # the most common by far
        return Figure(start, end, written, number, "%", strong=True)
    raw_unit, rate = unit.strip(" -"), rate.strip()
    if scale == "m" and not money:
        scale, raw_unit = "", "m"
    folded = "" if span else raw_unit.casefold()  # "3 h 22 min" has no unit, and no number
    if not (folded or money or rate or scale or span) and digits.isdecimal() and FIRST_YEAR <= number <= LAST_YEAR:
        return None
    if scale:
        number *= _scale(scale)
    if sign and sign in "-−":
        number = -number
    currency = money or folded in CURRENCIES
    unit = "%" if folded in PERCENT else money.strip() or CURRENCIES.get(folded) or (raw_unit if folded else "")
    strong = bool(currency) or unit == "%" or folded in TECHNICAL or _measures(rate)
    if rate:
        unit += rate if not unit or (rate[0] == "/" and not rate[1:].strip().isdigit()) else f" {rate}"
    exact = None if upper or span else number
    lasting = bool(span) or folded in LASTING
    return Figure(start, end, written, exact, unit or None, strong, lasting)


def _measures(rate: str) -> bool:
    """Whether a rate makes a measurement: "per month", "/10", but not "2/3"."""
    if not rate:
        return False
    below = rate.lstrip("/ ")
    return below in {"5", "10", "100"} if below.isdigit() else True


def _scale(scale: str) -> float:
    word = scale.strip(" .").casefold()
    if not word:
        return 1.0
    return SCALES.get(word) or next((factor for start, factor in SCALE_WORDS.items() if word.startswith(start)), 1.0)


def _number(digits: str, *, comma: bool) -> float | None:
    if not digits.isascii() or " " in digits or "'" in digits:
        digits = digits.translate(SPACES)
    if comma and GROUPED_COMMA.fullmatch(digits):
        if "," not in digits and digits.count(".") == 1 and len(digits.rpartition(".")[2]) != 3:
            return float(digits)
        return float(digits.replace(".", "").replace(",", "."))
    whole, _, part = digits.partition(".")
    if whole.isdecimal() and part.isdecimal():
        return float(digits)
    return float(digits.replace(",", "")) if GROUPED.fullmatch(digits) else None
