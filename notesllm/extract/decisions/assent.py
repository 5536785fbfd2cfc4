"""Decisions that take two: a proposal, and the assent of the others."""

from notesllm.document import Block, Sentence, sentences
from notesllm.extract.decisions.scene import Scene
from notesllm.extract.decisions.sealed import bare, states
from notesllm.extract.decisions.texts import LONGEST, tidy
from notesllm.extract.decisions.votes import tells_outcome
from notesllm.extract.likeness import key_words
from notesllm.extract.phrasing import small_words
from notesllm.extract.retelling import STATED, Finding
from notesllm.lexicon import phrase_key
from notesllm.span import Span

FEWEST = 3  # words that carry meaning in what is suggested
OPENING = 30  # code points of an item in which its title stands
BRIEF = 8  # words of a sentence that but agrees
NEAR = 8  # words in which "so we need" shows itself
PATIENCE = 6  # turns after "any objections?" in which somebody says that there are none


def accepted(scene: Scene, index: int, told: tuple[Sentence, ...], number: int) -> Finding | None:
    """What the ``number``-th sentence of a block proposes, or asks assent to, where it is given."""
    block, sentence = scene.blocks[index], told[number]
    if number and not sentence.text.endswith("?") and _seals(scene, sentence):
        return _minuted(scene, block, told, number)
    if not block.speaker:
        return None
    if concluded := _concluded(scene, index, told, number):
        return concluded
    if sentence.text.endswith("?"):
        suggested = _suggested(scene, index, sentence) if number == len(told) - 1 else None
        return _unopposed(scene, index, sentence) or _asked(scene, index, told, number) or suggested
    if number == len(told) - 1 and scene.phrases.lets.after(scene.phrases.openers, sentence.text, 1):
        answer = _next_turn(scene, index)
        if answer and _assents(scene, answer.text) and not scene.phrases.undecided.search(sentence.text):
            return _finding(sentence.text, (sentence,), answer, block.speaker)
    return _suggested(scene, index, sentence) if number == len(told) - 1 else None


def _concluded(scene: Scene, index: int, told: tuple[Sentence, ...], number: int) -> Finding | None:
    """What is concluded in "I agree. So no figures before May.", or in "Then let's meet on Monday. I'll invite."."""
    words, sentence = scene.phrases, told[number]
    first = small_words(sentence.text[:60])[:NEAR]
    if first[:1] == [] or first[0] not in words.concluding or sentence.text.endswith("?"):
        return None
    block, text = scene.blocks[index], bare(scene, sentence.text)
    lets = words.lets_us.match(text)
    before = told[number - 1].text if number else ""
    if lets:
        what, follows = text[lets.end :].strip(), told[number + 1].text if number + 1 < len(told) else ""
        if not words.taking_on.match(follows) or words.procedural.match(what) or not states(scene, what):
            return None
        return Finding(tidy(what), (Span(sentence.start, told[number + 1].end),), STATED, None, block.speaker)
    if len(before.split()) > BRIEF or not words.agreeing_to.after(words.openers, before) or not states(scene, text):
        return None
    subject = {word.partition("'")[0] for word in first[1:3]}
    if not words.needing.isdisjoint(first) or not words.pronouns.isdisjoint(subject):
        return None
    return Finding(tidy(sentence.text), (Span(told[number - 1].start, sentence.end),), STATED, None, block.speaker)


def _seals(scene: Scene, sentence: Sentence) -> bool:
    """Whether a sentence says but that all agreed, or how the vote went."""
    return phrase_key(sentence.text) in scene.phrases.all_agreed or tells_outcome(sentence.text, scene.phrases)


def _suggested(scene: Scene, index: int, sentence: Sentence) -> Finding | None:
    """In "Shall we move the fair?" "Works for me." the move of the fair."""
    words, text = scene.phrases, sentence.text
    place = words.suggesting.after(words.openers, text)
    if place is None and text.endswith("?") and ". " in text:  # chats begin their sentences small
        text = text.rpartition(". ")[2]
        place = words.suggesting.after(words.openers, text)
    if place is None:
        return None
    rest = text[place.end :].strip(" ,.?!:")
    if len(key_words(rest)) < FEWEST or words.procedural.match(rest) or words.undecided.search(text):
        return None
    answer = _next_turn(scene, index)
    if answer is None:
        return None
    if words.ratifying.after(words.openers, answer.text) is None and not _repeats(scene, rest, answer.text):
        return None
    if words.but.search(answer.text):
        return None
    return _finding(rest, (sentence,), answer, None)


def _repeats(scene: Scene, proposed: str, answer: str) -> bool:
    """Whether a yes goes on with the verb of what was proposed: "Should we turn it off?" "Yes. Turn it off."."""
    yes = scene.phrases.assent.match(answer)
    told = small_words(answer[yes.end : yes.end + 40]) if yes else []
    return told[:1] == small_words(proposed[:40])[:1] and told != []


