"""What is known of the model that is to be asked, and what follows from it: all that a plan has to know."""

from dataclasses import dataclass

from notesllm.config import Options, Price, Privacy
from notesllm.llm.hosts import is_loopback
from notesllm.llm.models import model_facts
from notesllm.llm.tokens import Counter, counter_for

MOST_OUTPUT = 16_384  # reasoning included; no answer to one chunk of notes needs more, and a budget must cover it
MOST_NOTES = 24_000  # tokens of notes in one call, some two hours of talk: in more, models overlook things
LEAST_NOTES = 256
# Tokens of an answer for each of the notes with their numbers: 0.02 and 0.9 for the longest example, and room to think.
REVIEWED, EXTRACTED = 0.25, 1.6


@dataclass(frozen=True, slots=True)
class Setting:
    """``model`` is "provider/name"; ``host`` None: unknown. ``window``, ``max_output``: tokens of one call.

    ``counted``: whether ``counter`` counts the model's own tokens, else it estimates. ``price`` None: not known.
    """

    model: str
    host: str | None
    privacy: Privacy
    window: int
    max_output: int
    price: Price | None
    counter: Counter

    @property
    def counted(self) -> bool:
        return self.counter.counted

    def notes_budget(self, fixed: int, answered: float = REVIEWED) -> int:
        """How many tokens (as ``counter`` counts them) of notes fit into a call beside ``fixed`` others.

        ``fixed``: of the prompt, the schema, and what else each call holds. ``answered``: the tokens of an answer for
        each of the notes, which have to fit as well. Never below a least, for even a window that is too small is worth
        a try: the server says so, and the rules' summary stands.
        """
        room = min((self.window - self.max_output) / self.counter.margin - fixed, self.max_output / answered)
        return max(LEAST_NOTES, min(MOST_NOTES, int(room)))


def setting_for(options: Options, *, model: str, host: str | None) -> Setting:
    """What the tables know of ``model``, and what ``options`` say otherwise.

    Privacy, where it is not chosen, is "off" for a model on this machine and "strict" for any other.
    """
    facts = model_facts(model)
    window = int(options.context_window or facts.window)
    return Setting(
        model=model,
        host=host,
        privacy=options.privacy or ("off" if is_loopback(host) else "strict"),
        window=window,
        max_output=max(1, min(facts.max_output, MOST_OUTPUT, window // 4)),
        price=options.price or facts.price,
        counter=counter_for(model),
    )
