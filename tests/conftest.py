"""Fixtures: real Windows hosts, one for each worker, and the command line as a user calls it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from hosts import HAS_REAL, MISSING, RealHost, Shell, real_host, shell_on
from winstead.simulator.endpoint import Endpoint

# A busy machine is no fault of what is tested.
settings.register_profile(
    "busy", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.load_profile("busy")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The golden scripts are written anew on demand alone."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips what is marked real or builds, with the reason, where what it needs is missing."""
    missing = [one for one in ("go", "x86_64-w64-mingw32-gcc", "npm") if not shutil.which(one)]
    for item in items:
        if missing and item.get_closest_marker("builds"):
            item.add_marker(pytest.mark.skip(reason=f"needs {' and '.join(missing)} on the path"))
        if item.get_closest_marker("real"):
            item.user_properties.append(("real", True))  # so that a report tells which these were
            if not HAS_REAL:
                item.add_marker(pytest.mark.skip(reason=MISSING))


def _name(worker: str, number: int) -> str:
    return f"t{number}-{worker}-{os.getpid()}"[:15]


@pytest.fixture(scope="session")
def real(worker_id: str) -> Iterator[RealHost]:
    """A real host, shared by a worker's tests."""
    with real_host(_name(worker_id, 1)) as host:
        yield host


@pytest.fixture(scope="module")
def served(real: RealHost) -> Iterator[Endpoint]:
    """The real host's WinRM endpoint."""
    with real.endpoint() as endpoint:
        yield endpoint


@pytest.fixture(scope="module")
def shell(served: Endpoint) -> Iterator[Shell]:
    """A PowerShell on it."""
    with shell_on(served) as opened:
        yield opened
