"""Cron's five fields, as days and times that Task Scheduler can say.

The library cronsim reads them, so they mean what Debian's cron means by them. The library croniter reads some lines in
another way: a range of one number (``5-5``) is every number there; a step on a single day of the week (``1/3``) ends
on Saturday, not on Sunday; ranges may run backwards, which is an error here. Without being told to
(``implement_cron_bug``), it takes either day where day-of-month or day-of-week begins with ``*`` but leaves days out
(``*/2``): cron wants both then. Day-of-week with ``#`` beside a day-of-month are both wanted there, either here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from cronsim import CronSim, CronSimError

from winstead.schedule.days import ALL_MONTHS, DATES, LAST, WEEKS, Element, every_day, monthly, monthly_weekdays
from winstead.schedule.times import Series, fewest
from winstead.strict import nearest

REBOOT = "@reboot"
ALIASES = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
}
MOST = 48
"""Triggers that a task can have: <https://learn.microsoft.com/windows/win32/taskschd/triggercollection>."""

_FIELDS = {
    "minute": "0-59",
    "hour": "0-23",
    "day-of-month": "1-31, L for the last",
    "month": "1-12 or JAN-DEC",
    "day-of-week": "0-7 or SUN-SAT, 5#2 for the second Friday, 5L for the last",
}
_BLOCKS = {str(week): set(range(7 * week - 6, 7 * week + 1)) for week in range(1, 5)}
_TAIL = {29, 30, 31}
_ANY = datetime(2000, 1, 1)


@dataclass(frozen=True)
class Cron:
    """What a line of cron says: its minutes and hours, and its days, a trigger's each."""

    text: str
    minutes: frozenset[int]
    hours: frozenset[int]
    days: tuple[Element, ...]

    def series(self, around: bool) -> tuple[Series, ...]:
        """Its times, as the fewest series; with ``around`` they may cross midnight, if every day has them.

        Raises ValueError, with the fields that are to blame, where they and the days make more triggers than a task
        can have.
        """
        around = around and self.days == (every_day(),)
        found = fewest(self.minutes, self.hours, around)
        if len(found) * len(self.days) <= MOST:
            return found
        few = {
            "minute": len(fewest(frozenset({0}), self.hours, around)) * len(self.days),
            "hour": len(fewest(self.minutes, frozenset(range(24)), around)) * len(self.days),
            "day-of-week": len(found),
        }
        blamed = [field for field, count in few.items() if count <= MOST] or ["minute", "hour"]
        raise ValueError(
            f"cron '{self.text}': {len(found) * len(self.days)} triggers are needed, and a task can have {MOST}: "
            f"write {' or '.join(blamed)} with fewer values, or with even steps"
        )


def read(text: str) -> Cron:
    """What a line of cron says: five fields with names, ranges, steps and lists, or ``@daily`` and the like.

    Where day-of-month and day-of-week are both given, either will do; but if one of them begins with ``*``, both are
    wanted (``*/100,1-7`` with ``MON`` is the first Monday), as cron has it. A day that both mean starts twice at one
    minute, unless whole weeks of the month (``1-7``) are meant: Task Scheduler's default is to ignore the second.

    Raises ValueError, with the field, for what is no cron, never comes, or cannot be said in triggers.
    """
    line = text.strip().lower()
    if line.startswith("@") and line not in ALIASES:
        raise ValueError(f"cron '{text}': {nearest(line, [*ALIASES, REBOOT])}")
    fields = ALIASES.get(line, text).split()
    if len(fields) != len(_FIELDS):
        raise ValueError(f"cron '{text}': {len(fields)} fields; five are wanted: {', '.join(_FIELDS)}")
    fields[4] = re.sub(r"(?i)\bL([0-7])\b", r"\1L", fields[4])  # croniter's way to write the last
    sim = _parse(text, fields)
    return Cron(text, frozenset(sim.minutes), frozenset(sim.hours), _days(text, sim))


def _parse(text: str, fields: list[str]) -> CronSim:
    for place, (name, takes) in enumerate(_FIELDS.items()):
        alone = ["*"] * len(fields)
        alone[place] = fields[place]
        try:
            CronSim(" ".join(alone), _ANY)
        except CronSimError:
            raise ValueError(
                f"cron '{text}': {name} '{fields[place]}' is not understood; it takes {takes}, with lists, ranges "
                "and steps"
            ) from None
    try:
        return CronSim(" ".join(fields), _ANY)
    except CronSimError:
        _refuse(text, "day-of-month", "it never comes: none of its months is that long")


def _days(text: str, sim: CronSim) -> tuple[Element, ...]:
    dates, months = {day for day in sim.days if day > 0}, frozenset(sim.months)
    last = CronSim.LAST in sim.days
    if CronSim.LAST_WEEKDAY in sim.days:
        _refuse(text, "day-of-month", "Task Scheduler has no last working day (LW); 5L in day-of-week is a last Friday")
    weeks = _weeks(text, sim)
    any_date = len(dates) == len(DATES)
    any_weekday = len(weeks) == 7 and all(its == set(WEEKS) for its in weeks.values())
    if any_date or any_weekday:
        if (any_date and any_weekday) or not sim.day_and:
            return (every_day() if months == ALL_MONTHS else monthly(DATES, months),)
        return monthly_weekdays(weeks, months) if any_date else (monthly(dates, months, last),)
    if sim.day_and:
        return monthly_weekdays(_both(text, weeks, dates, last), months)
    found = monthly_weekdays({day: its - _weeks_in(dates) for day, its in weeks.items()}, months)
    try:
        return (monthly(dates, months, last), *found)
    except ValueError:
        return found  # its dates never come, its weekdays do


def _weeks(text: str, sim: CronSim) -> dict[int, set[str]]:
    """The weeks of the month in which each day of the week is meant."""
    found: dict[int, set[str]] = {}
    for item in sim.weekdays:
        weekday, week = item if isinstance(item, tuple) else (item, None)
        its = set(WEEKS) if week is None else {LAST if week == CronSim.LAST else str(week)}
        if "5" in its:
            _refuse(text, "day-of-week", f"Task Scheduler has no fifth week (#5); {weekday}L is the last of the month")
        found.setdefault(weekday % 7, set()).update(its)
    return found


def _weeks_in(dates: set[int]) -> set[str]:
    """The weeks of which all days are among the dates; the last, if they can be no others in it."""
    found = {week for week, block in _BLOCKS.items() if block <= dates}
    return found | {LAST} if "4" in found and dates >= _TAIL else found


def _both(text: str, weeks: dict[int, set[str]], dates: set[int], last: bool) -> dict[int, set[str]]:
    """The weeks in which days of the week are meant that are among the dates too."""
    whole = _weeks_in(dates)
    covered = set[int]().union(*(_BLOCKS.get(week, _TAIL) for week in whole))
    if last or dates != covered or any(its != set(WEEKS) for its in weeks.values()):
        _refuse(
            text,
            "day-of-month and day-of-week",
            "both are wanted, for one begins with *, and Task Scheduler has no trigger for that, but for whole weeks "
            "(*/100,1-7 with MON is the first Monday)",
        )
    return dict.fromkeys(weeks, whole)


def _refuse(text: str, field: str, why: str) -> NoReturn:
    raise ValueError(f"cron '{text}': {field}: {why}")
