"""Which of an inventory's hosts and apps a command is about."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from winstead.errors import UsageError
from winstead.inventory import Inventory
from winstead.strict import nearest

T = TypeVar("T")


@dataclass(frozen=True)
class Choice:
    """Which hosts and apps a command is about: names and patterns, none for all."""

    hosts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    apps: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether no host was chosen."""
        return not (self.hosts or self.groups)


def shard(text: str | None, hosts: Sequence[T]) -> list[T]:
    """The part of the hosts that ``i/n`` stands for: each n-th, from the i-th; all of them for None.

    Raises UsageError for a text that is no such part.
    """
    if text is None:
        return list(hosts)
    found = re.fullmatch("([0-9]{1,9})/([0-9]{1,9})", text)
    index, count = map(int, found.groups()) if found else (0, 0)
    if not 1 <= index <= count:
        raise UsageError(f"--shard {text}: give i/n, the i-th of n parts of the hosts: 1/{count or 5} is the first")
    return list(hosts[index - 1 :: count])


def none_left(text: str | None) -> str:
    """What is said where no host is left, which is no mistake: CI may have more jobs than hosts."""
    return f"no host is left{f' in shard {text}' if text else ''}: nothing is done"


def select(inventory: Inventory, choice: Choice) -> list[str]:
    """The names of the chosen hosts, in the inventory's order.

    Raises UsageError for a name or pattern that matches nothing.
    """
    hosts, groups = list(inventory.hosts), list(inventory.groups)
    chosen = {name for pattern in choice.hosts for name in _matching("host", pattern, hosts)}
    for pattern in choice.groups:
        chosen |= _members(inventory, _matching("group", pattern, groups))
    if choice.empty:
        chosen = set(hosts)
    for pattern in choice.exclude:
        matching = set(_matching("host or group", pattern, [*hosts, *groups]))
        chosen -= matching | _members(inventory, matching)
    for pattern in choice.apps:
        _matching("app", pattern, list(inventory.apps))
    if not chosen:
        raise UsageError("no host is left: nothing matches the choice" if hosts else "the inventory has no hosts")
    return [name for name in hosts if name in chosen]


def _matching(what: str, pattern: str, names: Sequence[str]) -> list[str]:
    found = [name for name in names if fnmatch.fnmatchcase(name, pattern)]
    if not found:
        raise UsageError(f"no {what} '{pattern}' in the inventory; {nearest(pattern, names)}")
    return found


def _members(inventory: Inventory, groups: Iterable[str]) -> set[str]:
    wanted = set(groups)
    return {name for name, host in inventory.hosts.items() if wanted & set(host.groups)}
