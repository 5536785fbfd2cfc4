"""Where templates are found: a folder of the user's first, then the shipped ones; nothing outside of the two."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from notesllm._regex import regex
from notesllm.errors import TemplateError, TemplateNotFoundError, TemplateSyntaxError
from notesllm.writing.forms import FORMS, Form, form_of

SHIPPED = "shipped/"  # before a file's name: the shipped one, though the folder has one of that name
LARGEST = 256 * 1024  # bytes of one template
KINDS = ("summary", "digest")
_FILE = regex(r"\w[\w-]{0,99}(?:\.\w{1,9}){0,2}\.jinja")
_HEAD = regex(r"\ufeff?\s*\{#-?\s*takes:\s*(?P<takes>summary|digest|both)\b[.,;:]?(?P<about>.*?)-?#\}")


class Template(NamedTuple):
    """A template, and what its first comment says: what it takes, and what it is."""

    name: str
    file: str
    form: Form
    takes: tuple[str, ...]
    about: str


class Shelf:
    """The templates that there are."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = None if folder is None else _resolved(folder)

    def templates(self) -> list[Template]:
        """All that can be chosen, by name; of a name that the folder has as well, the folder's."""
        own = [self._template(file) for file in self._own_files()]
        names = {each.name for each in own}
        shipped = [self._template(SHIPPED + file) for file in _shipped_files()]
        return sorted([*own, *(each for each in shipped if each.name not in names)])

    def choose(self, name: str) -> Template:
        """The template of that name, or file name."""
        for found in (list(self._own_files()), [SHIPPED + file for file in _shipped_files()]):
            fitting = [file for file in found if name in {_name_of(file), file.removeprefix(SHIPPED)}]
            if len(fitting) > 1:
                raise TemplateNotFoundError(f"there are several such templates; choose one of {', '.join(fitting)}")
            if fitting:
                return self._template(fitting[0])
        raise TemplateNotFoundError(f"there is no such template; choose one of {', '.join(self._names())}")

    def read(self, file: str) -> str:
        """The text of a template, or of a part that templates include. Raises TemplateNotFoundError."""
        name = file.removeprefix(SHIPPED)
        if _FILE.fullmatch(name):
            own = self._own(name) if name == file else None
            if own is not None:
                return _text(own.read_bytes(), file)
            shipped = files(__package__) / "templates" / name
            if shipped.is_file():
                return shipped.read_text(encoding="utf-8")
        raise TemplateNotFoundError(f"there is no such file of a template; there are {', '.join(self._files())}")

    def _own(self, name: str) -> Path | None:
        """The file of that name, unless it is a link that leaves the folder."""
        if self._folder is None:
            return None
        try:
            path = (self._folder / name).resolve()
            if not path.is_relative_to(self._folder) or not path.is_file():
                return None
            if path.stat().st_size > LARGEST:
                raise TemplateSyntaxError(f"{name} is too large for a template, of {LARGEST // 1024} KiB at most")
            path.open("rb").close()
        except RuntimeError:  # links in a circle
            return None
        except OSError as error:
            raise TemplateNotFoundError(f"{name} can't be read: {error.strerror}") from None
        return path

    def _own_files(self) -> Iterator[str]:
        """The names of the folder's templates, in order; parts with no form are not among them."""
        try:
            names = sorted(path.name for path in self._folder.iterdir()) if self._folder else []
        except OSError as error:
            raise TemplateNotFoundError(f"the folder of templates can't be read: {error.strerror}") from None
        yield from (name for name in names if _FILE.fullmatch(name) and form_of(name) and self._own(name))

    def _names(self) -> list[str]:
        return sorted({_name_of(file) for file in self._files()})

    def _files(self) -> list[str]:
        return [*self._own_files(), *(SHIPPED + file for file in _shipped_files())]

    def _template(self, file: str) -> Template:
        form = form_of(file) or FORMS[0]
        head = _HEAD.match(self.read(file))
        takes = KINDS if head is None or head["takes"] == "both" else (head["takes"],)
        about = " ".join(head["about"].split()) if head else ""
        return Template(_name_of(file), file, form, takes, about)


def _resolved(folder: Path) -> Path:
    try:
        found = folder.resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        found = None
    if found is None or not found.is_dir():
        raise TemplateError("there is no such folder of templates; give one that holds NAME.md.jinja and the like")
    return found


def _name_of(file: str) -> str:
    form = form_of(file)
    return file.removeprefix(SHIPPED).removesuffix(form.suffix if form else ".jinja")


def _shipped_files() -> list[str]:
    return sorted(each.name for each in (files(__package__) / "templates").iterdir() if each.name.endswith(".jinja"))


def _text(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateSyntaxError(f"{file} is no UTF-8; save it as that") from None
