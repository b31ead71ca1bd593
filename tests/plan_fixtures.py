"""Fixtures of three simulated hosts and a plan; a module takes them by ``pytest_plugins``."""

from __future__ import annotations

from pathlib import Path

import pytest

from plans import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Three fresh hosts, not planned yet."""
    (tmp_path / "a.bin").write_bytes(b"one")
    made = Place(tmp_path)
    made.write()
    return made


@pytest.fixture
def planned(place: Place) -> Place:
    """The three hosts, provisioned once, then with two changes by hand, and a plan to take these back."""
    assert place.run("provision", "--yes").code == 0
    place.change("web01", lambda kinds: kinds["EnvironmentVariable"].clear())
    place.change("db01", lambda kinds: kinds["EnvironmentVariable"].clear())
    assert place.run("plan", "--out", place.plan, "--exit-code").code == 3
    return place
