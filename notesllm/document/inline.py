"""Inline markup: what a reader sees of a raw passage."""

import re
from html import unescape

from notesllm._regex import regex

# What a reader sees as it is written; "<6 hours", "R&D" and "tenant_id" hold no markup. Spaces in a row are told apart.
PLAIN = regex(
    r"(?:[^*_`\[<&\\~\n\r\t{='\xa0\u200b\ufeff\u2028]++"
    r"|<(?![A-Za-z/!])|&(?![#\w]+;)|(?<=\w)_(?=\w)|=(?!=)|'(?!'))*+"
)
_plain = PLAIN.fullmatch
# A template's tag in a sentence is what the sentence is about: only whole lines of them are markup (see html.py).
# `kept` looks like emphasis and is none: __init__.py, pkg.__version__, _id and *BSD that nothing closes, 5*3.
PIECES = regex(
    r"""
  (?=[`\\!\[\#<&{\-*_'~=])(?:
    `(?P<code>[^`]*+)`
  | \\(?:textbf|textit|emph|underline|texttt)\{(?P<tex>[^{}]*+)\}
  | \\(?P<escaped>[!-/:-@\[-`{-~])
  | !?\[(?P<link>(?:[^\[\]\\]++|\\.|\[[^\[\]]*+\])*+)\]
    (?:\([^()\n]*+(?:\([^()\n]*+\)[^()\n]*+)?\)|\[[^\[\]\n]*+\])
  | \#\w[\w.-]*+(?:\([^()\n]*+\))?\[(?P<typst>[^\[\]]*+)\]
  | <(?P<auto>(?:https?://|mailto:|[\w.+-]++@)[^<>\s]*+)>
  | (?P<break><br\s*+/?>)
  | </?(?:a|abbr|b|big|blockquote|center|code|del|details|div|em|font|h[1-6]|hr|i|img|ins
        |kbd|li|mark|ol|p|q|s|small|span|strike
        |strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|v)\b[^<>]*+/?>
  | <!--[^<>]*+-->
  | (?P<entity>&(?:\#\w++|\w++);)
  | \[\[(?:[^\[\]|\n]*+\|)?(?P<wiki>[^\[\]|\n]++)\]\]
  | \[~(?P<user>[\w.-]++)\]
  | \{color(?::[^{}\n]*+)?\}
  | \{[:\#][^{}\n]*+\}(?=[ \t]*+(?:[\r\n]|$))
  | (?P<tag>\{%(?:[^{}%\n]++|%(?!\}))*+%\})(?=[ \t]*+[\r\n]|[ \t]*+$)
  | (?<=\w)-[\r\n]++[ \t]*+(?=[^\W\d_A-Z])
  | (?P<kept>
      \{\{[^{}\n]*+\}\}|\{%(?:[^{}%\n]++|%(?!\}))*+%\}
    | (?:(?<=[^\W_]\.)__?+|(?<=[^\W_]/)__)[^\W_]\w*+
    | (?<!\w)__?+[^\W_]\w*+(?:(?<=_)(?=\.[^\W_])|(?<=__)(?=/[^\W_]|\(\)))
    | (?<!\w)__?+(?=[^\W_])(?!(?:[^_]++|(?<=[^\W_])_++(?=\w)|(?<=[\s(])_(?=\w)){0,40}+_)
    | (?<![^\s(])\*(?=\w)(?!(?:[^*]++|\*\*(?!\*)|(?<=[\s(])\*(?=\w)){0,40}+\*)
    | (?<=\d)\*(?=\d)
    )
  | \*++(?=\S)|(?<=\S)\*++
  | (?<!\w)__?_?(?=\S)|(?<=\S)(?<!_)__?_?(?!\w)
  | (?<!\w)'{2,5}+(?=\S)|(?<=\S)'{2,5}+(?!\w)
  | ~~|(?<!\w)==(?=[^\s=])|(?<=[^\s=])==(?!\w)
  | \\(?=[\r\n]|$)
  )
    """,
    re.VERBOSE | re.DOTALL,
)
MARKER = regex(r"(?<=[\r\n])[ \t]*+(?:>[ \t]?)++")
TORN_MAIL = regex(r"(?<![\w.+-])([a-z]{2,})-([a-z]{2,})(?=[a-z.]*@)")
NO_CHARACTER = frozenset(("&#xNAN;", "&#xnan;", "&#NAN;"))


def clean(raw: str, *, quoted: bool = False) -> str:
    """``raw`` as a reader sees it: markup, link targets and torn hyphens removed, white space folded."""
    if quoted and ">" in raw:
        raw = MARKER.sub("", raw)
    text = raw
    if _plain(raw) is None or "  " in raw:
        # Bold, and dollars torn from a page, are the most common marks by far, and need no tokens.
        if "\\" in raw:
            text = raw.replace("\\$", "$").strip()
        if "**" in raw and " ** " not in raw:
            text = text.replace("**", "").strip()
        if _plain(text) is None or "  " in text:
            text = " ".join(PIECES.sub(_seen, raw).split())
    if "@" in text and "-" in text:
        text = TORN_MAIL.sub(lambda m: _mended(m, text), text)
    return text


def closed(text: str, rest: str) -> str:
    """``text`` without the mark of emphasis at its start, where ``rest``, what follows it, holds the end of that."""
    return text.lstrip("*_") if text[:1] in ("*", "_") and text[0] in rest else text


def _seen(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind is None:
        return ""
    inner = match[kind]
    if kind in ("code", "escaped", "kept"):
        return inner
    if kind in ("link", "typst", "tex"):
        return clean(inner)
    if kind == "auto":
        return inner.removeprefix("mailto:")
    if kind == "tag":
        line = match.string.rfind("\n", 0, match.start()) + 1
        return "" if match.string[line : match.start()].isspace() or line == match.start() else inner
    if kind == "break":
        return " "
    return "" if inner in NO_CHARACTER else unescape(inner)


def _mended(match: re.Match[str], text: str) -> str:
    # A hyphen inside an address was torn by a line end only where the whole word stands beside it.
    whole = match[1] + match[2]
    near = text[max(0, match.start() - 300) : match.end() + 300]
    return whole if re.search(rf"(?<![@\w-]){whole}(?!\w)", near, re.IGNORECASE) else match[0]
