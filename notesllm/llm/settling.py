"""One question to a model, and what the outcome of its call makes of it."""

from dataclasses import replace
from typing import NamedTuple

from notesllm.errors import BackendError
from notesllm.llm.call import Call, Message, Reply
from notesllm.llm.chunking import Chunk
from notesllm.llm.setting import Setting
from notesllm.llm.step import Outcome
from notesllm.llm.wire import AnswerError, Wire, parse_answer

# Of the tokens that were sent, what a server that read them all reports at least: a model's own count agrees nearly,
# an estimate may be half as much again.
LEAST_READ, LEAST_READ_ESTIMATED = 0.6, 0.5
AGAIN = "That answer could not be used: {}. Answer again, with nothing but the JSON object that was asked for."


class Question(NamedTuple):
    """What is asked about ``chunk`` (None: about the whole), and what has come of it.

    ``outcomes`` are those of all its calls, a second one where the first answer could not be read. ``answer`` is what
    could be read, ``failure`` why there is none; neither while it is outstanding.
    """

    chunk: Chunk | None
    call: Call
    outcomes: tuple[tuple[Call, Outcome], ...] = ()
    answer: Wire | None = None
    failure: BackendError | None = None
    halvings: int = 0

    @property
    def is_open(self) -> bool:
        """Whether its call is wanted or outstanding."""
        return self.answer is None and self.failure is None

    def waits_for(self, call: Call) -> bool:
        """Whether ``call`` is what it waits for; drivers may send it back with another time limit."""
        return self.is_open and (self.call is call or self.call.key == call.key)


def settled(question: Question, outcome: Outcome, setting: Setting) -> Question:
    """The question as ``outcome`` leaves it: answered, failed, or to be asked once more."""
    call = question.call
    asked = question._replace(outcomes=(*question.outcomes, (call, outcome)))
    if isinstance(outcome, BackendError):
        return asked._replace(failure=outcome)
    if _is_cut(call, outcome, setting):
        cut = f"the model's server read {outcome.tokens.input} of about {call.input_tokens} tokens; set its window"
        return asked._replace(failure=BackendError("input_truncated", f"{cut} larger"))
    try:
        return asked._replace(answer=parse_answer(outcome.text, _wire(call)))
    except AnswerError as error:
        if len(asked.outcomes) > 1:
            said = f"the model gave no usable answer: {error}"
            return asked._replace(failure=BackendError("malformed", said))
        return asked._replace(call=_again(call, error, setting))


def _again(call: Call, error: AnswerError, setting: Setting) -> Call:
    """The call once more, with nothing but the error beside it."""
    told = Message("user", AGAIN.format(error))
    tokens = call.input_tokens + setting.counter(told.content)
    return replace(call, name=f"{call.name} again", messages=(*call.messages, told), input_tokens=tokens)


def _is_cut(call: Call, reply: Reply, setting: Setting) -> bool:
    """Whether the server says that it read far less than it was sent, as some do in silence."""
    if not reply.tokens.input:
        return False
    sent = sum(setting.counter(message.content) for message in call.messages)
    return reply.tokens.input < sent * (LEAST_READ if setting.counted else LEAST_READ_ESTIMATED)


def _wire(call: Call) -> type[Wire]:
    assert issubclass(call.answer, Wire)  # noqa: S101 - all calls of a plan ask for one
    return call.answer
