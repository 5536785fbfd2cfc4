"""A model by script: it answers about the five examples as a careful reviewer would, or says what it is told to.

It sees what any model sees, pseudonyms included, and reports the tokens that it read and wrote.
"""

import json
from collections.abc import Callable
from pathlib import Path

from servers import Answer, Request, completion

from notesllm.llm.tokens import counter_for

TESTS = Path(__file__).parent
EXAMPLES = TESTS.parent / "examples"
SEEDS = tuple(sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".md", ".txt"} and path.stem != "README"))
NOTHING = '{"drop":[],"fix":[],"add":[],"abstract":null,"highlights":[]}'
COUNT = counter_for("openai/gpt-5-mini")
Hide = Callable[[str], str]


def answer_to(seed: Path, strategy: str) -> str:
    """The text of the scripted answer, with the names as the notes have them."""
    return (TESTS / "answers" / f"{seed.stem}.{strategy}.json").read_text(encoding="utf-8").strip()


def disguised(answer: str, hide: Hide) -> str:
    """``answer`` as of a model that was shown pseudonyms."""
    return json.dumps(_hidden(json.loads(answer), hide), ensure_ascii=False, separators=(",", ":"))


def _hidden(value: object, hide: Hide) -> object:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, list):
        return [_hidden(each, hide) for each in value]
    if isinstance(value, dict):
        return {name: _hidden(each, hide) for name, each in value.items()}
    return value


def saying(text: str | None, *, finish: str = "stop") -> Callable[[Request], Answer]:
    """A server that answers every call with ``text``, and counts tokens."""

    def said(request: Request) -> Answer:
        read, wrote = COUNT(asked(request)), COUNT(text or "")
        usage = {"prompt_tokens": read, "completion_tokens": wrote, "total_tokens": read + wrote}
        return completion(text, finish=finish, usage=usage)

    return said


def in_turn(*turns: Answer | Callable[[Request], Answer]) -> Callable[[Request], Answer]:
    """A server that says each of ``turns`` once."""
    left = iter(turns)

    def said(request: Request) -> Answer:
        turn = next(left)
        return turn if isinstance(turn, Answer) else turn(request)

    return said


def asked(request: Request) -> str:
    """The text of a request's messages."""
    return "\n".join(message["content"] for message in request.json["messages"])
