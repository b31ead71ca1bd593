"""What kinds do on a simulated host beyond holding their properties, one module each, found by folder."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from winstead.simulator.model import Model

State = dict[str, Any]


class HostError(Exception):
    """What Windows would refuse, with the name of the exception that PowerShell shows for it."""

    def __init__(self, message: str, type: str = "RuntimeException", transient: bool = False) -> None:
        super().__init__(message)
        self.type = type
        self.transient = transient


class Behaviour:
    """Holds properties: what was set is what is read. A kind that does more overrides get or set."""

    initial: ClassVar[dict[str, State]] = {}

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """The actual state, as Get-<Kind>State gives it."""
        key = host.find(kind, name)
        if key is None:
            return {"ensure": "absent"}
        held = host.stored(kind)[key]
        return {"ensure": "present", **{field: held.get(field) for field in desired if field != "ensure"}}

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Makes the state the desired one, as Set-<Kind>State does. Raises HostError where Windows refuses."""
        key = host.find(kind, name)
        if desired["ensure"] == "absent":
            if key is not None:
                del host.stored(kind)[key]
            return
        values = {field: host.plain(value) for field, value in desired.items() if field != "ensure"}
        host.stored(kind).setdefault(key or name, {}).update(values)


@cache
def behaviours() -> dict[str, Behaviour]:
    """The behaviour of every kind that has one of its own, by the kind's name."""
    found: dict[str, Behaviour] = {}
    for module in pkgutil.iter_modules(__path__):
        for value in vars(importlib.import_module(f"{__name__}.{module.name}")).values():
            if isinstance(value, type) and issubclass(value, Behaviour) and value is not Behaviour:
                found[value.__name__] = value()
    return found
