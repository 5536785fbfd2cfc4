"""GitHub-flavoured Markdown, made to be read in a pull request: who does what by when, and on which line."""

from collections.abc import Iterator

from notesllm.render.escape import inline
from notesllm.render.outline import Entry, Outline, Table, Tone

_TONES = {
    Tone.PLAIN: "{}",
    Tone.STRONG: "**{}**",
    Tone.QUIET: "{}",
    Tone.LABEL: "*{}*",
    Tone.ANSWER: "<br>{}",
}


def render(outline: Outline) -> str:
    """The whole of it; a section only where there is something to say."""
    facts = " · ".join(f"**{name}:** {inline(value)}" for name, value in outline.facts)
    blocks = [f"# {inline(outline.title)}", facts, *map(inline, outline.opening)]
    for heading, content in outline.sections:
        lines = _table(content) if isinstance(content, Table) else (line for entry in content for line in _entry(entry))
        blocks += [f"## {heading}", "\n".join(lines)]
    blocks += ["---", *(f"> **Degraded:** {inline(lack)}" for lack in outline.lacks)]
    blocks += [f"<sub>{inline(outline.origin)}</sub>"]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _entry(entry: Entry) -> Iterator[str]:
    places = [f"`{entry.places}`"] if entry.places else []
    yield " ".join(["-", *(_TONES[tone].format(inline(text)) for tone, text in entry.parts), *places])
    yield from (f"  - {inline(point)}" for point in entry.points)


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.head)} |"
    yield f"|{'---|' * len(table.head)}"
    yield from (f"| {' | '.join(map(inline, row))} |" for row in table.rows)
