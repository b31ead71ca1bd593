"""The facts of a simulated host: those of a fresh Windows Server that says what it is."""

from __future__ import annotations

from collections.abc import Iterator

from winstead.events import Event
from winstead.simulator.engine import Run
from winstead.simulator.restart import booted, restart_reasons


def host_facts(run: Run) -> Iterator[Event]:
    """One facts event."""
    reasons = restart_reasons(run.model)
    yield {
        "event": "facts",
        "host": run.host,
        "facts": {
            "name": run.model.name.upper(),
            "domain": "WORKGROUP",
            "windows": "simulated Windows Server 2022",
            "version": "10.0.20348",
            "architecture": "AMD64",
            "powershell": "7.4.6",
            "edition": "Core",
            "booted": booted(run.model),
            "restart_pending": bool(reasons),
            "restart_reasons": reasons,
            "processors": 2,
            "memory": 4 * 2**30,
            "disks": [{"drive": "C:\\", "format": "NTFS", "size": 64 * 2**30, "free": 40 * 2**30}],
            "addresses": ["127.0.0.1"],
            "time_zone": "UTC",
            "user": "simulated\\Administrator",
        },
    }
