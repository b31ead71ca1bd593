"""Reads what `--output json` wrote to a file: the events of a run, or of several one after another."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass, field
from pathlib import Path

from winstead.errors import InterruptedRunError
from winstead.events import STATUSES, Event, is_event
from winstead.report.lines import lines_of, summary_text
from winstead.run import ended
from winstead.session import code_of

_HOST_STATUSES = (*STATUSES, "unreachable", "busy")
_LONGEST = 1e9  # seconds: more is no time that a run took


@dataclass
class RunFile:
    """A file's events without the summaries, and what is wrong with it."""

    name: str
    events: list[Event] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    counts_changes: bool = False  # whether a run ended with 3: it had the flag --exit-code
    codes: set[int] = field(default_factory=set)  # exit codes that the ends of hosts do not explain

    @property
    def hosts(self) -> set[str]:
        """The hosts that it tells of."""
        return {event["host"] for event in self.events if event.get("host")}


def read(name: str) -> RunFile:
    """What a file holds; what is wrong with it is said in its mistakes, with its name, and is exit code 1.

    Hosts whose run was cut off have failed.
    """
    made = RunFile(name)
    try:
        _read_lines(made, _lines(Path(name)))
    except OSError as error:
        made.mistakes.append(f"{name}: cannot be read: {error.strerror}")
    made.codes |= {1} if made.mistakes else set()
    return made


def _read_lines(made: RunFile, lines: list[str]) -> None:
    ends: dict[str, str | None] = {}  # of the run at hand: None for a host that is at work
    whole = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        event = _event(line)
        if event is None:
            if number == len(lines):  # a line without an end
                whole = False
            else:
                made.mistakes.append(f"{made.name}:{number}: no event: {line:.100}")
            continue
        whole = event["event"] == "summary"
        if whole:
            _end_run(made, event, ends)
            ends = {}
        else:
            made.events.append(event)
            if event["event"] == "host":
                ends[event["host"]] = event["status"]
            elif event.get("host") and (event["event"] == "result" or event["host"] not in ends):
                ends[event["host"]] = None
    if not whole:
        empty = not any(line.strip() for line in lines)
        made.mistakes.append(f"{made.name}: {'empty' if empty else 'cut off: its run did not come to its end'}")
        failure = InterruptedRunError(f"its run was cut off, says {made.name}")
        made.events += [ended(host, "failed", failure) for host, status in ends.items() if status is None]


def _end_run(made: RunFile, summary: Event, ends: dict[str, str | None]) -> None:
    """Takes a run's summary: its seconds, and its exit code where its hosts do not say the same."""
    code = summary["exit_code"]
    made.seconds += summary["seconds"]
    made.counts_changes |= code == 3
    made.codes |= {code} - {0, code_of(filter(None, ends.values()), would_change=3)}


def _lines(file: Path) -> list[str]:
    """The lines of a file, the last one without an end; UTF-16 where Windows PowerShell wrote it."""
    raw = file.read_bytes()
    encoding = "utf-16" if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    return raw.decode(encoding, "replace").split("\n")


def _event(line: str) -> Event | None:
    """The event of a line as reports take it; None for what is none."""
    try:
        event = json.loads(line, parse_constant=str)
        return event if isinstance(event, dict) and _is_told(event) and [*_shown(event)] else None
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return None  # what no reader can be shown is no event of ours


def _shown(event: Event) -> list[str]:
    return [summary_text(event)] if event["event"] == "summary" else ["", *lines_of(event)]


def _is_told(event: Event) -> bool:
    if event.get("event") == "summary":
        numbers = all(type(event.get(key)) is int for key in ("hosts", "exit_code"))
        return numbers and _is_time(event.get("seconds"))
    if event.get("event") == "host":
        error = event.get("error", {"message": ""})
        told = isinstance(error, dict) and isinstance(error.get("message"), str)
        return told and bool(event.get("host")) and event.get("status") in _HOST_STATUSES and _whole(event)
    told = is_event(event) and isinstance(event.get("host", ""), str)
    return told and (event["event"] != "result" or (bool(event.get("host")) and _whole(event)))


def _whole(event: Event) -> bool:
    counts = all(type(event.get(name, 0)) is int for name in STATUSES)
    return counts and isinstance(event["host"], str) and _is_time(event.get("seconds"))


def _is_time(value: object) -> bool:
    return type(value) in (int, float) and 0 <= float(str(value)) < _LONGEST
