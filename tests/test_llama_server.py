"""Against llama.cpp's server with random weights: its grammar engine takes our schemas, and nonsense does no harm."""

import logging
from collections.abc import Iterator

import pytest
from fault_runs import NOTES, WAYS, Run, check_no_worse, chosen
from servers.llama import LlamaServer, missing

from notesllm import preview
from notesllm.config import Options
from notesllm.document import read
from notesllm.llm.adapter import connect
from notesllm.llm.chunking import Chunk
from notesllm.llm.findings import Findings
from notesllm.llm.prompt import About, compose_call, extract_call, review_call
from notesllm.llm.setting import setting_for

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing() or ""),
    pytest.mark.enable_socket,
    pytest.mark.allow_hosts(["127.0.0.1"]),
]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LlamaServer]:
    with LlamaServer(tmp_path_factory.mktemp("llama")) as running:
        yield running


@pytest.mark.parametrize("name", ["review", "extract", "compose"])
def test_what_it_says_fits_the_schema(server: LlamaServer, name: str) -> None:
    document, summary = read(NOTES), preview(NOTES)
    setting = setting_for(Options(), model="openai/random", host="127.0.0.1")
    about, chunk = About.of(document, summary), Chunk(1, len(document.lines))
    call = {
        "review": review_call(chunk, Findings.of(summary), about, setting),
        "extract": extract_call(chunk, about, setting),
        "compose": compose_call(summary, about, setting),
    }[name]
    with connect("openai/random", base_url=server.base_url) as backend:
        for _ in range(3):
            call.answer.model_validate_json(backend(call).text, strict=True)


@pytest.mark.parametrize("run", [pytest.param(run, id=name) for name, run in WAYS.items()])
def test_nonsense_does_no_harm(server: LlamaServer, run: Run, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    for _ in range(5):
        summary = run(NOTES, **chosen(server.base_url, timeout=15.0))
        check_no_worse(summary)
        assert summary.provenance.degraded == ()
        assert summary.provenance.engine == "llm"
