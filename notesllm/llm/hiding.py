"""What hides names and numbers in all that is sent, and what restores them in an answer."""

from collections.abc import Callable, Iterable

from notesllm.config import Options
from notesllm.document import Document
from notesllm.llm.setting import Setting


def pseudonyms_for(
    document: Document, people: Iterable[str], options: Options, setting: Setting
) -> tuple[Callable[[str], str], Callable[[str], str]]:
    """``hide`` and ``restore`` for the text of ``document``, in which ``people`` are named."""
    if setting.privacy == "off":
        return str, str
    from notesllm.privacy import pseudonyms  # noqa: PLC0415 - its tables are large, and nothing is to be hidden

    hidden = pseudonyms(document, people, setting.privacy, options.hide)
    return hidden.hide, hidden.restore
