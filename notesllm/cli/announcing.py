"""What is said on standard error about a model: who reads the notes, and where it failed."""

from collections.abc import Sequence

from notesllm.llm.setting import Setting
from notesllm.summary import Degraded

REPLACED = {
    "strict": "people, addresses, numbers and secrets are replaced first",
    "standard": "addresses, numbers and secrets are replaced first",
    "off": "nothing is replaced",
}


def announcement(setting: Setting) -> str:
    """Which model at which host will read the notes, under which privacy."""
    where = f" at {setting.host}" if setting.host else ""
    privacy = f"privacy {setting.privacy}: {REPLACED[setting.privacy]}"
    return f"{setting.model}{where} reads the notes; {privacy} (--engine rules asks no model)"


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
