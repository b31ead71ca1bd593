"""What the flags that all tasks share say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """What the shared flags say."""

    inventory: str
    host: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    app: tuple[str, ...] = ()
    shard: str | None = None
    output: str = "text"
    junit: str = ""
    forks: int = 50
    lock_timeout: int = 60
    yes: bool = False
