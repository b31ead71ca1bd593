"""Fixtures of an app on a real host; a module takes them by ``pytest_plugins``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hosts import PASSWORD, Shell, connection_to
from unpacking import FOLDER, App
from winstead.simulator.endpoint import Endpoint
from winstead.transports.base import OpenHost
from winstead.transports.winrm import WinRM


@pytest.fixture(scope="module")
def opened(served: Endpoint) -> Iterator[OpenHost]:
    """The host, open over WinRM."""
    with WinRM().open(connection_to(served), PASSWORD) as one:
        yield one


@pytest.fixture
def app(opened: OpenHost, shell: Shell, tmp_path: Path) -> App:
    """An app with its first release."""
    shell(f"Remove-Item '{FOLDER}' -Recurse -Force -ErrorAction 0")
    made = App(opened, shell, tmp_path)
    made.changed(version="1.0.0", **made.sent(b"old", ".exe"))
    return made
