"""Lines of cron as triggers: they start when croniter says, and there are as few as can be."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import groupby, islice

import pytest
from croniter import croniter
from cronsim import CronSim
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from cli import ROOT
from taskxml import firings, to_xml
from winstead.schedule import triggers
from winstead.schedule.days import Element
from winstead.schedule.times import DAY, cover, fewest
from winstead.schedule.words import describe

START = datetime(2027, 1, 31, 2, 30)
TABLE = {
    "30 2 * * *": ["every day at 02:30"],
    "*/5 * * * *": ["every day from 00:00, every 5 min until 23:55"],
    "0 9-17 * * 1-5": ["Mon-Fri from 09:00, every 1 h until 17:00"],
    "0 22-23,0-5 * * *": ["every day from 22:00, every 1 h until 05:00 the next day"],
    "*/40 * * * *": ["every day from 00:00, every 1 h until 23:00", "every day from 00:40, every 1 h until 23:40"],
    "15 3 1,L * *": ["day 1 and the last day of every month at 03:15"],
    "0 6 1 JAN,APR,JUL,OCT *": ["day 1 of Jan, Apr, Jul, Oct at 06:00"],
    "0 8 * * MON#1": ["first Mon of every month at 08:00"],
    "0 0 1,15 * MON": ["days 1, 15 of every month at 00:00", "Mon at 00:00"],
    "@reboot": ["at startup"],
}


def table() -> str:
    """Ten lines of cron and their triggers, as Markdown."""
    rows = [f"| `{line}` | {'; '.join(map(describe, triggers(line)))} |" for line in TABLE]
    return "\n".join(["| cron | triggers |", "|---|---|", *rows]) + "\n"


def test_the_table() -> None:
    """The triggers of ten lines, in words."""
    assert {line: [describe(one) for one in triggers(line)] for line in TABLE} == TABLE
    assert table() in (ROOT / "README.md").read_text(encoding="utf-8"), "README has another table"


def _field(first: int, last: int, names: str = "") -> st.SearchStrategy[str]:
    """A field of cron, mostly of few values or even steps, without what croniter reads in another way."""
    words = names.split()
    number = st.integers(first, last)
    value = st.one_of(number.map(str), st.sampled_from(words)) if words else number.map(str)
    pair = st.tuples(number, number).filter(lambda two: two[0] < two[1])
    span = pair.map(lambda two: f"{two[0]}-{two[1]}")
    step = st.sampled_from([one for one in (2, 3, 4, 5, 6, 7, 10, 12, 15, 20, 30) if one <= last])
    stepped = st.tuples(st.one_of(st.just("*"), span), step).map(lambda two: f"{two[0]}/{two[1]}")
    listed = st.lists(st.one_of(value, value, span), min_size=2, max_size=4).map(",".join)
    return st.one_of(value, value, span, stepped, stepped, listed)


STAR = st.just("*")
MINUTES, HOURS = st.one_of(_field(0, 59), STAR), st.one_of(_field(0, 23), STAR, STAR)
DATES = st.one_of(_field(1, 31), st.sampled_from(["L", "1,L", "10,20,L"]))
MONTHS = st.one_of(STAR, STAR, _field(1, 12, "JAN feb Mar APR MAY JUN JUL AUG SEP OCT NOV DEC"))
WEEKDAYS = _field(0, 6, "sun MON Tue WED THU FRI SAT")
WEEKS = st.one_of(
    st.lists(st.builds("{}#{}".format, st.integers(0, 6), st.integers(1, 4)), min_size=1, max_size=4).map(",".join),
    st.lists(st.integers(0, 6).map("L{}".format), min_size=1, max_size=3).map(",".join),
)
BLOCK = st.sampled_from(["*/100,1-7", "*/100,1-14", "*/100,2-7,22-31", "1-7", "8-21", "15-31", "22-28"])
DAYS = {
    "every day": st.just(("*", "*")),
    "dates": st.tuples(DATES, STAR),
    "weekdays": st.tuples(STAR, st.one_of(WEEKDAYS, WEEKS)),
    "both": st.tuples(st.one_of(DATES, BLOCK), WEEKDAYS),
}
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda one: one.replace(second=0, microsecond=0))


# What a line without a mistake may be told, with the field.
REFUSALS = re.compile(
    r"cron '.+': (\d+ triggers are needed, and a task can have 48: write (minute|hour|day-of-week)\b.*"
    r"|day-of-month: it never comes.*|day-of-month and day-of-week: both are wanted.*)"
)


def _triggers(line: str) -> tuple[Element, ...]:
    """A line's triggers; a line that is refused for its fields is passed over."""
    try:
        return triggers(line)
    except ValueError as error:
        if not REFUSALS.fullmatch(str(error)):
            raise
        assume(False)
        raise


