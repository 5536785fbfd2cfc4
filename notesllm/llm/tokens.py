"""How many tokens a text is, without ever downloading a vocabulary or waiting for one.

Exact for OpenAI's models where ``bpe-openai`` is installed (extra ``tokens``), or where tiktoken has the vocabulary in
its cache already; else estimated, and said to be.
"""

import os
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha1, sha256
from math import ceil
from pathlib import Path

from notesllm._regex import regex
from notesllm.llm.models import Encoding, model_facts

Encode = Callable[[str], int]

ESTIMATE_MARGIN = 1.35  # estimate x this covered all of 349 windows of 1,400 characters in seven languages
_PIECE = 49_000  # code points: at most 196,000 bytes, so at most as many tokens; bpe-openai refuses 200,000
# Where tiktoken downloads each vocabulary from (its cache files are named by the SHA-1 of that), and its SHA-256.
VOCABULARIES: dict[Encoding, tuple[str, str]] = {
    "o200k_base": (
        "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken",
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    ),
    "cl100k_base": (
        "https://openaipublic.blob.core.windows.net/encodings/cl100k_base.tiktoken",
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    ),
}
_WORDS = regex(r"[^\W\d_]+")
_DIGITS = regex(r"\d{1,3}")
_MARKS = regex(r"[^\w\s]{1,2}|_")
_BREAKS = regex(r"\s{2,}|[\n\t]")
_FOREIGN = regex(r"[^\x00-\x7f]+")
_SURROGATES = regex("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Counter:
    """Tells how many tokens a text is, never more than its bytes in UTF-8.

    ``counted``: by the model's own vocabulary; else it is an estimate, and ``margin`` times it is safe to rely on.
    """

    encode: Encode = field(repr=False)
    counted: bool = False
    factor: float = 1.0

    @property
    def margin(self) -> float:
        return 1.0 if self.counted else ESTIMATE_MARGIN

    def __call__(self, text: str) -> int:
        if not text:
            return 0
        size = len(text.encode("utf-8", "surrogatepass"))
        return min(size, max(1, ceil(self.factor * self.encode(_SURROGATES.sub("?", text)))))


@lru_cache(maxsize=16)
def counter_for(model: str) -> Counter:
    """The best counter for "provider/name" that is at hand without a network."""
    vocabulary = model_facts(model).vocabulary
    exact = by_bpe_openai(vocabulary.encoding) or by_tiktoken(vocabulary.encoding)
    if exact is None:
        return Counter(estimated, factor=vocabulary.factor)
    return Counter(exact, counted=vocabulary.own, factor=vocabulary.factor)


def estimated(text: str) -> int:
    """Roughly the tokens of ``text``, in linear time."""
    words = _WORDS.findall(text)
    long = sum([len(word) - 5 for word in words if len(word) > 5])
    foreign = sum([len(run.encode("utf-8", "surrogatepass")) for run in _FOREIGN.findall(text)])
    digits, marks, breaks = (len(pattern.findall(text)) for pattern in (_DIGITS, _MARKS, _BREAKS))
    return ceil(len(words) + 0.12 * long + 1.3 * digits + 0.7 * marks + 1.5 * breaks + 0.55 * foreign)


@lru_cache(maxsize=2)
def by_bpe_openai(encoding: Encoding) -> Encode | None:
    try:
        with warnings.catch_warnings(action="ignore"):  # its way of reading its data is deprecated
            import bpe_openai  # type: ignore[import-untyped]  # noqa: PLC0415 - 0.4 s, and not always there
    except ImportError:
        return None
    vocabulary = bpe_openai.get_encoding(encoding)
    return lambda text: sum([len(vocabulary.encode_ordinary(piece)) for piece in _pieces(text)])


@lru_cache(maxsize=2)
def by_tiktoken(encoding: Encoding) -> Encode | None:
    """Only where tiktoken would accept its cached file: else it would download, with no limit in time."""
    url, digest = VOCABULARIES[encoding]
    try:
        data = (_tiktoken_cache() / sha1(url.encode()).hexdigest()).read_bytes()  # noqa: S324 - a name, no protection
    except OSError:
        return None
    if sha256(data).hexdigest() != digest:
        return None
    import tiktoken  # noqa: PLC0415 - not needed by those who don't have the file

    vocabulary = tiktoken.get_encoding(encoding)
    return lambda text: sum([len(vocabulary.encode_ordinary(piece)) for piece in _pieces(text)])


def _tiktoken_cache() -> Path:
    chosen = next((os.environ[n] for n in ("TIKTOKEN_CACHE_DIR", "DATA_GYM_CACHE_DIR") if n in os.environ), None)
    if chosen == "":
        raise FileNotFoundError("tiktoken's cache is switched off")
    return Path(tempfile.gettempdir()) / "data-gym-cache" if chosen is None else Path(chosen)


def _pieces(text: str) -> Iterator[str]:
    """``text`` cut at line ends where it can be."""
    start = 0
    while len(text) - start > _PIECE:
        end = text.rfind("\n", start + _PIECE // 2, start + _PIECE) + 1 or start + _PIECE
        yield text[start:end]
        start = end
    yield text[start:]
