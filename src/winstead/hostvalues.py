"""A host's own values: its vars, how it is reached, and what is wrong with what the inventory says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from winstead.checks import mistakes_of
from winstead.connection import Connection
from winstead.errors import Mistake
from winstead.inventory import Inventory, Raw
from winstead.templates import render_value, resolve_vars
from winstead.yamlfile import KeyPath


class HostValues:
    """What the top, a host's groups and the host say together, with templates rendered over the host's vars.

    ``mistakes`` collects what is wrong on the way, each with the hosts that it is found for.
    """

    def __init__(self, inventory: Inventory, name: str, mistakes: dict[Mistake, list[str]]) -> None:
        self.inventory, self.name, self.host, self.mistakes = inventory, name, inventory.hosts[name], mistakes
        self.failed: set[str] = set()
        self.vars = self._vars()

    def _parts(self, key: str) -> Iterator[tuple[KeyPath, Any]]:
        """What the top, the host's groups in order and the host itself say under a key."""
        if key != "apps":
            yield (key,), getattr(self.inventory, key)
        for name in self.host.groups:
            yield ("groups", name, key), getattr(self.inventory.groups[name], key)
        yield ("hosts", self.name, key), getattr(self.host, key)

    def _vars(self) -> dict[str, Any]:
        raw: Raw = {}
        places: dict[str, KeyPath] = {}
        for path, values in self._parts("vars"):
            raw |= values
            places |= {name: (*path, name) for name in values}
        return resolve_vars(
            raw, {"host": self.name}, lambda path, text: self._fail((*places[str(path[0])], *path[1:]), text)
        )

    def _fail(self, path: KeyPath, text: str) -> None:
        self._note([self.inventory.tree.mistake(path, text)])

    def _refused(self, error: ValidationError, path: KeyPath, origins: Mapping[str, KeyPath] | None = None) -> None:
        """Notes what a model found wrong, but for values whose templates failed before."""
        mistakes = mistakes_of(self.inventory.tree, error, path, origins)
        self._note([one for one in mistakes if one.path not in self.failed])

    def _note(self, mistakes: Iterable[Mistake]) -> None:
        for mistake in mistakes:
            self.failed.add(mistake.path)
            hosts = self.mistakes.setdefault(mistake, [])
            if self.name not in hosts:
                hosts.append(self.name)

    def _render(self, value: Any, path: KeyPath, more: Raw | None = None) -> Any:
        values = self.vars | more if more else self.vars
        return render_value(value, values, lambda inner, text: self._fail((*path, *inner), text))

    def reboot(self) -> str:
        """Whether a run may restart the host: as the last part that speaks of it says."""
        return next((part for _, part in reversed([*self._parts("reboot")]) if part is not None), "never")

    def connection(self) -> Connection:
        """How the host is reached."""
        raw: Raw = {}
        origins: dict[str, KeyPath] = {}
        last: KeyPath = ("connection",)
        for path, values in self._parts("connection"):
            raw = _merged(raw, self._render(values, path))
            origins |= {key: (*path, key) for key in values}
            last = path if values else last
        if self.host.address is not None:
            path = origins["address"] = ("hosts", self.name, "address")
            raw["address"] = self._render(self.host.address, path)
        raw.setdefault("address", self.name)
        for key in ("ca_file", "certificate_file", "key_file"):
            if isinstance(raw.get(key), str):
                file = self.inventory.folder / raw[key]
                raw[key] = str(file)
                if not file.is_file():
                    self._fail(origins[key], f"there is no file {file}")
        try:
            return Connection.model_validate(raw)
        except ValidationError as error:
            self._refused(error, last, origins)
            return Connection()


def _merged(lower: Raw, upper: Raw) -> Raw:
    """Maps joined key by key at every depth: a host that gives ``retry: {delay: 5s}`` keeps its group's max_retries."""
    both = {
        key: _merged(lower[key], upper[key]) for key in lower.keys() & upper.keys() if _maps(lower[key], upper[key])
    }
    return lower | upper | both


def _maps(*values: object) -> bool:
    return all(isinstance(value, dict) for value in values)