@pytest.mark.parametrize("days", DAYS)
def test_triggers_start_when_croniter_says(days: str) -> None:
    """1,250 lines of each kind of days: the next 200 starts, from the triggers' XML, are croniter's."""

    @settings(max_examples=1250, deadline=None, database=None, derandomize=True, suppress_health_check=[*HealthCheck])
    @given(st.tuples(MINUTES, HOURS), DAYS[days], MONTHS, MOMENTS)
    def compare(times: tuple[str, str], day: tuple[str, str], month: str, start: datetime) -> None:
        line = f"{times[0]} {times[1]} {day[0]} {month} {day[1]}"
        moments = firings(to_xml(_triggers(line)), start)
        once = (moment for moment, _ in groupby(moments)) if days == "both" else moments
        wanted = croniter(line, start, ret_type=datetime, implement_cron_bug=True)
        assert list(islice(once, 200)) == list(islice(wanted, 200)), line

    compare()


@lru_cache(None)
def _fewest(points: frozenset[int], size: int, around: bool) -> int:
    """How few series of equal steps the points make, by trying every way."""
    if not points:
        return 0
    one, best = min(points), len(points)
    for first in points if around else [one]:
        for step in range(1, size):
            taken: set[int] = set()
            place = first
            while place % size in points - taken and place < (first + size if around else size):
                taken.add(place % size)
                place += step
                if one in taken:
                    best = min(best, 1 + _fewest(points - taken, size, around))
    return best


@settings(max_examples=300, deadline=None, database=None, derandomize=True)
@given(st.frozensets(st.integers(0, 35), min_size=1, max_size=7), st.booleans())
@example(frozenset(range(12)), True)
def test_no_fewer_series_hold_the_same_points(points: frozenset[int], around: bool) -> None:
    """Brute force finds no fewer, and each point is held once."""
    found = cover(points, 36, around)
    assert sorted(point for one in found for point in one.points(36)) == sorted(points)
    assert len(found) == _fewest(points, 36, around)


HOURS_ALIKE = st.frozensets(st.integers(0, 23), min_size=1, max_size=3)


@settings(max_examples=40, deadline=None, database=None, derandomize=True)
@given(st.frozensets(st.integers(0, 59), min_size=1, max_size=2), HOURS_ALIKE, st.booleans())
@example(frozenset({0, 5, 50, 55}), frozenset({9, 10}), False)
@example(frozenset({0, 30}), frozenset({0, 22, 23}), True)
def test_no_fewer_series_hold_the_same_times(minutes: frozenset[int], hours: frozenset[int], around: bool) -> None:
    """Nor for minutes of hours."""
    times = frozenset(hour * 60 + minute for hour in hours for minute in minutes)
    found = fewest(minutes, hours, around)
    assert sorted(point for one in found for point in one.points(DAY)) == sorted(times)
    assert len(found) == _fewest(times, DAY, around)


@settings(max_examples=200, deadline=None, database=None, derandomize=True)
@given(st.frozensets(st.integers(0, 59), min_size=1), st.frozensets(st.integers(0, 23), min_size=1), st.booleans())
def test_series_hold_all_times_once(minutes: frozenset[int], hours: frozenset[int], around: bool) -> None:
    """However many they are; and never more than a series a minute, or an hour."""
    found = fewest(minutes, hours, around)
    held = [point for one in found for point in one.points(DAY)]
    assert sorted(held) == [hour * 60 + minute for hour in sorted(hours) for minute in sorted(minutes)]
    assert all(one.step * (one.count - 1) < DAY for one in found)
    assert around or all(one.start + one.step * (one.count - 1) < DAY for one in found)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("*/5 * * * *", 1),
        ("* * * * *", 1),
        ("0,15,30,45,7 9-17 * * 1-5", 2),
        ("*/30 9-11,14-16 * * *", 2),
        ("*/30 */3 * * *", 2),
        ("*/7 * * * *", 9),
        ("0-9 9,17 * * *", 2),
        ("*/10 22-23,0-3 * * *", 1),
        ("*/10 22-23,0-3 * * 1-5", 2),
        ("0 0 * * 1#1,3#1,5#2", 2),
        ("0 0 * * 1#1,1#2,3#1,3#2,5#1", 2),
        ("0 0 * * 1,5#2", 2),
        ("0 0 * * 1,1#2", 1),
        ("0 0 * * 1#4,1L,5#4", 2),
        ("0 0 * * *,1", 1),
        ("0 0 1-31 * 1", 1),
        ("0 0 1 * 0-6", 1),
        ("0 0 30 2 1", 1),
        ("0 0 */100,1-7 * MON", 1),
    ],
)
def test_number_of_triggers(line: str, count: int) -> None:
    """What people write needs few."""
    assert len(triggers(line)) == count


