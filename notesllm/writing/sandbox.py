"""Where templates run: they see fields and a few harmless methods, loops are counted, and all they write is escaped."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from types import BuiltinMethodType, MappingProxyType, MethodType
from typing import Any

from jinja2 import StrictUndefined, Undefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Joiner, Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup
from pydantic import BaseModel

from notesllm.writing.forms import Form
from notesllm.writing.limits import Limits, fitting

_CHANGING = ("strip", "lstrip", "rstrip", "lower", "upper", "title", "capitalize", "removeprefix", "removesuffix")
# What of a value can be read or called, by its type; of all others nothing.
VISIBLE: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        str: frozenset((*_CHANGING, "startswith", "endswith", "split", "splitlines")),
        dict: frozenset(("get", "items", "keys", "values")),
        dt.date: frozenset(("year", "month", "day", "isoformat", "weekday", "isoweekday")),
        dt.timedelta: frozenset(("days",)),
    }
)
_OF_JINJA = (Macro, BlockReference, LoopContext, TemplateReference, TemplateModule, Namespace, Joiner)
_WRITABLE = (str, int, float, dt.date)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment for one run of one template. ``form`` is that of the template which was chosen.

    Autoescape is on for all forms, so that what macros and blocks made is known to be written already; ``finalize``
    is what escapes.
    """

    intercepted_binops = frozenset(("+", "*", "**", "%"))

    def __init__(self, form: Form, limits: Limits, **options: Any) -> None:  # noqa: ANN401 - Jinja's own
        super().__init__(
            autoescape=True,
            undefined=StrictUndefined,
            finalize=self.finalized,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            **options,
        )
        self.form = form
        self.limits = limits
        self.code_generator_class = _Generator
        self.globals = {name: self.globals[name] for name in ("range", "namespace", "joiner")}
        self.filters = {"counted": limits.counted, "joined": self.joined}

    def finalized(self, value: object) -> Markup:
        """What is written where ``value`` stands between braces."""
        if isinstance(value, Undefined):
            str(value)  # raises
        if value is None:
            return Markup()
        if not isinstance(value, _WRITABLE):
            raise SecurityError("only text, numbers and days can be written; join a list, or name a field of an item")
        text = value if isinstance(value, str) else str(value)
        self.limits.written(len(text))
        return self.escaped(text)

    def escaped(self, text: str) -> Markup:
        """``text`` as it stands in this form, unless that was done."""
        return text if isinstance(text, Markup) else Markup(self.form.escape(text))  # noqa: S704 - escaped for this form

    def joined(self, parts: Iterable[object], between: str = "") -> str:
        """The parts as one text; where some of them are escaped, all of it is."""
        values = [("" if part is None else part) for part in parts]
        for value in values:
            if isinstance(value, Undefined):
                str(value)  # raises
            if not isinstance(value, _WRITABLE):
                raise SecurityError("only text, numbers and days can be joined")
        texts = [value if isinstance(value, str) else str(value) for value in values]
        fitting(sum(map(len, texts)) + len(between) * len(texts))
        if not any(isinstance(text, Markup) for text in (*texts, between)):
            return between.join(texts)
        plain = between if isinstance(between, Markup) or not between.strip() else self.escaped(between)
        return Markup(str(plain).join(str(self.escaped(text)) for text in texts))  # noqa: S704 - each of them is escaped

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401
        if attr.startswith("_"):
            return False
        if isinstance(obj, BaseModel):
            return attr in type(obj).model_fields
        if isinstance(obj, Markup):
            return False  # its methods escape for HTML
        if isinstance(obj, tuple) and attr in getattr(obj, "_fields", ()):
            return True
        if isinstance(obj, _OF_JINJA):
            return bool(super().is_safe_attribute(obj, attr, value))
        return any(attr in names for kind, names in VISIBLE.items() if isinstance(obj, kind))

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401
        if isinstance(obj, (*_OF_JINJA, Undefined)) or obj in self.globals.values():
            return True
        if isinstance(obj, BuiltinMethodType):
            return self.is_safe_attribute(obj.__self__, obj.__name__, obj)
        return isinstance(obj, MethodType) and isinstance(obj.__self__, LoopContext)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063
        __self.limits.step()
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        if isinstance(left, Markup) or isinstance(right, Markup):
            if operator != "+":
                raise SecurityError(f"text that is escaped already can't be changed by {operator}")
            return self.joined((left, right))
        _ARITHMETIC[operator](left, right)
        return super().call_binop(context, operator, left, right)


def _size(value: object) -> int | None:
    return len(value) if isinstance(value, str | list | tuple | bytes) else None


def _added(left: object, right: object) -> None:
    fitting((_size(left) or 0) + (_size(right) or 0))


def _multiplied(left: object, right: object) -> None:
    for one, other in ((left, right), (right, left)):
        size = _size(one)
        if size is not None and isinstance(other, int):
            fitting(size * other)
        if isinstance(one, int):
            fitting(one.bit_length() * 100)


def _raised(left: object, right: object) -> None:
    if any(isinstance(each, int | float) and abs(each) > 1000 for each in (left, right)):
        raise SecurityError("it raises to a power that is too large")


def _remaining(left: object, _right: object) -> None:
    if isinstance(left, str | bytes):
        raise SecurityError("text is put together by ~, not by %")


_ARITHMETIC: Mapping[str, Callable[[object, object], None]] = MappingProxyType(
    {"+": _added, "*": _multiplied, "**": _raised, "%": _remaining}
)


class _Bounding(NodeTransformer):
    """Puts limits into a template's syntax tree, where loops run and text is put together."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - named by Jinja
        self.generic_visit(node)
        node.iter = _filtered("counted", node.iter)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filtered("joined", nodes.List(list(node.nodes), lineno=node.lineno, environment=node.environment))


def _filtered(name: str, node: nodes.Node) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno, environment=node.environment)


class _Generator(CodeGenerator):
    def visit_Template(self, node: nodes.Template, frame: Any = None) -> None:  # noqa: ANN401, N802
        _Bounding().visit(node)
        super().visit_Template(node, frame)
