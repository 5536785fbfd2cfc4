"""Vendors log requests, answers and exceptions with all that is in them: not while they work for us.

An application's own calls through the same vendors are logged as ever.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_VENDORS = frozenset(
    """anthropic botocore boto3 cerebras cohere fireworks google google_genai groq httpcore httpcore2 httpx httpx2
    instructor litellm LiteLLM mistralai openai urllib3 vertexai writerai xai_sdk""".split()  # noqa: SIM905 - a list of names reads best as one
)
_ours: ContextVar[bool] = ContextVar("notesllm_asks", default=False)


class _Hush(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:  # noqa: ARG002 - whatever it says
        return not _ours.get()


_HUSH = _Hush()
# Where instructor tells why a client can't be made, and does so before anything could be put on a logger of its own.
logging.getLogger("instructor.auto_client").addFilter(_HUSH)


def hush_vendors() -> None:
    """Put the filter on each logger that vendors have made so far, for a parent's doesn't count for its children."""
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] in _VENDORS:
            logging.getLogger(name).addFilter(_HUSH)


@contextmanager
def hushed() -> Iterator[None]:
    token = _ours.set(True)
    try:
        yield
    finally:
        _ours.reset(token)
