"""The name of the meeting, without its date."""

import datetime as dt
import re
from dataclasses import replace

from notesllm.dates import find_dates
from notesllm.document import Block, Kind
from notesllm.extract.draft import Draft
from notesllm.extract.header import as_written, field_of, file_stem, front_matter, row_pairs, top
from notesllm.extract.names import word_set
from notesllm.extract.people.entry import is_certain
from notesllm.extract.reading import Reading
from notesllm.extract.zones import zone_of
from notesllm.lexicon import phrase_key

LONGEST = 120  # a longer line is no title
QUOTED = re.compile(r"[\"“«]([^\"”»]{3,100})[\"”»]")
CLOCK = re.compile(
    r"\s*(?:@|at\s)?\s*\b\d{1,2}[:.h]\d\d\s*(?:[ap]\.?m\.?)?"
    r"(?:\s*(?:[-–—]|to|bis)\s*\d{1,2}(?:[:.h]\d\d)?\s*(?:[ap]\.?m\.?)?)?"
    r"(?:\s*(?:(?:UTC|GMT)(?:[+-]\d{1,2})?|[A-Z]{1,3}[SD]?T)\b)?",
    re.IGNORECASE,
)
SHORTCODE = re.compile(r":[a-z0-9_+-]{2,30}:")
COVER = frozenset({"draft", "webvtt", "confidential", "internal", "recorded"})
PAGE = re.compile(
    r"\s*\b(?:page|seite|página|pagina|blatt)\s+\d{1,3}\s*(?:of|von|de|di|van|sur|/)\s*\d{1,3}\b", re.IGNORECASE
)
LINK = re.compile(r"\s*!?\[[^\]\n]{0,80}\]\([^()\s]{1,300}\)\s*")
BELOW = 2  # lines between the body's name and what meeting it was
STAMPED = re.compile(r"<|\[?\d{1,2}[:/.]\d\d[^\]]{0,20}\]")  # a line of a chat
FOOTNOTE = re.compile(r"^\[\d{1,2}\](?=\w)")  # of a page that was torn into text
LEFTOVER = re.compile(
    r"(?:[-_ ]+\d{6}\b)?[-_ ]*(?:meeting )?(?:recording|transcript)$|/\d{4}-\d\d-\d\d$", re.IGNORECASE
)
EDGE = re.compile(r"^[^\w(\[\"“«]+|[^\w)\]\"”».!?+]+$")
EMPTY = re.compile(r"\(\s*[,–—-]?\s*\)|\[\s*\]")
LETTER = re.compile(r"[^\W\d_]")
ANY_YEAR = dt.date(2024, 1, 1)  # lets dates without a year be found


def find_title(reading: Reading, draft: Draft) -> Draft:
    """What the notes call the meeting: front matter, a heading, a field or the first line; else the file's name."""
    matter = front_matter(reading)
    candidates = [(True, matter[key]) for key in ("title", "meeting", "name", "subject") if key in matter]
    candidates += _of_top(reading)
    generic = ""
    for number, (given, written) in enumerate(candidates):
        title = without_date(written, reading)
        near = number <= 1 or _says_meeting(title, reading)  # further down, a heading rather names a part
        if title and near and not _is_generic(title, reading, given=given):
            return replace(draft, title=title)
        generic = generic or (title if _says_meeting(title, reading) else "")
    named = without_date(file_stem(reading), reading).replace("-", " ")
    if len(LETTER.findall(named)) > 3 and " " in named:
        return replace(draft, title=named)
    return replace(draft, title=generic or None)


def _of_top(reading: Reading) -> list[tuple[bool, str]]:
    """Titles that the top offers, and whether a field gives each: fields of that name, headings, the first line."""
    marks = reading.lexicon.words["people_marks"]
    found = [(0, True, pair.value) for pair in row_pairs(reading) if pair.field == "title"]
    blocks = [block for _, block in top(reading) if not _is_cover(block, reading)]
    for number, block in enumerate(blocks):
        if block.kind is Kind.HEADING and not block.label and len(block.text) <= LONGEST:
            found.append((0 if block.level <= 3 or number == 0 else 1, False, _joined(blocks, number, reading)))
        elif field_of(reading, block) == "title" and 0 < len(block.value) <= 2 * LONGEST:
            quoted = QUOTED.search(block.value)
            found.append((0, True, quoted[1] if quoted else block.value))
        elif number <= 2 and _is_line(block, marks) and not any(b.label for b in blocks[:number]):
            found.append((0, False, _joined(blocks, number, reading)))
    return [(given, text) for _, given, text in sorted(found, key=lambda one: one[0])]


def _is_line(block: Block, marks: tuple[str, ...] = ()) -> bool:
    return (
        block.kind is Kind.PARAGRAPH
        and len(block.text) <= LONGEST
        and not block.text.endswith((".", ":", "?", ",", "!"))
        and not block.text.startswith(marks)
    )


def _is_cover(block: Block, reading: Reading) -> bool:
    """Whether a block says nothing of the meeting: a logo, "DRAFT", a recorder's name, a file format's first line."""
    if not LETTER.search(block.text) or STAMPED.match(block.text):
        return True
    if len(block.text) > LONGEST:
        return False
    if block.kind is Kind.PARAGRAPH and LINK.fullmatch(reading.document.source, block.start, block.end):
        return True
    key = phrase_key(block.text)
    return key in COVER or key in word_set(reading.lexicon.language, "bots")


