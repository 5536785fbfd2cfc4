"""The passage that says more than an item's text: the figures and days of a decision."""

from collections.abc import Iterable

from notesllm._regex import regex
from notesllm.lexicon import LANGUAGES, lexicon
from notesllm.summary import Evidence

LEAD = regex(r"^\W*(?:\d{1,3}[.)]\s+)?(?:[\w ]{1,24}:\s*)?")  # "1. ", "**Decision 3:** "
MARKUP = regex(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}|\\(?=\$)")
FIGURE = regex(r"[$€£]?\d+(?:[.,:/-]\d+)*%?")
WORD = regex(r"[^\W\d_]{3,}")
LONGEST = 320


def detail(text: str, rationale: str | None, evidence: Iterable[Evidence], language: str) -> str | None:
    """The passage with most figures and months that ``text`` and ``rationale`` lack; None where they lack none."""
    known = _values(f"{text} {rationale or ''}", language)
    best, most = None, 0
    for each in evidence:
        passage = " ".join(MARKUP.sub("", each.quote).split())
        more = len(_values(without_lead(passage), language) - known)
        if more > most and len(passage) <= LONGEST:
            best, most = passage, more
    return best


def without_lead(passage: str) -> str:
    """A passage without its number or label ("Decision: ")."""
    return LEAD.sub("", passage, count=1) or passage


def _values(text: str, language: str) -> frozenset[str]:
    months = lexicon(language if language in LANGUAGES else "en").months
    words = (word.casefold() for word in WORD.findall(text))
    return frozenset(FIGURE.findall(text)) | {str(months[word]) for word in words if word in months and word != "may"}
