"""What all answers share.

Three rules say how an answer is read. A field that may be null is null where it can't be read; a list holds what of it
can be read; an entry of a list is dropped where a text, number or choice of it that may not be null can't be read.
Fields stand in the order in which a model should think of them; that order is part of the contract.
"""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict, PrivateAttr


class AnswerError(ValueError):
    """Nothing of an answer can be used. The message names fields, and never what they hold."""


class Wire(BaseModel):
    """One object of an answer. Unknown fields are ignored.

    ``telling`` are fields whose null says something: where one is missing or can't be read, the entry is dropped.
    """

    model_config = ConfigDict(extra="ignore", frozen=True, hide_input_in_errors=True)
    telling: ClassVar[frozenset[str]] = frozenset()
    _lost: int = PrivateAttr(default=0)

    @property
    def lost(self) -> int:
        """How many entries of the answer could not be read, of lists at any depth. Only a whole answer knows."""
        return self._lost
