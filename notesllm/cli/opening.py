"""The opening of a digest, worded by the model that read the notes, on the budget of the same run."""

from typing import TYPE_CHECKING

from notesllm.cli import complain, say
from notesllm.cli.asking import Connected, beside
from notesllm.config import Choices
from notesllm.errors import OpeningFailedError

if TYPE_CHECKING:
    from notesllm.digest.model import ExecutiveDigest


class Opening:
    """Words openings; ``failed`` once the model was insisted on and did not word one."""

    def __init__(self, asked: Connected, choices: Choices) -> None:
        self._asked = asked
        self._choices = choices
        self.failed = False

    @property
    def key(self) -> str:
        """All that tells one wording from another."""
        return repr(sorted((name, repr(value)) for name, value in self._choices.items() if name != "api_key"))

    def of(self, digest: "ExecutiveDigest") -> "ExecutiveDigest":
        """``digest`` with the model's opening; where it failed the rules' stands, and it is said why."""
        from notesllm.rewording import reword_within

        backend, ledger = self._asked
        try:
            worded = reword_within(ledger, digest, backend=backend, **beside(backend, self._choices))
        except OpeningFailedError as error:
            self.failed = True
            complain(f"the opening of the digest is the rules': {error}")
            return error.digest
        for each in worded.degraded:
            say(f"the model did not word the opening of the digest, so it is the rules' ({each.code}: {each.message})")
        return worded
