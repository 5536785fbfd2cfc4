"""Whether the sentences of a model stand: cases as data, held against the items of one digest."""

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from scenes import digest_of_examples

from notesllm.llm.applying.opening import KEPT, LONGEST, Told
from notesllm.llm.digest_items import items_of
from notesllm.llm.rewording import people_of
from notesllm.llm.wire import DigestAnswer, WireSentence

CASES = Path(__file__).parent / "cases" / "opening"
SHOWN = tomllib.loads((CASES / "items.toml").read_text(encoding="utf-8"))
DIGEST = digest_of_examples()
EXAMPLES = Told(items_of(DIGEST), tuple(people_of(DIGEST)))
ACTION = re.compile(r"(overdue action): ([^:]+): (.+), due (.+), (\d+ days) late")
LEAST_ACCEPTED = 0.6  # of the harmless rewordings; 12 of 19 today


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return found


def opening(*sentences: tuple[str, list[str]], language: str | None = None) -> str:
    told = Told(SHOWN["items"], tuple(SHOWN["people"]), language)
    return told.opening(DigestAnswer(opening=[WireSentence(text=text, ids=ids) for text, ids in sentences]))


@pytest.mark.parametrize("case", cases("accepted"), ids=lambda case: f"{case['text']} {' '.join(case['ids'])}")
def test_what_items_say_stands(case: dict[str, Any]) -> None:
    assert opening((case["text"], case["ids"])) == (case["text"] if case.get("stands", True) else "")


def test_most_harmless_rewordings_stand() -> None:
    stand = [case.get("stands", True) for case in cases("accepted")]
    assert sum(stand) / len(stand) >= LEAST_ACCEPTED


@pytest.mark.parametrize("case", cases("refused"), ids=lambda case: f"{case['text']} {' '.join(case['ids'])}")
def test_what_items_do_not_say_is_refused(case: dict[str, Any]) -> None:
    assert opening((case["text"], case["ids"]), language=case.get("language")) == ""


def test_another_language_stands_where_values_and_denials_agree() -> None:
    said = ("Vom 1. Oktober 2024 bis zum 15. Oktober 2024 gab es 3 Besprechungen.", ["n1"])
    assert opening(said, language="de") == said[0]
    assert opening(said) == ""


def test_only_what_is_proven_of_an_answer_stands_and_each_once() -> None:
    good, bad = ("Plan B was dropped.", ["d1"]), ("Plan B was kept.", ["d1"])
    assert opening(bad, good, good, bad) == good[0]


def test_hundreds_of_sentences_are_cut_to_an_opening() -> None:
    said = [(f"{'now ' * n}4 decisions were made.", ["n2"]) for n in range(300)]
    told = opening(*said)
    assert told.count(".") <= KEPT
    assert len(told.split()) <= LONGEST
    assert opening((f"{'now ' * 200}4 decisions were made.", ["n2"])) == ""


def swaps() -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the digest of the examples says of its actions, with one value of another action or of nobody."""
    lines = [(key, ACTION.fullmatch(text)) for key, text in EXAMPLES.items.items() if key[0] == "a"]
    known = [(key, found.groups()) for key, found in lines if found]
    for (key, (label, who, task, due, late)), (other, (_, whose, what, when, long)) in pairwise(known):
        for name, words, day, days in (
            (whose, task, due, late),
            (who, what, due, late),
            (who, task, when, late),
            (who, task, due, long),
            ("Zoe Quux", task, due, late),
            (who, task, due, f"9{late}"),
        ):
            if (name, words, day, days) not in {(who, task, due, late), (whose, what, when, long)}:
                yield f"{label}: {name}: {words}, due {day}, {days} late", (key, other)
                yield f"{name} is to do this, {days} late and due {day}: {words}", (key, other)
        yield f"{label}: {who}: do not {task}, due {due}, {late} late", (key,)
        yield f"{who} no longer has to {task}", (key,)


def test_no_value_of_another_line_of_the_examples_stands() -> None:
    found = list(swaps())
    assert len(found) > 150
    cited = EXAMPLES.passages
    assert [text for text, ids in found if EXAMPLES.says(text, [cited[key] for key in ids])] == []


def test_each_line_of_the_examples_says_itself() -> None:
    cited = EXAMPLES.passages
    told = {key: text for key, text in EXAMPLES.items.items() if key[0] in "nadm"}
    stand = [key for key, text in told.items() if EXAMPLES.says(text, [cited[key]])]
    assert len(stand) / len(told) >= 0.9


GERMAN = {
    "d1": "new decision: Wir stellen dieses Jahr keine Leute ein",
    "d2": "new decision: Plan B wird gestrichen",
    "a1": "due soon action: Jürgen Maier: Angebot an den Kunden schicken, due on 18 October 2024",
}
SPANISH = {"d1": "new decision: No contratamos a nadie este año", "d2": "new decision: Drop plan C by the end of May"}


@pytest.mark.parametrize(
    ("items", "text", "key", "stands"),
    [
        pytest.param(GERMAN, "Dieses Jahr stellen wir keine Leute ein.", "d1", True, id="kept"),
        pytest.param(GERMAN, "Wir stellen dieses Jahr Leute ein.", "d1", False, id="lost"),
        pytest.param(GERMAN, "Plan B wird nicht gestrichen.", "d2", False, id="added"),
        pytest.param(dict(list(GERMAN.items())[1:2]), "Plan B wird nicht gestrichen.", "d2", False, id="added alone"),
        pytest.param(
            dict(list(GERMAN.items())[:1]), "Wir stellen dieses Jahr Leute ein.", "d1", False, id="lost alone"
        ),
        pytest.param(SPANISH, "Contratamos a nadie este año.", "d1", False, id="lost among English"),
        pytest.param(SPANISH, "Contratamos este año.", "d1", False, id="both lost among English"),
        pytest.param(SPANISH, "No contratamos a nadie este año.", "d1", True, id="kept among English"),
    ],
)
def test_denials_count_in_each_language(items: dict[str, str], text: str, key: str, *, stands: bool) -> None:
    told = Told(items, ("Jürgen Maier",))
    assert told.says(text, [told.passages[key]]) is stands
