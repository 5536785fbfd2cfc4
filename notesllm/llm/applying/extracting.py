"""What a model read by itself, without the rules' findings, made items of the summary where their lines prove them."""

from collections.abc import Iterator

from notesllm.extract.identity import item_id
from notesllm.llm.applying.additions import Told
from notesllm.llm.applying.desk import Desk, Standing
from notesllm.llm.applying.matching import known
from notesllm.llm.applying.meeting import of_meeting
from notesllm.llm.wire import ExtractAnswer
from notesllm.summary import Attendee, Highlight, Review

MOST = 500  # items of a kind that one answer may have
MOST_POINTS = 20  # of a topic


def extracted(desk: Desk, answer: ExtractAnswer, review: Review) -> Standing:
    """What stands after an answer; ``review`` is what those before it came to. Names in the answer are restored.

    An item that the rules found as well has the origin "both".
    """
    desk.count("unproven", answer.lost)  # what can't be read proves nothing
    for told in _told(desk, answer):
        desk.add(told)
    rules, language = desk.notes.rules, desk.notes.language
    for kind, items in desk.added.items():
        for own, item in items.items():
            if twin := known(kind, item, getattr(rules, kind), language):
                host = {"host": twin.host} if isinstance(twin, Attendee) else {}  # no words of a line prove that
                items[own] = item.model_copy(update={"origin": "both", **host})
    _meeting(desk, answer)
    chosen = []
    for sentence in answer.highlights[:MOST]:
        text, cited = " ".join(sentence.text.split()), desk.cited(sentence.lines)
        if cited and desk.notes.says(text, cited):
            chosen.append(Highlight(id=item_id("h", text), evidence=cited, origin="model", text=text))
        else:
            desk.count("unproven")
    return desk.standing(review)._replace(abstract=answer.abstract, chosen=tuple(chosen))


def _meeting(desk: Desk, answer: ExtractAnswer) -> None:
    """What there is once; its lines are not asked for, so it must stand among those that the model read."""
    everywhere = desk.notes.citing.all(desk.first, desk.last)
    for name in ("title", "date", "time", "location", "kind"):
        value = getattr(answer, name)
        if (
            value
            and not getattr(desk.summary, name, None)
            and (read := of_meeting(desk.notes, name, value, everywhere))
        ):
            desk.fixes[name] = read
    following = answer.next_meeting
    if following and not desk.summary.next_meeting:
        read = of_meeting(desk.notes, "next_meeting", following.text, desk.cited(following.lines))
        desk.fixes.update({"next_meeting": read} if read else {})


def _told(desk: Desk, answer: ExtractAnswer) -> Iterator[Told]:
    """All items of an answer as they are told."""
    cited = desk.cited
    for person in answer.attendees[:MOST]:
        beside = {"email": person.email, "organization": person.organization}
        yield Told("attendees", person.name, cited(person.lines), value=person.role or "", extra=_said(beside))
    for topic in answer.topics[:MOST]:
        points = tuple(topic.key_points[:MOST_POINTS])
        yield Told("topics", topic.title, cited(topic.lines), value=topic.gist or "", points=points)
    for decision in answer.decisions[:MOST]:
        who, beside = _who(decision.made_by), {"rationale": decision.rationale}
        yield Told("decisions", decision.text, cited(decision.lines), who, extra=_said(beside))
    for action in answer.action_items[:MOST]:
        who, due, beside = tuple(action.owners), action.due or "", {"priority": action.priority}
        yield Told("action_items", action.task, cited(action.lines), who, due, action.status or "", _said(beside))
    for risk in answer.risks[:MOST]:
        who, beside = tuple(risk.owners), {"mitigation": risk.mitigation}
        yield Told("risks", risk.text, cited(risk.lines), who, value=risk.severity or "", extra=_said(beside))
    for asked in answer.questions[:MOST]:
        who, beside = _who(asked.asked_by), {"answered_by": asked.answered_by}
        yield Told("questions", asked.text, cited(asked.lines), who, value=asked.answer or "", extra=_said(beside))
    for metric in answer.metrics[:MOST]:
        beside = {"target": metric.target, "previous": metric.previous, "change": metric.change}
        yield Told("metrics", metric.name, cited(metric.lines), value=metric.value, extra=_said(beside))
    for step in answer.milestones[:MOST]:
        yield Told("milestones", step.text, cited(step.lines), due=step.due or "", value=step.status or "")


def _who(name: str | None) -> tuple[str, ...]:
    return (name,) if name else ()


def _said(beside: dict[str, str | None]) -> dict[str, str]:
    return {name: value for name, value in beside.items() if value}
