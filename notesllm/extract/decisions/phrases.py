"""The words of one language by which decisions are told, made ready once."""

from functools import cache
from typing import NamedTuple

from notesllm.extract.phrasing import PhraseSet, triggers
from notesllm.lexicon import lexicon, phrase_key


class Phrases(NamedTuple):
    """What is looked for in sentences; see the lists ``decision_*`` of the lexicon."""

    triggers: frozenset[str]  # one of these stands in each sentence that tells a decision
    verb: PhraseSet  # agreed, approved
    strong: frozenset[str]  # … those that settle something without a motion: agreed, decided
    opinion: frozenset[str]
    weak: frozenset[str]  # that also tell of other things: passed, confirmed
    choosing: frozenset[str]  # that settle in the passive, too: elected
    now: frozenset[str]  # in talk, they tell a decision from a report on one: "we have agreed"
    proposed: PhraseSet
    lets: PhraseSet
    suggesting: PhraseSet  # "shall we": a decision where the next one is clearly for it
    procedural: PhraseSet  # … and this does not follow: start, move on
    ratifying: PhraseSet  # what is said clearly for it
    objections: PhraseSet
    none_heard: frozenset[str]
    all_fine: PhraseSet
    all_agreed: frozenset[str]
    assent: PhraseSet
    closing: frozenset[str]
    closing_motions: frozenset[str]  # … only where what they close is a motion
    motion_clauses: PhraseSet
    openers: PhraseSet  # okay, so
    but: PhraseSet  # what takes assent back
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
    past: PhraseSet
    reported: PhraseSet
    consensus: PhraseSet
    consensus_lead: frozenset[str]
    unopposed: PhraseSet
    sealed: PhraseSet  # "that's decided": the sentence beside it is a decision
    asks: PhraseSet  # "any objections?"
    agreeing: PhraseSet  # "nobody disagreed"
    doubting: frozenset[str]  # a sentence that begins so settles nothing: I, who
    voted: frozenset[str]  # unanimously: there was a vote
    moving: PhraseSet  # to another day: postponed
    moving_to: frozenset[str]
    coming: frozenset[str]  # "will be" moved
    gone: frozenset[str]  # auxiliaries of what has happened: was
    from_now: PhraseSet  # "from now on"
    wishing: frozenset[str]  # should, could
    going: PhraseSet
    going_on: tuple[str, ...]  # "we keep missing it": an ending of what follows that makes it no decision
    declares: PhraseSet  # "the decision is", also in talk
    inline_labels: frozenset[str]
    consensus_links: PhraseSet
    because: PhraseSet
    rationale: PhraseSet
    continues: PhraseSet
    moved: PhraseSet
    moves: PhraseSet  # what can be a motion where an outcome follows
    ambiguous: frozenset[str]
    topical: frozenset[str]  # "agreement on" is but a topic where nothing stands before it
    result: PhraseSet  # of a vote: carried, fails
    outcome: frozenset[str]
    headed: frozenset[str]  # the last word of a heading that tells what its text settles: "Vendor chosen"
    nays: frozenset[str]  # what is said in a roll call
    failing: PhraseSet  # what is said of a motion that never came to a vote
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
    undecided: PhraseSet
    ended: PhraseSet
    recitals: PhraseSet  # whereas: what a sentence that begins so gives is but a reason
    agreed_asks: frozenset[str]  # "agreed?" behind what was proposed
    concluding: frozenset[str]  # so, then: "I agree. So …"
    agreeing_to: PhraseSet
    needing: frozenset[str]  # "so we need": no decision
    telling: PhraseSet  # said, thinks: who nods at what was told so decides nothing
    months: frozenset[str]
    lets_us: PhraseSet
    ballots: PhraseSet  # vote, votes: where a count of them is told
    tally_for: PhraseSet  # "it was 4 to 1 for …"
    counted: frozenset[str]  # "(2 against)"
    fine_with: PhraseSet  # "everybody was OK with …"
    manner: frozenset[str]  # after which "as" begins no clause: as amended
    amendments: frozenset[str]  # "minutes agreed with one correction"
    assigning: frozenset[str]  # after a name: "Ana to write the note"
    taking_on: PhraseSet  # "then let's meet on Monday. I'll move the invite."
    articles: frozenset[str]  # of a body's name: "the TSC"
    connectives: frozenset[str]
    pronouns: frozenset[str]
    generic: frozenset[str]


