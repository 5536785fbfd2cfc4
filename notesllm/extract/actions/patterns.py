"""The words of actions as patterns, built once a language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from notesllm.extract.actions.phrases import RUN, Phrases
from notesllm.extract.phrasing import alternation
from notesllm.lexicon import Lexicon, given_names, lexicon, phrase_key
from notesllm.summary.items import Priority

PRIORITIES: tuple[Priority, ...] = ("critical", "high", "medium", "low")
STATUSES = ("cancelled", "blocked", "open", "in_progress", "done")  # the earlier ones win


@dataclass(frozen=True, slots=True)
class Patterns:
    """One language's patterns and look-ups for telling actions."""

    will: Phrases  # "Ana will": a commitment wherever it stands
    to: Phrases  # "Ana to": one at the start of an entry
    bare_to: Phrases  # only that
    may: Phrases  # "Ana should": one only under a heading of actions
    i_will: Phrases
    i_can: Phrases
    i_take: Phrases
    accepts: Phrases
    somebody: Phrases  # "can someone", "we need to"
    openers: Phrases
    talk: Phrases
    owner_lead: Phrases
    urgency: Phrases  # "P1:", "[High]" at the head of an entry
    asks: Phrases
    asked: Phrases
    would: Phrases  # after "agreed that"
    does: frozenset[str]  # "Anna schickt": a finite verb of a deed
    deeds: frozenset[str]  # the first words of these
    future_ends: tuple[str, ...]  # "Marie enverra"
    i_does: frozenset[str]  # "ich schicke", "pido": verbs of the first person
    i_pronoun: str
    clitics: frozenset[str]  # between a subject and its verb: "Odile les relance"
    senders: frozenset[str]  # "From:" in the head of a mail
    after_is: frozenset[str]  # "Ana's going to"
    adverbs: Phrases
    idle: Phrases
    fields: frozenset[str]  # "Owner:" inside an entry
    field_ends: frozenset[str]  # the last words of these
    markers: Phrases
    marker_tail: re.Pattern[str]  # what may follow a marker in a label: a number, an owner
    verbs: frozenset[str]
    common: frozenset[str]  # words that are no nicks
    generic: frozenset[str]
    negations: frozenset[str]
    owns: frozenset[str]
    none: frozenset[str]
    bare_markers: frozenset[str]
    marker_tails: frozenset[str]
    given: frozenset[str]
    naming: frozenset[str]  # without one of these words a text names nobody but those whom the notes know
    not_names: frozenset[str]  # words that make more of a text than the name it looks like
    group_words: frozenset[str]
    everybody: frozenset[str]
    titles: frozenset[str]
    no_roles: frozenset[str]  # beside names, but no role that one person holds: "Mr", "remote", "member"
    departments: frozenset[str]
    articles: tuple[str, ...]  # before names and roles: "o Rodolfo", "la presidenta"
    pronouns: frozenset[str]  # "he will": whom the sentence before named
    pointers: frozenset[str]  # "das", "it": the object was named before
    complements: frozenset[str]  # after a verb these make it one of saying: "fragt, ob"
    empty: frozenset[str]  # "does it": the deed was named before
    infinitives: tuple[str, ...]
    joining: frozenset[str]  # before a subject: "and Ana will"
    passing: frozenset[str]  # "will see", "will know": no task unless a day is named
    coming: frozenset[str]  # "will join us"
    bodies: frozenset[str]  # whom residents ask for things
    hollow: frozenset[str]  # "I'll take that": says too little to point back
    asked_to: Phrases  # between who was asked and what for: "to", "de", "di"
    who: frozenset[str]  # "who", "wer" before a task that is asked about
    weak: frozenset[str]  # commitments that a team or a thing may be the subject of
    meetings: tuple[str, ...]  # "before the next meeting"
    prepositions: frozenset[str]
    particles: frozenset[str]  # after a verb: "set up", "write the", "look into"
    unsure: frozenset[str]
    nobody: frozenset[str]
    past: frozenset[str]
    placeholders: frozenset[str]  # "[Name]", "<task 1>"
    hedges: tuple[str, ...]
    introductions: tuple[str, ...]  # and what tools and mails add under the tasks
    checklists: tuple[str, ...]
    priorities: Mapping[str, Priority]
    in_status: Mapping[str, str]  # phrase -> status


FIELDS = ("owner", "due", "status", "priority")
TOO_COMMON = frozenset(
    ("by", "who", "when", "lead", "target", "expected", "person", "done", "progress", "complete?", "done?")
)


