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
    """What calls to a model took, retries included. ``cached_tokens`` are part of ``input_tokens``.

    ``counted`` is false where some of the token figures are estimates, or are the least that it took: nobody tells what
    a call took to which no answer came. ``cost_usd`` is null where no price is known.
    """

    calls: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float | None = None
    counted: bool = True


class Degraded(Model):
    """Something that the result had to do without, and which lines of the source lack it (null: all).

    ``code`` is one of those of :class:`notesllm.BackendError`.
    """

    code: str
    message: str
    first_line: int | None = None
    last_line: int | None = None


class Review(Model):
    """What a model's answers came to.

    ``unproven`` are its additions and corrections that their evidence does not prove, or that can't be read;
    ``refused`` its deletions of what the notes mark in so many words; neither took effect.
    """

    added: int = 0
    corrected: int = 0
    dropped: int = 0
    unproven: int = 0
    refused: int = 0


class Provenance(Model):
    """How the summary came about. ``engine`` is "mixed" where a model answered for some of the notes only.

    ``strategy``, ``privacy`` and ``review`` are null where no model was asked.
    """

    engine: Literal["rules", "llm", "mixed"] = "rules"
    model: str | None = None
    strategy: Literal["review", "extract"] | None = None
    privacy: Literal["strict", "standard", "off"] | None = None
    prompts: tuple[Prompt, ...] = ()
    source: Source
    coverage: Coverage = Coverage()
    usage: Usage = Usage()
    review: Review | None = None
    degraded: tuple[Degraded, ...] = ()
