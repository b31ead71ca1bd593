"""Fixtures of a real host and the engine on it; a module takes them by ``pytest_plugins``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engines import Engine
from hosts import shell_on
from winstead.simulator.endpoint import Endpoint


@pytest.fixture(scope="module")
def engine(served: Endpoint) -> Iterator[Engine]:
    """The engine on it."""
    with shell_on(served) as shell:
        yield Engine(shell)
