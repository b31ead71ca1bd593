"""Plain lines with the time, for logs: no colours, no cursor movement."""

from __future__ import annotations

import time
from typing import TextIO

from winstead.events import Event
from winstead.report.lines import is_outcome, lines_of, summary_text, visible


class TextReport:
    """Writes a line for all that changes or fails, each host's outcome, and the summary."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def __call__(self, event: Event) -> None:
        """Writes an event's lines at once."""
        now = time.strftime("%H:%M:%S")
        host = f"{visible(event['host'])}: " if event.get("host") else ""
        lines = [summary_text(event)] if event["event"] == "summary" else lines_of(event)
        for line in lines:
            print(f"{now} {host}{line}", file=self._out, flush=True)

    def close(self) -> None:
        """Writes nothing more."""


class OutcomeReport(TextReport):
    """Writes of runs that are over what went wrong, each host's outcome, and the summary."""

    def __call__(self, event: Event) -> None:
        """Writes an event's lines, if it is about how a run ended."""
        if is_outcome(event):
            super().__call__(event)
