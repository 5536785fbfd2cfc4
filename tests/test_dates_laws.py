"""What must hold for any text and any day."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from notesllm.dates import (
    Mention,
    find_dates,
    find_due,
    may_be_due,
    resolve_due,
    resolve_due_value,
    weekday_conflict,
)
from notesllm.dates import writes_day_first as day_first
from notesllm.lexicon import LANGUAGES, lexicon

DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2090, 12, 31))
LANGUAGE = st.sampled_from(LANGUAGES)
WORDS = sorted({w for name in LANGUAGES for group in lexicon(name).due.values() for w in group})
PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(sorted({w for name in LANGUAGES for w in (*lexicon(name).months, *lexicon(name).weekdays)})),
    st.integers(0, 3000).map(str),
    st.sampled_from([".", ",", "/", "-", " - ", ":", "(", ")", "th", "Q", "'", "\n", "İ", "ß", "’"]),
)
PHRASES = st.lists(PIECES, max_size=8).map(" ".join) | st.lists(PIECES, max_size=6).map("".join)
TEXTS = st.text(max_size=80) | PHRASES


@given(TEXTS, LANGUAGE, DAYS | st.none())
def test_any_text_is_searched_and_every_find_stands_in_it(text: str, language: str, anchor: dt.date | None) -> None:
    words = lexicon(language)
    mentions = find_dates(text, words, anchor)
    deadlines = find_due(text, words, anchor)
    for places in ([m[:3] for m in mentions], [d[:3] for d in deadlines]):
        assert all(text[start:end] == quote != "" for start, end, quote in places)
        assert all(first[1] <= second[0] for first, second in pairwise(places))
    assert all(m.date is None or m.last is None or m.date <= m.last for m in mentions)
    assert anchor is None or all(m.date for m in mentions)
    value = resolve_due_value(text, words, anchor)
    assert value is None or text[value.start : value.end] == value.text


@given(st.lists(PIECES, min_size=1, max_size=8), st.integers(0, 7), LANGUAGE, DAYS)
def test_no_part_holds_a_deadline_that_the_words_rule_out(
    pieces: list[str], first: int, language: str, anchor: dt.date
) -> None:
    words = lexicon(language)
    assert may_be_due(" ".join(pieces), words) or not find_due(" ".join(pieces[first:]), words, anchor)


@given(PHRASES, LANGUAGE, DAYS)
def test_a_search_is_the_same_every_time(text: str, language: str, anchor: dt.date) -> None:
    words = lexicon(language)
    assert find_due(text, words, anchor) == find_due(text, words, anchor)


@given(DAYS, DAYS, LANGUAGE)
def test_iso_dates_make_the_round_trip(day: dt.date, anchor: dt.date, language: str) -> None:
    (found,) = find_dates(f"on {day.isoformat()}.", lexicon(language), anchor)
    assert (found.date, found.text, found.has_year) == (day, day.isoformat(), True)
    due = resolve_due(f"by {day.isoformat()}", lexicon(language), anchor)
    assert due
    assert due.date == day


@given(DAYS, DAYS, st.sampled_from(["%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%d %b %Y", "%A, %d %B %Y", "%d-%b-%Y"]))
def test_english_dates_make_the_round_trip(day: dt.date, anchor: dt.date, form: str) -> None:
    (found,) = find_dates(day.strftime(form), lexicon(), anchor)
    assert found.date == day
    assert not weekday_conflict(found)


@given(DAYS, DAYS, LANGUAGE)
def test_a_date_with_its_month_in_words_is_read_in_every_language(day: dt.date, anchor: dt.date, language: str) -> None:
    names = {number: name for name, number in reversed(list(lexicon(language).months.items()))}
    (found,) = find_dates(f"{day.day} {names[day.month]} {day.year}", lexicon(language), anchor)
    assert found.date == day


@given(DAYS, st.integers(1, 12), st.integers(1, 28), LANGUAGE)
def test_a_day_without_a_year_is_the_next_one(anchor: dt.date, month: int, number: int, language: str) -> None:
    names = {number: name for name, number in reversed(list(lexicon(language).months.items()))}
    due = resolve_due_value(f"{number} {names[month]}", lexicon(language), anchor)
    assert due
    assert due.date
    assert anchor <= due.date < anchor + dt.timedelta(367)
    assert (due.date.month, due.date.day) == (month, number)


AHEAD = """by Friday, by Monday, next Tuesday, this Sunday, by end of week, EOM, by Q1, in H2, by May, tomorrow, today,
in two weeks, by the 31st, over the weekend, by the end of the quarter, EOY, mid-June, late July, Friday next week,
within 5 business days, end of next month, day after tomorrow, by 2/29, in 18 months""".replace("\n", " ").split(", ")


@given(DAYS, st.sampled_from(AHEAD))
def test_a_deadline_without_a_year_is_never_before_the_meeting(anchor: dt.date, phrase: str) -> None:
    due = resolve_due(phrase, lexicon(), anchor)
    assert due
    assert due.date
    assert due.date >= anchor


@given(DAYS)
def test_weekdays_keep_their_distance(anchor: dt.date) -> None:
    for number, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")):
        by = resolve_due(f"by {name}", lexicon(), anchor)
        following = resolve_due(f"next {name}", lexicon(), anchor)
        assert by
        assert by.date
        assert following
        assert following.date
        assert by.date.weekday() == following.date.weekday() == number
        assert 0 <= (by.date - anchor).days <= 7
        monday = anchor - dt.timedelta(anchor.weekday())
        assert 7 <= (following.date - monday).days < 14


def test_a_weekday_that_contradicts_its_date_is_told() -> None:
    (right,) = find_dates("Tuesday, October 15, 2024", lexicon(), None)
    (wrong,) = find_dates("2024-10-15 (Wednesday)", lexicon(), None)
    (silent,) = find_dates("2024-10-15", lexicon(), None)
    assert [weekday_conflict(m) for m in (right, wrong, silent)] == [False, True, False]
    assert not weekday_conflict(Mention(0, 1, "x", None, "day", has_year=False, weekday=2))


def test_what_needs_the_meetings_day_has_none_without_it() -> None:
    for phrase in (
        "by Friday",
        "next Friday",
        "EOM",
        "in 3 days",
        "by May 5",
        "by the 15th",
        "EOW",
        "mid-May",
        "by Q1",
        "tomorrow",
    ):
        due = resolve_due(phrase, lexicon(), None)
        assert due
        assert due.date is None
        assert due.strength


def test_a_documents_own_dates_tell_which_number_is_the_day() -> None:
    assert day_first("Held 15/10/2024", lexicon())
    assert not day_first("Held 10/15/2024", lexicon())
    assert not day_first("Held 5/10/2024", lexicon())
    assert day_first("Tenue le 5/10/2024", lexicon("fr"))
    anchor = dt.date(2024, 9, 12)
    (found,) = find_dates("5/10/2024", lexicon(), anchor, day_first=True)
    assert found.date == dt.date(2024, 10, 5)
    due = resolve_due("by 5/10", lexicon(), anchor, day_first=True)
    assert due
    assert due.date == dt.date(2024, 10, 5)
