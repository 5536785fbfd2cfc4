"""The patterns of one language, built from its words once."""

import re
from dataclasses import dataclass
from functools import cache

from notesllm.extract.phrasing import alternation, phrase, triggers
from notesllm.lexicon import lexicon, phrase_key


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is looked for in sentences; see the lists ``decision_*`` of the lexicon."""

    triggers: frozenset[str]  # one of these stands in each sentence that tells a decision
    verb: re.Pattern[str]  # agreed, approved
    strong: frozenset[str]  # … those that settle something without a motion: agreed, decided
    opinion: frozenset[str]
    weak: frozenset[str]  # that also tell of other things: passed, confirmed
    choosing: frozenset[str]  # that settle in the passive, too: elected
    now: frozenset[str]  # in talk, they tell a decision from a report on one: "we have agreed"
    proposed: re.Pattern[str]
    lets: re.Pattern[str]
    objections: re.Pattern[str]
    none_heard: re.Pattern[str]
    all_fine: re.Pattern[str]
    all_agreed: re.Pattern[str]
    assent: re.Pattern[str]
    closing: re.Pattern[str]
    closing_motions: frozenset[str]  # … only where what they close is a motion
    clause_of_motion: re.Pattern[str]
    deciders: frozenset[str]
    passive: frozenset[str]
    adverbs: frozenset[str]
    open: frozenset[str]  # before the verb, they leave the matter open: not, to be, will
    clause: frozenset[str]  # … and these make it a condition or a report: if, that, what
    links: frozenset[str]  # and, but
    motions: frozenset[str]  # what is put to a vote: minutes, budget
    perfect: frozenset[str]  # of languages whose verb comes last: hat, wurde
    discussed: frozenset[str]
    follow: frozenset[str]
    infinitive: tuple[str, ...]  # endings of what may follow such a verb directly
    anaphors: frozenset[str]  # "any objections to that proposal?" points back
    complement: frozenset[str]  # that, to: what follows says what was settled
    past: re.Pattern[str]
    reported: re.Pattern[str]
    consensus: re.Pattern[str]
    consensus_lead: frozenset[str]
    unopposed: re.Pattern[str]
    going: re.Pattern[str]
    declares: re.Pattern[str]  # "the decision is", also in talk
    label: re.Pattern[str]
    because: re.Pattern[str]
    rationale: re.Pattern[str]
    continues: re.Pattern[str]
    moved: re.Pattern[str]
    moves: re.Pattern[str]  # what can be a motion where an outcome follows
    ambiguous: frozenset[str]
    topical: frozenset[str]  # "agreement on" is but a topic where nothing stands before it
    result: re.Pattern[str]  # of a vote: carried, fails
    outcome: frozenset[str]
    filler: frozenset[str]
    formal: frozenset[str]  # other words of procedure
    motion_labels: frozenset[str]
    weak_labels: frozenset[str]
    weak_heads: frozenset[str]
    collective: frozenset[str]
    stories: frozenset[str]  # headings of a report on a fault
    pending: frozenset[str]
    discussing: frozenset[str]
    acting: frozenset[str]  # what a heading may name beside decisions: their entries are told apart one by one
    empty_titles: frozenset[str]
    undecided: re.Pattern[str]
    ended: re.Pattern[str]
    connectives: frozenset[str]
    pronouns: frozenset[str]
    generic: frozenset[str]
    closed: re.Pattern[str]


@cache
def phrases(language: str) -> Phrases:
    """The patterns of ``language``, English ones included."""
    words = lexicon(language).words

    def get(name: str) -> tuple[str, ...]:
        return words.get(f"decision_{name}", ())

    def some(name: str) -> frozenset[str]:
        return frozenset(get(name))

    labels = alternation(get("inline_labels"))
    return Phrases(
        triggers=triggers(
            word
            for name in (
                "strong",
                "approving",
                "weak",
                "consensus",
                "unopposed",
                "going",
                "declares",
                "lets",
                "all_agreed",
                "inline_labels",
                "objections",
                "all_fine",
            )
            for word in get(name)
        ),
        verb=phrase(get("strong") + get("approving") + get("weak")),
        strong=some("strong"),
        opinion=some("opinion"),
        weak=some("weak"),
        choosing=some("choosing"),
        now=some("now"),
        proposed=phrase(get("proposed")),
        all_agreed=re.compile(rf"^(?:{alternation(get('all_agreed'))})\W*$", re.IGNORECASE),
        objections=re.compile(
            rf"(?<!\w)(?:{alternation(get('objections'))})\s(?P<what>[^?]{{3,200}})\?", re.IGNORECASE
        ),
        none_heard=re.compile(
            rf"^\W{{0,3}}(?:{alternation(get('none_heard'))})\W*$|(?<!\w)(?:{alternation(get('unopposed'))})(?!\w)",
            re.IGNORECASE,
        ),
        all_fine=phrase(get("all_fine")),
        lets=re.compile(
            rf"^(?:(?:{alternation(get('openers'))})[,.]?\s+)?(?:{alternation(get('lets'))})(?!\w)", re.IGNORECASE
        ),
        assent=re.compile(
            rf"^\W{{0,3}}(?:{alternation(get('assent'))})(?!\w)(?!\W{{0,3}}(?:but|although|except))", re.IGNORECASE
        ),
        closing=re.compile(
            r"\s?(?:[-–—:(\[,]|=>|->|→)\s*"
            rf"(?P<closing>{alternation(get('closing') + get('closing_motions'))})[.)\]]{{0,3}}$",
            re.IGNORECASE,
        ),
        closing_motions=some("closing_motions"),
        clause_of_motion=re.compile(rf"^[\"“]?(?:{alternation(get('motion_clauses'))})\s", re.IGNORECASE),
        deciders=some("deciders"),
        passive=some("passive"),
        adverbs=some("adverbs"),
        open=some("open"),
        # English small words are other words elsewhere: "as" is an article in Portuguese.
        clause=some("clause") if language == "en" else some("clause") - phrases("en").clause,
        links=some("links"),
        motions=some("motions"),
        perfect=some("perfect"),
        discussed=some("discussed"),
        follow=some("follow"),
        infinitive=get("infinitive"),
        anaphors=some("anaphors"),
        complement=some("complement"),
        past=phrase(get("past")),
        reported=phrase(get("reported")),
        consensus=re.compile(
            rf"(?<![\w-])(?:{alternation(get('consensus'))})"
            rf"(?:\s(?:in|of|among|from|at|within)\s[^.,:;]{{1,40}}?(?=\s(?:is|was)\s))?\s*(?:(?:{alternation(get('consensus_links'))})(?!\w)|:|→|[-–—]\s)",
            re.IGNORECASE,
        ),
        consensus_lead=some("consensus_lead"),
        unopposed=re.compile(rf"^\W{{0,3}}(?:{alternation(get('unopposed'))})(?!\w)[\s,.;:–-]{{0,4}}", re.IGNORECASE),
        going=re.compile(
            rf"^(?:(?:{alternation(get('openers'))})[,.]?\s+){{0,2}}(?:{alternation(get('going'))})(?!\w)",
            re.IGNORECASE,
        ),
        declares=re.compile(
            rf"^(?:(?:{alternation(get('openers'))})[,.]?\s+){{0,2}}(?:{alternation(get('declares'))})\s", re.IGNORECASE
        ),
        label=re.compile(
            rf"^(?P<topic>[^:]{{0,60}}?(?:->|=>|→|⇒)\s*)?\W{{0,4}}(?P<label>{labels})(?:\s?#?\d{{1,2}})?\W{{0,3}}:\W{{0,4}}",
            re.IGNORECASE,
        ),
        because=re.compile(rf",?\s(?:{alternation(get('because'))})\s", re.IGNORECASE),
        rationale=re.compile(rf"^(?:{alternation(get('rationale'))})(?!\w)", re.IGNORECASE),
        continues=re.compile(rf"^(?:{alternation(get('continues'))})(?!\w)", re.IGNORECASE),
        moved=re.compile(rf"^RESOLVED\b|(?i:{phrase(get('moved')).pattern})"),
        moves=re.compile(rf"^RESOLVED\b|(?i:{phrase(get('moved') + get('moves')).pattern})"),
        ambiguous=some("ambiguous"),
        topical=some("topical"),
        result=phrase(get("result")),
        outcome=some("outcome"),
        filler=some("filler"),
        formal=some("formal"),
        motion_labels=some("motion_labels"),
        weak_labels=some("weak_labels"),
        weak_heads=some("weak_heads"),
        collective=some("collective"),
        stories=some("stories"),
        pending=some("pending"),
        discussing=some("discussing"),
        acting=some("acting"),
        empty_titles=frozenset(phrase_key(title) for title in get("empty_titles")),
        undecided=phrase(get("undecided")),
        ended=phrase(get("ended")),
        connectives=some("connectives"),
        pronouns=some("pronouns"),
        generic=some("generic"),
        closed=re.compile(rf"^\W{{0,3}}(?:{alternation(get('closed'))})(?!\w)", re.IGNORECASE),
    )
