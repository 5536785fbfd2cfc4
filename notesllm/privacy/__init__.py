"""What must not leave this machine in clear: found in the notes, replaced by pseudonyms, restored in the answer."""

from notesllm.privacy.pseudonyms import Pseudonyms, pseudonyms

__all__ = ["Pseudonyms", "pseudonyms"]
