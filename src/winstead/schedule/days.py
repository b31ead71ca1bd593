"""The days of a schedule as Task Scheduler says them.

Element names and their order: <https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema>.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Element = tuple[str, "str | tuple[Element, ...]"]
"""An element of a task's XML: its name, and its text or its children."""

WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LAST = "Last"
WEEKS = ("1", "2", "3", "4", LAST)
"""The weeks of a month: together they are all, for the last is the fourth or the fifth."""
DATES = tuple(range(1, 32))
ALL_MONTHS = frozenset(range(1, 13))

_LONGEST = dict(zip(range(1, 13), (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True))


def every_day(interval: int = 1) -> Element:
    """Every day, or one of ``interval`` days."""
    return "ScheduleByDay", (("DaysInterval", str(interval)),)


def weekly(weekdays: Iterable[int], interval: int = 1) -> Element:
    """Days of the week (0 is Sunday) of every week, or of one of ``interval`` weeks."""
    return "ScheduleByWeek", (("WeeksInterval", str(interval)), _flags("DaysOfWeek", WEEKDAYS, weekdays, first=0))


def monthly(dates: Iterable[int], months: frozenset[int], last: bool = False) -> Element:
    """Days of months, and with ``last`` the month's last one.

    Raises ValueError where none of the months has any of the days.
    """
    days = sorted(dates)
    if not last and days[0] > max(_LONGEST[month] for month in months):
        raise ValueError("it never comes: none of its months is that long")
    texts = [str(day) for day in days] + [LAST] * last
    return "ScheduleByMonth", (("DaysOfMonth", tuple(("Day", text) for text in texts)), _months(months))


def monthly_weekdays(weeks: Mapping[int, Iterable[str]], months: frozenset[int]) -> tuple[Element, ...]:
    """The weeks' days: ``weeks`` has the weeks of the month in which each day of the week is meant.

    Days with equal weeks share a trigger, or weeks with equal days do, where that makes fewer.
    """
    by_day: dict[frozenset[str], set[int]] = {}
    by_week: dict[frozenset[int], set[str]] = {}
    for weekday, its in weeks.items():
        if its := frozenset(its):
            by_day.setdefault(its, set()).add(weekday)
    for week in WEEKS:
        if its_days := frozenset(weekday for weekday, its in weeks.items() if week in its):
            by_week.setdefault(its_days, set()).add(week)
    pairs = list(by_day.items())
    # The last week may be the fourth: in two triggers the day would come twice.
    apart = any("4" in its and any(LAST in one and one is not its for one in by_day) for its in by_day)
    if len(by_week) < len(by_day) and not apart:
        pairs = [(frozenset(its), set(days)) for days, its in by_week.items()]
    return tuple(_weekdays(days, its, months) for its, days in pairs)


def _weekdays(weekdays: set[int], weeks: frozenset[str], months: frozenset[int]) -> Element:
    if months == ALL_MONTHS and len(weeks) == len(WEEKS):
        return weekly(weekdays)
    texts = tuple(("Week", week) for week in WEEKS if week in weeks)
    return "ScheduleByMonthDayOfWeek", (
        ("Weeks", texts),
        _flags("DaysOfWeek", WEEKDAYS, weekdays, first=0),
        _months(months),
    )


def _months(months: Iterable[int]) -> Element:
    return _flags("Months", MONTHS, months, first=1)


def _flags(name: str, words: tuple[str, ...], chosen: Iterable[int], first: int) -> Element:
    return name, tuple((words[number - first], "") for number in sorted(chosen))