def _joined(blocks: list[Block], number: int, reading: Reading) -> str:
    """A heading, with the line right below it where only that one says that this is a meeting."""
    text = _first_line(blocks[number], reading)
    if number == 0 and not _says_meeting(text, reading) and (told := _further_down(blocks, reading)):
        return f"{text} {told}"
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    if below is None or below.label or not (below.kind is Kind.HEADING or _is_line(below)):
        return text
    if below.kind is Kind.HEADING and below.level <= blocks[number].level and blocks[number].level < 7:
        return text
    if _says_meeting(text, reading) or not _says_meeting(below.text, reading) or len(text) + len(below.text) > LONGEST:
        return text
    if below.kind is not Kind.HEADING and _is_generic(without_date(below.text, reading), reading):
        return text
    return f"{text} {_continued(blocks, number + 1, reading)}"


def _continued(blocks: list[Block], number: int, reading: Reading) -> str:
    """A line with the one below where it breaks off: "Minutes of the Session of the / Board of Education"."""
    text, after = _unnumbered(blocks[number], reading), number + 1
    if after < len(blocks) and _breaks_off(text, reading) and _is_line(blocks[after]):
        return f"{text} {blocks[after].text}"
    return text


def _breaks_off(text: str, reading: Reading) -> bool:
    return text.rpartition(" ")[2].casefold() in word_set(reading.lexicon.language, "abstract_dangling")


def _further_down(blocks: list[Block], reading: Reading) -> str:
    """The line that says which meeting it was, below the names of the house and of its department."""
    lines = blocks[1 : BELOW + 1]
    if len(lines) < BELOW or any(line.label or not _is_line(line) for line in lines):
        return ""
    known = word_set(reading.lexicon.language, "meeting_words")
    said = [len(known.intersection(phrase_key(line.text).split())) for line in lines]
    if said[0] >= said[1]:
        return ""
    return "" if _is_generic(without_date(lines[1].text, reading), reading) else _continued(blocks, BELOW, reading)


def _first_line(block: Block, reading: Reading) -> str:
    """A heading's text, of a paragraph the first line."""
    if block.kind is Kind.PARAGRAPH and "\n" in (raw := reading.document.source[block.start : block.end]):
        line = " ".join(raw.partition("\n")[0].split())
        return line if block.text.startswith(line) else block.text
    return _unnumbered(block, reading)


def _unnumbered(block: Block, reading: Reading) -> str:
    """The heading's text; with its number only where that is a date."""
    written = as_written(block)
    dated = block.ordinal and any(
        m.start == 0 for m in find_dates(written, reading.lexicon, ANY_YEAR, day_first=reading.day_first)
    )
    return written if dated else block.text


def _says_meeting(text: str, reading: Reading) -> bool:
    return bool(word_set(reading.lexicon.language, "meeting_words").intersection(phrase_key(text).split()))


def _is_generic(title: str, reading: Reading, *, given: bool = False) -> bool:
    """Whether a heading names a part of the notes ("Attendees") or only says that it is notes ("Minutes").

    ``given``: a field says that it is the title, so "Recap: the move" is one.
    """
    key, language = phrase_key(title), reading.lexicon.language
    if key in word_set(language, "generic_titles") or not LETTER.search(title):
        return True
    if not given and is_certain(title, reading.lexicon):
        return True  # whose part of a stand-up it is
    return key in reading.lexicon.zones if given else bool(zone_of(title, language))


def without_date(written: str, reading: Reading) -> str:
    """``written`` without date, clock, emoji and what says no more than that these are notes."""
    language, text = reading.lexicon.language, EDGE.sub("", FOOTNOTE.sub("", SHORTCODE.sub(" ", written)))
    text = EDGE.sub("", PAGE.sub("", text)) if any(c.isdigit() for c in text) else text
    for prefix in reading.lexicon.words.get("title_prefixes", ()):
        if text.casefold().startswith(prefix + " "):
            text = text[len(prefix) :].strip()
            break
    for mention in reversed(find_dates(text, reading.lexicon, ANY_YEAR, day_first=reading.day_first)):
        if mention.precision in ("day", "week") or (mention.precision == "month" and mention.has_year):
            text = f"{text[: mention.start]}\x00{text[mention.end :]}"
    text = CLOCK.sub("\x00", text) if ":" in text or "\x00" in text else text
    dangling = "|".join(map(re.escape, reading.lexicon.words.get("before_dates", ())))
    if dangling and "\x00" in text:
        text = re.sub(rf"(?:(?<!\w)(?:{dangling})\s*){{0,3}}\x00", "\x00", text, flags=re.IGNORECASE)
    text = EMPTY.sub(" ", text.replace("\x00", " "))
    text = EDGE.sub("", LEFTOVER.sub("", " ".join(text.split())))
    last = text.rpartition(" ")
    if last[0].count(" ") > 0 and phrase_key(last[2]) in word_set(language, "title_suffixes"):
        text = last[0]
    return EDGE.sub("", text.strip())
