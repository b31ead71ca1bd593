"""Draws docs/run.svg: what a terminal shows of `plan` and `provision --host demo`."""

from __future__ import annotations

import io
import os
import tempfile

from rich.console import Console

from winstead import commands, report
from winstead.cli import Options
from winstead.report.live import LiveReport


def main() -> None:
    """Runs both on a fresh simulated host, and saves what they show."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WINSTEAD_SIMULATED"] = folder
        console = Console(
            record=True,
            width=118,
            force_terminal=False,
            color_system="truecolor",
            highlight=False,
            file=io.StringIO(),
        )
        report.reports = lambda output, junit, hosts: [LiveReport(list(hosts), console)]
        commands.reports = report.reports
        for command, apply in (("plan", False), ("provision --host demo", True), ("provision --host demo", True)):
            console.print(f"[bold]$[/] invoke {command}")
            commands.provision(Options("inventory/hosts.yaml", host=("demo",)), apply=apply)
        console.save_svg("docs/run.svg", title="winstead")


if __name__ == "__main__":
    main()
