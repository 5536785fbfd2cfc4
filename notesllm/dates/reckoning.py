"""Calendar arithmetic: which day is meant, seen from the meeting's day."""

import datetime as dt
from calendar import monthrange
from typing import NamedTuple

DECEMBER, FRIDAY, SUNDAY, DAYS = 12, 4, 6, 7
LEAP_CYCLE = 8  # 29 February is at most eight years away
FIRST_YEAR, LAST_YEAR = 1900, 2199


class Period(NamedTuple):
    """The first and the last day of a month, quarter, half or year."""

    first: dt.date
    last: dt.date


def day(year: int, month: int, number: int) -> dt.date | None:
    """The day, or None where the calendar has none or the year is no year of meetings."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def full_year(written: str) -> int:
    """The year of "24" or "2024"; two figures are of the years from 1970 on."""
    number = int(written)
    if len(written) > 2:
        return number
    return number + (1900 if number >= 70 else 2000)


def nearest(anchor: dt.date, month: int, number: int) -> dt.date | None:
    """The day on or after the anchor that has this month and number."""
    for year in range(anchor.year, anchor.year + LEAP_CYCLE + 1):
        found = day(year, month, number)
        if found and found >= anchor:
            return found
    return None


def months(year: int, month: int, count: int) -> Period | None:
    """The ``count`` months from this one on; month numbers beyond 12 run into the next years."""
    year, month = year + (month - 1) // DECEMBER, (month - 1) % DECEMBER + 1
    last = year + (month + count - 2) // DECEMBER, (month + count - 2) % DECEMBER + 1
    if not (year >= FIRST_YEAR and last[0] <= LAST_YEAR):
        return None
    return Period(dt.date(year, month, 1), dt.date(*last, monthrange(*last)[1]))


def nearest_months(anchor: dt.date, month: int, count: int) -> Period | None:
    """The same in the year in which its last day is on or after the anchor."""
    this = months(anchor.year, month, count)
    return months(anchor.year + 1, month, count) if this and this.last < anchor else this


def current(anchor: dt.date, count: int, ahead: int) -> Period | None:
    """The month, quarter, half or year (1, 3, 6 or 12 months) ``ahead`` units after the one that holds the anchor."""
    start = (anchor.month - 1) // count * count + 1
    return months(anchor.year, start + ahead * count, count)


def plus(anchor: dt.date, days: int = 0, months_ahead: int = 0) -> dt.date | None:
    """The anchor moved on; the 31st becomes a shorter month's last day."""
    period = months(anchor.year, anchor.month + months_ahead, 1)
    if not period or days > 366 * 20:
        return None
    return min(period.first.replace(day=1) + dt.timedelta(anchor.day - 1), period.last) + dt.timedelta(days)


def plus_workdays(anchor: dt.date, count: int) -> dt.date:
    """The ``count``-th day from Monday to Friday after the anchor."""
    found = anchor
    for _ in range(min(count, 366)):
        found += dt.timedelta(1)
        while found.weekday() > FRIDAY:
            found += dt.timedelta(1)
    return found


def on_or_after(anchor: dt.date, weekday: int) -> dt.date:
    """The first such weekday from the anchor on, the anchor's own day included."""
    return anchor + dt.timedelta((weekday - anchor.weekday()) % DAYS)


def upcoming(anchor: dt.date, weekday: int) -> dt.date:
    """The day that "by Monday" means: on its own day it means the next one, but for Friday, which ends this week."""
    found = on_or_after(anchor, weekday)
    return found + dt.timedelta(DAYS) if found == anchor and weekday != FRIDAY else found


def in_following_week(anchor: dt.date, weekday: int) -> dt.date:
    """That weekday of the week after the anchor's; weeks run from Monday to Sunday."""
    return anchor + dt.timedelta(DAYS - anchor.weekday() + weekday)


def nth_of_month(anchor: dt.date, number: int) -> dt.date | None:
    """The day on or after the anchor that "the 15th" means."""
    for ahead in range(DECEMBER):
        period = months(anchor.year, anchor.month + ahead, 1)
        found = period and day(period.first.year, period.first.month, number)
        if found and found >= anchor:
            return found
    return None


def iso_week(year: int, number: int) -> Period | None:
    """Monday and Sunday of an ISO week."""
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
        return Period(monday, monday + dt.timedelta(SUNDAY))
    except (ValueError, OverflowError):
        return None
