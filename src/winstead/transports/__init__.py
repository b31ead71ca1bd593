"""The ways to reach hosts, by the names that `connection: {transport: …}` takes."""

from __future__ import annotations

from winstead.transports.base import Transport


def transport(name: str) -> Transport:
    """The transport of a name; its libraries are imported now."""
    match name:
        case "local":
            from winstead.transports.local import Local

            return Local()
        case "simulated":
            from winstead.transports.simulated import Simulated

            return Simulated()
        case _:
            from winstead.transports.winrm import WinRM

            return WinRM()
