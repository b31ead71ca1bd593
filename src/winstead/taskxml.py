"""The XML that Windows registers scheduled tasks by, and the one form that triggers are compared in.

What stands in it: <https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema>.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

import jinja2

from winstead.render import xml_environment
from winstead.schedule import Element

# XML 1.0 has no way to write these; a carriage return is taken for the end of a line when the XML is read.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_DURATIONS = ("Delay", "Duration", "ExecutionTimeLimit", "Interval", "PeriodOfOccurrence", "RandomDelay")

# What may be left out of a trigger, for Windows takes it so. ps1/scheduledtask/Format-TaskTrigger.ps1 has the same.
_DEFAULTS = (
    "DaysInterval=1",
    "Delay=0",
    "Enabled=true",
    "Months(April, August, December, February, January, July, June, March, May, November, October, September)",
    "RandomDelay=0",
    "Repetition",
    "StopAtDurationEnd=false",
    "WeeksInterval=1",
)


def fit_for_xml(value: str) -> str:
    """A text that XML can hold.

    Raises ValueError for one with a control character other than tab and line feed, a lone surrogate or a non-character
    (<https://www.w3.org/TR/xml/#charsets>).
    """
    if bad := _UNFIT.search(value):
        raise ValueError(f"the XML of a scheduled task cannot hold the character U+{ord(bad[0]):04X}")
    return value


def iso_duration(seconds: int) -> str:
    """Whole seconds as Task Scheduler writes them: ``P1DT2H``, ``PT90M`` as ``PT1H30M``, none as ``PT0S``."""
    parts = ((seconds // 86400, "D"), (seconds // 3600 % 24, "H"), (seconds // 60 % 60, "M"), (seconds % 60, "S"))
    days, *time = (f"{number}{unit}" if number else "" for number, unit in parts)
    clock = "".join(time)
    return f"P{days}T{clock}" if clock else f"P{days}" if days else "PT0S"


def trigger_line(element: Element) -> str:
    """A trigger in the one form that triggers are compared in.

    Its parts are sorted, what is Windows' default is left out, and durations are seconds:
    ``CalendarTrigger(ScheduleByDay, StartBoundary=2000-01-01T02:30:00)``.
    """
    name, value = element
    if isinstance(value, str):
        return f"{name}={_seconds(value) if name in _DURATIONS else value}" if value else name
    return _joined(name, (line for line in map(trigger_line, value) if line not in _DEFAULTS))


def sorted_lines(lines: Iterable[str]) -> list[str]:
    """Lines in the order of their UTF-16 units, which is .NET's ordinal one."""
    return sorted(lines, key=lambda line: line.encode("utf-16-be", "surrogatepass"))


def task_xml(
    task: Mapping[str, object], triggers: Iterable[Element], *, grouped: bool = False, restart: object = None
) -> str:
    """The XML of a task that has these properties, as the kind ScheduledTask gives them to PowerShell.

    ``grouped`` says that its account is a group; ``restart`` has a ``count`` and an ``interval`` in seconds.
    """
    return _template().render(task=task, triggers=triggers, grouped=grouped, restart=restart)


def _joined(name: str, lines: Iterable[str]) -> str:
    parts = ", ".join(sorted_lines(lines))
    return f"{name}({parts})" if parts else name


def _seconds(text: str) -> int:
    match = _DURATION.fullmatch(text)
    if not match:
        raise ValueError(f"'{text}' is no duration of a trigger: days, hours, minutes and whole seconds are")
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return ((days * 24 + hours) * 60 + minutes) * 60 + seconds


@cache
def _template() -> jinja2.Template:
    made = xml_environment()
    made.filters["duration"] = iso_duration
    return made.get_template("task.xml.j2")