def _marker_tail(joints: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"""(?:\s*[-#]\s*\d{{1,6}}|\s+\d{{1,3}})?
             (?:\s*[(\[]\s*(?P<inside>[^()\[\]]{{1,60}})[)\]]
               |\s*(?:[-–—:]\s+|\s+(?:{alternation(joints)})\s+|\s|(?=@))\s*(?P<after>[^\s].{{0,60}}))?""",
        re.IGNORECASE | re.VERBOSE,
    )


COMMON = (
    "action_verbs",
    "action_nobody",
    "action_prepositions",
    "action_common",
    "action_generic",
    "action_adverbs",
    "not_names",
    "sentence",
    "teams",
    "everyone",
    "nobody",
    "negations",
    "action_may",
    "roles",
)


NOT_NAMES = ("action_titles", "action_nobody", "action_articles", "before_owners", "and", "both", "nobody")


def _words(words: Lexicon, names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        word for name in names for phrase in words.words.get(name, ()) for word in phrase.casefold().split()
    )


@cache
def patterns(language: str) -> Patterns:
    """The patterns of one of the lexicon's languages, English ones included."""
    words = lexicon(language)
    named = words.words.get

    def listed(name: str) -> frozenset[str]:
        return frozenset(named(name, ()))

    def phrases(*names: str) -> Phrases:
        return Phrases(phrase for name in names for phrase in named(name, ()))

    fields = frozenset(label for label, name in words.labels.items() if name in FIELDS and label not in TOO_COMMON)
    priorities = {word: p for p in PRIORITIES for word in named(f"priority_{p}", ())}
    return Patterns(
        will=phrases("action_will"),
        to=phrases("action_to", "action_will"),
        bare_to=phrases("action_to"),
        may=phrases("action_may", "action_to", "action_will"),
        i_will=phrases("action_i_will"),
        i_can=phrases("action_i_can"),
        i_take=phrases("action_i_take"),
        accepts=phrases("action_accepts"),
        somebody=phrases("action_somebody"),
        openers=phrases("action_openers"),
        talk=phrases("action_talk"),
        owner_lead=phrases("action_owner_leads"),
        urgency=Phrases(priorities),
        asks=phrases("action_asks"),
        would=phrases("action_reported"),
        asked=phrases("action_asked"),
        does=listed("action_does"),
        deeds=frozenset(phrase.split()[0] for phrase in named("action_does", ())),
        future_ends=named("action_future_ends", ()),
        i_does=listed("action_i_does"),
        i_pronoun=next(iter(named("action_i_pronoun", ())), ""),
        clitics=listed("action_clitics"),
        after_is=listed("action_after_is"),
        senders=listed("action_senders"),
        adverbs=phrases("action_adverbs"),
        idle=phrases("action_idle"),
        fields=fields,
        field_ends=frozenset(RUN.findall(label)[-1] for label in fields),
        markers=phrases("action_markers"),
        marker_tail=_marker_tail(named("action_marker_joints", ())),
        verbs=listed("action_verbs"),
        common=_words(words, COMMON),
        generic=listed("action_generic"),
        negations=listed("action_not"),
        owns=listed("action_owns"),
        none=frozenset(phrase_key(w) for w in named("action_none", ())),
        bare_markers=listed("action_bare_markers"),
        marker_tails=listed("action_marker_tails"),
        given=frozenset(given_names()),
        naming=frozenset(given_names()) | listed("action_group_words") | listed("action_titles"),
        not_names=phrases("action_asked").firsts | _words(words, NOT_NAMES),
        group_words=listed("action_group_words"),
        everybody=listed("action_all"),
        titles=listed("action_titles"),
        no_roles=listed("action_no_roles"),
        departments=listed("teams"),
        articles=tuple(f"{word} " for word in named("action_articles", ())),
        pronouns=listed("action_pronouns"),
        pointers=listed("action_pointers"),
        complements=listed("action_complements"),
        empty=listed("action_empty"),
        infinitives=named("action_infinitives", ()),
        joining=listed("action_joining"),
        passing=listed("action_passing"),
        coming=listed("action_coming"),
        bodies=listed("action_bodies"),
        hollow=listed("action_hollow"),
        asked_to=phrases("action_asked_to"),
        who=listed("action_who"),
        weak=listed("action_weak"),
        meetings=named("action_next_meeting", ()),
        prepositions=listed("action_prepositions"),
        particles=listed("action_particles"),
        unsure=listed("action_unsure"),
        nobody=listed("action_nobody"),
        past=listed("action_past"),
        placeholders=listed("action_placeholders"),
        hedges=named("action_hedges", ()),
        introductions=(*named("action_introductions", ()), *named("action_boilerplate", ())),
        checklists=named("action_checklists", ()),
        priorities=MappingProxyType(priorities),
        in_status=MappingProxyType({p: s for s in reversed(STATUSES) for p in named(f"action_statuses_{s}", ())}),
    )
