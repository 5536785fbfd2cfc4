"""Cutting a decision's words out of a block."""

from notesllm._regex import regex
from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.decisions.scene import Scene
from notesllm.extract.likeness import key_words
from notesllm.lexicon import phrase_key
from notesllm.span import Span

LONGEST = 240  # code points of a decision's text; what goes on is told by the evidence's neighbourhood
PLAIN = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*[,;:]?(?=\s|$)")
# arrows, dashes, signs before the words; none of the word's own, as in "*BSD" and ".NET"
MARKS = regex(r"^(?:[^\w\"'“‘(\[{#@$€£/~+<*.]|\*(?!\w)|\.(?!\w)|\.(?<=\.\.))+")
EMOTICON = regex(r"(?<!\w)[:;=]['o^-]?\)$")
STAMP = regex(r"\s*\((?:[\w.|`-]{1,30},\s*)?\d{1,2}:\d{2}(?::\d{2})?\)$")  # a meeting bot's "(nick, 17:05:32)"
FEW = 3  # words of a text that can't stand alone


def tidy(text: str) -> str:
    """``text`` without the punctuation of a list or the end of a sentence, its first letter large."""
    text = STAMP.sub("", MARKS.sub("", text.strip())).rstrip(" .;,:")
    if text[:1] == "(" and text[-1:] == ")" and text.count("(") == 1:
        text = text[1:-1].strip()
    if len(text) > 1 and text[0] in "\"“'" and text[-1] in "\"”'" and text.count(text[0]) <= 2:
        text = text[1:-1].rstrip(" .;,")
    if text[-1:] == ")" and _is_torn(text):
        text = text[:-1].rstrip(" .")
    # "v1alpha1" and "npm/cli" keep their letters
    return text[:1].upper() + text[1:] if PLAIN.match(text) else text


def _is_torn(text: str) -> bool:
    """Whether nothing opens the bracket that ends ``text``; it is no smile, and no "(b)" as in "a) x (b)"."""
    if text.count("(") >= text.count(")") or EMOTICON.search(text, max(0, len(text) - 4)):
        return False
    return "(" not in text[text.rfind(")", 0, -1) + 1 :]


def first_sentences(told: tuple[Sentence, ...], limit: int = LONGEST) -> tuple[str, Span | None]:
    """The first sentences of ``told`` that fit ``limit`` together, one at least, and where they stand."""
    if not told:
        return "", None
    text, end = told[0].text, told[0].end
    for sentence in told[1:]:
        if len(text) + len(sentence.text) >= limit:
            break
        text, end = f"{text} {sentence.text}", sentence.end
    return text, Span(told[0].start, end)


def apart_from_reason(scene: Scene, told: tuple[Sentence, ...]) -> tuple[tuple[Sentence, ...], str | None]:
    """The sentences before the one that a label makes the reason ("Why: it is cheaper"), and that reason."""
    for number, sentence in enumerate(told[1:], 1):
        label, colon, reason = sentence.text.partition(":")
        if colon and scene.reading.lexicon.labels.get(phrase_key(label)) == "rationale":
            return told[:number], reason.strip(" .;") or None
    return told, None


def value_sentences(scene: Scene, block: Block) -> tuple[Sentence, ...]:
    """The sentences of a block's value."""
    return sentences(scene.reading.document, block, value=True)


def because(scene: Scene, text: str) -> str | None:
    """The reason that a sentence gives for itself."""
    place = scene.phrases.because.search(text, 1)
    return text[place.end :].strip(" .;") or None if place else None


def with_topic(scene: Scene, index: int, text: str) -> tuple[str, tuple[Span, ...]]:
    """``text`` after the title of its topic where it says too little alone ("Approved"), and the heading's place."""
    if sum(not word.isdigit() for word in key_words(text)) >= FEW:
        return text, ()
    parent = scene.blocks[index].parent
    if parent >= 0 and scene.blocks[parent].kind is not Kind.HEADING:
        return f"{scene.blocks[parent].text.rstrip(' .:')}: {text}", (scene.blocks[parent].span,)
    title, heading = scene.title(index)
    return (f"{title}: {text}", (scene.blocks[heading].span,)) if title else (text, ())
