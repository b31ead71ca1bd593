"""Events as lines for a reader, the same in every report; nothing from a host can steer a terminal or start a line."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from typing import Any

from winstead.events import STATUSES, Event

_SHORT = 100
_HOSTS = ("ok", "changed", "would_change", "failed", "unreachable", "busy")

# Control characters but tab, marks that turn the direction of writing, and halves of surrogate pairs.
_UNSEEN = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Text of one line, with what cannot be seen, or would steer a terminal, as escapes such as ``\\u001b``."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def lines_of(event: Event) -> Iterator[str]:
    """The lines of an event for a reader, without time and host; none for what is as it should be."""
    for text in _texts(event):
        first, *more = text.splitlines() or [""]
        yield visible(first)
        yield from (f"    {visible(line)}" for line in more)


def _texts(event: Event) -> Iterator[str]:
    match event["event"]:
        case "result" if event["status"] != "ok":
            yield f"{_shown(event['status']):<12} {event['resource']}  {change_text(event)}".rstrip()
            yield from (f"    {line}" for line in _diff_lines(event))
        case "message":
            yield f"{event['level']:<12} {event['text']}"
        case "host":
            yield host_text(event)
        case "status":
            yield from _status_texts(event)
        case "log":
            yield f"{event['app']}: {event['text']}"
        case "release":
            yield from _release_texts(event)
        case "facts":
            yield from (f"{key}: {_shown_value(value)}" for key, value in event["facts"].items())


def is_outcome(event: Event) -> bool:
    """Whether an event tells how a run ended: what failed, what a person must know, hosts, the summary."""
    return (
        event["event"] in ("host", "summary")
        or event.get("status") == "failed"
        or event.get("level") in ("warning", "error")
    )


def change_text(event: Event) -> str:
    """What a result event says changed, or why it failed."""
    if "error" in event:
        return str(event["error"]["message"])
    changes = event.get("changes", {})
    keys = ["ensure"] if "ensure" in changes else sorted(changes)
    return ", ".join(_change(key, *changes[key]) for key in keys)


def _change(key: str, old: Any, new: Any) -> str:
    if key == "restart" and isinstance(new, list):
        return f"restart for {', '.join(map(str, new))}"
    if any(isinstance(one, str) and "\n" in one for one in (old, new)):
        return f"{key} differs"
    return f"{key}: {_short(old)} -> {_short(new)}"


def _short(value: Any) -> str:
    text = "(none)" if value is None else _shown_value(value)
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 3]}..."


def _shown_value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _diff_lines(event: Event) -> Iterator[str]:
    """The difference of texts of several lines, as a unified diff."""
    for key, (old, new) in sorted(event["changes"].items()):
        if isinstance(old, str) and isinstance(new, str) and "\n" in old + new:
            pair = (old.splitlines(), new.splitlines())
            yield from difflib.unified_diff(*pair, f"{key} now", f"{key} wanted", n=2, lineterm="")


_STATUS = {
    "since": " since {}",
    "process_id": ", process {}",
    "release": ", release {}",
    "slot": ", slot {}",
    "last_exit_code": ", last exit code {}",
    "last_run": ", last run {}",
    "last_result": " ended with {}",
    "next_run": ", next run {}",
}


_RELEASE = {"outcome": " {}", "slot": " in slot {}", "added": ", added {}", "by": " by {}", "commit": ", commit {}"}


def _status_texts(event: Event) -> Iterator[str]:
    """An app's state on one line, and one for each of its last runs."""
    known = [text.format(event[key]) for key, text in _STATUS.items() if event.get(key) not in (None, "")]
    yield f"{event['app']}: {event['state']}{''.join(known)}"
    for run in event.get("runs", []):
        attempts = len(run.get("attempts", []))
        several = f" after {attempts} attempts" if attempts > 1 else ""
        why = f": {run['error']}" if run.get("error") else ""
        yield f"    {run['start']} {run['status']}, exit code {run['exit_code']}, {run['seconds']:.1f} s{several}{why}"


def _release_texts(event: Event) -> Iterator[str]:
    """An app's current release on one line, the others on one each; or what was done with them."""
    if event["history"]:
        for line in event["history"]:
            why = f" ({line['reason']})" if line.get("reason") else ""
            what = f"{line['action']} {line['release']}: {line['outcome']}{why}"
            yield f"{event['app']}: {line['time']} {what}, by {line['by']}"
        return
    known = [text.format(event[key]) for key, text in _RELEASE.items() if event.get(key)]
    yield f"{event['app']}: {event['current'] or 'no release'}{''.join(known)}"
    for one in event["releases"]:
        if one["version"] != event["current"]:
            why = f": {one['reason']}" if one.get("reason") else ""
            yield f"    {one['version']} {one['outcome']}{why}"


def host_text(event: Event) -> str:
    """A host's outcome on one line."""
    counts = _counts(event, STATUSES)
    reason = f": {event['error']['message']}" if event.get("error") else ""
    return f"{_shown(event['status'])}{f' ({counts})' if counts else ''} in {event['seconds']:.1f} s{reason}"


def summary_text(event: Event) -> str:
    """The summary on one line."""
    hosts = f"{event['hosts']} host{'s' if event['hosts'] != 1 else ''}"
    return f"{hosts}: {_counts(event, _HOSTS) or 'nothing done'} in {event['seconds']:.1f} s"


def _counts(event: Event, keys: tuple[str, ...]) -> str:
    return ", ".join(f"{event[key]} {_shown(key)}" for key in keys if event.get(key))


def _shown(status: str) -> str:
    return status.replace("_", " ")
