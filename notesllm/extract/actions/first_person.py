"""What a speaker says he does, where a day makes it a promise: "Pido cita mañana", "Ich schicke das bis Freitag"."""

import re

from notesllm.extract.actions.commitments import entry_of
from notesllm.extract.actions.entry import Entry
from notesllm.extract.actions.scene import Scene
from notesllm.summary import Owner

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
FEWEST = 3  # words of a task
LEFT_OUT = frozenset(("es", "it", "pt"))  # languages that leave the pronoun out


def deed_of_speaker(text: str, owner: Owner, scene: Scene) -> Entry | None:
    """The deed in the first person that a sentence dates, and that is still to come."""
    known = scene.patterns
    words = list(WORD.finditer(text))
    low = [word[0].casefold() for word in words]
    if len(words) < FEWEST or known.i_does.isdisjoint(low):
        return None
    number = next((n for n in range(len(low)) if _does(low, n, scene)), None)
    if number is None or low[number + 1 : number + 2] in (["mir"], ["mich"], ["me"], ["mi"]):
        return None
    due = scene.due(text)
    if due is None or due.date is None or (scene.draft.date and due.date < scene.draft.date):
        return None
    if len(WORD.findall(text[: due.start] + text[due.end :])) < FEWEST:
        return None  # "I bring it on Friday": what, stood elsewhere
    inverted = low[number + 1 : number + 2] == [known.i_pronoun] and number > 0  # "Das Protokoll schicke ich"
    start = 0 if inverted else words[number].start()
    return entry_of(text[start:], (owner,), scene)


def _does(low: list[str], number: int, scene: Scene) -> bool:
    """Whether the word is a verb of the first person; where no pronoun stands beside it, it opens the sentence."""
    known = scene.patterns
    if low[number] not in known.i_does:
        return False
    beside = low[max(0, number - 2) : number + 2]
    if known.i_pronoun in beside:
        return True
    return scene.reading.document.language in LEFT_OUT and all(word in known.clitics for word in low[:number])
