"""Sentences that tell of a decision: "we agreed to …", "it was decided that …", "consensus is …", "going with …"."""

from notesllm._regex import regex
from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.decisions.assent import accepted
from notesllm.extract.decisions.counted import counted, tells_count
from notesllm.extract.decisions.phrases import Phrases
from notesllm.extract.decisions.scene import Scene
from notesllm.extract.decisions.sealed import sealed
from notesllm.extract.decisions.settled import Settled, settled
from notesllm.extract.decisions.texts import LONGEST, because, tidy
from notesllm.extract.decisions.votes import tells_outcome
from notesllm.extract.likeness import WORD, key_words
from notesllm.extract.outline import field_of, run_after
from notesllm.extract.phrasing import small_words
from notesllm.extract.retelling import LABELLED, LISTED, STATED, Finding
from notesllm.span import Span

LABEL = regex(
    r"(?P<topic>[^:]{0,60}?(?:->|=>|→|⇒)\s*)?\W{0,4}(?P<label>[^\W\d][^:]{1,30}?)(?:\s?#?\d{1,3}(?:[./]\d{1,4})?)?(?:\W{0,3}:\W{0,4}|\s[–—-]\s)"
)
YEAR = regex(r"(?:\w{1,4}\s)?(?:\w{1,6}\s)?((?:19|20)\d\d)\b(?![-./]\d)")
BRACKETED = regex(r"\S\s*\((?P<told>[^()]{5,90})\)\W*$")
AMONG = regex(r"\s(?:in|of|among|from|at|within)\s[^.,:;]{1,40}?(?=\s(?:is|was)\s)")
SIGN = regex(r"\s*(?::|→|[-–—]\s)")
FEWEST = 3  # words that carry meaning in a decision told in the flow


def stated(scene: Scene, index: int, block: Block) -> tuple[Finding, ...]:
    """The decisions that the sentences of a block tell."""
    if scene.phrases.triggers.isdisjoint(small_words(block.text)):
        return ()
    found: list[Finding] = []
    kind = field_of(block, scene.reading.lexicon)
    # "Scope: agreed to …" begins behind its label, "So it's decided: …" does not
    behind = bool(block.value) and kind in {"", "task"} and scene.phrases.triggers.isdisjoint(small_words(block.label))
    told = sentences(scene.reading.document, block, value=behind)
    for number, sentence in enumerate(told):
        if scene.phrases.triggers.isdisjoint(small_words(sentence.text)):
            continue
        match = LABEL.match(sentence.text, _opened(scene, sentence.text) if ":" in sentence.text else 0)
        if match and match["label"].casefold() in scene.phrases.inline_labels:
            rest = sentence.text[match.end() :]
            if (
                (number or match["topic"] or behind or block.label not in scene.labels)
                and len(key_words(rest)) > 1
                and not rest.endswith("?")
                and not scene.phrases.undecided.search(rest)
                and not (
                    rest[:1].isdigit() and match["label"].casefold() in scene.phrases.weak_labels
                )  # "Result: 5 of 7"
            ):
                found.append(_spoken(scene, block, told, number, rest))
                if number and tells_outcome(rest, scene.phrases):  # "Rose Cottage, new porch. RESOLVED: no objection."
                    before = told[number - 1]
                    text = f"{before.text.rstrip(' .')}: {found[-1].text[:1].lower()}{found[-1].text[1:]}"
                    found[-1] = found[-1]._replace(text=tidy(text), spans=(Span(before.start, sentence.end),))
                continue
        finding = (
            _sentence(scene, block, told, number)
            or accepted(scene, index, told, number)
            or sealed(scene, block, told, number)
        )
        if finding:
            if sentence.text.endswith(":"):
                return (*found, *_announced(scene, index, finding))
            found.append(finding)
    return tuple(found)


def _opened(scene: Scene, text: str) -> int:
    """Where a sentence begins behind "Okay, so"."""
    start = 0
    while opener := scene.phrases.openers.match(text, start):
        start = opener.end
    return start


def _spoken(scene: Scene, block: Block, told: tuple[Sentence, ...], number: int, text: str) -> Finding:
    """In "Let me think. Decision: we'll …": from the label to the decision's end, with the speaker as its maker."""
    end = told[number].end
    for sentence in told[number + 1 :]:
        if len(text) + len(sentence.text) > LONGEST or not scene.phrases.continues.match(sentence.text):
            break
        text, end = f"{text} {sentence.text}", sentence.end
    spans: tuple[Span, ...] = (Span(told[number].start, end),)
    return Finding(tidy(text), spans, LABELLED, because(scene, text), block.speaker or None)


