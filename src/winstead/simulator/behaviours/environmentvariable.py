"""Environment variables: several resources may each add entries to one list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from winstead.simulator.behaviours import Behaviour, State
from winstead.simulator.psrp import SecretText

if TYPE_CHECKING:
    from winstead.simulator.model import Model


class EnvironmentVariable(Behaviour):
    """The variables by ``NAME`` and ``NAME|user``, each with its whole text."""

    initial: ClassVar[dict[str, State]] = {
        "ComSpec": {"value": r"%SystemRoot%\system32\cmd.exe"},
        "OS": {"value": "Windows_NT"},
        "PATH": {"value": r"%SystemRoot%\system32;%SystemRoot%;%SystemRoot%\System32\Wbem"},
        "TEMP": {"value": r"%SystemRoot%\TEMP"},
        "windir": {"value": "%SystemRoot%"},
    }

    def get(self, host: Model, kind: str, name: str, desired: State) -> State:
        """Its text or, of a list, the desired entries that are in it."""
        key = host.find(kind, _variable(name, desired))
        if key is None:
            return {"ensure": "absent"}
        value = host.stored(kind)[key]["value"]
        if desired.get("list"):
            value = _among(desired["value"], value.split(";"))
        return desired | {"ensure": "present" if value else "absent", "value": value}

    def set(self, host: Model, kind: str, name: str, desired: State, actual: State, changes: State) -> None:
        """Sets or removes it, or adds entries and removes them."""
        variable = _variable(name, desired)
        key = host.find(kind, variable) or variable
        value = host.plain(desired["value"]) if desired["ensure"] == "present" else ""
        if desired.get("list"):
            value = _edited(host.stored(kind).get(key, {}).get("value", ""), desired)
        if value:
            host.stored(kind)[key] = {"value": value}
        else:
            host.stored(kind).pop(key, None)
        if value and isinstance(desired["value"], SecretText) and desired.get("scope") != "user":
            host.warn(f"every user of this host can read {variable}, which holds a secret")


def _variable(name: str, desired: State) -> str:
    return name.split("|")[0] + ("|user" if desired.get("scope") == "user" else "")


def _edited(text: str, desired: State) -> str:
    """The list's text with the desired entries at its end, or without them, as Edit-ListText makes it."""
    held = text.split(";")
    if desired["ensure"] == "absent":
        return ";".join(_among(held, desired["value"], missing=True))
    return ";".join([*([text.rstrip(";")] if text.strip(";") else []), *_among(desired["value"], held, missing=True)])


def _among(entries: Iterable[str], others: Iterable[str], missing: bool = False) -> list[str]:
    """The entries that are among others, or those that are not, as Select-ListEntry finds them."""
    known = {_plain(one) for one in others}
    return [entry for entry in entries if (_plain(entry) in known) != missing]


def _plain(entry: str) -> str:
    return entry.strip().rstrip("\\").upper()
