"""The lexicon's words of measurement, compiled once a language."""

import re
from dataclasses import dataclass
from functools import lru_cache

from notesllm.lexicon import lexicon

COMMA_LANGUAGES = frozenset({"de", "fr", "es", "it", "nl", "pt"})
# Where a figure begins; `figure_at` reads it. Patterns that must pass over one take the leaner form.
HERE = r"(?P<figure>)(?=[<>≤≥~≈$€£¥+−-]{0,3}\s?(?:sub-|(?:USD|EUR|GBP|CHF|US|CA|AU|R)[$\s])?\d)"
OVER = r"[<>≤≥~≈$€£¥+−-]{0,3}\d[\w.,%/-]*+(?:\s(?:%|€))?"
WORD = r"[^\W\d][\w'’/-]{0,30}"


def alternation(words: tuple[str, ...]) -> str:
    """A group that matches any of ``words``, longest first."""
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words, key=len, reverse=True)) + ")"


@dataclass(frozen=True, slots=True)
class Wording:
    """What marks a figure's name, its target, its previous value and its change."""

    comma: bool
    lead: re.Pattern[str]  # "about", "currently" before a figure
    moved: re.Pattern[str]  # "reduced x from 18.4s to 3.2s", "reduced x by 75%"
    changed: re.Pattern[str]  # "improved 40%", "reduced to <100ms"
    nouns: re.Pattern[str]  # "latency", "cash balance": what can be measured
    links: re.Pattern[str]  # "is about" between such a noun and its figure
    costs: re.Pattern[str]  # "would cost about $5,000"
    change: re.Pattern[str]  # " reduction", " higher", right behind a percentage
    percent: re.Pattern[str]  # "15% reduction in cloud spend", "30% storage reduction"
    state: re.Pattern[str]  # "80% complete", "99.97% uptime"
    priced: re.Pattern[str]  # "$2,000/month in"
    aimed: re.Pattern[str]  # "10K concurrent users (target was 8K)"
    target: re.Pattern[str]
    previous: re.Pattern[str]
    delta: re.Pattern[str]  # "82% improvement", "up 3%"
    apart: re.Pattern[str]  # " ahead of budget"
    share: re.Pattern[str]  # "20% of capacity": of what, the label does not say
    verbs: frozenset[str]  # last words of verbs of change
    prices: frozenset[str]
    marks: frozenset[str]  # first words before a target or previous value
    things: frozenset[str]  # last words of what can be measured
    goals: frozenset[str]
    done: frozenset[str]
    joint: frozenset[str]
    wish: frozenset[str]
    bare: frozenset[str]
    excluded: frozenset[str]
    heads: frozenset[str]
    ends: frozenset[str]
    starts: frozenset[str]
    tail: frozenset[str]


@lru_cache(maxsize=8)
def wording(language: str) -> Wording:
    """The patterns for the notes' language."""
    words = lexicon(language).words

    def any_of(*names: str) -> str:
        return alternation(tuple(dict.fromkeys(w for name in names for w in words[f"metric_{name}"])))

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    about = rf"(?:{any_of('about')}\s){{0,2}}"
    percent = r"(?P<figure>(?<![\w.,/-])[<>≤≥~]?[-+−]?\d++(?:[.,]\d++)*+(?:[-–]\d++)?+\s?(?:%|percent\b))"
    past = rf"{any_of('from')}\s{about}(?P<previous>{OVER}(?:\s(?:{WORD}\.?|€)){{0,3}}?)\s{any_of('to')}\s"
    return Wording(
        comma=language in COMMA_LANGUAGES,
        lead=compiled(rf"(?:{any_of('about')}[:\s]\s?){{0,3}}"),
        moved=compiled(
            rf"(?<!\w){any_of('changed')}\s(?P<object>(?:{WORD}\s){{0,6}}?)"
            rf"(?:{past}|{any_of('by', 'to')}\s){about}{HERE}"
        ),
        changed=compiled(
            rf"(?<=\s){any_of('changed')}\s(?:(?:{any_of('by')}\s)?(?P<step>{OVER})\s{any_of('to')}\s)?{about}{HERE}"
        ),
        nouns=compiled(rf"(?<![\w(])(?:{any_of('nouns')}\s){{0,3}}{any_of('nouns')}(?!\w)"),
        links=compiled(rf"(?:(?P<gap>[^;:!?$€£%]{{0,40}}?)[,\s]{any_of('links')})?\s{about}{HERE}"),
        costs=compiled(rf"(?<=\s){any_of('modal')}?\s?(?P<word>{any_of('costs')})\s{about}{HERE}"),
        change=compiled(rf"\s(?:{any_of('change', 'compared')})(?!\w)"),
        percent=compiled(
            rf"{percent}\s(?P<what>{any_of('compared')}\s\w[^.;,()]{{0,60}}|{any_of('change')}\s{any_of('in')}\s[^.;,()]{{0,60}}"
            rf"|(?:{WORD}\s){{1,3}}?{any_of('change')}(?!\w))"
        ),
        state=compiled(rf"{percent}\s(?P<what>(?:{WORD}\s){{0,2}}?{any_of('state', 'done')}(?!\w))"),
        priced=compiled(
            rf"(?<!\S){HERE}[$€£]?\d[\d.,]*+[KMB]?\s?€?(?:/[a-z]+|\s(?:per|pro|par|por)\s[a-z]+)\s{any_of('in')}\s"
        ),
        aimed=compiled(
            rf"(?<!\S){HERE}{OVER}\s(?P<what>(?:{WORD}\s?){{1,3}}?)\s?\((?={any_of('goal', 'before')}[:\s])"
        ),
        target=compiled(rf"(?<!\w){any_of('goal')}\b(?:\s{any_of('links')})?:?\s?{HERE}"),
        previous=compiled(rf"(?<!\w){any_of('before')}[:\s]\s?{about}{HERE}"),
        delta=compiled(
            rf"^[^()]{{0,24}}?(?:[(,;–—]\s?|\s-\s|^\s?)(?P<delta>{any_of('changed')}\s(?:{any_of('by')}\s)?{OVER}(?=[\s),;]|$)"
            rf"|{OVER}\s{any_of('change')}(?!\w)|[+±]{OVER})"
        ),
        apart=compiled(rf"\s(?:{any_of('apart')})(?!\w)"),
        share=compiled(rf"\s{any_of('of')}\s"),
        verbs=frozenset(word.casefold().split()[-1] for word in words["metric_changed"]),
        prices=frozenset(word.casefold().split()[-1] for word in words["metric_costs"]),
        marks=frozenset(word.casefold().split()[0] for name in ("goal", "before") for word in words[f"metric_{name}"]),
        things=frozenset(word.casefold().split()[-1] for word in words["metric_nouns"]),
        **{
            field: frozenset(words[f"metric_{name}"])
            for field, name in (
                ("goals", "goal"),
                ("done", "done"),
                ("joint", "joint"),
                ("wish", "wish"),
                ("bare", "bare"),
                ("excluded", "not"),
                ("heads", "heads"),
                ("ends", "ends"),
                ("starts", "starts"),
                ("tail", "tail"),
            )
        },
    )
