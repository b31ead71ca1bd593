"""The task `report`: what several runs wrote with `--output json`, put together."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from winstead.commands import check
from winstead.errors import UsageError
from winstead.options import Options
from winstead.report import reports
from winstead.runfile import RunFile, read
from winstead.session import Session


def gather(files: Sequence[str], output: str, junit: str) -> int:
    """Reports the runs of these files as one; the exit code is the worst of theirs.

    Of a host in several files the last one counts, for the exit code too. A file that is missing, empty or cut off
    counts as a run that failed. The summary's seconds are those of all runs together. Raises UsageError without a file.
    """
    options = Options("", output=output, junit=junit)
    check(options)
    runs = [read(name) for name in dict.fromkeys(_named(files))]
    if not runs:
        raise UsageError("no file given: name those that --output json wrote")
    owners = {host: run for run in runs for host in sorted(run.hosts)}
    # The runs' own flag --exit-code decides whether what would change counts.
    would_change = 3 if any(run.counts_changes for run in runs) else 0
    made = reports(output, junit, owners, over=True)
    with Session(options, list(owners), would_change, made) as session:
        session.seconds = sum(run.seconds for run in runs)
        for run in runs:
            for event in run.events:
                if not event.get("host") or owners[event["host"]] is run:
                    session.tell(event)
            for text in run.mistakes:
                session.say("error", text)
            session.codes |= run.codes
        for text in _twice(owners, runs):
            session.say("warning", text)
    return session.code


def _named(files: Iterable[str]) -> Iterator[str]:
    """The files, with patterns that no shell has replaced by names."""
    for name in files:
        found = [] if Path(name).exists() else sorted(glob.glob(name))  # noqa: PTH207 - a path's glob takes no absolute ones
        yield from found or [name]


def _twice(hosts: Iterable[str], runs: Sequence[RunFile]) -> Iterator[str]:
    for host in hosts:
        names = [run.name for run in runs if host in run.hosts]
        if len(names) > 1:
            yield f"{host} is in {', '.join(names)}: the last one counts"
