"""GitHub-flavoured Markdown, made to be read in a pull request: who does what by when, and on which line."""

from collections.abc import Iterator

from notesllm.render import words
from notesllm.render.escape import inline
from notesllm.render.outline import Entry, Table, Tone, found, sections
from notesllm.summary import MeetingSummary

_TONES = {
    Tone.PLAIN: "{}",
    Tone.STRONG: "**{}**",
    Tone.QUIET: "{}",
    Tone.LABEL: "*{}*",
    Tone.ANSWER: "<br>{}",
}


def render(summary: MeetingSummary) -> str:
    """The whole summary; a section only where there is something to say."""
    facts = " · ".join(f"**{name}:** {inline(value)}" for name, value in words.facts(summary))
    blocks = [f"# {inline(words.title(summary))}", facts, inline(summary.abstract)]
    if not found(summary):
        blocks.append(words.NOTHING)
    for heading, content in sections(summary):
        lines = _table(content) if isinstance(content, Table) else (line for entry in content for line in _entry(entry))
        blocks += [f"## {heading}", "\n".join(lines)]
    blocks += ["---", *(f"> **Degraded:** {inline(words.lack(lack))}" for lack in summary.provenance.degraded)]
    blocks += [f"<sub>{inline(words.origin(summary))}</sub>"]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _entry(entry: Entry) -> Iterator[str]:
    places = [f"`{entry.places}`"] if entry.places else []
    yield " ".join(["-", *(_TONES[tone].format(inline(text)) for tone, text in entry.parts), *places])
    yield from (f"  - {inline(point)}" for point in entry.points)


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(table.head)} |"
    yield f"|{'---|' * len(table.head)}"
    yield from (f"| {' | '.join(map(inline, row))} |" for row in table.rows)