@cache
def phrases(language: str) -> Phrases:
    """The words of ``language``, English ones included."""
    words = lexicon(language).words

    def get(name: str) -> tuple[str, ...]:
        return words.get(f"decision_{name}", ())

    def some(name: str) -> frozenset[str]:
        return frozenset(get(name))

    def phrase(*names: str) -> PhraseSet:
        return PhraseSet(word for name in names for word in get(name))

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
                "suggesting",
                "all_agreed",
                "inline_labels",
                "objections",
                "all_fine",
                "sealed",
                "asks",
                "moving",
                "from_now",
                "concluding",
                "agreed_asks",
                "outcome",
                "ballots",
                "counted",
                "fine_with",
            )
            for word in get(name)
        ),
        verb=phrase("strong", "approving", "weak"),
        strong=some("strong"),
        opinion=some("opinion"),
        weak=some("weak"),
        choosing=some("choosing"),
        now=some("now"),
        proposed=phrase("proposed"),
        all_agreed=some("all_agreed"),
        objections=phrase("objections"),
        none_heard=some("none_heard"),
        all_fine=phrase("all_fine"),
        lets=phrase("lets"),
        suggesting=phrase("suggesting"),
        procedural=phrase("procedural"),
        ratifying=phrase("ratifying"),
        assent=phrase("assent"),
        closing=some("closing") | some("closing_motions"),
        closing_motions=some("closing_motions"),
        motion_clauses=phrase("motion_clauses"),
        openers=phrase("openers"),
        but=phrase("but"),
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
        past=phrase("past"),
        reported=phrase("reported"),
        consensus=phrase("consensus"),
        consensus_lead=some("consensus_lead"),
        unopposed=phrase("unopposed"),
        sealed=phrase("sealed"),
        asks=phrase("asks"),
        agreeing=PhraseSet(told for told in get("all_agreed") + get("unopposed") if " " in told),
        doubting=some("doubting"),
        voted=some("voted"),
        moving=phrase("moving"),
        moving_to=some("moving_to"),
        coming=some("coming"),
        gone=some("gone"),
        from_now=phrase("from_now"),
        wishing=some("wishing"),
        going=phrase("going"),
        going_on=get("going_on"),
        declares=phrase("declares"),
        inline_labels=some("inline_labels"),
        consensus_links=phrase("consensus_links"),
        because=phrase("because"),
        rationale=phrase("rationale"),
        continues=phrase("continues"),
        moved=phrase("moved"),
        moves=phrase("moved", "moves"),
        ambiguous=some("ambiguous"),
        topical=some("topical"),
        result=phrase("result"),
        outcome=some("outcome"),
        headed=some("headed"),
        nays=some("nays"),
        failing=phrase("failing"),
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
        undecided=phrase("undecided"),
        ended=phrase("ended"),
        recitals=phrase("recitals"),
        agreed_asks=some("agreed_asks"),
        concluding=some("concluding"),
        agreeing_to=phrase("agreeing_to"),
        needing=some("needing"),
        telling=PhraseSet(words.get("question_answered", ())),
        months=frozenset(lexicon(language).months),
        lets_us=phrase("lets_us"),
        ballots=phrase("ballots"),
        tally_for=phrase("tally_for"),
        counted=some("counted"),
        fine_with=phrase("fine_with"),
        manner=some("manner"),
        amendments=some("amendments"),
        assigning=some("assigning"),
        taking_on=phrase("taking_on"),
        articles=some("articles"),
        connectives=some("connectives"),
        pronouns=some("pronouns"),
        generic=some("generic"),
    )
