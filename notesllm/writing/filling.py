"""One run of one template, and one clear line for whatever goes wrong in it."""

import traceback

from jinja2 import BaseLoader, Environment
from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError as JinjaSyntaxError
from jinja2.exceptions import SecurityError, TemplateAssertionError, UndefinedError

from notesllm._regex import regex
from notesllm.digest.model import ExecutiveDigest
from notesllm.errors import TemplateError, TemplateFailedError, TemplateSyntaxError
from notesllm.summary import MeetingSummary
from notesllm.writing.filters import filters_for
from notesllm.writing.limits import Limits
from notesllm.writing.sandbox import Sandbox
from notesllm.writing.shelf import SHIPPED, Shelf, Template
from notesllm.writing.variables import names, variables

_QUOTED = regex(r"'([^']*)'(?! object)")


class _Loader(BaseLoader):
    """Jinja's view of the shelf, which remembers what was read."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.read: dict[str, str] = {}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        source = self.read[template] = self._shelf.read(template)
        return source, template, None


def fill(what: MeetingSummary | ExecutiveDigest, chosen: Template, shelf: Shelf) -> str:
    """The document; a single line end at its end. Raises TemplateError."""
    loader = _Loader(shelf)
    sandbox = Sandbox(chosen.form, Limits(), loader=loader)
    sandbox.filters |= filters_for(sandbox, names(what) if isinstance(what, ExecutiveDigest) else {})
    values = variables(what)
    try:
        made = sandbox.get_template(chosen.file).render(values)
    except TemplateError as error:  # of the shelf: a part that is not there
        raise type(error)(_at(chosen.file, error, loader, str(error))) from None
    except (JinjaSyntaxError, TemplateAssertionError) as error:
        place = f"{_shown(error.name or chosen.file)}, line {error.lineno}"
        raise TemplateSyntaxError(f"{place}: {_one_line(error.message, loader)}") from None
    except UndefinedError as error:
        raise TemplateFailedError(_at(chosen.file, error, loader, _one_line(error.message, loader))) from None
    except SecurityError as error:
        raise TemplateFailedError(_at(chosen.file, error, loader, _one_line(error.message, loader))) from None
    except RecursionError as error:
        told = "it doesn't come to an end; look for a template or a macro that calls itself"
        raise TemplateFailedError(_at(chosen.file, error, loader, told)) from None
    except (JinjaError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, MemoryError) as error:
        told = f"{type(error).__name__}; a filter or a method does not fit the value it is given"
        raise TemplateFailedError(_at(chosen.file, error, loader, told)) from None
    return made.strip("\n") + "\n"


def _at(file: str, error: BaseException, loader: _Loader, message: str) -> str:
    """The message, with the line of the template that failed."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in loader.read]
    where = f"{_shown(frames[-1].filename)}, line {frames[-1].lineno}" if frames else _shown(file)
    return f"{where}: {message}"


def _shown(file: str) -> str:
    return file.removeprefix(SHIPPED)


def _one_line(message: str | None, loader: _Loader) -> str:
    """Jinja's message, unless it quotes what no template holds: that may be text of the notes."""
    told = " ".join((message or "").split()).rstrip(".")
    if told.endswith("is not safely callable"):  # Jinja shows the whole object before
        return "it calls what templates may not call"
    sources = "".join(loader.read.values())
    quoted = (word for words in _QUOTED.findall(told) for word in words.split() if not words.endswith(" object"))
    return told if all(word in sources for word in quoted) else "it names something that is not there"
