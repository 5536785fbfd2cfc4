"""Many meetings in, one page out: a digest is computed from the items of summaries, never from their prose."""

from notesllm.digest.composing import digest
from notesllm.digest.model import ExecutiveDigest

__all__ = ["ExecutiveDigest", "digest"]
