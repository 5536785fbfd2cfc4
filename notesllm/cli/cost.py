"""What a model would cost, as a table or as JSON."""

from collections.abc import Sequence

from notesllm.api import estimate
from notesllm.cli import complain, reason
from notesllm.cli.reading import about, source_of
from notesllm.cli.writing import emit
from notesllm.config import Choices
from notesllm.errors import NotesllmError, OptionError
from notesllm.llm.estimating import Estimate, Work, combined

HEADS = ("", "calls", "input", "output", "USD", "USD at most")


def tell_cost(paths: Sequence[str], choices: Choices, *, volume: int, as_json: bool) -> int:
    """The exit code: 0, or 1 if an input can't be read, for then a sum would be too small."""
    estimates = []
    for path in paths:
        try:
            estimates.append(estimate(source_of(path), **choices))
        except OptionError:
            raise
        except NotesllmError as error:
            return complain(about(path, str(error)))
        except OSError as error:
            return complain(about(path, reason(error, path)))
    found = combined(estimates, volume)
    emit(found.model_dump_json(indent=2) + "\n" if as_json else _table(found))
    return 0


def _table(found: Estimate) -> str:
    rows = [HEADS, _row("review", found.review), _row("extract", found.extract)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    lines = ["  ".join(f"{cell:>{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    unit = "dollars" if found.review.cost_usd else "tokens"
    return "\n".join([_head(found), "", *lines, "", f"review takes {found.ratio:.1f} times fewer {unit}", ""])


def _head(found: Estimate) -> str:
    documents = "1 document" if found.documents == 1 else f"{found.documents} documents"
    times = f" x {found.volume:,}" if found.volume > 1 else ""
    how = "counted" if found.counted else "estimated"
    return f"{found.model}, {documents}{times}; tokens {how}; {_price(found)}"


def _price(found: Estimate) -> str:
    if found.price is None:
        return "no price known (give --price)"
    price = found.price
    return f"USD a million tokens: {price.input:g} in, {price.output:g} out"


def _row(name: str, work: Work) -> tuple[str, ...]:
    return (name, f"{work.calls:,}", f"{work.input_tokens:,}", f"{work.output_tokens:,}", *map(_usd, _costs(work)))


def _costs(work: Work) -> tuple[float | None, float | None]:
    return work.cost_usd, work.most_cost_usd


def _usd(cost: float | None) -> str:
    return "?" if cost is None else f"{cost:,.2f}" if cost >= 1 else f"{cost:.4f}"
