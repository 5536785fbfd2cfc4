"""What each block stands under: the zone that its nearest heading, lead-in or parent entry announces."""

import re
from functools import cache, lru_cache

from notesllm._regex import regex
from notesllm.document import Block, Document, Kind
from notesllm.extract.cues import WORD
from notesllm.lexicon import Lexicon, lexicon, phrase_key

# Zones that go on in the sub-sections of the section that announces them.
INHERITED = frozenset(
    {"actions", "review", "decisions", "risks", "questions", "people", "absent", "metrics", "milestones", "log"}
)
NUMBER = regex(
    r"^\W*(?:(?:\d{1,2}|[ivx]{1,4}|[a-z])[.):]\s*|\d{1,2}(?:\.\d{1,2})+\.?\s+|top\s*\d+[.:]?\s*)+", re.IGNORECASE
)
EDGES = regex(r"^[\W_]+|[\W_]+$")  # pictures and other signs around a title
ASIDE = regex(r"\s*[(\[][^)\]]*[)\]]\s*")
JOINT = regex(r"\s*(?:/|&|\+|,|;|\||–|—| - | and | und | et | y | e | en |:)\s*")
WEAK = frozenset(
    {"summary", "agenda", "announcements", "priorities", "log"}
)  # beside actions in one title these give way
LONGEST = 70  # a longer title is a sentence, no announcement


@lru_cache(maxsize=4096)
def zone_of(title: str, language: str) -> str:
    """The zone that a heading or lead-in announces, "" for none."""
    if len(title) > LONGEST:
        return ""
    zones = lexicon(language).zones
    key = phrase_key(title)
    if key in zones:
        return zones[key]
    bare = phrase_key(EDGES.sub("", NUMBER.sub("", ASIDE.sub(" ", title))))
    if bare in zones:
        return zones[bare]
    parts = [phrase_key(EDGES.sub("", part)) for part in JOINT.split(bare)]
    found = [zone for part in parts if (zone := zones.get(part)) is not None]
    if found:
        return "actions" if "actions" in found and found[0] in WEAK else found[0]
    aside = ASIDE.search(title)
    by_words = _by_words(bare, language) or _by_words(parts[-1], language)
    return by_words or (zones.get(phrase_key(aside[0]), "") if aside else "")  # "Rocks (risks)"


@cache
def _heads(language: str) -> tuple[re.Pattern[str], frozenset[str], frozenset[str]]:
    words = lexicon(language).words
    heads = sorted(words.get("zone_actions", ()), key=lambda head: (-len(head), head))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, heads))})(?!\w)")
    return pattern, frozenset(words.get("zone_about", ())), frozenset(words.get("zone_reviewing", ()))


def _by_words(bare: str, language: str) -> str:
    """The zone of a title that says "action items" amid words of time and order: "New tasks for next week"."""
    heads, about, reviewing = _heads(language)
    match = heads.search(bare)
    if match is None:
        return ""
    rest = WORD.findall(f"{bare[: match.start()]} {bare[match.end() :]}")
    known = lexicon(language)
    if not all(w in about or w in reviewing or w.isdigit() or w in known.months or w in known.weekdays for w in rest):
        return ""
    return "review" if any(w in reviewing for w in rest) else "actions"


def _lead_zone(block: Block, language: str) -> str:
    """What a list entry announces for the entries under it."""
    if block.label and not block.value:
        return zone_of(block.label, language)
    return zone_of(block.text, language) if len(block.text) <= LONGEST else ""


def block_zones(document: Document, words: Lexicon) -> tuple[str, ...]:
    """The zone of every block, in the order of ``document.blocks``."""
    language = words.language
    sections: list[str] = []
    for section in document.sections:
        own = zone_of(section.title, language) if section.heading >= 0 else ""
        above = sections[section.parent] if section.parent >= 0 else ""
        sections.append(own or (above if above in INHERITED else ""))
    zones: list[str] = []
    blocks = document.blocks
    below: dict[int, str] = {}  # a parent's index -> the zone of what is nested under it
    for block in blocks:
        parent = block.parent
        if parent < 0:
            zones.append(sections[block.section])
            continue
        zone = below.get(parent)
        if zone is None:
            lead = blocks[parent]
            own = "" if lead.kind is Kind.HEADING else _lead_zone(lead, language)
            zone = below[parent] = own or zones[parent]
        zones.append(zone)
    return tuple(zones)