def _minuted(scene: Scene, block: Block, told: tuple[Sentence, ...], number: int) -> Finding | None:
    """Minutes that say: "Ana proposed x. All agreed."; or: "The offer is fine. All agree. Zenit gets the order."."""
    words, proposal, assent = scene.phrases, told[number - 1], told[number]
    moved = words.proposed.search(proposal.text) or words.proposed.match(block.label)
    counted = not block.speaker and any(c.isdigit() for c in assent.text)  # "Approved (9/0/0)": there was a vote
    key = phrase_key(assent.text)
    nodded = (
        not block.speaker and " " in key and key in words.all_agreed and states(scene, f"{proposal.text} {block.label}")
    )
    nodded = nodded and words.telling.search(proposal.text) is None
    if not (moved or counted or nodded) and words.motions.isdisjoint(small_words(f"{block.label} {proposal.text}")):
        if block.speaker or words.motions.isdisjoint(small_words(block.text[:OPENING])):
            return None
        text = " ".join(
            one.text for one in told[: number + 1]
        )  # "Minutes of May. Page 2: … Approved with that change."
        return Finding(tidy(text), (Span(told[0].start, assent.end),), STATED) if len(text) < LONGEST else None
    if not moved and number + 1 < len(told) and words.passive.intersection(small_words(told[number + 1].text)):
        return Finding(tidy(told[number + 1].text), (Span(assent.start, told[number + 1].end),), STATED)
    if block.label and proposal.start == block.value_start:  # "Treasurer's report: … Approved."
        text, start = f"{block.label}: {proposal.text} {assent.text}", block.start
    else:
        text, start = f"{proposal.text} {assent.text}", proposal.start
    return Finding(tidy(text), (Span(start, assent.end),), STATED)


def _unopposed(scene: Scene, index: int, sentence: Sentence) -> Finding | None:
    """The question "Any objections to x?", and somebody who has none."""
    place = scene.phrases.objections.search(sentence.text)
    if place is None:
        return None
    what = sentence.text[place.end :].partition("?")[0].strip()
    if len(what) < 3:
        return None
    pointed = scene.phrases.anaphors.issuperset(small_words(what))
    proposal = _proposed_before(scene, index) if pointed else None
    if pointed and proposal is None:
        return None
    speaker = scene.blocks[index].speaker
    for block in scene.blocks[index + 1 : index + 1 + PATIENCE]:
        if not block.speaker or block.speaker == speaker:
            continue
        if _has_none(scene, block.text):
            if proposal is not None:
                spans = (Span(proposal.start, proposal.end), Span(sentence.start, sentence.end), block.span)
                return Finding(tidy(proposal.text), spans, STATED)
            return _finding(f"No objections to {what}", (sentence,), block, None)
    return None


def _proposed_before(scene: Scene, index: int) -> Sentence | None:
    """The proposal that one of the two turns before makes."""
    for at in range(index - 1, max(-1, index - 3), -1):
        for sentence in sentences(scene.reading.document, scene.blocks[at]):
            if scene.phrases.proposed.search(sentence.text) and not sentence.text.endswith("?"):
                return sentence
    return None


def _asked(scene: Scene, index: int, told: tuple[Sentence, ...], number: int) -> Finding | None:
    """The question "Everyone okay with that?", and the next speaker's yes."""
    question = told[number]
    put, _, tag = question.text.rpartition(",")
    asks = phrase_key(tag.strip(" ¿")) in scene.phrases.agreed_asks
    if not asks and not scene.phrases.all_fine.search(question.text):
        return None
    answer = _next_turn(scene, index)
    if answer is None or not _assents(scene, answer.text):
        return None
    if not (put or (asks and number)) and (follows := _said_after(scene, told, number)):
        return _finding(follows.text, (question, follows), answer, None)
    if asks:
        text = put or (told[number - 1].text if number else "")
        first = question if put or not number else told[number - 1]
        return _finding(text, (first, question), answer, None) if states(scene, bare(scene, text)) else None
    if number and not told[number - 1].text.endswith("?") and len(key_words(told[number - 1].text)) > 2:
        return _finding(told[number - 1].text, (told[number - 1], question), answer, None)
    if len(key_words(question.text)) < 5:
        return None  # "Everyone okay?" proposes nothing
    return _finding(f"{question.text} {answer.text}"[:240], (question,), answer, None)


def _said_after(scene: Scene, told: tuple[Sentence, ...], number: int) -> Sentence | None:
    """What follows a mere "Are we agreed?" in the same turn: "We take the van."."""
    if number + 1 >= len(told) or len(key_words(told[number].text)) > FEWEST:
        return None
    follows = told[number + 1]
    doubtful = scene.phrases.doubting.issuperset(small_words(follows.text[:40])[:1])
    return None if doubtful or "?" in follows.text or len(key_words(follows.text)) < FEWEST - 1 else follows


def _has_none(scene: Scene, text: str) -> bool:
    return phrase_key(text[:40]) in scene.phrases.none_heard or scene.phrases.unopposed.search(text) is not None


def _assents(scene: Scene, text: str) -> bool:
    """Whether an answer begins with a yes that no "but" takes back."""
    yes = scene.phrases.assent.match(text)
    return yes is not None and scene.phrases.but.match(text, yes.end) is None


def _next_turn(scene: Scene, index: int) -> Block | None:
    """What the next one says, if it is somebody else."""
    following = scene.blocks[index + 1] if index + 1 < len(scene.blocks) else None
    if following is None or not following.speaker or following.speaker == scene.blocks[index].speaker:
        return None
    return following


def _finding(text: str, told: tuple[Sentence, ...], answer: Block, by: str | None) -> Finding:
    return Finding(tidy(text), (Span(told[0].start, told[-1].end), answer.span), STATED, None, by)
