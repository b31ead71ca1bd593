"""The forms of a schedule that say times, each as the triggers that it stands for, and what all forms share.

Element names, their order and their limits: <https://learn.microsoft.com/windows/win32/taskschd/task-scheduler-schema>.
The base of all triggers comes first, in the order in which Windows exports it.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, datetime, time, timedelta
from typing import Literal

from pydantic import Field, StrictInt, field_validator, model_validator

from winstead.schedule import cron
from winstead.schedule.days import ALL_MONTHS, WEEKS, Element, every_day, monthly, monthly_weekdays, weekly
from winstead.schedule.times import DAY, Series, cover
from winstead.schedule.types import Dates, Moment, Months, Seconds, Times, Weekdays, Weeks, iso_duration
from winstead.strict import Strict

_FIRST = date(2000, 1, 1)  # a fixed day, so that a task's XML is the same on every run
_MONTH = 31 * 86400

_AT = Field(description="The time of day, or several, as '02:30'.")


class Form(Strict):
    """What every form of a schedule may say besides."""

    start: Moment | None = Field(None, description="From which day, or moment, on.")
    end: Moment | None = Field(None, description="Until which day (its end), or moment.")
    time_zone: Literal["local", "UTC"] = Field(
        "local", description="Whose times and days these are: the host's own (local), or UTC."
    )

    @field_validator("time_zone", mode="before")
    @classmethod
    def _knows_two_zones(cls, value: object) -> object:
        if value not in ("local", "UTC"):
            raise ValueError(
                f"{value!r} is not possible: Task Scheduler knows the host's own time (local) and UTC, no other zone"
            )
        return value

    @model_validator(mode="after")
    def _ends_after_its_start(self) -> Form:
        if self.start and self.end and _latest(self.end) <= earliest(self.start):
            raise ValueError(f"end: {self.end} is not after start, {self.start}")
        return self

    @abstractmethod
    def triggers(self) -> tuple[Element, ...]:
        """The triggers that it stands for. Raises ValueError for what they cannot say."""

    def _trigger(
        self, kind: str, start: datetime | None, details: tuple[Element, ...], repetition: tuple[Element, ...] = ()
    ) -> Element:
        base: list[Element] = [("Repetition", repetition)] if repetition else []
        if start:
            base.append(("StartBoundary", self._boundary(start)))
        if self.end:
            base.append(("EndBoundary", self._boundary(_latest(self.end))))
        return kind, (*base, ("Enabled", "true"), *details)

    def _boundary(self, moment: datetime) -> str:
        return moment.isoformat() + "Z" * (self.time_zone == "UTC")


def earliest(moment: date) -> datetime:
    """A moment; of a day, its first."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


def _latest(moment: date) -> datetime:
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time(23, 59, 59))


class Timed(Form):
    """A form that says times."""

    random_delay: Seconds | None = Field(None, description="Up to how long after its time it starts, at random.")

    def _delays(self) -> tuple[Element, ...]:
        return (("RandomDelay", iso_duration(self.random_delay)),) if self.random_delay else ()


class Calendar(Timed):
    """A form that says days and times of day."""

    @model_validator(mode="after")
    def _starts_with_a_day(self) -> Calendar:
        if isinstance(self.start, datetime):
            raise ValueError("start: a day is wanted, without a time: the times are in the schedule itself")
        return self

    def _calendar(self, days: tuple[Element, ...], series: tuple[Series, ...]) -> tuple[Element, ...]:
        """A trigger for each of the days and each of the series.

        A repetition lasts half a minute longer than to its last start, so that nothing hangs on whether its end is in.
        """
        found = []
        for day in days:
            for one in series:
                first = datetime.combine(self.start or _FIRST, time()) + timedelta(minutes=one.start)
                found.append(self._trigger("CalendarTrigger", first, (*self._delays(), day), _repetition(one)))
        return tuple(found)


