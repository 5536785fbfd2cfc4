"""Regular expressions that are compiled when they are first used: no meeting's notes need more than some of them."""

import re
from functools import cached_property
from typing import cast


class _Late:
    """Stands in for a pattern. Its methods are looked up once, then they are plain attributes."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> object:
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Like ``re.compile``, for patterns that stand at the top of a module."""
    return cast("re.Pattern[str]", _Late(pattern, flags))
