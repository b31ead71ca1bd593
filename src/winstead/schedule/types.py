"""What stands in a schedule: dates, times of day, days by their names, delays, texts for XML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, PlainValidator, WithJsonSchema

from winstead.schedule.days import LAST, MONTHS, WEEKDAYS
from winstead.strict import nearest
from winstead.types import Duration

_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "last": LAST}


def iso_duration(seconds: float) -> str:
    """Seconds as XML has durations: ``PT1H30M``, ``P7D``. Raises ValueError for a fraction of a second."""
    if seconds != int(seconds):
        raise ValueError("Task Scheduler counts whole seconds")
    days, rest = divmod(int(seconds), 86400)
    parts = ((rest // 3600, "H"), (rest // 60 % 60, "M"), (rest % 60, "S"))
    clock = "".join(f"{number}{unit}" for number, unit in parts if number)
    return "P" + f"{days}D" * (days > 0) + f"T{clock or '0S'}" * (bool(clock) or not days)


def _moment(value: object) -> date:
    """A date, or a date and time, without a zone."""
    found: date | None = value if isinstance(value, date) else None
    if isinstance(value, str):
        try:
            found = date.fromisoformat(value) if len(value) == len("2027-01-31") else datetime.fromisoformat(value)
        except ValueError:
            found = None
    if found is None or (isinstance(found, datetime) and (found.tzinfo or found.microsecond)):
        raise ValueError(f"{value!r} is no date: write '2027-01-31' or '2027-01-31 02:30'; UTC is said by time_zone")
    return found


def _listed(value: object) -> list[object]:
    """One value or several, as a list. Raises ValueError where there is none."""
    given = list(value) if isinstance(value, list | tuple) else [value]
    if not given:
        raise ValueError("the list is empty")
    return given


def _times(value: object) -> tuple[int, ...]:
    """Times of day in minutes after midnight, in order."""
    return tuple(sorted({_time(one) for one in _listed(value)}))


def _time(value: object) -> int:
    try:
        found = datetime.strptime(value, "%H:%M") if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None:
        raise ValueError(f"{value!r} is no time of day: write '02:30', in quotes")
    return found.hour * 60 + found.minute


def _numbers(words: tuple[str, ...], first: int) -> Callable[[object], tuple[int, ...]]:
    """Reads one word or several, by three letters or in full, as their numbers in order."""
    known = {word.lower()[:length]: first + place for place, word in enumerate(words) for length in (3, len(word))}

    def read(value: object) -> tuple[int, ...]:
        given = [str(one).lower() for one in _listed(value)]
        if bad := [one for one in given if one not in known]:
            raise ValueError(f"'{bad[0]}' is not known; {nearest(bad[0], (word.lower()[:3] for word in words))}")
        return tuple(sorted({known[one] for one in given}))

    return read


def _one_or_more(schema: Mapping[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [dict(schema), {"type": "array", "items": dict(schema), "minItems": 1}]})


def _dates(value: object) -> tuple[object, ...]:
    """Days of a month, none twice."""
    given = _listed(value)
    for one in given:
        if one != "last" and (not isinstance(one, int) or isinstance(one, bool) or not 1 <= one <= 31):
            raise ValueError(f"{one!r} is no day of a month: write 1 to 31, or last")
    return tuple(dict.fromkeys(given))


def _weeks(value: object) -> dict[str, tuple[int, ...]]:
    if not isinstance(value, dict) or not value:
        raise ValueError(f"{value!r} is no week with its days: write {{first: mon}}")
    for one in value:
        if one not in _ORDINALS:
            raise ValueError(f"'{one}' is no week of a month; {nearest(str(one), _ORDINALS)}")
    return {_ORDINALS[week]: _WEEKDAYS(days) for week, days in value.items()}


def _whole(value: float) -> float:
    iso_duration(value)
    return value


def _for_xml(value: str) -> str:
    if not value or any(ord(one) < 32 and one not in "\t\n" for one in value):
        raise ValueError(f"{value!r} is empty or holds a control character")
    return value


def _user(value: object) -> str | None:
    """A user's name; none for true, which is anybody."""
    if value is True:
        return None
    if not isinstance(value, str):
        raise ValueError(r"a user is wanted, as 'DOMAIN\user', or true for anybody")
    return _for_xml(value)


_WEEKDAYS, _MONTHS = _numbers(WEEKDAYS, 0), _numbers(MONTHS, 1)
_NAME = {"type": "string"}

Moment = Annotated[date, PlainValidator(_moment), WithJsonSchema({"type": "string", "examples": ["2027-01-31"]})]
Times = Annotated[tuple[int, ...], PlainValidator(_times), _one_or_more({"type": "string", "pattern": r"^\d?\d:\d\d$"})]
Weekdays = Annotated[tuple[int, ...], PlainValidator(_WEEKDAYS), _one_or_more(_NAME)]
Months = Annotated[tuple[int, ...], PlainValidator(_MONTHS), _one_or_more(_NAME)]
Seconds = Annotated[Duration, AfterValidator(_whole)]
XmlText = Annotated[str, AfterValidator(_for_xml)]
User = Annotated[
    str | None, PlainValidator(_user), WithJsonSchema({"anyOf": [{"type": "string", "minLength": 1}, {"const": True}]})
]
Dates = Annotated[
    tuple[int | Literal["last"], ...],
    PlainValidator(_dates),
    _one_or_more({"anyOf": [{"type": "integer", "minimum": 1, "maximum": 31}, {"const": "last"}]}),
]
Weeks = Annotated[
    dict[str, tuple[int, ...]],
    PlainValidator(_weeks),
    WithJsonSchema({"type": "object", "propertyNames": {"enum": [*_ORDINALS]}, "minProperties": 1}),
]
