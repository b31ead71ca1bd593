"""Schedules in all their forms, as triggers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from taskxml import firings, to_xml
from winstead.schedule import Schedule, triggers
from winstead.schedule.types import iso_duration
from winstead.schedule.words import describe

ENABLED = "<Enabled>true</Enabled>"
EVERY_DAY = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
ALL_MONTHS = (
    "<Months><January /><February /><March /><April /><May /><June /><July /><August /><September /><October />"
    "<November /><December /></Months>"
)
SELECT = '&lt;QueryList&gt;&lt;Query Id="0" Path="{0}"&gt;&lt;Select Path="{0}"&gt;{1}&lt;/Select&gt;&lt;/Query&gt;'
SELECT += "&lt;/QueryList&gt;"


def _start(moment: str) -> str:
    return f"<StartBoundary>{moment}</StartBoundary>"


def _calendar(time: str, days: str, before: str = "", after: str = "") -> str:
    return f"<CalendarTrigger>{before}{_start(f'2000-01-01T{time}:00')}{ENABLED}{after}{days}</CalendarTrigger>"


def _week(*days: str) -> str:
    flags = "".join(f"<{day} />" for day in days)
    return f"<ScheduleByWeek><WeeksInterval>1</WeeksInterval><DaysOfWeek>{flags}</DaysOfWeek></ScheduleByWeek>"


def _in_weeks(weeks: list[str], *days: str) -> str:
    its = "".join(f"<Week>{week}</Week>" for week in weeks)
    flags = "".join(f"<{day} />" for day in days)
    days_of_week = f"<DaysOfWeek>{flags}</DaysOfWeek>"
    return f"<ScheduleByMonthDayOfWeek><Weeks>{its}</Weeks>{days_of_week}{ALL_MONTHS}</ScheduleByMonthDayOfWeek>"


FORMS: list[tuple[object, list[str], list[str]]] = [
    ("30 2 * * *", [_calendar("02:30", EVERY_DAY)], ["every day at 02:30"]),
    ({"cron": "30 2 * * *"}, [_calendar("02:30", EVERY_DAY)], ["every day at 02:30"]),
    (
        {"cron": "*/5 * * * *", "random_delay": "10m"},
        [
            _calendar(
                "00:00",
                EVERY_DAY,
                "<Repetition><Interval>PT5M</Interval><Duration>PT23H55M30S</Duration></Repetition>",
                "<RandomDelay>PT10M</RandomDelay>",
            )
        ],
        ["every day from 00:00, every 5 min until 23:55, up to 10 min later"],
    ),
    (
        {"every": "7m"},
        [
            "<TimeTrigger><Repetition><Interval>PT7M</Interval></Repetition>"
            f"{_start('2000-01-01T00:00:00')}{ENABLED}</TimeTrigger>"
        ],
        ["every 7 min, from 2000-01-01 00:00 on"],
    ),
    (
        {"every": "1d", "start": "2027-01-31 02:30", "end": "2027-12-31", "time_zone": "UTC"},
        [
            f"<TimeTrigger><Repetition><Interval>P1D</Interval></Repetition>{_start('2027-01-31T02:30:00Z')}"
            f"<EndBoundary>2027-12-31T23:59:59Z</EndBoundary>{ENABLED}</TimeTrigger>"
        ],
        ["every 1 d, from 2027-01-31 02:30 on, until 2027-12-31 23:59:59, UTC"],
    ),
    (
        {"daily": ["14:30", "02:30"]},
        [
            _calendar(
                "02:30",
                EVERY_DAY,
                "<Repetition><Interval>PT12H</Interval><Duration>PT12H30S</Duration></Repetition>",
            )
        ],
        ["every day from 02:30, every 12 h until 14:30"],
    ),
    (
        {"daily": "02:30", "days": 2, "start": date(2027, 1, 31)},
        [
            f"<CalendarTrigger>{_start('2027-01-31T02:30:00')}{ENABLED}<ScheduleByDay><DaysInterval>2</DaysInterval>"
            "</ScheduleByDay></CalendarTrigger>"
        ],
        ["every 2 days at 02:30, from 2027-01-31 on"],
    ),
    (
        {"weekly": ["fri", "Monday"], "at": "07:00"},
        [_calendar("07:00", _week("Monday", "Friday"))],
        ["Mon, Fri at 07:00"],
    ),
    (
        {"monthly": [1, "last"], "at": ["07:00"], "months": "jan"},
        [
            _calendar(
                "07:00",
                "<ScheduleByMonth><DaysOfMonth><Day>1</Day><Day>Last</Day></DaysOfMonth><Months><January /></Months>"
                "</ScheduleByMonth>",
            )
        ],
        ["day 1 and the last day of Jan at 07:00"],
    ),
    (
        {"monthly_weekday": {"first": "mon", "last": ["mon", "fri"]}, "at": "07:00"},
        [
            _calendar("07:00", _in_weeks(["1", "Last"], "Monday")),
            _calendar("07:00", _in_weeks(["Last"], "Friday")),
        ],
        ["first and last Mon of every month at 07:00", "last Fri of every month at 07:00"],
    ),
    (
        {"once": "2027-01-31 02:30", "random_delay": "1h"},
        [
            f"<TimeTrigger>{_start('2027-01-31T02:30:00')}{ENABLED}<RandomDelay>PT1H</RandomDelay></TimeTrigger>",
        ],
        ["once, 2027-01-31 02:30, up to 1 h later"],
    ),
    ("@reboot", [f"<BootTrigger>{ENABLED}</BootTrigger>"], ["at startup"]),
    (
        {"startup": True, "delay": "90s", "start": "2027-01-31"},
        [f"<BootTrigger>{_start('2027-01-31T00:00:00')}{ENABLED}<Delay>PT1M30S</Delay></BootTrigger>"],
        ["at startup, 1 min 30 s later, from 2027-01-31 00:00 on"],
    ),
    (
        {"cron": "@reboot", "delay": "30s"},
        [f"<BootTrigger>{ENABLED}<Delay>PT30S</Delay></BootTrigger>"],
        ["at startup, 30 s later"],
    ),
    ("idle", [f"<IdleTrigger>{ENABLED}</IdleTrigger>"], ["when nobody uses the host"]),
    ("Logon", [f"<LogonTrigger>{ENABLED}</LogonTrigger>"], ["when anybody logs on"]),
    (
        {"logon": "CORP\\ops", "delay": 30},
        [f"<LogonTrigger>{ENABLED}<UserId>CORP\\ops</UserId><Delay>PT30S</Delay></LogonTrigger>"],
        ["when CORP\\ops logs on, 30 s later"],
    ),
    (
        "unlock",
        [
            f"<SessionStateChangeTrigger>{ENABLED}<StateChange>SessionUnlock</StateChange></SessionStateChangeTrigger>",
        ],
        ["when anybody unlocks the host"],
    ),
    (
        {"unlock": "CORP\\ops", "delay": "1s"},
        [
            f"<SessionStateChangeTrigger>{ENABLED}<UserId>CORP\\ops</UserId><Delay>PT1S</Delay>"
            "<StateChange>SessionUnlock</StateChange></SessionStateChangeTrigger>"
        ],
        ["when CORP\\ops unlocks the host, 1 s later"],
    ),
    (
        {"event_log": "System", "source": "Service Control Manager", "id": 7036, "delay": "5s"},
        [
            f"<EventTrigger>{ENABLED}<Subscription>"
            + SELECT.format("System", "*[System[Provider[@Name='Service Control Manager'] and EventID=7036]]")
            + "</Subscription><Delay>PT5S</Delay></EventTrigger>"
        ],
        ["on an event, 5 s later"],
    ),
    (
        {"event_log": "R&D", "query": "*[System[Level<3]]"},
        [
            f"<EventTrigger>{ENABLED}<Subscription>"
            + SELECT.format("R&amp;amp;D", "*[System[Level&amp;lt;3]]")
            + "</Subscription></EventTrigger>"
        ],
        ["on an event"],
    ),
    (
        ["startup", "@daily", {"daily": "00:00"}],
        [f"<BootTrigger>{ENABLED}</BootTrigger>", _calendar("00:00", EVERY_DAY)],
        ["at startup", "every day at 00:00"],
    ),
]


@pytest.mark.parametrize(("schedule", "xml", "words"), FORMS, ids=str)
def test_forms(schedule: object, xml: list[str], words: list[str]) -> None:
    """Each form's triggers, in XML and in words; it stays as it was written; and the JSON schema takes it."""
    found = triggers(schedule)
    assert [to_xml([one]) for one in found] == [f"<Triggers>{one}</Triggers>" for one in xml]
    assert [describe(one) for one in found] == words
    assert Task(schedule=schedule).schedule == schedule
    if "date(" not in repr(schedule) and schedule != "Logon":
        jsonschema.validate({"schedule": schedule}, Task.model_json_schema())


