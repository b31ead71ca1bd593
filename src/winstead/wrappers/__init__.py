"""Services through a wrapper: a program that makes a service of one that is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from winstead.logs import Logs, Rotate
from winstead.strict import nearest
from winstead.wrappers import nssm, shawl, winsw
from winstead.wrappers.keys import Wrapped, WrapperKeys

__all__ = [
    "NSSM_NOTE",
    "WRAPPER_KEYS",
    "Wrapped",
    "WrapperKeys",
    "log_files",
    "wrap",
    "wrapper_keys",
    "wrapper_rotates",
]

NSSM_NOTE = nssm.NOTE


@dataclass(frozen=True)
class _Wrapper:
    known: frozenset[str]
    drafts: Callable[[Wrapped, WrapperKeys], list[tuple[str, dict[str, Any]]]]
    rotates: Callable[[Rotate], bool]
    outputs: Callable[[str | None, str | None], tuple[str, ...]]


_WRAPPERS = {
    name: _Wrapper(frozenset(one.KNOWN), one.drafts, one.rotates, one.outputs)
    for name, one in (("nssm", nssm), ("winsw", winsw), ("shawl", shawl))
}
# What an app's `service:` takes for each wrapper, besides what a Service has.
WRAPPER_KEYS: Mapping[str, frozenset[str]] = MappingProxyType({name: one.known for name, one in _WRAPPERS.items()})


def wrapper_keys(wrapper: str, service: Mapping[str, Any]) -> WrapperKeys:
    """The wrapper's own keys of an app's `service:`.

    Raises ValueError for a wrapper that is not known, and for a key that it does not know, naming those that do;
    pydantic's ValidationError for a value that is wrong.
    """
    if wrapper not in _WRAPPERS:
        raise ValueError(f"'{wrapper}' is no wrapper; {nearest(wrapper, _WRAPPERS)}")
    given = {key: value for key, value in service.items() if key in WrapperKeys.model_fields}
    for key in given:
        if key not in WRAPPER_KEYS[wrapper]:
            others = " and ".join(name for name, known in WRAPPER_KEYS.items() if key in known)
            raise ValueError(f"{key}: {wrapper} cannot do that; {others} can")
    return WrapperKeys.model_validate(given)


def wrap(wrapper: str, wrapped: Wrapped) -> list[tuple[str, dict[str, Any]]]:
    """The kinds and values of the resources that make a service of a program, in order; the Service is the last.

    What a Service has, `wrapped.service` says; recovery is its own, parameters are added to the wrapper's.

    Raises ValueError for what the wrapper cannot do, naming the key; pydantic's ValidationError for wrong values.
    """
    keys = wrapper_keys(wrapper, wrapped.service)
    own = {key: value for key, value in wrapped.service.items() if key not in WrapperKeys.model_fields}
    *before, (kind, values) = _WRAPPERS[wrapper].drafts(wrapped, keys)
    merged = {"name": wrapped.name, **own, **values}
    if "recovery" in own:
        merged["recovery"] = own["recovery"]
    if "parameters" in own:
        merged["parameters"] = {**values.get("parameters", {}), **own["parameters"]}
    if "restart_on" in own:
        merged["restart_on"] = [*own["restart_on"], *values.get("restart_on", ())]
    return [*before, (kind, merged)]


def wrapper_rotates(wrapper: str, rotate: Rotate) -> bool:
    """Whether a wrapper itself rotates the output's files in all of the ways that are asked for."""
    return _WRAPPERS[wrapper].rotates(rotate)


def log_files(wrapper: str, logs: Logs) -> tuple[str, ...]:
    """The files that a wrapper writes an app's output to, which are not always those that were asked for.

    Raises ValueError for files that it cannot write.
    """
    return _WRAPPERS[wrapper].outputs(logs.stdout, logs.stderr)
