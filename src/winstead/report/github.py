"""Workflow commands of GitHub Actions: an annotation for each failure and warning, plain lines for the rest.

<https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>
"""

from __future__ import annotations

import html
import os
from pathlib import Path
from typing import TextIO

from winstead.events import Event
from winstead.report.lines import change_text, host_text, lines_of, summary_text, visible


def escape(text: str, property: bool = False) -> str:
    """Text that a workflow command takes: % and line ends stand as %XX, in a property also : and comma."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text


def harmless(line: str) -> str:
    """A line that is no workflow command: none starts with ``::`` after blanks, nor holds an old one's ``##[``."""
    line = line.replace("##[", "## [")
    return f". {line}" if line.lstrip().startswith("::") else line


class GitHubReport:
    """Writes annotations to the log, and a table to the job's summary where GITHUB_STEP_SUMMARY names its file."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._rows: list[str] = []

    def __call__(self, event: Event) -> None:
        """Writes an event."""
        host = visible(str(event.get("host", "")))
        match event["event"]:
            case "result" if event["status"] == "failed":
                self._annotate("error", f"{host} {event['resource']}", change_text(event))
            case "message" if event["level"] in ("warning", "error"):
                self._annotate(event["level"], host, event["text"])
            case "host":
                if event.get("error"):
                    self._annotate("error", host, host_text(event))
                self._rows.append(f"| {_cell(host)} | {_cell(event['status'])} | {_cell(host_text(event))} |")
                self._print(host, event)
            case "summary":
                print(summary_text(event), file=self._out, flush=True)
                self._summarise(event)
            case _:
                self._print(host, event)

    def _print(self, host: str, event: Event) -> None:
        for line in lines_of(event):
            print(harmless(f"{host}: {line}" if host else line), file=self._out, flush=True)

    def _annotate(self, level: str, title: str, text: str) -> None:
        text = "\n".join(visible(line) for line in text.splitlines())
        print(f"::{level} title={escape(visible(title), property=True)}::{escape(text)}", file=self._out, flush=True)

    def _summarise(self, event: Event) -> None:
        file = os.environ.get("GITHUB_STEP_SUMMARY")
        if file:
            table = ["| host | status | |", "|---|---|---|", *self._rows, "", summary_text(event), ""]
            with Path(file).open("a", encoding="utf-8") as out:
                out.write("\n".join(table))

    def close(self) -> None:
        """Writes nothing more."""


def _cell(text: str) -> str:
    return html.escape(visible(" ".join(text.splitlines())), quote=False).replace("|", "\\|")
