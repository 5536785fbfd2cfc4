"""The lines that do not stand in the page itself, as compact JSON that its script draws them from."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from notesllm.render.pages.composing import Page

MOST = 100  # lines of a group that stand in the page itself
SHORTEST = 4  # characters of a string that is worth a number


def packed(page: Page) -> str:
    """All further lines, group by group; for a string that is told more than once there is its number in a table."""
    lists = {
        group.key: [row.packed() for row in group.rows[MOST:]]
        for section in page.sections
        for group in section.groups
        if len(group.rows) > MOST
    }
    seen = Counter(_strings(lists))
    table = [text for text, times in seen.items() if times > 1 and len(text) >= SHORTEST] if lists else []
    numbers = {text: number for number, text in enumerate(table)}
    return script_json({"strings": table, "lists": _with_numbers(lists, numbers)})


def script_json(value: object) -> str:
    """JSON that can stand in a ``script`` element: nothing in it ends the element or begins a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))


def _with_numbers(value: object, numbers: Mapping[str, int]) -> object:
    if isinstance(value, str):
        return numbers.get(value, value)
    if isinstance(value, list):
        return [_with_numbers(each, numbers) for each in value]
    if isinstance(value, dict):
        return {key: _with_numbers(each, numbers) for key, each in value.items()}
    return value