def _sentence(scene: Scene, block: Block, told: tuple[Sentence, ...], number: int) -> Finding | None:
    words, sentence = scene.phrases, told[number]
    text = sentence.text
    if text.endswith("?") or words.recitals.match(text):
        return None
    speaks = block.kind is Kind.UTTERANCE or bool(block.speaker)
    assigned = field_of(block, scene.reading.lexicon) == "task"
    found = (
        (None if assigned else settled(text, words, speaks=speaks))
        or _agreement(text, words, speaks=speaks)
        or (None if speaks else counted(told, number, words))
    )
    if found is None:
        return None
    least = FEWEST if words.motions.isdisjoint(small_words(text)) else FEWEST - 1  # "Minutes approved."
    if len(key_words(found.text)) < least and not text.endswith(":"):
        if not (block.label and block.value and words.going.match(text)):
            return None
        found = found._replace(text=f"{block.label}: {found.text}")  # "Naming: … We go for Heron."
    if is_history(scene, text) or any(others.search(text) for others in (words.past, words.reported, words.undecided)):
        return None
    reason = because(scene, text)
    if reason is None and number + 1 < len(told) and words.rationale.match(told[number + 1].text):
        reason = told[number + 1].text.rstrip(".")
    return Finding(tidy(found.text), (Span(sentence.start, sentence.end),), STATED, reason, found.by)


def _agreement(text: str, words: Phrases, *, speaks: bool) -> Settled | None:
    """Consensus that is stated, and "going with x"."""
    if (place := words.consensus.search(text)) and (link := _link(text, place.end, words)):
        before = [word.casefold() for word in WORD.findall(text[max(0, place.start - 40) : place.start])]
        led = before[-1] in words.consensus_lead if before else link.split()[-1] not in words.topical
        return Settled(text, None) if led and (words.open | words.clause).isdisjoint(before[-4:]) else None
    outcome = BRACKETED.search(text)
    if outcome and not speaks and (tells_outcome(outcome["told"], words) or tells_count(outcome["told"], words)):
        return Settled(text, None)
    if not speaks and (place := words.fine_with.search(text)):
        rest = text[place.end :].lstrip(" ,")
        return None if words.pronouns.issuperset(small_words(rest)[:1]) else Settled(rest, None)
    if place := words.unopposed.match(text):
        return Settled(text[place.end :].lstrip(" ,.;:–-"), None)
    if place := words.declares.after(words.openers, text):
        return Settled(text[place.end :].lstrip(), None)
    if not speaks and (place := words.going.after(words.openers, text)):
        follows = small_words(text[place.end : place.end + 40])[:1]
        return None if words.going_on and "".join(follows).endswith(words.going_on) else Settled(text, None)
    if not speaks and (_moves_on(text, words) or _begins(text, words)):
        return Settled(text, None)
    return None


def _moves_on(text: str, words: Phrases) -> bool:
    """Whether a sentence says that something is put off to another day: "wird auf den 23.09. verschoben"."""
    place = words.moving.search(text)
    dated = any(c.isdigit() for c in text) or not words.months.isdisjoint(small_words(text))
    if place is None or not dated:
        return False
    before, after = small_words(text[: place.start]), small_words(text[place.end : place.end + 20])
    if " ".join(before[-2:]) in words.coming:
        return not words.moving_to.isdisjoint(after[:1])
    if not words.perfect.isdisjoint(before) and words.gone.isdisjoint(before):
        return not words.moving_to.isdisjoint(before)
    if not before:  # "Postponed the audit to March"
        return not words.moving_to.isdisjoint(small_words(text[place.end : place.end + 80]))
    return before[-1] in words.passive - words.gone and not words.moving_to.isdisjoint(after[:1])


def _begins(text: str, words: Phrases) -> bool:
    """Whether a sentence sets a rule: "From now on, reports go out on Mondays"."""
    return words.from_now.search(text) is not None and words.wishing.isdisjoint(small_words(text))


def is_history(scene: Scene, text: str) -> bool:
    """Whether a sentence begins with a year before the meeting's: "2019 haben wir beschlossen"."""
    year = YEAR.match(text)
    return year is not None and scene.draft.date is not None and int(year[1]) < scene.draft.date.year


def _link(text: str, start: int, words: Phrases) -> str:
    """What binds "consensus" to what follows ("that", ":"), "" where nothing does."""
    among = AMONG.match(text, start)
    start = among.end() if among else start
    if SIGN.match(text, start):
        return ":"
    place = words.consensus_links.match(text, start)
    return place.phrase if place and not text[start : place.start].strip() else ""


def _announced(scene: Scene, index: int, lead: Finding) -> tuple[Finding, ...]:
    """The entries of a list that "we agreed on the following:" begins; the sentence itself where none follows."""
    if scene.draft.kind == "postmortem":
        return ()  # "it was decided that:" tells there what was found out
    found = []
    for at in run_after(scene.blocks, index):
        block = scene.blocks[at]
        scene.taken.add(at)
        if len(key_words(block.text)) > 1:
            found.append(
                Finding(
                    tidy(block.text), (lead.spans[-1], block.span), LISTED, because(scene, block.text), lead.made_by
                )
            )
    return tuple(found) or ((lead,) if len(key_words(lead.text)) >= FEWEST else ())
