"""How a summary came about: what read the notes, how much of them, at what cost."""

from typing import Annotated, Literal

from pydantic import Field

from notesllm.summary.items import Model


class Prompt(Model):
    """A prompt template that was used."""

    name: str
    version: str
    sha256: str


class Source(Model):
    """The text that was read; ``sha256`` is of the text as UTF-8, without a BOM.

    ``encoding`` and ``encoding_assumed`` say how bytes were decoded, if they were.
    """

    sha256: str
    characters: int
    lines: int
    format: str
    name: str | None = None
    encoding: str | None = None
    encoding_assumed: bool = False
    language: str = "en"


class Coverage(Model):
    """Every line is accounted for: ``lines == blank + structure + cited + uncited``.

    ``structure`` lines are headings, rules, table borders and markup; ``cited`` lines prove an item; ``uncited`` ones
    were read and yielded none.
    """

    lines: Annotated[int, Field(ge=0)] = 0
    blank: Annotated[int, Field(ge=0)] = 0
    structure: Annotated[int, Field(ge=0)] = 0
    cited: Annotated[int, Field(ge=0)] = 0
    uncited: Annotated[int, Field(ge=0)] = 0


class Usage(Model):
    """What calls to a model took. ``counted`` is false where token figures are estimates."""

    calls: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    counted: bool = True


class Degraded(Model):
    """Something that the result had to do without."""

    code: str
    message: str


class Provenance(Model):
    """How the summary came about."""

    engine: Literal["rules", "llm", "mixed"] = "rules"
    model: str | None = None
    prompts: tuple[Prompt, ...] = ()
    source: Source
    coverage: Coverage = Coverage()
    usage: Usage = Usage()
    degraded: tuple[Degraded, ...] = ()
