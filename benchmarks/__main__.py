"""Runs the benchmarks of the folder `cases`, all or those that are named, and prints one table."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

from rich.console import Console
from rich.table import Table

from benchmarks.measure import Row


def main(chosen: list[str]) -> int:
    """Runs the chosen benchmarks; the exit code: 1 where a goal is missed, 2 for a name that there is none of."""
    console = Console(width=max(Console().width, 150))
    files = sorted(Path(__file__).parent.glob("cases/[!_]*.py"))
    names = [file.stem.replace("_", "-") for file in files]
    if unknown := set(chosen) - set(names):
        console.print(f"no benchmark {', '.join(sorted(unknown))}: there are {', '.join(names)}")
        return 2
    table = Table("benchmark", "measured", "value", "goal", "met", "how", title="benchmarks: medians, in one run")
    missed: list[str] = []
    for name in chosen or names:
        module = importlib.import_module(f"benchmarks.cases.{name.replace('-', '_')}")
        if reason := _skipped(module):
            table.add_row(name, "", "", "", "skipped", reason)
            continue
        console.print(f"{name} ...", style="dim")
        for row in module.rows():
            _show(table, name, row)
            if row.met is False:  # now, while what was measured is still there
                missed.append(f"\n{row.what}: missed; where the time goes:\n{row.explain()}")
    for text in missed:
        console.print(text, markup=False, highlight=False)
    console.print(table)
    return 1 if missed else 0


def _skipped(module: ModuleType) -> str:
    from hosts import HAS_REAL, MISSING

    return MISSING if module.REAL and not HAS_REAL else ""


def _show(table: Table, name: str, row: Row) -> None:
    goal = "" if row.goal is None else f"{'at least' if row.at_least else 'at most'} {row.goal:g}"
    met = {None: "", True: "[green]yes[/]", False: "[red]no[/]"}[row.met]
    table.add_row(name, row.what, f"{row.value:.2f} {row.unit}", goal, met, row.detail)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
