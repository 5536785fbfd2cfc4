"""What every provider's answer tells in its own names: why it ended, and how many tokens it took."""

from typing import NamedTuple

from notesllm.errors import NO_TOKENS, BackendCode, Tokens

_CUT = "the answer was cut at its length limit; a larger model or shorter chunks help"
_FILTERED = "the provider's content filter stopped the answer"
_DECLINED = "the model declined to answer"
Stop = tuple[BackendCode, str]
_STOPS: dict[str, Stop] = {
    "length": ("truncated", _CUT),
    "max_tokens": ("truncated", _CUT),
    "model_context_window_exceeded": ("truncated", _CUT),
    "content_filter": ("content_filter", _FILTERED),
    "content_filtered": ("content_filter", _FILTERED),
    "guardrail_intervened": ("content_filter", _FILTERED),
    "safety": ("content_filter", _FILTERED),
    "prohibited_content": ("content_filter", _FILTERED),
    "refusal": ("refusal", _DECLINED),
}


class _Names(NamedTuple):
    """Where a provider keeps its counts; ``beside``: what it counts beside the input and not within it."""

    usage: str
    input: str
    output: str
    cached: tuple[str, ...]
    beside: tuple[str, ...] = ()


_COUNTS = (
    _Names(
        "usage",
        "prompt_tokens",
        "completion_tokens",
        ("prompt_tokens_details.cached_tokens", "prompt_cache_hit_tokens"),
    ),
    _Names(
        "usage",
        "input_tokens",
        "output_tokens",
        ("cache_read_input_tokens",),
        ("cache_read_input_tokens", "cache_creation_input_tokens"),
    ),
    _Names("usage_metadata", "prompt_token_count", "candidates_token_count", ("cached_content_token_count",)),
)


def stopped(answer: object) -> Stop | None:
    """Why ``answer`` is not whole, if it says so."""
    for holder in (answer, *_list(answer, "choices"), *_list(answer, "candidates")):
        for name in ("finish_reason", "stop_reason"):
            reason = getattr(holder, name, None)
            known = _STOPS.get(str(getattr(reason, "name", reason)).lower())
            if known:
                return known
    return None


def tokens_of(answer: object) -> Tokens:
    """What ``answer`` says it took."""
    for names in _COUNTS:
        usage = getattr(answer, names.usage, None)
        taken, written = _count(usage, names.input), _count(usage, names.output)
        if taken is None and written is None:
            continue
        cached = next((count for path in names.cached if (count := _count(usage, path))), 0)
        beside = sum(_count(usage, path) or 0 for path in names.beside)
        return Tokens(None if taken is None else taken + beside, written, cached)
    return NO_TOKENS


def _list(holder: object, name: str) -> list[object]:
    value = getattr(holder, name, None)
    return value[:1] if isinstance(value, list) else []


def _count(usage: object, path: str) -> int | None:
    value = usage
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else getattr(value, name, None)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
