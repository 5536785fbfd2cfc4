"""The opening of a long document's summary, as a model composed it from the items."""

from collections.abc import Mapping

from notesllm.extract.identity import item_id
from notesllm.llm.applying.desk import Standing
from notesllm.llm.applying.notes import Notes
from notesllm.llm.wire import ComposeAnswer
from notesllm.summary import Highlight, Item, Review

MOST = 20  # sentences


def composed(standing: Standing, answer: ComposeAnswer, shown: Mapping[str, Item], notes: Notes) -> Standing:
    """``standing`` with what the model would tell first; each sentence counts that the items it cites prove."""
    chosen: list[Highlight] = []
    lost = 0
    for sentence in answer.highlights[:MOST]:
        text = " ".join(sentence.text.split())
        evidence = tuple(dict.fromkeys(e for key in sentence.ids if key in shown for e in shown[key].evidence))
        if evidence and notes.says(text, evidence):
            chosen.append(Highlight(id=item_id("h", text), evidence=evidence[:4], origin="model", text=text))
        else:
            lost += 1
    review: Mapping[str, int] = standing.review.model_dump()
    counted = Review(**{**review, "unproven": review["unproven"] + lost})
    return standing._replace(review=counted, abstract=answer.abstract, chosen=tuple(chosen))
