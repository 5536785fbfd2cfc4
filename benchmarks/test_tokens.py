"""What a review takes beside a full extraction, in tokens: both as sent, both with complete answers (scripted ones)."""

from pathlib import Path
from typing import NamedTuple

from benchmarks.conftest import Row, Table
from benchmarks.inputs import EXAMPLES
from notesllm.config import STRATEGIES, Options, Strategy
from notesllm.document import read
from notesllm.llm.call import Call
from notesllm.llm.portable import schema_text
from notesllm.llm.setting import Setting, setting_for
from notesllm.pipeline import plan

ANSWERS = Path(__file__).parent.parent / "tests" / "answers"
OUTPUT_PRICE = 4  # times that of input: a common ratio


class Ledger(NamedTuple):
    """Tokens of one call."""

    prompt: int
    schema: int
    notes: int  # numbered, with what is told of them
    output: int

    @property
    def weighed(self) -> int:
        return self.prompt + self.schema + self.notes + OUTPUT_PRICE * self.output


def call_for(path: Path, strategy: Strategy) -> tuple[Call, Setting]:
    """The call that the plan makes, which for notes of this length is the only one."""
    options = Options(engine="llm", model="openai/gpt-5-mini", strategy=strategy, privacy="off")
    setting = setting_for(options, model="openai/gpt-5-mini", host=None)
    (call,) = next(plan(read(path), options, setting)).calls
    return call, setting


def ledger(call: Call, answer: Path, setting: Setting) -> Ledger:
    system, user = (setting.counter(message.content) for message in call.messages)
    output = setting.counter(answer.read_text(encoding="utf-8").strip())
    return Ledger(system, setting.counter(schema_text(call.answer)), user, output)


def test_review_takes_a_quarter_of_an_extraction(table: Table) -> None:
    totals = dict.fromkeys(STRATEGIES, 0)
    told = "estimated"
    for path in sorted(path for path in EXAMPLES.iterdir() if (ANSWERS / f"{path.stem}.review.json").exists()):
        for strategy in STRATEGIES:
            call, setting = call_for(path, strategy)
            told = "counted" if setting.counted else "estimated"
            taken = ledger(call, ANSWERS / f"{path.stem}.{strategy}.json", setting)
            totals[strategy] += taken.weighed
            parts = f"{taken.prompt} + {taken.schema} + {taken.notes} + {OUTPUT_PRICE} x {taken.output}"
            table.append(
                Row(f"{strategy} of {path.name}: prompt, schema, notes, output", f"{parts} = {taken.weighed}", "")
            )
    ratio = totals["extract"] / totals["review"]
    what = f"tokens of extract / review over the examples, output x {OUTPUT_PRICE}, {told}"
    table.append(Row(what, f"{totals['extract']} / {totals['review']} = {ratio:.2f}", "at least 4"))
    assert ratio >= 4
