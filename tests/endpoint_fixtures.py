"""Fixtures that start endpoints; a module takes them by ``pytest_plugins``."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from endpoints import USERS, Certificates, Serve
from winstead.simulator.endpoint import Endpoint
from winstead.simulator.psrp import ModelBackend
from winstead.simulator.pwsh import PwshBackend


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """The files of certificates."""
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def serve(certificates: Certificates) -> Iterator[Serve]:
    """Starts endpoints; afterwards nothing of them may be left."""
    before = set(threading.enumerate())
    started: list[Endpoint] = []

    def start(run: Any = lambda script, parameters: iter((script,)), **options: Any) -> Endpoint:
        backend = run if isinstance(run, PwshBackend) else ModelBackend(run)
        files = {"certificate": certificates.server, "client_ca": certificates.authority}
        options = {"users": USERS, **files, **options}
        started.append(Endpoint(backend, **options).start())
        return started[-1]

    yield start
    for endpoint in started:
        endpoint.close()
    assert set(threading.enumerate()) <= before
