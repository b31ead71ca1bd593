"""A trigger in words, for people who read a schedule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from winstead.schedule.days import DATES, LAST, MONTHS, WEEKDAYS, WEEKS, Element

_WEEKS = dict(zip(WEEKS, ("first", "second", "third", "fourth", "last"), strict=True))
_FROM_MONDAY = WEEKDAYS[1:] + WEEKDAYS[:1]
_EVENTS = {
    "BootTrigger": "at startup",
    "IdleTrigger": "when nobody uses the host",
    "LogonTrigger": "when {} logs on",
    "SessionStateChangeTrigger": "when {} unlocks the host",
    "EventTrigger": "on an event",
}
_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")


def describe(trigger: Element) -> str:
    """A trigger of `winstead.schedule.triggers` in words: ``Mon-Fri from 09:00, every 1 h until 17:00``."""
    kind, start, interval = trigger[0], _text(trigger, "StartBoundary"), _text(trigger, "Repetition/Interval")
    if kind == "CalendarTrigger":
        told = f"{_days(trigger)} {_times(trigger)}"
    elif kind == "TimeTrigger":
        told = f"every {_length(interval)}, from {_moment(start)} on" if interval else f"once, {_moment(start)}"
    else:
        told = _EVENTS[kind].format(_text(trigger, "UserId") or "anybody")
    return ", ".join([told, *_besides(trigger)])


def _besides(trigger: Element) -> Iterator[str]:
    start, end = _text(trigger, "StartBoundary"), _text(trigger, "EndBoundary")
    if delay := _text(trigger, "Delay"):
        yield f"{_length(delay)} later"
    if delay := _text(trigger, "RandomDelay"):
        yield f"up to {_length(delay)} later"
    if start and trigger[0] != "TimeTrigger" and not start.startswith("2000-01-01T"):
        yield f"from {start[:10] if trigger[0] == 'CalendarTrigger' else _moment(start)} on"
    if end:
        yield f"until {_moment(end)}"
    if start.endswith("Z"):
        yield "UTC"


def _days(trigger: Element) -> str:
    """The days of a calendar's trigger."""
    if interval := _text(trigger, "ScheduleByDay/DaysInterval"):
        return "every day" if interval == "1" else f"every {interval} days"
    if weekdays := _children(trigger, "ScheduleByWeek/DaysOfWeek"):
        interval = _text(trigger, "ScheduleByWeek/WeeksInterval")
        return _names(weekdays, _FROM_MONDAY) + (f" of every {interval} weeks" if interval != "1" else "")
    if dates := _children(trigger, "ScheduleByMonth/DaysOfMonth"):
        numbers = tuple((str(text), "") for _, text in dates if text != LAST)
        told = ["day" + "s" * (len(numbers) > 1) + " " + _names(numbers, tuple(map(str, DATES)))] if numbers else []
        told += ["the last day"] * (("Day", LAST) in dates)
        months = _months(_children(trigger, "ScheduleByMonth/Months"))
        return ("every day" if len(numbers) == len(DATES) else " and ".join(told)) + months
    weeks = [_WEEKS[str(text)] for _, text in _children(trigger, "ScheduleByMonthDayOfWeek/Weeks")]
    which = "every" if len(weeks) == len(WEEKS) else " and ".join(weeks)
    names = _names(_children(trigger, "ScheduleByMonthDayOfWeek/DaysOfWeek"), _FROM_MONDAY)
    return f"{which} {names}{_months(_children(trigger, 'ScheduleByMonthDayOfWeek/Months'))}"


def _months(months: tuple[Element, ...]) -> str:
    return " of " + ("every month" if len(months) == len(MONTHS) else _names(months, MONTHS))


def _names(chosen: tuple[Element, ...], order: tuple[str, ...]) -> str:
    """Names in short, three and more that follow each other as a range."""
    stretches: list[list[int]] = []
    for place in sorted(order.index(name) for name, _ in chosen):
        if stretches and stretches[-1][-1] == place - 1:
            stretches[-1].append(place)
        else:
            stretches.append([place])
    short = [name[:3] for name in order]
    texts = (
        [f"{short[one[0]]}-{short[one[-1]]}"] if len(one) > 2 else [short[place] for place in one] for one in stretches
    )
    return ", ".join(text for several in texts for text in several)


def _times(trigger: Element) -> str:
    """The times of day of a calendar's trigger."""
    first = datetime.fromisoformat(_text(trigger, "StartBoundary").removesuffix("Z"))
    interval = _text(trigger, "Repetition/Interval")
    if not interval:
        return f"at {first:%H:%M}"
    step = _span(interval)
    last = first + _span(_text(trigger, "Repetition/Duration")) // step * step
    next_day = " the next day" if last.date() != first.date() else ""
    return f"from {first:%H:%M}, every {_length(interval)} until {last:%H:%M}{next_day}"


def _moment(text: str) -> str:
    return text.removesuffix("Z").replace("T", " ").removesuffix(":00")


def _numbers(duration: str) -> list[int]:
    match = _DURATION.fullmatch(duration)
    return [int(one or 0) for one in match.groups()] if match else []


def _span(duration: str) -> timedelta:
    days, hours, minutes, seconds = _numbers(duration)
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def _length(duration: str) -> str:
    units = zip(_numbers(duration), ("d", "h", "min", "s"), strict=True)
    return " ".join(f"{number} {unit}" for number, unit in units if number)


def _value(element: Element, path: str) -> str | tuple[Element, ...]:
    """What is in an element below; nothing where it is not there."""
    for name in path.split("/"):
        inside = element[1] if isinstance(element[1], tuple) else ()
        element = next((one for one in inside if one[0] == name), ("", ()))
    return element[1]


def _children(element: Element, path: str) -> tuple[Element, ...]:
    value = _value(element, path)
    return value if isinstance(value, tuple) else ()


def _text(element: Element, path: str) -> str:
    value = _value(element, path)
    return value if isinstance(value, str) else ""
