"""The one question about the opening of a digest, and what has come of it. A value, as an inquiry is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import accumulate

from notesllm.config import Options
from notesllm.digest.model import ExecutiveDigest
from notesllm.errors import BackendError
from notesllm.llm.accounting import usage_of
from notesllm.llm.applying.opening import Told
from notesllm.llm.applying.restoring import restored
from notesllm.llm.call import Call
from notesllm.llm.digest_items import items_of
from notesllm.llm.hiding import pseudonyms_for
from notesllm.llm.prompt import digest_call, fixed_tokens
from notesllm.llm.setting import Setting
from notesllm.llm.settling import Question, settled
from notesllm.llm.step import Outcome
from notesllm.llm.wire import DigestAnswer
from notesllm.summary import Degraded


@dataclass(frozen=True)
class Rewording:
    """A digest whose opening is being worded. Its repr holds no text."""

    digest: ExecutiveDigest = field(repr=False)
    told: Told = field(repr=False)
    question: Question = field(repr=False)
    setting: Setting
    restore: Callable[[str], str] = field(repr=False)

    @classmethod
    def of(cls, digest: ExecutiveDigest, options: Options, setting: Setting) -> "Rewording":
        """What is asked: as many of the items as fit, without names where these are not to leave."""
        told = Told(items_of(digest), tuple(people_of(digest)), options.output_language)
        hide, restore = pseudonyms_for(told.document, told.people, options, setting)
        shown = [(key, hide(text)) for key, text in told.items.items()]
        room = setting.notes_budget(fixed_tokens("digest", DigestAnswer, setting.counter))
        before = accumulate(setting.counter(f"{key} {text}\n") for key, text in shown)
        fitting = [item for item, taken in zip(shown, before, strict=True) if taken <= room]
        seen = replace(told, items={key: told.items[key] for key, _ in fitting})
        call = digest_call(fitting, options.output_language, setting)
        return cls(digest, seen, Question(None, call), setting, restore)

    @property
    def call(self) -> Call:
        """What is asked now."""
        return self.question.call

    @property
    def is_open(self) -> bool:
        """Whether it has come to nothing yet."""
        return self.question.is_open

    def after(self, call: Call, outcome: Outcome) -> "Rewording":
        """It as the outcome of ``call`` leaves it; unchanged where that is not waited for."""
        if not self.question.waits_for(call):
            return self
        return replace(self, question=settled(self.question, outcome, self.setting))

    def reworded(self) -> ExecutiveDigest:
        """The digest with what there is so far: the model's opening where it is proven, else the rules'."""
        if not self.question.outcomes:
            return self.digest
        failure, opening = self.question.failure, ""
        if isinstance(self.question.answer, DigestAnswer):
            try:
                opening = self.told.opening(restored(self.question.answer, self.restore))
            except Exception as error:  # noqa: BLE001 - a fault of ours costs none of what the rules found
                told = f"what the model answered could not be applied ({type(error).__name__}); please report it"
                failure = BackendError("internal", told)
        update: dict[str, object] = {"usage": usage_of(self.question.outcomes, self.setting), "degraded": ()}
        if failure is not None:
            update["degraded"] = (Degraded(code=failure.code, message=f"opening: {failure}"),)
        if opening:
            update |= {"headline": opening, "headline_origin": "model"}
        return self.digest.model_copy(update=update)


def people_of(digest: ExecutiveDigest) -> Iterable[str]:
    """All whom the digest names, each once."""
    people = [person.name for person in digest.people if person.kind == "person"]
    people += [
        owner.name
        for lines in (digest.actions, digest.risks)
        for line in lines
        for owner in line.owners
        if owner.kind == "person"
    ]
    people += [
        name for line in digest.actions for moved in line.reassignments for name in (*moved.before, *moved.after)
    ]
    people += [line.asked_by for line in digest.questions if line.asked_by]
    people += [line.made_by for line in digest.decisions if line.made_by]
    return dict.fromkeys(people)