@pytest.mark.parametrize(
    "line",
    [
        "0 0 1,15 * 5#2",  # croniter wants both
        "0 0 13 * 5L,1#1",
        "0 0 * * 1,5#2",  # croniter refuses it
        "0 0 * * 4/3",  # croniter ends on Saturday
        "5-5 3-3 * * 2-2",  # croniter takes them for all
        "0 0 * * 7,0",
        "0 0 L 2,4 *",
        "0 0 29 2 *",
        "0 12 1-7 * MON",
        "0 12 22-31 * MON",
        "0 12 */100,2-7,22-31 * MON,TUE",
        "0 12 */100,2-28 * WED",
    ],
)
def test_triggers_start_when_cronsim_says(line: str) -> None:
    """Also where croniter reads a line in another way."""
    once = (moment for moment, _ in groupby(firings(to_xml(triggers(line)), START)))
    assert list(islice(once, 100)) == list(islice(CronSim(line, START), 100))


@pytest.mark.parametrize("line", ["0 12 1-7 * MON", "0 12 8-14,22-31 * FRI", "0 12 1-14 * 1#1,1#4,2L"])
def test_a_day_of_a_whole_week_starts_once(line: str) -> None:
    """Where a date and a day of the week may both be meant."""
    found = list(islice(firings(to_xml(triggers(line)), START), 200))
    assert found == sorted(set(found))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("61 * * * *", "minute '61' is not understood; it takes 0-59"),
        ("0 24 * * *", "hour '24' is not understood"),
        ("0 0 0 * *", "day-of-month '0' is not understood"),
        ("0 0 15W * *", "day-of-month '15W' is not understood"),
        ("0 0 * MAY-JAN *", "month 'MAY-JAN' is not understood"),
        ("0 0 * * MOO", "day-of-week 'MOO' is not understood; it takes 0-7 or SUN-SAT"),
        ("0 0 * * 5#6", "day-of-week '5#6' is not understood"),
        ("*/0 * * * *", "minute '*/0' is not understood"),
        ("0 0 * * 5#5", "day-of-week: Task Scheduler has no fifth week (#5); 5L is the last of the month"),
        ("0 0 LW * *", "day-of-month: Task Scheduler has no last working day"),
        ("0 0 30 2 *", "day-of-month: it never comes"),
        ("0 0 31 4,6 *", "day-of-month: it never comes"),
        ("0 0 */2 * MON", "day-of-month and day-of-week: both are wanted"),
        ("0 0 */100,1-7 * 1#1", "day-of-month and day-of-week: both are wanted"),
        ("0 0 0 * * *", "6 fields; five are wanted: minute, hour, day-of-month, month, day-of-week"),
        ("@dayly", "did you mean '@daily'?"),
        ("1,3,8,12,15,19,20,22,29,31,36,38,44,49,54,57,59 0,1,2,4,7,9,11,13,16,19,22 * * 1", "minute or hour with"),
        ("1,3,8,15,31 0,1,2,3,4,9,11,16,20 * * 1#1,2#2,3#3,4#4", "write minute or hour or day-of-week with"),
    ],
)
def test_what_cannot_be_said(line: str, told: str) -> None:
    """The error names the field."""
    with pytest.raises(ValueError, match="cron '") as caught:
        triggers(line)
    assert told in str(caught.value)


@pytest.mark.parametrize("alias", ["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"])
def test_aliases(alias: str) -> None:
    """Are croniter's."""
    found = firings(to_xml(triggers(alias)), START)
    assert list(islice(found, 100)) == list(islice(croniter(alias, START, ret_type=datetime), 100))


def test_nothing_crosses_midnight_before_its_first_day() -> None:
    """With a start, its first day has all its times."""
    line = "0 22-23,0-5 * * *"
    found = firings(to_xml(triggers({"cron": line, "start": "2027-02-10", "end": "2027-02-12"})), START)
    hours = [datetime(2027, 2, day, hour) for day in (10, 11, 12) for hour in (*range(6), 22, 23)]
    assert list(found) == hours


def test_the_reader_reads_repetitions_and_ends() -> None:
    """By hand, so that the reader and what it reads are not wrong alike."""
    text = (
        '<Triggers xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task"><TimeTrigger><Repetition>'
        "<Interval>PT7M</Interval></Repetition><StartBoundary>2027-01-31T02:00:00</StartBoundary>"
        "<EndBoundary>2027-01-31T02:40:00</EndBoundary></TimeTrigger><CalendarTrigger><Enabled>false</Enabled>"
        "<StartBoundary>2027-01-31T02:00:00</StartBoundary><ScheduleByDay/></CalendarTrigger></Triggers>"
    )
    assert [moment - START for moment in firings(text, START)] == [timedelta(minutes=5)]
