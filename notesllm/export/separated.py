"""Tables of comma-separated values (RFC 4180) that no spreadsheet takes for formulas.

OWASP's advice (https://owasp.org/www-community/attacks/CSV_Injection) is followed: every cell is quoted, and where a
spreadsheet could see a formula begin, an apostrophe stands before it. That is at a cell's start and, since spreadsheets
of other locales part cells at semicolons, after each of those. :func:`unguarded` gives the cell as it was.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from notesllm._regex import regex

# White space, quotes and invisible characters may stand before; wide forms of the signs are signs to some programs.
_START = r"(?=['\"‘’“”`\s\u00a0\u200b-\u200d\u2060\ufeff]*[=+\-@|%＝＋－＠−﹢﹣﹦﹫]|[\t\r\n\0])"
_GUARDED = regex(rf"(\A|;){_START}")
_GUARD = regex(rf"(\A|;)'{_START}")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, mark: bool = False) -> bytes:
    """A header and rows as UTF-8; ``mark`` puts the byte order mark before it that Excel needs to see that."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(map(guarded, rows))
    return out.getvalue().encode("utf-8-sig" if mark else "utf-8", "replace")


def guarded(cells: Iterable[str]) -> list[str]:
    return [_GUARDED.sub(r"\1'", cell) for cell in cells]


def unguarded(cell: str) -> str:
    """What :func:`guarded` was given."""
    return _GUARD.sub(r"\1", cell)
