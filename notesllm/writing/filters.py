"""What templates can make of values. Of Jinja's own filters, those that can neither escape wrongly nor grow at will."""

import datetime as dt
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from markupsafe import Markup

from notesllm.digest.model import ActionLine, Citation
from notesllm.render import words
from notesllm.render.pages import saying
from notesllm.summary import Due, Evidence
from notesllm.writing.limits import fitting
from notesllm.writing.sandbox import Sandbox

_OF_JINJA = (
    *("abs", "count", "d", "default", "first", "float", "groupby", "int", "items", "last", "length", "list", "map"),
    *("max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr", "sort", "unique", "wordcount"),
)
_WIDEST = 500
_TEXT: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"upper": str.upper, "lower": str.lower, "title": str.title, "capitalize": str.capitalize}
)


def filters_for(sandbox: Sandbox, meetings: Mapping[str, str]) -> dict[str, Callable[..., object]]:
    """All filters of one run. ``meetings`` are how meetings are called, by id: empty where there is only one."""
    made: dict[str, Callable[..., object]] = {name: FILTERS[name] for name in _OF_JINJA}
    made |= {name: _of_text(function) for name, function in _TEXT.items()}
    made |= {
        "cut": _of_text(saying.cut),
        "replace": _of_text(_replaced),
        "label": _of_text(words.label),
        "trim": _trimmed,
        "sum": _sum,
        "day": _day,
        "due": _due,
        "owners": _owners,
        "late": _late,
        "number": _number,
    }

    def places(proofs: Iterable[Citation] | Iterable[Evidence]) -> str:
        return _places(proofs, meetings)

    def join(parts: Iterable[object], between: str = "", attribute: str | None = None) -> str:
        values = parts if attribute is None else [sandbox.getattr(part, attribute) for part in parts]
        return sandbox.joined(values, between)

    def escape(text: object) -> Markup:
        return sandbox.finalized(text)

    def raw(text: object) -> Markup:
        return Markup(words.visible(_plain(text)))  # noqa: S704 - what the template's author asks for

    def wrap(text: object, width: int = 76, indent: int = 0) -> Markup:
        if sandbox.form.name != "text":
            raise SecurityError("wrap is for templates of text: in other forms a new line may mean something")
        return _wrapped(sandbox.finalized(text), width, indent)

    return made | {"places": places, "join": join, "escape": escape, "e": escape, "raw": raw, "wrap": wrap}


def _of_text(function: Callable[..., str]) -> Callable[..., str]:
    def filtered(text: object, *args: object) -> str:
        if isinstance(text, Markup):
            raise SecurityError("text that is escaped already can't be changed; change it before")
        made = function(_plain(text), *args)
        fitting(len(made))
        return made

    return filtered


def _plain(text: object) -> str:
    """The text; nothing for None. Raises as Jinja does for what is undefined."""
    if text is not None and not isinstance(text, str | int | float | dt.date | Undefined):
        raise SecurityError("this filter is for text")
    return "" if text is None else str(text)


def _replaced(text: str, old: str, new: str) -> str:
    fitting(text.count(old) * len(new))
    return text.replace(old, _plain(new))


def _trimmed(text: object) -> str:
    """White space at both ends means nothing in any form, so that escaped text stays what it is."""
    return text.strip() if isinstance(text, Markup) else _plain(text).strip()


def _sum(values: Iterable[object]) -> float:
    numbers = [value for value in values if isinstance(value, int | float)]
    return sum(numbers)


def _wrapped(text: Markup, width: int, indent: int) -> Markup:
    if not 20 <= width <= _WIDEST or not 0 <= indent <= width // 2:
        raise SecurityError(f"wrap takes a width from 20 to {_WIDEST}, and an indent of at most half of it")
    lines = textwrap.wrap(
        str(text),
        width,
        initial_indent="",
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return Markup("\n".join(lines))  # noqa: S704 - escaped text, at whose spaces lines end


def _day(value: dt.date | None) -> str:
    return saying.day(value)


def _due(value: Due | None) -> str:
    """As precise as it is: ``25 Oct 2024``, ``Oct 2024``, ``Q4 2024``, or the notes' own words."""
    return saying.due(value)


def _owners(values: Sequence[object]) -> str:
    """Names of owners, or of people."""
    return ", ".join(words.one_line(getattr(value, "name", "")) for value in values)


def _late(line: ActionLine) -> str:
    """``5 days late``, or nothing."""
    return f"{saying.count(line.days_overdue, 'day')} late" if line.days_overdue else ""


def _number(number: int, one: str, many: str = "") -> str:
    """``1 action``, ``2 actions``."""
    return saying.count(number, one, many)


def _places(proofs: Iterable[Citation] | Iterable[Evidence], meetings: Mapping[str, str]) -> str:
    """``L12``, or of a digest of several meetings ``M1 L12, M2 L40-L42``."""
    found: dict[str, list[Evidence]] = {}
    for proof in proofs:
        meeting, evidence = (proof.meeting, proof.evidence) if isinstance(proof, Citation) else ("", proof)
        found.setdefault(meeting, []).append(evidence)
    return ", ".join(f"{meetings.get(meeting, '')} {words.places(each)}".strip() for meeting, each in found.items())
