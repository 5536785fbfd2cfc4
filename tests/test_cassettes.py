"""The cassettes, replayed with the network blocked: what the examples must reach, and that no fault does harm."""

import json
import re
from pathlib import Path

import pytest
from bad_answers import INVENTED
from cassette import CASSETTES, HEADERS, facts_of, replaying
from cassette_yaml import ReadableYaml
from fault_runs import KEY, check_as_the_rules_say, check_no_worse
from leaks import leaks
from record import SCRIPTED, main, summarized, worded
from scenes import OPENING, Scene, digest_of_examples, faults, seeds
from scoring import Gold, actions, counted, matched, texts_alike
from scripted import NOTHING, saying
from servers import Server

from notesllm import MeetingSummary, preview
from notesllm.document import read
from notesllm.grounding.coverage import items_of

SEEDS, FAULTS = list(seeds()), list(faults())
GOLD = Path(__file__).parent / "answers" / "gold"
SECRETS = re.compile(
    r"\b(?:sk|org|proj|Bearer|Basic)[-_ ][\w-]{8,}|authorization|api-key|set-cookie|127\.0\.0\.1:\d", re.IGNORECASE
)
NUMBER, CAPITALISED, WORD = r"\d[\d,.]*\d|\d", r"(?<=[a-z,] )[A-Z][\w’'-]+", r"[\w’'-]+"


def replayed(scene: Scene, folder: Path = CASSETTES) -> tuple[MeetingSummary, int]:
    """The summary, and how many answers were replayed."""
    path = folder / f"{scene.name}.yaml"
    facts = facts_of(path)
    with replaying(path) as cassette:
        summary = summarized(scene, facts["model"], facts["base_url"] or None, "none")
        return summary, len(cassette)


@pytest.mark.parametrize("scene", [pytest.param(scene, id=scene.name) for scene in SEEDS])
def test_the_examples_reach_what_a_careful_reader_found(scene: Scene) -> None:
    summary, calls = replayed(scene)
    assert summary.provenance.usage.calls == calls
    assert summary.provenance.degraded == ()
    assert summary.provenance.engine == "llm"
    assert isinstance(scene.notes, Path)
    source = read(scene.notes).source
    check_evidence(summary, source)
    if facts_of(CASSETTES / f"{scene.name}.yaml")["server"] != SCRIPTED:
        pytest.skip("a real model's answers: only the scripted ones are known to be complete")
    gold: Gold = json.loads((GOLD / f"{scene.notes.stem}.json").read_text(encoding="utf-8"))
    tasks, strict = actions(summary, gold["action_items"])
    texts = [item.text for item in summary.decisions]
    pairs = matched(len(texts), gold["decisions"], texts_alike(texts, gold["decisions"]))
    perfect = {"tasks": tasks.f1, "strict": strict.f1, "decisions": counted(len(texts), gold["decisions"], pairs).f1}
    assert perfect == dict.fromkeys(perfect, 1.0)
    assert unsupported(summary, source) == []


def check_evidence(summary: MeetingSummary, source: str) -> None:
    for item in items_of(summary):
        assert item.evidence
        assert all(source[each.start : each.end] == each.quote for each in item.evidence)


def unsupported(summary: MeetingSummary, source: str) -> list[str]:
    """Texts with a number or a capitalised name that the notes don't hold."""
    known = {word.lower() for word in re.findall(WORD, source)} | {w.lower() for w in re.findall(r"[^\W_]+", source)}
    told = [" ".join([item.task, *[owner.name for owner in item.owners]]) for item in summary.action_items]
    told += [item.text for item in summary.decisions] + [item.text for item in summary.risks]
    told += [item.text for item in summary.questions]
    told += [f"{item.name} {item.value}" for item in summary.metrics]
    return [
        text
        for text in told
        if any(number not in source for number in re.findall(NUMBER, text))
        or any(name.lower() not in known for name in re.findall(CAPITALISED, text))
    ]


@pytest.mark.parametrize("scene", [pytest.param(scene, id=scene.name) for scene in FAULTS])
def test_no_fault_does_harm(scene: Scene) -> None:
    summary, calls = replayed(scene)
    assert summary.provenance.usage.calls == calls
    assert {each.code for each in summary.provenance.degraded} == ({scene.code} if scene.code else set())
    if scene.code:
        check_as_the_rules_say(summary)
    check_no_worse(summary)
    told = summary.model_dump_json(exclude={"provenance"}).lower()
    assert not [word for word in INVENTED if word in told]


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_the_recorder_asks_any_server(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    (scene,) = (scene for scene in SEEDS if scene.name == "seeds/october-all-hands.review")
    with Server(saying(NOTHING)) as server:
        main([scene.name, "--base-url", server.base_url, "--model", "some-model", "--folder", str(tmp_path)])
        assert KEY in server.requests[0].headers["authorization"]
    assert capsys.readouterr().out == f"{scene.name}: llm\n"
    path = tmp_path / f"{scene.name}.yaml"
    assert facts_of(path) == {"server": "127.0.0.1", "model": "some-model", "base_url": "http://127.0.0.1/v1"}
    assert KEY not in path.read_text(encoding="utf-8")
    summary, calls = replayed(scene, tmp_path)
    assert (summary.provenance.engine, calls) == ("llm", 1)
    assert [path.name for path in tmp_path.rglob("*.yaml")] == ["october-all-hands.review.yaml"]


def test_each_cassette_is_replayed_and_each_scene_has_one() -> None:
    recorded = {path.relative_to(CASSETTES).with_suffix("").as_posix() for path in CASSETTES.rglob("*.yaml")}
    assert recorded == {OPENING, *(scene.name for scene in (*SEEDS, *FAULTS))}


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in sorted(CASSETTES.rglob("*.yaml"))])
def test_no_cassette_holds_a_secret(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not SECRETS.findall(text)
    assert len(text) < 100_000
    assert KEY not in text
    for exchange in ReadableYaml.deserialize(text)["interactions"]:
        assert set(exchange["request"]["headers"]) | set(exchange["response"]["headers"]) <= HEADERS


@pytest.mark.parametrize("scene", [pytest.param(scene, id=scene.name) for scene in SEEDS])
def test_no_cassette_names_anybody(scene: Scene) -> None:
    assert isinstance(scene.notes, Path)
    people = [attendee.name for attendee in preview(scene.notes).attendees]
    owners = [owner for item in preview(scene.notes).action_items for owner in item.owners if owner.kind == "person"]
    people += [owner.name for owner in owners if owner.name.istitle()]
    cassette = ReadableYaml.deserialize((CASSETTES / f"{scene.name}.yaml").read_text(encoding="utf-8"))
    assert leaks(repr(cassette).encode(), people) == []


def test_the_opening_of_the_digest_of_the_examples() -> None:
    path = CASSETTES / f"{OPENING}.yaml"
    facts, before = facts_of(path), digest_of_examples()
    with replaying(path) as cassette:
        after = worded(facts["model"], facts["base_url"] or None, "none")
    assert (after.degraded, after.usage.calls, len(cassette)) == ((), 1, 1)
    assert (
        leaks(
            repr(ReadableYaml.deserialize(path.read_text(encoding="utf-8"))).encode(),
            [p.name for p in before.people if p.kind == "person"],
        )
        == []
    )
    if facts["server"] == SCRIPTED:
        assert after.headline_origin == "model"
        assert after.headline.count("Sarah Kim") == 1
        assert "because" not in after.headline