def _repetition(series: Series) -> tuple[Element, ...]:
    if series.count == 1:
        return ()
    last = (series.count - 1) * series.step * 60
    return ("Interval", iso_duration(series.step * 60)), ("Duration", iso_duration(last + 30))


class Cron(Calendar):
    """A line of cron."""

    cron: str = Field(description="Five fields: minute, hour, day of month, month, day of week; or `@daily` and such.")

    def triggers(self) -> tuple[Element, ...]:
        """The fewest triggers that start at the line's minutes."""
        line = cron.read(self.cron)
        return self._calendar(line.days, line.series(around=not self.start))


class Every(Timed):
    """Again and again, counted from its start."""

    every: Seconds = Field(description="How long from one start to the next: 1m to 31d.")

    def triggers(self) -> tuple[Element, ...]:
        """One trigger, that repeats without an end."""
        if not 60 <= self.every <= _MONTH:
            raise ValueError("every: Task Scheduler takes 1m to 31d")
        start = earliest(self.start or _FIRST)
        return (self._trigger("TimeTrigger", start, self._delays(), (("Interval", iso_duration(self.every)),)),)


class Daily(Calendar):
    """Every day, or one of several."""

    daily: Times = _AT
    days: StrictInt = Field(1, ge=1, le=365, description="2 for every other day, counted from `start`.")

    def triggers(self) -> tuple[Element, ...]:
        """The fewest triggers that start at its times."""
        if self.days > 1 and not self.start:
            raise ValueError("days needs start: the day from which they are counted")
        series = cover(frozenset(self.daily), DAY, self.days == 1 and not self.start)
        return self._calendar((every_day(self.days),), series)


class _At(Calendar):
    at: Times = _AT

    def _on(self, *days: Element) -> tuple[Element, ...]:
        return self._calendar(days, cover(frozenset(self.at), DAY, False))


class Weekly(_At):
    """Days of the week."""

    weekly: Weekdays = Field(description="Its days, as mon or monday.")
    weeks: StrictInt = Field(1, ge=1, le=52, description="2 for every other week, counted from `start`.")

    def triggers(self) -> tuple[Element, ...]:
        """The fewest triggers that start at its times."""
        if self.weeks > 1 and not self.start:
            raise ValueError("weeks needs start: a day of the week from which they are counted")
        return self._on(weekly(self.weekly, self.weeks))


class _Monthly(_At):
    months: Months = Field(tuple(sorted(ALL_MONTHS)), description="Its months, as jan or january; all, unless given.")


class Monthly(_Monthly):
    """Days of the month."""

    monthly: Dates = Field(description="Its days: 1 to 31, or last.")

    def triggers(self) -> tuple[Element, ...]:
        """The fewest triggers that start at its times."""
        dates = [day for day in self.monthly if day != "last"]
        try:
            return self._on(monthly(dates, frozenset(self.months), last="last" in self.monthly))
        except ValueError as error:
            raise ValueError(f"monthly: {error}") from None


class MonthlyWeekday(_Monthly):
    """Days of the week, in weeks of the month."""

    monthly_weekday: Weeks = Field(description="first, second, third, fourth or last, each with days as mon or monday.")

    def triggers(self) -> tuple[Element, ...]:
        """The fewest triggers that start at its times."""
        weeks: dict[int, list[str]] = {}
        for week in (one for one in WEEKS if one in self.monthly_weekday):
            for day in self.monthly_weekday[week]:
                weeks.setdefault(day, []).append(week)
        return self._on(*monthly_weekdays(weeks, frozenset(self.months)))


class Once(Timed):
    """Once."""

    once: Moment = Field(description="Its moment, as '2027-01-31 02:30'.")

    def triggers(self) -> tuple[Element, ...]:
        """One trigger."""
        if self.start or not isinstance(self.once, datetime):
            raise ValueError("once: a day and a time are wanted, as '2027-01-31 02:30', and no start besides")
        return (self._trigger("TimeTrigger", self.once, self._delays()),)
