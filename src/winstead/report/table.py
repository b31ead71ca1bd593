"""How runs ended, on a terminal: a table by host, what went wrong, and the summary."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from winstead.events import STATUSES, Event
from winstead.report.lines import is_outcome, lines_of, summary_text, visible
from winstead.report.live import STYLES


class TableReport:
    """Gathers events, and shows them when the summary comes."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(highlight=False)
        self._hosts: dict[str, Event] = {}
        self._wrong: list[Text] = []

    def __call__(self, event: Event) -> None:
        """Keeps each host's last event, and what went wrong."""
        if event["event"] == "summary":
            self._show(event)
        elif is_outcome(event):
            host = visible(event.get("host", ""))
            if event["event"] == "host":
                self._hosts[host] = event
            if event["event"] != "host" or event.get("error"):
                style = STYLES.get(str(event.get("status") or event.get("level")), "")
                lines = ((f"{host}  " if host else "", "bold"), ("\n".join(lines_of(event)), style))
                self._wrong.append(Text.assemble(*lines))

    def _show(self, summary: Event) -> None:
        table = Table("host", "status", box=None, pad_edge=False)
        for title in (*STATUSES, "seconds"):
            table.add_column(title.replace("_", " "), justify="right")
        for host, event in self._hosts.items():
            status = Text(event["status"].replace("_", " "), STYLES.get(event["status"], ""))
            counts = [str(event.get(name, 0)) for name in STATUSES]
            table.add_row(Text(host, "bold"), status, *counts, f"{event['seconds']:.1f}")
        for text in (table, *self._wrong, Text(summary_text(summary), "bold")):
            self._console.print(text)

    def close(self) -> None:
        """Shows nothing more."""
