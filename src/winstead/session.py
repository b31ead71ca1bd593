"""A session: jobs that are run under the reports, one lot or several, and what came of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Self

from winstead.choice import none_left
from winstead.errors import InterruptedRunError
from winstead.events import Event, message
from winstead.options import Options
from winstead.report import Report, reports
from winstead.run import Job, run_jobs

_STATUS_CODES = {"failed": 1, "unreachable": 4, "busy": 5}
_WORST_FIRST = (InterruptedRunError.exit_code, 2, 1, 4, 5, 3)


def worst(codes: Iterable[int]) -> int:
    """The exit code that stands for several; one that winstead does not have counts as 1."""
    found = {code if code in _WORST_FIRST else 1 for code in codes if code}
    return next((code for code in _WORST_FIRST if code in found), 0)


def code_of(statuses: Iterable[str], would_change: int = 0) -> int:
    """The exit code of hosts that ended with these statuses; ``would_change`` if that is the worst of them."""
    codes = _STATUS_CODES | {"would_change": would_change}
    return worst(codes.get(status, 0) for status in statuses)


class Session:
    """Takes events to the reports, and sums them up at the end of its context.

    ``results`` has the status of each host's resources; with ``failed`` set, the exit code is not 0.
    """

    def __init__(
        self, options: Options, hosts: Sequence[str], would_change: int = 0, made: Sequence[Report] | None = None
    ) -> None:
        """``made`` are reports to take the place of those that the options ask for."""
        self._forks = options.forks
        self._shard = options.shard
        self._empty = not hosts
        self._reports = reports(options.output, options.junit, hosts) if made is None else made
        self._start = time.monotonic()
        self._would_change = would_change
        self._last: dict[str, Event] = {}
        self.results: dict[tuple[str, str], str] = {}
        self.failed = False
        self.codes: set[int] = set()  # what counts besides how the hosts ended
        self.seconds: float | None = None  # how long all took, where it is not from now on
        self.code = 0

    def __enter__(self) -> Self:
        if self._empty:
            self.say("info", none_left(self._shard))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.code = self._exit_code()
                self.tell(self._summary(self.code))
            elif issubclass(kind, KeyboardInterrupt):
                self.tell(self._summary(InterruptedRunError.exit_code))
        finally:
            for report in self._reports:
                report.close()

    def tell(self, event: Event) -> None:
        """Takes an event to the reports."""
        if event["event"] == "host":
            self._last[event["host"]] = event
        elif event["event"] == "result":
            self.results[event["host"], event["resource"]] = event["status"]
        for report in self._reports:
            report(event)

    def say(self, level: str, text: str, host: str | None = None) -> None:
        """Says something: level is info, warning or error."""
        self.tell(message(level, text, host))

    def run(self, jobs: Sequence[Job]) -> Mapping[str, Event]:
        """Runs jobs; gives the last event of each of their hosts."""
        return {event["host"]: event for event in run_jobs(jobs, self.tell, self._forks)}

    def _summary(self, code: int) -> Event:
        counts = Counter(str(event["status"]) for event in self._last.values())
        kinds = ("ok", "changed", "would_change", "failed", "unreachable", "busy")
        event: Event = {"event": "summary", "hosts": len(self._last)} | {kind: counts.get(kind, 0) for kind in kinds}
        # Hosts that an interrupted run did not reach.
        event |= {"skipped": counts["skipped"]} if counts["skipped"] else {}
        seconds = time.monotonic() - self._start if self.seconds is None else self.seconds
        return event | {"exit_code": code, "seconds": round(seconds, 3)}

    def _exit_code(self) -> int:
        hosts = code_of((event["status"] for event in self._last.values()), self._would_change)
        return worst({hosts, *self.codes}) or int(self.failed)