class Task(BaseModel):
    """A model with a schedule."""

    schedule: Schedule


MISTAKES = [
    ([], "a schedule with nothing in it"),
    (3, "3 is no schedule: write a line of cron, an event, or a map such as {every: 5m}"),
    ("startp", "'startp' is neither an event nor a line of cron; did you mean 'startup'?"),
    ({"daly": "02:30"}, "'daly' is no form of a schedule; did you mean 'daily'?"),
    ({}, "'' is no form of a schedule; known: cron, daily"),
    (
        {"daily": "02:30", "weekly": "mon"},
        "daily and weekly: one form of a schedule is wanted; write several as a list",
    ),
    (["startup", {"every": "5"}], "entry 2: every: '5' is no duration"),
    ({"every": "30s"}, "every: Task Scheduler takes 1m to 31d"),
    ({"every": "32d"}, "every: Task Scheduler takes 1m to 31d"),
    ({"every": "90500ms"}, "every: Task Scheduler counts whole seconds"),
    ({"daily": 750}, "daily: 750 is no time of day: write '02:30', in quotes"),
    ({"daily": "24:00"}, "daily: '24:00' is no time of day"),
    ({"daily": []}, "daily: the list is empty"),
    ({"daily": "02:30", "days": 2}, "days needs start: the day from which they are counted"),
    ({"daily": "02:30", "delay": "5s"}, "delay: Task Scheduler has none for daily, but random_delay"),
    ({"startup": True, "random_delay": "5s"}, "random_delay: Task Scheduler has none for startup, but delay"),
    ({"idle": True, "delay": "5s"}, "delay: Task Scheduler has none for idle"),
    ({"weekly": "mon"}, "at: this key is needed"),
    ({"weekly": "mn", "at": "07:00"}, "weekly: 'mn' is not known; did you mean 'mon'?"),
    ({"weekly": "mon", "at": "07:00", "strt": "2027-01-31"}, "strt: unknown key; did you mean 'start'?"),
    ({"weekly": "mon", "at": "07:00", "weeks": 2}, "weeks needs start"),
    ({"monthly": 0, "at": "07:00"}, "monthly: 0 is no day of a month: write 1 to 31, or last"),
    ({"monthly": 31, "at": "07:00", "months": ["feb", "apr"]}, "monthly: it never comes"),
    ({"monthly_weekday": {"fifth": "mon"}, "at": "07:00"}, "monthly_weekday: 'fifth' is no week of a month"),
    ({"monthly_weekday": "mon", "at": "07:00"}, "monthly_weekday: 'mon' is no week with its days"),
    ({"once": "2027-01-31"}, "once: a day and a time are wanted"),
    ({"once": "31.1.2027"}, "once: '31.1.2027' is no date: write '2027-01-31' or '2027-01-31 02:30'"),
    ({"once": "2027-01-31 02:30+01:00"}, "UTC is said by time_zone"),
    ({"daily": "02:30", "start": "2027-01-31 10:00"}, "start: a day is wanted, without a time"),
    ({"daily": "02:30", "start": "2027-01-31", "end": "2027-01-30"}, "end: 2027-01-30 is not after start, 2027-01-31"),
    ({"daily": "02:30", "time_zone": "CET"}, "time_zone: 'CET' is not possible: Task Scheduler knows the host's own"),
    ({"logon": 1}, "logon: a user is wanted, as 'DOMAIN\\user', or true for anybody"),
    ({"logon": "a\0"}, "is empty or holds a control character"),
    ({"event_log": "System"}, "event_log: say source, id or both; or a query alone"),
    ({"event_log": "System", "id": 1, "query": "*"}, "event_log: say source, id or both; or a query alone"),
    ({"event_log": "System", "source": "'\""}, "source: XPath cannot hold both kinds of quotes"),
    ([f"{minute} {minute % 24} * * 1-5" for minute in range(49)], "49 triggers are needed together"),
]


