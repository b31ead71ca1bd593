"""Fixtures of files of runs; a module takes them by ``pytest_plugins``."""

from __future__ import annotations

from pathlib import Path

import pytest

from gathered import RUNS
from winstead.events import dump


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files of runs."""
    for name, events in RUNS.items():
        (tmp_path / f"{name}.jsonl").write_text("".join(f"{dump(one)}\n" for one in events), encoding="ascii")
    return tmp_path
