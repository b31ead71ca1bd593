"""The kinds of resources, one module each, found by folder."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Literal

from pydantic import Field

from winstead.strict import Strict


class Resource(Strict):
    """One desired thing on a host, known there as ``Kind/name``.

    A kind is a subclass of that name in a module of this folder. Its fields are the properties that
    ps1/resources/<Kind>.ps1 reads and sets; one that is None is left as it is on the host. Those in ``local`` are files
    here, whose relative paths start from the inventory's folder.
    """

    local: ClassVar[tuple[str, ...]] = ()

    name: str = Field(min_length=1, max_length=32767, description="What the resource is called on the host.")
    ensure: Literal["present", "absent"] = Field("present", description="Whether it is to be there at all.")
    app: str | None = Field(None, description="The app that it belongs to.")
    restart_on: tuple[str, ...] = Field((), description="Resources (`Kind/name`) whose change restarts this one.")

    @property
    def key(self) -> str:
        """What tells it from others of its kind on the host: its name, unless a kind needs more."""
        return self.name

    @property
    def id(self) -> str:
        """``Kind/key``, unique on a host."""
        return f"{type(self).__name__}/{self.key}"

    def files(self) -> dict[str, Path]:
        """The local files that must be on the host before it is set, by their SHA-256."""
        return {}

    def properties(self) -> dict[str, object]:
        """The arguments for PowerShell: what is set, by name; without those that say nothing."""
        values = {field: getattr(self, field) for field in type(self).model_fields if field != "name"}
        if values["ensure"] == "present":
            del values["ensure"]
        if not values["restart_on"]:
            del values["restart_on"]
        return {field: value for field, value in values.items() if value is not None}


@cache
def kinds() -> Mapping[str, type[Resource]]:
    """Every kind of resource by its name, sorted."""
    found: dict[str, type[Resource]] = {}
    for module in pkgutil.iter_modules(__path__):
        names = vars(importlib.import_module(f"{__name__}.{module.name}"))
        for value in names.values():
            if isinstance(value, type) and issubclass(value, Resource) and value.__module__.endswith(f".{module.name}"):
                found[value.__name__] = value
    return MappingProxyType(dict(sorted(found.items())))
