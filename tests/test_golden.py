"""The scripts of the examples: what a person would read before one runs. `pytest --update-golden` writes them.

Of the functions, which are word for word those of ps1/, only the names are kept.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import programs
from cli import ROOT, winstead
from winstead.render import host_script

GOLDEN = ROOT / "tests" / "golden"


def _rendered(inventory: Path, host: str, out: Path) -> str:
    done = winstead("render", "--inventory", inventory, "--host", host, "--out", out)
    assert done.code == 0, done.err
    return _named((out / f"{host}.ps1").read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))


def _named(text: str) -> str:
    sources = "\n".join(file.read_text(encoding="ascii") for file in (ROOT / "ps1").rglob("*.ps1"))

    def name_alone(match: re.Match[str]) -> str:
        assert match[0] in sources, f"{match[1]} is not as it is in ps1/"
        return f"# function {match[1]}"

    return re.sub(r"^function ([\w-]+) \{$.*?^\}$\n", name_alone, text, flags=re.MULTILINE | re.DOTALL)


def _check(name: str, text: str, update: bool) -> None:
    file = GOLDEN / f"{name}.ps1"
    if update:
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text, "another script: look at it, then pytest --update-golden"


def test_demo(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The default inventory's host."""
    text = _rendered(ROOT / "inventory/hosts.yaml", "demo", tmp_path)
    _check("demo", text, request.config.getoption("--update-golden"))


@pytest.mark.builds
def test_orders(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The example app; its program's hash is left out, for it is another with each compiler."""
    shutil.copytree(ROOT / "examples/orders", tmp_path / "orders")
    shutil.copy(programs.orders(), tmp_path / "orders")
    text = re.sub("'[0-9a-f]{64}'", "'SHA-256'", _rendered(tmp_path / "orders/hosts.yaml", "srv01", tmp_path))
    assert (tmp_path / "files").exists()
    _check("orders-srv01", text, request.config.getoption("--update-golden"))


@pytest.mark.parametrize(
    ("name", "function"),
    [("runner", "Invoke-Runner"), ("rotate-logs", "Invoke-LogRotation"), ("watchdog", "Invoke-Watchdog")],
)
def test_what_lies_on_hosts(name: str, function: str, request: pytest.FixtureRequest) -> None:
    """The scripts that work there by themselves."""
    _check(name, _named(host_script(name, function)), request.config.getoption("--update-golden"))
