"""The seam between winstead and hosts: a transport opens a host, which runs scripts and takes files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from winstead.connection import Connection
from winstead.events import Event


@dataclass(frozen=True)
class Setting:
    """What a script is started with: its parameters but Format, which is Json.

    ``lock_timeout`` is in seconds. With the ``run_id`` of a run whose connection was lost, the script goes on with that
    run: it tells again what it had told, and does what was left. ``reboot`` says whether it may restart the host.
    """

    mode: str = "Plan"
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    lock_timeout: int = 60
    by: str = ""
    run_id: str = ""
    reboot: str = "never"


@dataclass(frozen=True)
class FileToSend:
    """A local file that a run needs on the host, and where it is to go there."""

    path: Path
    sha256: str
    to: str


class OpenHost(Protocol):
    """A host that can be worked on, until its context ends. Methods raise ConnectionFailedError.

    One thread works on it; ``stop`` alone may be called from another.
    """

    def run(self, script: str, setting: Setting) -> Iterator[Event]:
        """Runs a script, and gives its events as they come; other output becomes messages.

        Raises ScriptError for a script that cannot run, or throws.
        """

    def upload(self, file: FileToSend) -> bool:
        """Puts a file by its hash where a run finds it, unless it is there already or where it is to go.

        True if it was sent. Raises ScriptError when it does not arrive as it was sent.
        """

    def stop(self) -> None:
        """Ends the script that runs, its finally blocks included, or what else is done; nothing is begun any more."""


class Transport(Protocol):
    """A way to reach hosts."""

    def open(self, connection: Connection, password: str | None) -> AbstractContextManager[OpenHost]:
        """Opens a host. Raises ConnectionFailedError, LogonFailedError, CertificateError, UnsupportedHostError."""
