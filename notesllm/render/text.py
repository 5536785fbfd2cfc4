"""Text for a terminal. Words of the notes are only ever ``Text``, never markup of rich."""

import io
from collections.abc import Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from notesllm.render.outline import Entry, Outline, Table, Tone

_NARROWEST = 40
_TONES = {Tone.PLAIN: "", Tone.STRONG: "bold", Tone.QUIET: "dim", Tone.LABEL: "italic yellow", Tone.ANSWER: ""}
_STYLES = {"Owner": "cyan", "Due": "yellow", "Value": "bold", "Source": "dim"}
# What is left goes to the first column, which says what the row is about.
_WIDEST = {"Due": 13, "Status": 13, "Value": 20, "Target": 18, "Previous": 18, "Change": 18, "Source": 10}


def render(outline: Outline, *, width: int, color: bool) -> str:
    """The whole of it, ``width`` columns wide; without colour there is no control character in it."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=max(width, _NARROWEST),
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
        _environ={},
    )
    for part in _parts(outline, console.width):
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n")).rstrip() + "\n"


def _parts(outline: Outline, width: int) -> Iterator[RenderableType]:
    yield Rule(Text(outline.title, "bold"), align="left", characters="═", style="magenta")
    facts = " · ".join(f"{name}: {value}" for name, value in outline.facts)
    if facts:
        yield Text(facts, "dim")
    yield from (Text(f"\n{paragraph}") for paragraph in outline.opening)
    for heading, content in outline.sections:
        yield Text(f"\n{heading}", "bold magenta")
        if isinstance(content, Table):
            yield _grid(content, width)
        else:
            for entry in content:
                yield from _entry(entry)
    yield Text()
    yield from (Text(f"Degraded: {lack}", "bold red") for lack in outline.lacks)
    yield Text(outline.origin, "dim")


def _entry(entry: Entry) -> Iterator[RenderableType]:
    text = Text()
    for tone, words_of_it in entry.parts:
        lead = "\n→ " if tone is Tone.ANSWER else " " if text else ""
        text.append(lead).append(words_of_it, _TONES[tone])
    if entry.places:
        text.append(" ").append(entry.places, "dim")
    yield _bullet("•", text)
    yield from (Padding(_bullet("-", Text(point)), (0, 0, 0, 2)) for point in entry.points)


def _bullet(mark: str, text: Text) -> Grid:
    """An entry with a hanging indent."""
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(overflow="fold")
    grid.add_row(Text(mark, "dim"), text)
    return grid


def _grid(table: Table, width: int) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for at, name in enumerate(table.head):
        fixed = _owner_width([row[at] for row in table.rows], width) if name == "Owner" else None
        grid.add_column(
            Text(name), style=_STYLES.get(name, ""), width=fixed, max_width=_WIDEST.get(name), overflow="fold"
        )
    for row in table.rows:
        grid.add_row(*map(Text, row))
    return grid


def _owner_width(cells: list[str], screen: int) -> int:
    """A sixth of the screen; up to a quarter where a handle would else be broken in its middle."""
    whole = max(cell_len(cell) for cell in (*cells, "Owner"))
    longest = max((cell_len(word) for cell in cells for word in cell.split()), default=0)
    return min(whole, max(screen // 6, min(longest, screen // 4)))
