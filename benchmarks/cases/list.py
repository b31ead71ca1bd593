"""`invoke --list` in the checkout against importing invoke and no more."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.measure import Row, alternate, process, process_profile

REAL = False
_ROUNDS = 15
_LIST = ["-m", "invoke", "--list"]


def rows() -> Iterator[Row]:
    """The ratio of the two processes' times."""
    subjects = {
        "list": lambda: process([sys.executable, *_LIST]).seconds,
        "import": lambda: process([sys.executable, "-c", "import invoke"]).seconds,
    }
    taken = alternate(_ROUNDS, subjects)
    detail = f"{taken['list'] * 1000:.0f} ms against {taken['import'] * 1000:.0f} ms"
    ratio = taken["list"] / taken["import"]
    yield Row("invoke --list / import invoke", ratio, "times", detail, goal=2, explain=lambda: process_profile(_LIST))
