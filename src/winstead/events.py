"""Events: what a run says, one JSON object a line, from the host to the report and on to other programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Event = dict[str, Any]
Sink = Callable[[Event], None]

STATUSES = ("ok", "changed", "would_change", "failed", "skipped")

# What an event of a host holds at least; what comes without it is no event of ours.
_NEEDED: dict[str, dict[str, type | tuple[type, ...]]] = {
    "result": {"resource": str, "status": str, "changes": dict, "seconds": (int, float)},
    "message": {"level": str, "text": str},
    "host": {"status": str},
    "status": {"app": str, "state": str},
    "facts": {"facts": dict},
    "log": {"app": str, "text": str},
    "restart": {"reasons": list, "booted": str, "services": list, "left": bool},
    "release": {"app": str, "releases": list, "history": list},
}


def parse(line: str) -> Event:
    """The event of a line that a host wrote.

    A line that is no event is a message: something on the host wrote to the output.
    """
    try:
        event = json.loads(line, parse_constant=str)
    except (ValueError, RecursionError):
        event = None
    return event if is_event(event) else message("warning", f"the host wrote: {line.strip()}")


def is_event(event: Any) -> bool:
    """Whether something is an event as hosts tell them."""
    needed = _NEEDED.get(str(event.get("event"))) if isinstance(event, dict) else None
    if needed is None or not all(isinstance(event.get(key), kind) for key, kind in needed.items()):
        return False
    if event["event"] == "message":
        return event["level"] in ("info", "warning", "error")
    if event["event"] == "host" and not isinstance(event.get("restart", {}), dict):
        return False
    if event["event"] == "host":
        return event["status"] != "busy" or isinstance(event.get("error"), str)
    if event["event"] != "result":
        return True
    error = event.get("error", {"message": ""})
    pairs = all(isinstance(pair, list) and len(pair) == 2 for pair in event["changes"].values())
    return pairs and event["status"] in STATUSES and isinstance(error, dict) and isinstance(error.get("message"), str)


def message(level: str, text: str, host: str | None = None) -> Event:
    """A message event; level is info, warning or error."""
    return {"event": "message", **({"host": host} if host else {}), "level": level, "text": text}


def host_status(counts: dict[str, int]) -> str:
    """A host's status from how often each status of its resources came."""
    return next((status for status in ("failed", "changed", "would_change") if counts.get(status)), "ok")


def dump(event: Event) -> str:
    """An event as one compact line of JSON in ASCII."""
    return json.dumps(event, separators=(",", ":"))
