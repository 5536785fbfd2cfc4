"""What is recorded: each example as both strategies ask about it, and each fault that an answer can show."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from bad_answers import UNUSABLE, USABLE
from fault_runs import NOTES
from scripted import SEEDS, answer_to, disguised, saying
from servers import FAULTS, Answer, Request, Script

from notesllm import ExecutiveDigest, digest, preview
from notesllm.config import STRATEGIES, Options, Strategy
from notesllm.document import read
from notesllm.errors import BackendCode
from notesllm.extract import extract
from notesllm.llm.inquiry import Inquiry
from notesllm.llm.setting import setting_for
from notesllm.pipeline import summarize_document

MODEL = "openai/gpt-5-mini"
MOST = 50_000  # characters of an answer; what is larger, no cassette holds
# What happens to a connection, or takes time, leaves nothing to replay.
NO_ANSWER = frozenset(("reset", "closed", "cut_mid_body", "silence", "silence_mid_answer", "trickle"))
TOO_LARGE = frozenset(("ten_megabytes", "ten_megabytes_zipped"))


OPENING = "digest/examples"  # the cassette of the opening of the digest of all examples
ITEM = re.compile(r"^([a-z]\d+) (.+)$", re.MULTILINE)


def digest_of_examples() -> ExecutiveDigest:
    return digest([preview(seed) for seed in SEEDS])


def opening(request: Request) -> Answer:
    """A scripted opening, with the names as they were shown; the last sentence is none that the items prove."""
    shown = dict(ITEM.findall(request.json["messages"][1]["content"]))
    key, late = next((key, text) for key, text in shown.items() if text.startswith("overdue action: "))
    _, who, what = late.split(": ", 2)
    task, _, rest = what.partition(", due on ")
    told = [
        {"text": f"{shown['n1']} made {shown['n2']}.", "ids": ["n1", "n2"]},
        {"text": f"{shown['n4'].replace(' overdue', ' are overdue', 1)}.", "ids": ["n4"]},
        {"text": f"{who} is to {task[:1].lower()}{task[1:]}, due on {rest}.", "ids": [key]},
        {"text": "Code Coverage is at 78%, off its target of 80%.", "ids": ["m1"]},
        {"text": f"{who} is late because Code Coverage is at 78%.", "ids": [key, "m1"]},
    ]
    return saying(json.dumps({"opening": told}))(request)


class Scene(NamedTuple):
    """``name`` is the cassette's below ``cassettes``; ``script``: what the scripted server says.

    ``code``: what the summary has to do without, once retries and the second question are spent.
    """

    name: str
    notes: str | Path
    script: Script
    strategy: Strategy = "review"
    code: BackendCode | None = None


def hiding(seed: Path) -> Callable[[str], str]:
    """What puts pseudonyms into the notes of ``seed`` before they are sent, for answers in which they stand too."""
    document, options = read(seed), Options(privacy="strict")
    setting = setting_for(options, model=MODEL, host=None)
    rules = summarize_document(document, options)
    return Inquiry.about(document, rules, extract(document), options, setting).asking.about.hide


def seeds() -> Iterator[Scene]:
    for seed in SEEDS:
        for strategy in STRATEGIES:
            said = saying(disguised(answer_to(seed, strategy), hiding(seed)))
            yield Scene(f"seeds/{seed.stem}.{strategy}", seed, said, strategy)


def faults() -> Iterator[Scene]:
    """All that an answer of a sane size can show."""
    for name, fault in FAULTS.items():
        if name not in NO_ANSWER | TOO_LARGE:
            yield Scene(f"faults/{name}", NOTES, fault.answer, code=fault.code)
    for name, text in {**USABLE, **UNUSABLE}.items():
        if len(text) < MOST:
            code: BackendCode | None = "malformed" if name in UNUSABLE else None
            yield Scene(f"answers/{name.replace(' ', '_')}", NOTES, saying(text), code=code)
