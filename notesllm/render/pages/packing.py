"""The lines that do not stand in the page itself: JSON, packed, from which its script draws them."""

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping

from notesllm.render.pages.composing import Page

MOST = 50  # lines of a group that stand in the page itself
SHORTEST = 4  # characters of a string that is worth a number


def packed(page: Page) -> str:
    """All further lines by their lists, or nothing: JSON, deflated, in base64, of which nothing is markup.

    For a string that is told more than once there is its number in a table.
    """
    lists = {
        group.key: [row.packed() for row in group.rows[MOST:]]
        for section in page.sections
        for group in section.groups
        if len(group.rows) > MOST
    }
    if not lists:
        return ""
    seen = Counter(_strings(lists))
    table = [text for text, times in seen.items() if times > 1 and len(text) >= SHORTEST]
    numbers = {text: number for number, text in enumerate(table)}
    rest = {"strings": table, "lists": _with_numbers(lists, numbers)}
    text = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode())).decode()


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
