"""Reads the triggers of a task's XML as Task Scheduler does: when they start it, from the XML's text alone."""

from __future__ import annotations

import calendar
import heapq
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta

from winstead.schedule import Element

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_SPACE = re.compile(r"\{.*\}")


def to_xml(triggers: Iterable[Element]) -> str:
    """Triggers as the element Triggers, in text."""
    root = ET.Element("Triggers")
    for trigger in triggers:
        _add(root, trigger)
    return ET.tostring(root, encoding="unicode")


def _add(parent: ET.Element, element: Element) -> None:
    name, value = element
    child = ET.SubElement(parent, name)
    if isinstance(value, str):
        child.text = value or None
    else:
        for one in value:
            _add(child, one)


def firings(xml_triggers: str, start: datetime) -> Iterator[datetime]:
    """The moments after ``start`` at which the element Triggers starts its task, twice where two triggers do.

    Times have no zone; those of events, which come at no known time, are left out.
    """
    root = ET.fromstring(xml_triggers)
    for element in root.iter():
        element.tag = _SPACE.sub("", element.tag)
    return heapq.merge(*(_firings(one, start) for one in root if one.tag in ("CalendarTrigger", "TimeTrigger")))


def _firings(trigger: ET.Element, after: datetime) -> Iterator[datetime]:
    if trigger.findtext("Enabled", "true") != "true":
        return
    first = datetime.fromisoformat(trigger.findtext("StartBoundary", "").removesuffix("Z"))
    end = datetime.fromisoformat(trigger.findtext("EndBoundary", "9999-01-01T00:00:00").removesuffix("Z"))
    interval = _duration(trigger.findtext("Repetition/Interval"))
    duration = _duration(trigger.findtext("Repetition/Duration"))
    if trigger.tag == "TimeTrigger":
        starts: Iterable[datetime] = [first]
        if interval and not duration:
            duration = end - first
            first += max(0, (after - first) // interval) * interval
            starts = [first]
    else:
        days = _days(trigger, max(first.date(), after.date() - timedelta(days=1)), first.date())
        starts = (datetime.combine(day, first.time()) for day in days)
    for begun in starts:
        if begun > end:
            return
        moment = begun
        while moment <= min(end, begun + duration):
            if moment > after:
                yield moment
            if not interval:
                break
            moment += interval


def _duration(text: str | None) -> timedelta:
    match = _DURATION.fullmatch(text or "P")
    assert match, text
    days, hours, minutes, seconds = (int(one or 0) for one in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _days(trigger: ET.Element, start: date, first: date) -> Iterator[date]:
    """The days of a calendar's trigger, counted from ``first``, that are not before ``start``."""
    if trigger.find("ScheduleByDay") is not None:
        interval = int(trigger.findtext("ScheduleByDay/DaysInterval", "1"))
        return _each(start + timedelta(days=-(start - first).days % interval), interval)
    if (week := trigger.find("ScheduleByWeek")) is not None:
        interval = int(week.findtext("WeeksInterval", "1"))
        weekdays = _names(week, "DaysOfWeek")
        sunday = first - timedelta(days=first.isoweekday() % 7)
        return (day for day in _each(start, 1) if f"{day:%A}" in weekdays and (day - sunday).days // 7 % interval == 0)
    if (month := trigger.find("ScheduleByMonth")) is not None:
        dates = {one.text for one in month.findall("DaysOfMonth/Day")}
        return _in_months(
            start, _names(month, "Months"), lambda day, last: str(day.day) in dates or (last and "Last" in dates)
        )
    month = trigger.find("ScheduleByMonthDayOfWeek")
    assert month is not None
    weeks = {one.text for one in month.findall("Weeks/Week")}
    weekdays = _names(month, "DaysOfWeek")

    def meant(day: date, _last: bool) -> bool:
        ends = (day + timedelta(days=7)).month != day.month
        return f"{day:%A}" in weekdays and (str((day.day + 6) // 7) in weeks or (ends and "Last" in weeks))

    return _in_months(start, _names(month, "Months"), meant)


def _each(day: date, interval: int) -> Iterator[date]:
    while True:
        yield day
        day += timedelta(days=interval)


def _in_months(start: date, months: set[str], meant: Callable[[date, bool], bool]) -> Iterator[date]:
    year, month = start.year, start.month
    while True:
        if calendar.month_name[month] in months:
            last = calendar.monthrange(year, month)[1]
            for number in range(1, last + 1):
                if (day := date(year, month, number)) >= start and meant(day, number == last):
                    yield day
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _names(parent: ET.Element, path: str) -> set[str]:
    return {one.tag for one in parent.findall(f"{path}/*")}
