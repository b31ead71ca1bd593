"""Progress on a terminal: what changes scrolls by, and each host at work has a line below."""

from __future__ import annotations

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.text import Text

from winstead.events import Event
from winstead.report.lines import lines_of, summary_text, visible

STYLES = {
    "ok": "green",
    "changed": "yellow",
    "would_change": "cyan",
    "failed": "bold red",
    "skipped": "dim",
    "unreachable": "bold red",
    "busy": "magenta",
    "warning": "yellow",
    "error": "bold red",
    "info": "dim",
}


class LiveReport:
    """Shows events on a terminal while they come."""

    def __init__(self, hosts: list[str], console: Console | None = None) -> None:
        self._width = max((len(host) for host in hosts), default=0)
        self._console = console or Console(highlight=False)
        # No markup: what a resource is called is not for rich to read.
        texts = (TextColumn("{task.description}", markup=False), TextColumn("{task.fields[now]}", markup=False))
        columns = (SpinnerColumn(), *texts, TimeElapsedColumn())
        self._progress = Progress(*columns, console=self._console, transient=True)
        self._lines: dict[str, TaskID] = {}
        self._progress.start()

    def __call__(self, event: Event) -> None:
        """Shows an event."""
        host = str(event.get("host", ""))
        if event["event"] == "summary":
            self._progress.stop()
            self._console.print(Text(summary_text(event), style="bold"))
            return
        if host and host not in self._lines:
            self._lines[host] = self._progress.add_task(host.ljust(self._width), now="", total=None)
        if event["event"] == "result":
            self._progress.update(self._lines[host], now=visible(event["resource"]))
        style = STYLES.get(str(event.get("status") or event.get("level")), "")
        for line in lines_of(event):
            own = "green" if line.startswith("    +") else "red" if line.startswith("    -") else style
            self._progress.print(Text.assemble((host.ljust(self._width) + "  ", "bold"), (line, own)))
        if event["event"] == "host":
            self._progress.remove_task(self._lines.pop(host))

    def close(self) -> None:
        """Takes the progress off the terminal."""
        self._progress.stop()
