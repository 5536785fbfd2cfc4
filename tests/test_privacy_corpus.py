"""Whose name still leaves under "strict", in whole documents: all that is sent is searched for the people of the gold.

``unseen`` documents may not be looked at when a rule is written: their figures say how general the rules are.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pytest

from notesllm.config import Options
from notesllm.document import Document, read
from notesllm.llm.setting import setting_for
from notesllm.pipeline import plan
from notesllm.privacy import pseudonyms

CORPUS = Path(__file__).parent / "corpus"
TITLES = frozenset("cllr county district frau herr kantor lady mrs pfarrerin prof sister".split())  # noqa: SIM905
CAPITALIZED = re.compile(r"[^\W\d_]{3,}")
# As measured, over 482 and 125 people
FULL = {"seen": 0, "unseen": 1}
PART = {"seen": 0, "unseen": 1}
OTHERS = {"seen": 0.008, "unseen": 0.003}


class Leaks(NamedTuple):
    people: int
    full: int
    part: int
    others: float  # share of the words with a capital that were hidden and are no part of a gold person's name


@lru_cache
def measured(part: str) -> Leaks:
    people = full = partly = others = capitals = 0
    for document, names in documents(part):
        sent = what_is_sent(document)
        people += len(names)
        full += sum(holds(sent, name) for name in names)
        partly += sum(any(holds(sent, word) for word in proper(name)) for name in names)
        kept = pseudonyms(document, sorted(names), "strict").hide(document.source)
        theirs = {word.casefold() for name in names for word in CAPITALIZED.findall(name)}
        words = [word for word in CAPITALIZED.findall(document.source) if word[0].isupper()]
        capitals += len(words)
        others += sum(word.casefold() not in theirs and not holds(kept, word) for word in set(words))
    found = Leaks(people, full, partly, others / capitals)
    print(f"\n{part}: {found}")  # noqa: T201 - for -s
    return found


def documents(part: str) -> Iterator[tuple[Document, set[str]]]:
    for gold in sorted((CORPUS / part / "gold").glob("*.json")):
        (path,) = (CORPUS / part / "docs").glob(f"{gold.stem}.*")
        attendees = json.loads(gold.read_text(encoding="utf-8")).get("attendees") or []
        yield read(path), {attendee["name"] for attendee in attendees}


def what_is_sent(document: Document) -> str:
    """The notes as they stand in the first questions; the prompt before them is the same for all."""
    options = Options(privacy="strict")
    step = next(plan(document, options, setting_for(options, model="openai/gpt-5-mini", host="api.openai.com")))
    return "\n".join(message.content for call in step.calls for message in call.messages[1:])


def proper(name: str) -> Iterator[str]:
    """The given and family names of ``name``, without titles and what stands in brackets."""
    for word in CAPITALIZED.findall(re.sub(r"\(.*?\)", "", name)):
        if word[0].isupper() and word.casefold() not in TITLES:
            yield word


def holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


@pytest.mark.parametrize("part", ["seen", "unseen"])
def test_names_do_not_leave(part: str) -> None:
    found = measured(part)
    assert found.people > 100
    assert found.full <= FULL[part]
    assert found.part <= PART[part]
    assert found.others <= OTHERS[part]


def test_a_name_that_leaves_is_seen() -> None:
    assert holds("[p1] Ana Ruiz: hello", "Ana Ruiz")
    assert not holds("[p1] Bazval Vuzvan", "Ana")
    assert [*proper("Prof. Ana Ruiz (Acme)")] == ["Ana", "Ruiz"]
