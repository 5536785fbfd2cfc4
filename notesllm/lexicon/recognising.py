"""Telling the language of notes by their most frequent small words."""

import re
from collections import Counter
from functools import lru_cache

from notesllm.lexicon.loading import LANGUAGES

# Frequent function words, and the words of meetings. One that several languages share counts a part for each.
SMALL_WORDS = {
    "en": "the and of to for with is are was we will that this it on be have has not from by at an as or if you can should "
    "meeting agenda attendees notes action minutes agreed next discussed team update",
    "de": "der die das und ist wir nicht für auf mit den dem des ein eine einen zu zum zur von wird werden sind sich im auch noch "
    "bei oder wie es hat haben soll sollen kann am bis nach aus über als durch vom dass uhr protokoll sitzung anwesend "
    "beschluss tagesordnung aufgaben teilnehmer besprechung termin nächste",
    "fr": "le la les des est et pour dans une un nous sur pas qui du au aux sera ont avec être cette ce par plus que en se il ne "
    "son sa leur été sont ou mais réunion présents ordre jour compte rendu décision prochaine équipe absents",
    "es": "el la los las para con una un del se por que es está como pero más han ha sobre y al lo su sus en de no ser este esta "
    "también entre hay reunión acta asistentes orden día acuerdos tareas próxima equipo hora",
    "it": "il lo la che di per con della del sono nel nella alla al dei delle degli non è gli una un si le ha stato anche verrà i "
    "da in come più viene questo questa essere riunione verbale presenti ordine giorno prossima deciso gruppo",
    "nl": "het een van en is dat niet voor met zijn wordt op de er aan ook wij worden naar te in bij of om dit deze door als "
    "nog kan moet heeft zal vergadering notulen aanwezig afwezig actiepunten overleg volgende besluit",
    "pt": "o os a as uma um para com não do da dos das em foi que por são ao será mais e pelo pela no na nos nas se como ser "
    "também foram está reunião ata pauta presentes participantes próxima equipe equipa ficou",
}
SAMPLE = 4_000  # code points looked at from the start and again from the middle: more does not change the answer
ENOUGH = 3  # points below which a text is too short to be anything but English
LEAD = 1.15  # English notes quote other languages more often than the reverse: it keeps the doubtful cases
WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _points() -> dict[str, tuple[float, ...]]:
    """Word -> what it counts for each of :data:`LANGUAGES`."""
    lists = [frozenset(SMALL_WORDS[language].split()) for language in LANGUAGES]
    shares = Counter(word for words in lists for word in words)
    return {word: tuple((word in words) / count for words in lists) for word, count in shares.items()}


def recognise(text: str) -> str:
    """The language of ``text``, one of :data:`LANGUAGES`; English where it can't be told."""
    middle = max(SAMPLE, len(text) // 2)
    words = WORD.findall(text[:SAMPLE].lower()) + WORD.findall(text[middle : middle + SAMPLE].lower())
    points = _points()
    score = [0.0] * len(LANGUAGES)
    for word, count in Counter(words).items():
        for number, share in enumerate(points.get(word, ())):
            score[number] += share * count
    best = max(range(len(LANGUAGES)), key=score.__getitem__)
    english = score[LANGUAGES.index("en")]
    return LANGUAGES[best] if score[best] >= max(ENOUGH, LEAD * english) else "en"
