"""What a model would cost, told before it is asked."""

from collections.abc import Sequence

from notesllm.config import Price
from notesllm.errors import Tokens
from notesllm.llm.answering import extract_text, opening_text
from notesllm.llm.call import Call
from notesllm.llm.cost import cost_usd
from notesllm.llm.findings import Findings
from notesllm.llm.prompt import fixed_tokens
from notesllm.llm.setting import Setting
from notesllm.llm.wire import ComposeAnswer
from notesllm.summary import MeetingSummary
from notesllm.summary.items import Model

OUTPUT_WEIGHT = 4  # what an output token costs in input tokens, roughly: providers ask for 3 to 8 times as much
FRAME = 30  # tokens of an answer that says nothing: braces, and the names of its fields
CHANGED = 0.1  # of what the rules find: what a reviewer has to say anew, as tests/corpus has it that they err


class Work(Model):
    """What one way of asking takes: the tokens expected, and the most that the calls allow."""

    calls: int
    input_tokens: int
    output_tokens: int
    most_output_tokens: int
    cost_usd: float | None
    most_cost_usd: float | None


class Estimate(Model):
    """What the review as built would take, beside a plain full extraction of the same notes by the same model.

    ``volume``: how many meetings stand behind each of the ``documents``. ``counted``: by the model's own vocabulary;
    else all token figures are estimates. ``price``: US dollars a million tokens; null is unknown, and then so are the
    costs. ``ratio``: how many times less the review takes, in dollars, or without a price in input plus four times
    output tokens.

    The answers are expected from what the rules found: an extraction has to write all of it, a review its opening and
    an entry for one finding in ten. Neither retries nor what a model thinks before it answers are foreseen, except in
    the most that the calls allow.
    """

    model: str
    documents: int
    volume: int
    counted: bool
    price: Price | None
    review: Work
    extract: Work
    ratio: float


def work_of(calls: Sequence[Call], summary: MeetingSummary, setting: Setting) -> Work:
    """What the first ``calls`` for one document take, and the one about its opening that follows where it is long.

    ``summary`` is what the rules found.
    """
    count, read, most = (
        len(calls),
        sum(call.input_tokens for call in calls),
        sum(call.max_output_tokens for call in calls),
    )
    if count > 1:
        items = "\n".join(f"{key} {text}" for key, text in Findings.of(summary).texts().items())
        count, most = count + 1, most + setting.max_output
        read += fixed_tokens("compose", ComposeAnswer, setting.counter) + setting.counter(items)
    output = min(most, _expected_output(calls, summary, setting))
    return Work(
        calls=count,
        input_tokens=read,
        output_tokens=output,
        most_output_tokens=most,
        cost_usd=cost_usd(Tokens(read, output), setting.price),
        most_cost_usd=cost_usd(Tokens(read, most), setting.price),
    )


def _expected_output(calls: Sequence[Call], summary: MeetingSummary, setting: Setting) -> int:
    whole = setting.counter(extract_text(summary))
    opening = setting.counter(opening_text(summary))
    if any(call.name.startswith("review") for call in calls):
        return FRAME * len(calls) + opening + round(CHANGED * whole)
    return FRAME * (len(calls) - 1) + whole


def estimate_of(review: Work, extract: Work, setting: Setting) -> Estimate:
    """What one document takes."""
    return Estimate(
        model=setting.model,
        documents=1,
        volume=1,
        counted=setting.counted,
        price=setting.price,
        review=review,
        extract=extract,
        ratio=_ratio(review, extract),
    )


def combined(estimates: Sequence[Estimate], volume: int = 1) -> Estimate:
    """What several documents take together, with the same model, each ``volume`` times."""
    review = _total([estimate.review for estimate in estimates], volume)
    extract = _total([estimate.extract for estimate in estimates], volume)
    return estimates[0].model_copy(
        update={
            "documents": len(estimates),
            "volume": volume,
            "review": review,
            "extract": extract,
            "ratio": _ratio(review, extract),
        }
    )


def _total(works: Sequence[Work], volume: int) -> Work:
    return Work(
        calls=volume * sum(work.calls for work in works),
        input_tokens=volume * sum(work.input_tokens for work in works),
        output_tokens=volume * sum(work.output_tokens for work in works),
        most_output_tokens=volume * sum(work.most_output_tokens for work in works),
        cost_usd=_sum([work.cost_usd for work in works], volume),
        most_cost_usd=_sum([work.most_cost_usd for work in works], volume),
    )


def _sum(costs: Sequence[float | None], volume: int) -> float | None:
    known = [cost for cost in costs if cost is not None]
    return volume * sum(known) if len(known) == len(costs) else None


def _ratio(review: Work, extract: Work) -> float:
    if review.cost_usd and extract.cost_usd:
        return extract.cost_usd / review.cost_usd
    less, more = (work.input_tokens + OUTPUT_WEIGHT * work.output_tokens for work in (review, extract))
    return more / less if less else 1.0
