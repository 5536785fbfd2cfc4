"""A figure as written: its digits, scale, unit and rate."""

import re
from typing import NamedTuple

FIGURE = re.compile(
    r"(?<![\w#/.:@-])"
    r"(?P<bound>[<>≤≥~≈]=?\s?|sub-)?(?P<sign>[-+−])?"
    r"(?P<money>(?:US|CA|AU|A|C|R)?[$€£¥]\s?|(?:USD|EUR|GBP|CHF)\s)?"
    r"(?P<digits>\d++(?:[.,]\d++)*+)"
    r"(?P<upper>[-–]\d++(?:[.,]\d++)*+)?"
    r"(?P<scale>\s(?:thousand|million|billion|trillion|bn|mn|Mio\.?|Mrd\.?|millones|milhões|millions|miljoen|Millionen)(?!\w)"
    r"|[KkMB](?!\w)|bn(?!\w)|(?<=\d)m(?=illion|\b(?!\s?/)))?"
    r"(?P<unit>\s?%|\s(?:percent|per cent|Prozent|procent)\b"
    r"|\s?(?:ms|µs|ns|TB|TiB|GB|GiB|MB|MiB|KB|kB|Gbps|Mbps|rps|qps|fps|bps|pp|x)(?!\w)|[smh](?!\w)"
    r"|\s(?:USD|EUR|GBP|CHF|euros?|dollars?|€)(?!\w)|€|-?(?:secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)(?!\w)"
    r"|\s(?:secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)(?!\w))?"
    r"(?P<rate>\s?/\s?(?:\d{1,4}(?![\d/])|[A-Za-z]{1,12})"
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
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
GROUPED_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?|\d+\.\d+")
YEARS = range(1900, 2101)


class Figure(NamedTuple):
    """``text[start:end]`` is the figure with its unit; ``strong`` ones are measurements by their unit alone."""

    start: int
    end: int
    value: str
    number: float | None
    unit: str | None
    strong: bool


def figure_at(match: re.Match[str], *, comma: bool = False) -> Figure | None:
    """The figure that ``FIGURE`` matched, None for what only looks like one: a version, a year.

    ``comma`` is true where the notes' language writes decimals with a comma.
    """
    digits, money = match["digits"], match["money"]
    number = _number(digits, comma=comma)
    if number is None:
        return None
    scale, raw_unit, rate = (match["scale"] or ""), (match["unit"] or "").strip(" -"), (match["rate"] or "").strip()
    if scale == "m" and not money:
        scale, raw_unit = "", "m"
    folded = raw_unit.casefold()
    unit = (money or "").strip() or CURRENCIES.get(folded, raw_unit)
    if folded in PERCENT:
        unit = "%"
    currency = bool(money) or folded in CURRENCIES
    if not unit and not rate and not scale and "." not in digits and "," not in digits and number in YEARS:
        return None
    number *= _scale(scale)
    if match["sign"] in {"-", "−"}:
        number = -number
    strong = currency or unit == "%" or folded in TECHNICAL or _measures(rate)
    shown = unit + (
        rate if rate.startswith("/") and not rate[1:].strip().isdigit() else f" {rate}" if rate and unit else rate
    )
    return Figure(
        match.start(), match.end(), match[0].strip(), None if match["upper"] else number, shown.strip() or None, strong
    )


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
    if comma and GROUPED_COMMA.fullmatch(digits):
        if "," not in digits and digits.count(".") == 1 and len(digits.rpartition(".")[2]) != 3:
            return float(digits)
        return float(digits.replace(".", "").replace(",", "."))
    return float(digits.replace(",", "")) if GROUPED.fullmatch(digits) else None
