"""Plain lines with the time, for logs: no colours, no cursor movement."""

from __future__ import annotations

import time
from typing import TextIO

from winstead.events import Event
from winstead.report.lines import lines_of, summary_text


class TextReport:
    """Writes a line for all that changes or fails, each host's outcome, and the summary."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def __call__(self, event: Event) -> None:
        """Writes an event's lines at once."""
        now = time.strftime("%H:%M:%S")
        host = f"{event['host']}: " if event.get("host") else ""
        lines = [summary_text(event)] if event["event"] == "summary" else lines_of(event)
        for line in lines:
            print(f"{now} {host}{line}", file=self._out, flush=True)

    def close(self) -> None:
        """Writes nothing more."""
