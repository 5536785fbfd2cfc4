"""A plan small enough to see through: batches of calls, and a summary whose title tells what came of each."""

from collections.abc import Sequence

from notesllm import MeetingSummary, Provenance
from notesllm.llm.call import Call, Message
from notesllm.llm.step import Outcome, Plan, Step
from notesllm.llm.wire import Wire
from notesllm.summary import Prompt, Source


class Thing(Wire):
    """An answer of one field."""

    thing: str | None = None


def call_of(
    text: str = "notes", *, name: str = "review 1/1", tokens: int = 100, output: int = 50, answer: type[Wire] = Thing
) -> Call:
    messages = (Message("user", text),)
    return Call(name, messages, answer, Prompt(name="p", version="1", sha256="0"), tokens, output)


def toy_plan(*batches: Sequence[str]) -> Plan[MeetingSummary]:
    """Asks for each batch (of calls' names) when all of the one before has come to something."""
    said: dict[str, Outcome] = {}
    for names in batches:
        calls = tuple(call_of(name, name=name) for name in names)
        fresh = calls
        while any(call.name not in said for call in calls):
            outcomes = yield Step(fresh, lambda so_far=dict(said): _told(so_far))  # type: ignore[misc]
            fresh = ()
            said.update({call.name: outcome for call, outcome in outcomes})
    return _told(said)


def _told(said: dict[str, Outcome]) -> MeetingSummary:
    words = [f"{name}={getattr(said[name], 'code', None) or getattr(said[name], 'text', '')}" for name in sorted(said)]
    source = Source(sha256="0" * 64, characters=1, lines=1, format="text")
    return MeetingSummary(id="m", title=" ".join(words) or None, provenance=Provenance(source=source))
