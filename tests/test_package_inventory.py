"""Packages and requirements in an inventory."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from hosts import inventory
from winstead.errors import InventoryError
from winstead.inventory import load
from winstead.resolve import resolve
from winstead.resources.package import Package, requirement

INVENTORY = """
hosts:
  srv01: {apps: [orders, billing]}
vars: {least: '2.40'}
apps:
  orders:
    packages:
      - {name: git, manager: chocolatey, version: '>={{ least }}'}
      - {name: tool, manager: exe, path: tool.exe, arguments: [/S]}
    requires: ['git>={{ least }}', {name: java, version: '>=1.8', check: [java, -version]}]
    directory: 'C:\\Apps\\orders'
  billing:
    packages: [{name: git, manager: chocolatey, version: '>=2.40'}]
    requires: ['git>=2.40', 'git<3']
"""


def test_the_packages_of_apps(tmp_path: Path) -> None:
    """Before everything else of an app; what two apps want in the same way stands once."""
    (tmp_path / "tool.exe").write_bytes(b"a tool")
    found = resolve(load(inventory(tmp_path, INVENTORY)), ["srv01"])[0]
    ids = ["git", "tool", "git>=2.40", "java>=1.8"]
    expected = [*(f"Package/{one}" for one in ids), "Directory/C:\\Apps\\orders", "Package/git<3"]
    assert [one.id for one in found.resources] == expected
    assert found.resources[2].properties() == {"manager": "none", "version": ">=2.40", "check": ("git", "--version")}
    assert found.resources[3].properties()["check"] == ("java", "-version")
    assert list(found.files.values()) == [tmp_path / "tool.exe"]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("'>=2.40'}]\n    requires: ['git>=2.40'", "'>=3'}]\n    requires: ['git'", "Package/git is given twice"),
        ("'git<3'", "'git=<3'", "is no comparison: write '>=2.40'"),
        ("'git<3'", "'<3'", "is no requirement: write git"),
        ("'git<3'", "{name: git, manager: scoop}", "this comes from packages, for what is to be installed"),
        ("'git<3'", "{name: git, verson: '1'}", "did you mean 'version'?"),
        (
            "manager: chocolatey, version: '>=2.40'",
            "manager: choco",
            "'choco' is not known; did you mean",
        ),
        ("path: tool.exe", "path: none.exe", "there is no file"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, text: str) -> None:
    (tmp_path / "tool.exe").write_bytes(b"a tool")
    assert INVENTORY.count(old) == 1
    file = inventory(tmp_path, INVENTORY.replace(old, new))
    with pytest.raises(InventoryError) as raised:
        resolve(load(file), ["srv01"])
    assert text in str(raised.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("git", {"name": "git"}),
        ("git>=2.40,<3", {"name": "git", "version": ">=2.40,<3"}),
        ("dotnet-sdk ~= 8.0", {"name": "dotnet-sdk", "version": "~= 8.0"}),
        ("{{ what }}", {"name": "{{ what }}"}),
    ],
)
def test_what_a_requirement_says(text: str, found: dict[str, str]) -> None:
    assert requirement(text) == found


def test_what_is_no_requirement() -> None:
    with pytest.raises(ValueError, match="is no requirement: write git"):
        requirement(">=2.40")
    with pytest.raises(ValidationError, match="'=>2' is no comparison"):
        Package.model_validate({"name": "git", "manager": "none", "version": "=>2"})
