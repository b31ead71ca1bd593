"""Lines of cron as triggers: they start when croniter says, and there are as few as can be."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby, islice

import pytest
from croniter import croniter
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from taskxml import firings, to_xml
from winstead.schedule import triggers
from winstead.schedule_words import describe

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
    assert table().count("\n") == 2 + len(TABLE)


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
BLOCK = st.sampled_from(["*/100,1-7", "*/100,1-14", "*/100,2-7,8-31", "1-7", "8-21", "15-31", "22-28"])
DAYS = {
    "every day": st.just(("*", "*")),
    "dates": st.tuples(DATES, STAR),
    "weekdays": st.tuples(STAR, st.one_of(WEEKDAYS, WEEKS)),
    "both": st.tuples(st.one_of(DATES, BLOCK), WEEKDAYS),
}
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda one: one.replace(second=0, microsecond=0))


def _blamed(error: ValueError) -> bool:
    """Whether an error is one of those that a line without a mistake may have, and names a field."""
    text = str(error)
    too_many = "triggers are needed, and a task can have 48: write " in text
    return (too_many and any(one in text for one in ("minute", "hour", "day-of-week"))) or any(
        told in text for told in ("day-of-month: it never comes", "day-of-month and day-of-week: both are wanted")
    )


@pytest.mark.parametrize("days", DAYS)
def test_triggers_start_when_croniter_says(days: str) -> None:
    """1,250 lines of each kind of days: the next 200 starts, from the triggers' XML, are croniter's."""

    @settings(max_examples=1250, deadline=None, database=None, derandomize=True, suppress_health_check=[*HealthCheck])
    @given(st.tuples(MINUTES, HOURS), DAYS[days], MONTHS, MOMENTS)
    def compare(times: tuple[str, str], day: tuple[str, str], month: str, start: datetime) -> None:
        line = f"{times[0]} {times[1]} {day[0]} {month} {day[1]}"
        try:
            found = triggers(line)
        except ValueError as error:
            assert _blamed(error), line
            assume(False)
        moments = firings(to_xml(found), start)
        once = (moment for moment, _ in groupby(moments)) if days == "both" else moments
        wanted = croniter(line, start, ret_type=datetime, implement_cron_bug=True)
        assert list(islice(once, 200)) == list(islice(wanted, 200)), line

    compare()
