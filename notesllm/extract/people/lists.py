"""People in lists: what stands under "Attendees"."""

from collections.abc import Iterator

from notesllm._regex import regex
from notesllm.document import Block, Kind
from notesllm.extract.names import is_no_team, looks_like_person, natural_order, word_set
from notesllm.extract.people.entry import EDGES, described, is_certain, people_in, person_in
from notesllm.extract.people.groups import Group
from notesllm.extract.people.kinds import FIELDS, kind_of
from notesllm.extract.people.sighting import Sighting, placed
from notesllm.extract.reading import Reading
from notesllm.lexicon import phrase_key
from notesllm.summary.items import Presence

LONGEST_ROLE = 60
GAP = regex(r" {3,}|\t+")  # between columns
LINE = regex(r"\S[^\r\n]*")
SHARE = 0.6  # of entries that must be people where only a section further up speaks of people
OVER = 100  # a longer paragraph without a name ends the list


def of_group(reading: Reading, group: Group) -> list[Sighting]:
    """The people of a group; nothing where it turns out to be prose under a heading further up."""
    words, blocks = reading.lexicon, [reading.document.blocks[index] for index in group.blocks]
    texts = [block.text.strip(EDGES) for block in blocks]
    turned = sum(natural_order(text, words) != text for text in texts)
    last_first = turned > 1 and 2 * turned >= len(texts)
    roll_call = any(block.checked for block in blocks)
    found: list[Sighting] = []
    named = 0
    for block in blocks:
        people = _of_entry(block, group.kind, reading, last_first=last_first)
        named += bool(people)
        if not people and block.kind is Kind.PARAGRAPH and named and len(block.text) > OVER:
            break
        for person in placed(reading, block, people):
            absent = group.kind == "absent" or (roll_call and block.checked is False)
            presence: Presence = "absent" if absent else person.presence
            host = person.host or group.kind == "host"
            seen = person._replace(presence=presence, host=host, roll=group.roll, member=group.member)
            found.append(seen._replace(organization=seen.organization or group.organization))
    return found if group.own or named >= SHARE * len(blocks) else []


def _of_entry(block: Block, kind: str, reading: Reading, *, last_first: bool) -> tuple[Sighting, ...]:
    """The people of one entry of a list."""
    if block.label and block.value:
        return _of_labelled(block, kind, reading)
    text = block.text
    if block.kind is Kind.PARAGRAPH and (person := _of_columns(block, reading)):
        return (person,)
    if block.kind is Kind.PARAGRAPH and "\n" in reading.document.source[block.start : block.end]:
        return tuple(_of_lines(block, reading, last_first=last_first))
    if text.endswith((":", "?", "!")) or (text.endswith(".") and _is_sentence(text, reading)):
        return ()
    return _in_line(text, reading, is_list=block.kind is not Kind.ITEM and "," in text, last_first=last_first)


def _of_columns(block: Block, reading: Reading) -> Sighting | None:
    """The person of a line in columns: "Ana Lopez (AL)      Lead Nurse, Surgery"; None where further people follow."""
    columns = GAP.split(reading.document.source[block.start : block.end], maxsplit=1)
    if len(columns) < 2 or "\n" in columns[1] or "," in columns[0] or " " not in columns[0]:
        return None
    told = " ".join(columns[1].split())
    if any(is_certain(part.strip(), reading.lexicon) for part in told.split(",")):
        return None
    person = person_in(columns[0], reading.lexicon)
    return described(person, [told], reading.lexicon) if person else None


def _is_sentence(text: str, reading: Reading) -> bool:
    """Whether a text that ends in a full stop is no list of names: most of its words are in small letters."""
    tokens = [token for token in text.split() if token[0].isalpha()]
    small = sum(token[0].islower() and token not in word_set(reading.lexicon.language, "and") for token in tokens)
    return 2 * small > len(tokens) or (small > 1 and not is_certain(" ".join(tokens[:2]).strip(",."), reading.lexicon))


def _of_lines(block: Block, reading: Reading, *, last_first: bool) -> Iterator[Sighting]:
    """The people of a paragraph with an entry a line; of its whole text where commas run over the lines' ends."""
    raw = reading.document.source[block.start : block.end]
    lines = list(LINE.finditer(raw))
    if any(line[0].rstrip().endswith((",", ";")) for line in lines) or (raw.rstrip().endswith(".") and "," in raw):
        yield from people_in(block.text, reading.lexicon, is_list=True, last_first=last_first)
        return
    for line in lines:
        start, end = block.start + line.start(), block.start + line.end()
        for person in _in_line(line[0], reading, is_list="," in line[0], last_first=last_first):
            yield person._replace(start=start, end=end)


def _in_line(text: str, reading: Reading, *, is_list: bool, last_first: bool) -> tuple[Sighting, ...]:
    """The people of a line; white space may part a nick from the name."""
    nick, gap, name = text.strip().partition("\t") if "\t" in text else text.strip().partition("   ")
    if gap and " " not in nick and is_certain(name.strip(), reading.lexicon):
        people = people_in(name.strip(), reading.lexicon)
        return tuple(person._replace(aliases=(*person.aliases, nick)) for person in people)
    text = " ".join(text.split())
    return people_in(text, reading.lexicon, is_list=is_list, last_first=last_first)


def _of_labelled(block: Block, kind: str, reading: Reading) -> tuple[Sighting, ...]:
    """The people of "Google: Ana, Ben", "President: Ana Lopez", "Ana Lopez: Acme"."""
    words = reading.lexicon
    if kind_of(block.label, words.language) in FIELDS:
        return ()  # told as a field already
    key = phrase_key(block.label)
    values = people_in(block.value, words, is_list=True)
    is_field = key in words.labels or key in words.zones
    described = len(block.value) <= LONGEST_ROLE and not any(c.isdigit() for c in block.value)
    others = any(is_certain(person.name, words) for person in values)
    named = is_certain(block.label, words) or (described and not others and looks_like_person(block.label, words))
    if named and not is_field:
        return people_in(block.text, words)
    if any(word in word_set(words.language, "roles") for word in key.split()):
        return tuple(person._replace(role=person.role or block.label) for person in values)
    group_words = word_set(words.language, "membership") | word_set(words.language, "side_groups")
    in_group = is_no_team(block.label, words) and kind == "people" and not is_field and key not in group_words
    return tuple(p._replace(organization=p.organization or (block.label if in_group else None)) for p in values)
