"""Loads an inventory: YAML to frozen models; every mistake names file, line and key path, all of them at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from pydantic import Field, PrivateAttr, ValidationError

from winstead.checks import check_names, check_templates, check_values, mistakes_of
from winstead.errors import InventoryError
from winstead.fetch import Wrapper
from winstead.reboot import Reboot
from winstead.strict import Strict
from winstead.yamlfile import Key, KeyPath, Tree, read_tree

Raw = dict[str, Any]
WrapperName = Literal["nssm", "winsw", "shawl"]


class SecretSource(Strict):
    """Where a secret comes from when the environment does not have it."""

    command: list[str] = Field(min_length=1, description="A program with its arguments that prints the secret.")


class Group(Strict):
    """What several hosts share."""

    vars: Raw = Field({}, description="Values for `{{ name }}`.")
    connection: Raw = Field({}, description="How these hosts are reached; merged key by key.")
    apps: list[str] = Field([], description="Apps on these hosts, by name.")
    resources: list[Raw] = Field([], description="Single resources on these hosts, set before the apps.")
    reboot: Reboot | None = Field(None, description="Whether a run may restart these hosts where that is needed.")


class Host(Group):
    """A Windows host."""

    groups: list[str] = Field([], description="The groups that it is in; later ones count over earlier ones.")
    address: str | None = Field(None, description="Name or address to reach it at; its name here unless given.")


class Inventory(Strict):
    """Everything that is known of the hosts."""

    vars: Raw = Field({}, description="Values for `{{ name }}`, for every host.")
    connection: Raw = Field({}, description="How hosts are reached.")
    groups: dict[str, Group] = Field({}, description="Groups of hosts by name.")
    hosts: dict[str, Host] = Field({}, description="Hosts by name.")
    apps: dict[str, Raw] = Field({}, description="Apps by name.")
    resources: list[Raw] = Field([], description="Single resources on every host, set before the apps.")
    reboot: Reboot | None = Field(
        None, description="Whether a run may restart hosts where that is needed; never unless given."
    )
    wrappers: dict[WrapperName, Wrapper] = Field({}, description="Where the programs of service wrappers come from.")
    secrets: dict[str, SecretSource] = Field({}, description="Sources of secrets by the secret's name.")
    _tree: Tree = PrivateAttr(default_factory=Tree)

    @property
    def tree(self) -> Tree:
        """The YAML that this was made of, with the place of every value."""
        return self._tree

    @property
    def folder(self) -> Path:
        """The folder that relative paths start from."""
        return self._tree.folder


def load(path: Path) -> Inventory:
    """The inventory of a YAML file or a folder of them.

    Raises InventoryError with all mistakes that can be seen without a host's vars.
    """
    tree = read_tree(path)
    # A key with nothing behind it says nothing; editors take $schema from JSON.
    data = {key: value for key, value in tree.data.items() if key != "$schema" and value is not None}
    for section in ("groups", "hosts"):
        if isinstance(data.get(section), dict):
            data[section] = {name: {} if value is None else value for name, value in data[section].items()}
    found = list(check_templates(tree))
    try:
        inventory = Inventory.model_validate(data)
    except ValidationError as error:
        found += mistakes_of(tree, error, ())
        if any(one["type"] != "extra_forbidden" for one in error.errors()):
            raise InventoryError(*found) from None
        # With the unknown keys left out, the rest can be judged too.
        inventory = Inventory.model_validate(_without(data, {one["loc"] for one in error.errors()}))
    inventory._tree = tree
    found += [*check_names(inventory), *check_values(inventory)]
    if found:
        raise InventoryError(*found)
    return inventory


def _without(data: Raw, paths: set[tuple[Key, ...]], at: KeyPath = ()) -> Raw:
    return {
        key: _without(value, paths, (*at, key)) if isinstance(value, dict) else value
        for key, value in data.items()
        if (*at, key) not in paths
    }
