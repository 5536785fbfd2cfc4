"""Answers that no model should give about the notes of ``fault_runs``: usable ones with faults, and unusable ones."""

import json
from typing import Any

INVENTED = ("zaphod", "yacht", "2031", "dampfer", "24%", "don't drop", "banana", "tonight")
EMPTY: dict[str, Any] = {"drop": [], "fix": [], "add": [], "abstract": None, "highlights": []}


def answer(**fields: Any) -> str:  # noqa: ANN401 - JSON is of any shape
    return json.dumps({**EMPTY, **fields})


def added(kind: str, text: object, **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"kind": kind, "text": text, "who": [], "due": None, "value": None, "lines": [], **fields}


def fixed(key: str, name: str, value: Any, *lines: int) -> dict[str, Any]:  # noqa: ANN401
    return {"id": key, "field": name, "value": value, "lines": list(lines)}


USABLE: dict[str, str] = {
    "nothing to add": answer(),
    "missing fields": '{"add": []}',
    "extra fields": answer(mood="good", add=[added("fact", "Zaphod owns a yacht", mood=1)]),
    "null lists": answer(drop=None, fix=None, add=None, highlights=None),
    "fenced": f"```json\n{answer()}\n```",
    "words around it": f"Here you are: {answer()} Anything else?",
    "unknown kind": answer(add=[added("banana", "Banana", lines=[8]), added("fact", "Churn was 2.4%.", lines=[8])]),
    "unknown ids": answer(drop=["a99", "", "x"], fix=[fixed("zz", "due", "2031", 8)], highlights=["a99", "n7", ""]),
    "unknown field": answer(fix=[fixed("a1", "banana", "Zaphod", 15)]),
    "lines beyond the end": answer(add=[added("decision", "Buy a yacht", lines=[9999, 23])]),
    "no lines": answer(add=[added("decision", "Buy a yacht")]),
    "lines that are none": answer(add=[added("decision", "Buy a yacht", lines=[-3, 0, 10**30, "x", None, 1.5])]),
    "lines of another thing": answer(add=[added("action", "Buy a yacht", who=["Zaphod"], lines=[8])]),
    "an empty line": answer(add=[added("decision", "Buy a yacht", lines=[2])]),
    "an invented owner": answer(fix=[fixed("a1", "owners", "Zaphod Beeblebrox", 15)]),
    "an invented day": answer(fix=[fixed("a1", "due", "2031-01-01", 15)]),
    "an invented due of something new": answer(add=[added("milestone", "Login page", due="tonight", lines=[7])]),
    "another figure": answer(fix=[fixed("m1", "value", "24%", 8)]),
    "the opposite": answer(fix=[fixed("d2", "text", "Don't drop support for plan B", 12)]),
    "an invented abstract": answer(abstract="Zaphod bought a yacht in 2031."),
    "an invented fact": answer(add=[added("fact", "Zaphod owns a yacht", lines=[7])], highlights=["n1"]),
    "an invented meeting": answer(
        fix=[fixed("meeting", "title", "Yacht sale", 1), fixed("meeting", "date", "2031-01-01", 3)]
    ),
    "another language": answer(
        add=[added("decision", "Wir kaufen einen Dampfer", lines=[11])], abstract="Ein Dampfer!"
    ),
    "all dropped": answer(drop=["a1", "a2", "a3", "d1", "d2", "r1"]),
    "numbers for texts": answer(add=[added("decision", 7, who="Zaphod", due=2031, value=[1], lines=3)], abstract=2031),
    "known already": answer(add=[added("action", "write the runbook", who=["Ana Ruiz"], lines=[15])]),
    "a flood": answer(add=[added("decision", f"Buy yacht {n}", lines=[8]) for n in range(5000)]),
    "control characters": answer(add=[added("fact", "\x00\x1b[2Jyacht\ud800", lines=[7])], highlights=["n1"]),
}
UNUSABLE: dict[str, str] = {
    "prose": "It was a nice meeting.",
    "half of it": answer(add=[added("fact", "Churn was 2.4% last month.", lines=[8])])[:60],
    "another object": '{"summary": "nice"}',
    "a list": "[1, 2]",
    "a number": "7",
    "nested beyond reason": '{"add":' + "[" * 100_000,
    "a schema": '{"type": "object", "properties": {}}',
}
