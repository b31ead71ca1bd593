"""When a scheduled task runs: what an inventory says of it, as Task Scheduler's triggers."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError, WithJsonSchema

from winstead.schedule import cron, events, forms
from winstead.schedule.days import Element
from winstead.strict import nearest

__all__ = ["Element", "Schedule", "triggers"]

_FORMS: dict[str, type[forms.Form]] = {
    "cron": forms.Cron,
    "every": forms.Every,
    "daily": forms.Daily,
    "weekly": forms.Weekly,
    "monthly": forms.Monthly,
    "monthly_weekday": forms.MonthlyWeekday,
    "once": forms.Once,
    "startup": events.Startup,
    "logon": events.Logon,
    "idle": events.Idle,
    "unlock": events.Unlock,
    "event_log": events.EventLog,
}
_EVENTS = ("startup", "logon", "idle", "unlock")


def triggers(schedule: object) -> tuple[Element, ...]:
    r"""The triggers that a schedule stands for: the fewest, at most 48, none twice, the same on every run.

    A schedule is a text, a map of keys, or a list of those. A text is a line of cron or an event: ``30 2 * * 1-5``,
    ``@daily``, ``@reboot``, ``startup``, ``logon``, ``idle``, ``unlock``. A map has one of the keys ``cron``,
    ``every``, ``daily``, ``weekly``, ``monthly``, ``monthly_weekday``, ``once``, ``startup``, ``logon``, ``idle``,
    ``unlock``, ``event_log``, and beside it what that form takes, such as ``at``, ``start``, ``end``, ``time_zone``,
    ``random_delay`` or ``delay``.

    Raises ValueError, with the field and what to do, for what is none of these or what Task Scheduler cannot say.
    """
    entries = schedule if isinstance(schedule, list | tuple) else [schedule]
    if not entries:
        raise ValueError("a schedule with nothing in it: leave it out, to start on demand alone")
    found: dict[Element, None] = {}
    for number, entry in enumerate(entries, 1):
        try:
            found.update(dict.fromkeys(_read(entry).triggers()))
        except ValueError as error:
            where = f"entry {number}: " if len(entries) > 1 else ""
            text = _told(error) if isinstance(error, ValidationError) else str(error)
            raise ValueError(where + text) from None
    if len(found) > cron.MOST:
        raise ValueError(f"{len(found)} triggers are needed together, and a task can have {cron.MOST}: use two tasks")
    return tuple(found)


def _read(entry: object) -> forms.Form:
    if isinstance(entry, str):
        return _read(_of_text(entry))
    if not isinstance(entry, dict):
        raise ValueError(f"{entry!r} is no schedule: write a line of cron, an event, or a map such as {{every: 5m}}")
    if str(entry.get("cron")).strip().lower() == cron.REBOOT:
        return _read({"startup": True} | {key: value for key, value in entry.items() if key != "cron"})
    names = [key for key in entry if key in _FORMS]
    if len(names) != 1:
        why = " and ".join(names) + ": one form of a schedule is wanted; write several as a list" if names else ""
        unknown = next(iter(entry), "")
        raise ValueError(why or f"'{unknown}' is no form of a schedule; {nearest(str(unknown), _FORMS)}")
    form = _FORMS[names[0]]
    for key in {"delay", "random_delay"} & entry.keys() - form.model_fields.keys():
        other = ({"delay", "random_delay"} - {key}).pop()
        instead = f", but {other}" if other in form.model_fields else ""
        raise ValueError(f"{key}: Task Scheduler has none for {names[0]}{instead}")
    return form.model_validate(entry)


def _of_text(text: str) -> dict[str, Any]:
    word = text.strip().lower()
    if word in _EVENTS:
        return {word: True}
    if len(word.split()) == 1 and not word.startswith("@"):
        raise ValueError(f"'{text}' is neither an event nor a line of cron; {nearest(word, _EVENTS)}")
    return {"cron": text}


def _told(error: ValidationError) -> str:
    texts = (
        (".".join(map(str, one["loc"])), one["msg"].removeprefix("Value error, "))
        for one in error.errors(include_url=False)
    )
    return "; ".join(f"{where}: {text}" if where else text for where, text in texts)


def _checked(schedule: object) -> object:
    triggers(schedule)
    return schedule


def _schema() -> dict[str, Any]:
    startup = events.Startup.model_json_schema()
    others = {key: value for key, value in startup["properties"].items() if key != "startup"}
    reboot = startup | {"properties": others | {"cron": {"const": cron.REBOOT}}, "required": ["cron"]}
    one = {"anyOf": [{"type": "string"}, *(form.model_json_schema() for form in _FORMS.values()), reboot]}
    return {"anyOf": [*one["anyOf"], {"type": "array", "items": one, "minItems": 1}]}


Schedule = Annotated[
    str | dict[str, Any] | list[str | dict[str, Any]], BeforeValidator(_checked), WithJsonSchema(_schema())
]
"""The type of a model's field: as it was written, and checked."""
