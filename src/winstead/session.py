"""A session: jobs that are run under the reports, one lot or several, and what came of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

from winstead.cli import Options
from winstead.errors import InterruptedRunError
from winstead.events import Event, message
from winstead.report import reports
from winstead.run import Job, run_jobs


class Session:
    """Takes events to the reports, and sums them up at the end of its context.

    ``results`` has the status of each host's resources; with ``failed`` set, the exit code is not 0.
    """

    def __init__(self, options: Options, hosts: Sequence[str], would_change: int = 0) -> None:
        self._forks = options.forks
        self._reports = reports(options.output, options.junit, hosts)
        self._start = time.monotonic()
        self._would_change = would_change
        self._last: dict[str, Event] = {}
        self.results: dict[tuple[str, str], str] = {}
        self.failed = False
        self.code = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.code = max(self._exit_code(), int(self.failed))
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
        return event | {"exit_code": code, "seconds": round(time.monotonic() - self._start, 3)}

    def _exit_code(self) -> int:
        statuses = {event["status"] for event in self._last.values()}
        codes = {"failed": 1, "unreachable": 4, "busy": 5, "would_change": self._would_change}
        return next((code for status, code in codes.items() if status in statuses), 0)
