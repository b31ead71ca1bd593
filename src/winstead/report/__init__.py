"""Reports: what becomes of events. A report is called with each event, and closed at the end."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol, TextIO

from winstead.events import Event
from winstead.report.github import GitHubReport
from winstead.report.jsonl import JsonReport
from winstead.report.junit import JUnitReport
from winstead.report.text import OutcomeReport, TextReport


class Report(Protocol):
    """Takes events one by one, from one thread at a time."""

    def __call__(self, event: Event) -> None:
        """Takes an event."""

    def close(self) -> None:
        """Ends the report; nothing comes after it."""


def reports(output: str, junit: str | None, hosts: Iterable[str], over: bool = False) -> list[Report]:
    """The reports that the command line asks for; those of runs that are ``over`` tell people how they ended alone."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a log in another encoding ends no run
    made: list[Report] = [_main_report(output, hosts, over)]
    return [*made, JUnitReport(Path(junit))] if junit else made


def _main_report(output: str, hosts: Iterable[str], over: bool) -> Report:
    if output == "json":
        return JsonReport(sys.stdout)
    if output == "github":
        return GitHubReport(sys.stdout)
    if not is_terminal(sys.stdout):
        return OutcomeReport(sys.stdout) if over else TextReport(sys.stdout)
    # rich takes long to load
    from winstead.report.live import LiveReport
    from winstead.report.table import TableReport

    if over:
        return TableReport()
    return LiveReport(list(hosts))


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at a stream: a terminal, and not CI's."""
    return stream.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"
