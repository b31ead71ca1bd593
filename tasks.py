"""The Invoke tasks of this checkout: `invoke --list`."""

from __future__ import annotations

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from winstead.cli import namespace

__all__ = ["namespace"]


@task(auto_shortflags=False, iterable=["only"], help={"only": "A benchmark's name; may be given more than once."})
def bench(context: Context, only: list[str]) -> None:
    """Measure what winstead promises to be fast at (benchmarks/)."""
    import os
    import subprocess
    import sys
    from pathlib import Path

    root = Path(__file__).parent
    command = [sys.executable, "-m", "benchmarks", *only]
    variables = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root), str(root / "tests")])}
    if code := subprocess.run(command, cwd=root, env=variables, check=False).returncode:
        raise Exit(code=code)


namespace.add_task(bench)
