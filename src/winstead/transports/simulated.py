"""A simulated host: the winrm transport, to an endpoint that this process starts on loopback."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from winstead.connection import Connection
from winstead.errors import UsageError
from winstead.transports.base import OpenHost
from winstead.transports.winrm import WinRM


def state_file(name: str) -> Path:
    """Where the state of a simulated host lasts: below ``WINSTEAD_SIMULATED``, or ``.winstead/simulated`` here."""
    return Path(os.environ.get("WINSTEAD_SIMULATED", ".winstead/simulated"), f"{name}.json")


class Simulated:
    """Opens simulated hosts."""

    @contextlib.contextmanager
    def open(self, connection: Connection, password: str | None) -> Iterator[OpenHost]:
        """A simulated host, known by its address. Raises UsageError where the extra is not installed."""
        try:
            from winstead.simulator.serve import endpoint
        except ImportError as error:
            raise UsageError(f"simulated hosts need the extra: pip install winstead[simulator] ({error})") from error
        password = secrets.token_urlsafe(12)
        with endpoint(connection.address, connection.faults, {"simulated": password}) as served:
            reached = {"transport": "winrm", "address": "127.0.0.1", "port": served.port, "scheme": "http"}
            reached |= {"auth": "ntlm", "user": "simulated", "faults": None}
            with WinRM().open(connection.model_copy(update=reached), password) as host:
                yield host
