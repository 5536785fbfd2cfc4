"""Questions in the flow of notes that are said to be open: "Who pays? Left open.", "Tom asked if … Nobody knows."."""

from collections.abc import Sequence
from itertools import islice

from notesllm._regex import regex
from notesllm.document import Block, Kind, Sentence, sentences
from notesllm.extract.likeness import key_words
from notesllm.extract.outline import beside
from notesllm.extract.questions.asking import NAME, asked_after, person
from notesllm.extract.questions.listener import Listener
from notesllm.lexicon import phrase_key
from notesllm.span import Span

ANSWER = regex(r"(?P<who>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2}): ")
OPENER = regex(r"[A-ZÀ-Þ][^\W\d_]+, (?=[A-ZÀ-Þ])")  # "Finally, Ana asked"
SENTENCES = 4  # after a question in which it is said to stay open …
LONGEST = 9  # … in so many words
SUBJECT = 5  # words of who asks: "a member of staff"
NEAR = 90  # code points after a question in which it is said to be open
ENTRIES = 3  # below it in which the talk is said to have led to nothing …
BRIEF = 4  # … in so many words
FEWEST = 3  # words that carry meaning in a question that is told
SILENT = frozenset({"actions", "people", "absent", "agenda", "log", "next_meeting"})


def left_open(listener: Listener, index: int, block: Block) -> bool:
    """Whether a sentence of the block asks something that the next one leaves open."""
    if block.speaker:
        return _without_answer(listener, index, block)
    if block.kind is Kind.HEADING or listener.reading.zones[index] in SILENT:
        return False
    told = sentences(listener.reading.document, block)
    asked = False
    for number in range(len(told)):
        asked = _one(listener, index, told, number) or asked
    return asked


def _one(listener: Listener, index: int, told: Sequence[Sentence], number: int) -> bool:
    """Whether the ``number``-th sentence asks something that it, or what follows, leaves open or answers."""
    sentence = told[number]
    span = Span(sentence.start, sentence.end)
    if _ends_open(listener, sentence):
        return listener.ask(index, _question(sentence), span) is not None
    if told_open := _says_open(listener, sentence) or _asks_and_opens(listener, sentence):
        return listener.ask(index, told_open, span) is not None
    asks = sentence.text.endswith("?")
    if number + 1 == len(told):
        return asks and _closed_open(listener, index) and _ask(listener, index, sentence)
    if not asks and not _reported(listener, sentence.text):
        return False
    follows = told[number + 1]
    if listener.words.open.search(follows.text[:NEAR]) or _stays_open(listener, told[number + 1 :]):
        return _ask(listener, index, sentence)
    answer = None if asks else ANSWER.match(follows.text)
    if answer is None or not _ask(listener, index, sentence):
        return False
    by = person(answer["who"], listener.draft.roster)
    listener.answer(listener.found[-1], index, follows.text[answer.end() :], by)
    return True


def _without_answer(listener: Listener, index: int, block: Block) -> bool:
    """Whether nobody knows an answer to what is asked in talk: "Is it insured?" "No idea."."""
    following = listener.blocks[index + 1] if index + 1 < len(listener.blocks) else None
    if following is None or not following.speaker or following.speaker == block.speaker or len(following.text) > NEAR:
        return False
    if phrase_key(following.text) not in listener.words.clueless:
        return False
    sentence = sentences(listener.reading.document, block)[-1]
    if not sentence.text.endswith("?") or len(key_words(sentence.text)) < FEWEST:
        return False
    by = listener.draft.roster.resolve(block.speaker) or block.speaker
    return listener.ask(index, sentence.text, Span(sentence.start, sentence.end), by) is not None


def _stays_open(listener: Listener, told: Sequence[Sentence]) -> bool:
    """Whether one of the next sentences says that the question stays open: "So that stays open."."""
    for sentence in told[:SENTENCES]:
        if sentence.text.endswith("?"):
            return False
        if len(sentence.text.split()) <= LONGEST and listener.words.stays.search(sentence.text):
            return True
    return False


def _asks_and_opens(listener: Listener, sentence: Sentence) -> str:
    """What one sentence asks and leaves open: "One asked if it was free; Ana did not know.", "Who pays is unclear."."""
    text, words = sentence.text, listener.words
    if text.endswith("?"):
        return ""
    first, mark, rest = text.partition("; ")
    if mark and words.open.search(rest[:NEAR]) and (told := _reported(listener, first)):
        return told[0]
    place = words.open.search(text) if words.indirect.match(text) else None
    if place is None or text[place.end :].strip(" .!") or text[place.start].isupper():
        return ""  # "What the board decided Open." ends in a mark of its own
    told_first = text[: place.start].rstrip(" ,").split(" ")
    while told_first and told_first[-1].casefold() in words.copulas:
        told_first.pop()  # "who pays is" unclear
    asked = " ".join(told_first).rstrip(" ,")
    return asked if len(key_words(asked)) >= FEWEST else ""


def _closed_open(listener: Listener, index: int) -> bool:
    """Whether one of the next entries says that the talk led to nothing: "No decision."."""
    for at in islice(beside(listener.blocks, index), ENTRIES):
        first = listener.blocks[at].text.partition(".")[0]
        if len(first.split()) <= BRIEF and listener.words.undecided.match(first):
            return True
    return False


def _ends_open(listener: Listener, sentence: Sentence) -> bool:
    """Whether a question is called open right behind it: "Who pays? (open)", "Who pays? → Ida asks Bo"."""
    _, mark, rest = sentence.text.rpartition("?")
    return bool(mark and rest.strip()) and listener.words.open.search(rest[:NEAR]) is not None


def _question(sentence: Sentence) -> str:
    return sentence.text[: sentence.text.rindex("?") + 1]


def _says_open(listener: Listener, sentence: Sentence) -> str:
    """What a sentence says is open: in "It is unclear whether we pay." the "whether we pay", "" for nothing."""
    place = listener.words.open.search(sentence.text)
    if place is None or sentence.text.endswith("?"):
        return ""
    asks = listener.words.indirect.match(sentence.text, place.end)
    if asks is None or sentence.text[place.end : asks.start].strip(" ,:"):
        return ""
    told = sentence.text[asks.start :].partition(";")[0].rstrip(" .")
    if listener.words.wondering.match(told):
        return ""
    return told if len(key_words(told)) >= FEWEST else ""


def _ask(listener: Listener, index: int, sentence: Sentence) -> bool:
    span = Span(sentence.start, sentence.end)
    if told := _reported(listener, sentence.text):
        rest, by = told
        return listener.ask(index, rest.rstrip(" ."), span, by) is not None
    return listener.ask(index, sentence.text, span) is not None


def _reported(listener: Listener, text: str) -> tuple[str, str | None] | None:
    """What a sentence reports to be asked, and by whom: "Finally, Ana asked whether …", "A neighbour asked if …"."""
    opener = OPENER.match(text)
    start = opener.end() if opener else 0
    name = NAME.match(text, start)
    if name and (rest := asked_after(text, name.end(), listener.words)):
        return rest, person(name[0], listener.draft.roster)
    verb = listener.words.asked.search(text, start)
    subject = text[start : verb.start].split() if verb else []
    if verb is None or not 0 < len(subject) <= SUBJECT or not text[start].isupper() or "," in text[start : verb.start]:
        return None
    begins = listener.words.interrogatives.match(text, verb.end)
    if begins is None or text[verb.end : begins.start].strip(" ,") or subject[0].casefold() in listener.words.nobody:
        return None
    return text[begins.start :], None
