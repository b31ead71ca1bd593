"""Folders: the parents come with them, and what is in them goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from winstead.simulator.behaviours import Behaviour, HostError, State

if TYPE_CHECKING:
    from winstead.simulator.model import Model


class Directory(Behaviour):
    """A folder of the simulated host; files are held by kind File."""

    initial: ClassVar[dict[str, State]] = {
        path: {} for path in ("C:\\", "C:\\Windows", "C:\\Windows\\System32", "C:\\Program Files", "C:\\ProgramData")
    }

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Present or absent; a file in its place is an error."""
        if host.find("File", name) is not None:
            raise HostError(f"there is a file at {name}, where a folder is wanted: move it away")
        return super().get(host, kind, name, desired)

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Makes it and its parents, or removes it and all below it."""
        if desired["ensure"] == "present":
            make_parents(host, name + "\\")
        else:
            forget(host, name)


def forget(host: Model, path: str) -> None:
    """Takes away what is at a path or below it, with its permissions."""
    for kind in ("Directory", "File", "Permission"):
        # Permissions are held as path|account.
        below = [key for key in host.stored(kind) if f"{key.split('|')[0]}\\".lower().startswith(f"{path}\\".lower())]
        for key in below:
            del host.stored(kind)[key]


def make_parents(host: Model, path: str) -> None:
    """Makes the folders above a path."""
    parts = path.split("\\")[:-1]
    for count in range(1, len(parts) + 1):
        folder = "\\".join(parts[:count]) + ("\\" if count == 1 else "")
        if host.find("Directory", folder) is None:
            host.stored("Directory")[folder] = {}