@pytest.mark.parametrize(("schedule", "told"), MISTAKES, ids=str)
def test_mistakes(schedule: object, told: str) -> None:
    """An error names the field and what to do, in a model too."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        triggers(schedule)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    with pytest.raises(ValidationError):
        Task.model_validate({"schedule": schedule})


@settings(max_examples=200, deadline=None, database=None, derandomize=True)
@given(st.lists(st.integers(0, 1439), min_size=1, max_size=10), st.sampled_from(["daily", "weekly", "monthly"]))
def test_times_of_day(minutes: list[int], form: str) -> None:
    """Several times are as few triggers as can be, and start once each."""
    texts = [f"{minute // 60:02}:{minute % 60:02}" for minute in minutes]
    days: dict[str, Any] = {"weekly": {"weekly": "sun", "at": texts}, "monthly": {"monthly": "last", "at": texts}}
    start, wanted = datetime(2027, 1, 31), sorted(set(minutes))  # a Sunday
    found = firings(to_xml(triggers(days.get(form, {"daily": texts}))), start - timedelta(minutes=1))
    assert list(islice(found, len(wanted))) == [start + timedelta(minutes=minute) for minute in wanted]


def test_other_days_and_weeks_are_counted_from_the_start() -> None:
    """Every third day, every other week."""
    daily = triggers({"daily": "02:30", "days": 3, "start": "2027-01-31"})
    begun = datetime(2027, 1, 1)
    assert [f"{one:%m-%d}" for one in islice(firings(to_xml(daily), begun), 3)] == ["01-31", "02-03", "02-06"]
    fortnight = triggers({"weekly": ["mon", "fri"], "weeks": 2, "at": "02:30", "start": "2027-02-03"})
    found = [f"{one:%a %m-%d}" for one in islice(firings(to_xml(fortnight), begun), 3)]
    assert found == ["Fri 02-05", "Mon 02-15", "Fri 02-19"]


@settings(deadline=None, database=None, derandomize=True)
@given(st.integers(0, 10**9))
def test_durations(seconds: int) -> None:
    """Are read back as what was written."""
    text = iso_duration(seconds)
    day, _, clock = text.removeprefix("P").partition("T")
    units = {"D": 86400, "H": 3600, "M": 60, "S": 1}
    numbers = "".join(one if one.isdigit() else one + " " for one in day + clock).split()
    assert sum(int(one[:-1]) * units[one[-1]] for one in numbers) == seconds
