"""What a figure is called: the few words of the notes beside it, never a whole sentence."""

from notesllm._regex import regex
from notesllm.extract.metrics.wording import Wording

EDGE = regex(r"[.;:!?,|()\[\]“”\"–—-](?:(?<=[;|()\[\]“”\"])|(?<=[.:!?,])\s|(?<=\s[–—-])\s)")
FIGURED = regex(r"[$€£¥<>~]|\d[\d.,]*(?:%|[A-Za-z]{0,3}$)")  # another figure
REACH = 90
LONGEST = 6
TRIM = " .,;:!?*_'’\"“”()[]-–—"


def left_name(text: str, end: int, words: Wording) -> str:
    """The noun phrase that ends at ``end``, "" where there is none."""
    clause = text[max(0, end - REACH) : end].rstrip(" ,")
    if end > REACH:
        clause = clause.partition(" ")[2]
    cut = 0
    for edge in EDGE.finditer(clause):
        cut = edge.end()
    tokens = clause[cut:].split()
    while tokens and _bare(tokens[-1]) in words.ends:
        tokens.pop()
    first = last = len(tokens)
    while first and last - first < LONGEST and not FIGURED.match(tokens[first - 1]):
        if _bare(tokens[first - 1]) in words.ends and not (first < last and _joins(tokens, first - 1, words)):
            break
        first -= 1
    return _trimmed(tokens[first:], words)


def _joins(tokens: list[str], at: int, words: Wording) -> bool:
    """Whether a word that ends names elsewhere joins two nouns: "tempo de execução"."""
    if not at or _bare(tokens[at]) not in words.of:
        return False
    before = _bare(tokens[at - 1])
    return before.isalpha() and before not in words.ends and before not in words.starts


def right_name(text: str, start: int, words: Wording) -> str:
    """The noun phrase that begins at ``start``, "" where there is none."""
    clause = text[start : start + REACH] + " "
    edge = EDGE.search(clause)
    kept: list[str] = []
    for token in clause[: edge.start() if edge else None].split():
        if _bare(token) in words.ends or len(kept) == LONGEST:
            break
        kept.append(token)
    return _trimmed(kept, words)


def is_name(name: str, words: Wording) -> bool:
    """Whether ``name`` holds a word that means something."""
    for part in map(_bare, name.split()):
        if part not in words.starts and part not in words.ends and sum(map(str.isalpha, part)) > 1:
            return True
    return False


def _bare(token: str) -> str:
    return token.casefold().strip(TRIM)


def _trimmed(tokens: list[str], words: Wording) -> str:
    first, last = 0, len(tokens)
    while first < last and _bare(tokens[first]) in words.starts:
        first += 1
    while last > first and _bare(tokens[last - 1]) in words.starts:
        last -= 1
    return " ".join(tokens[first:last]).strip(TRIM)
