"""What is said on standard error about a model: who reads the notes, and where it failed."""

from collections.abc import Collection, Sequence

from notesllm.config import Hidden
from notesllm.llm.setting import Setting
from notesllm.summary import Degraded

STANDARD = ("contact data", "account numbers", "secrets")


def announcement(setting: Setting, hidden: Collection[Hidden] = ()) -> str:
    """Which model at which host will read the notes, under which privacy."""
    where = f" at {setting.host}" if setting.host else ""
    replaced = {"strict": ("people", *sorted(hidden), *STANDARD), "standard": STANDARD, "off": ()}[setting.privacy]
    what = f"{', '.join(replaced[:-1])} and {replaced[-1]} are replaced first" if replaced else "nothing is replaced"
    return f"{setting.model}{where} reads the notes; privacy {setting.privacy}: {what} (--engine rules asks no model)"


def shortcoming(degraded: Sequence[Degraded]) -> str:
    """What the result had to do without, and why, on one line: "lines 1-40 (timeout: …), lines 41-90 (timeout)"."""
    told: set[str] = set()
    parts = []
    for each in degraded:
        reason = each.code if each.message in told else f"{each.code}: {each.message}"
        told.add(each.message)
        parts.append(f"{_lines(each)} ({reason})")
    return f"the model's part is missing in {', '.join(parts)}; what the rules found stands"


def _lines(degraded: Degraded) -> str:
    first, last = degraded.first_line, degraded.last_line
    if first is None or last is None:
        return "all"
    return f"line {first}" if first == last else f"lines {first}-{last}"
