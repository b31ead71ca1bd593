"""README's commands are run, its inventories load, and its tables are what the models say."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from cli import ROOT, winstead
from winstead.inventory import load
from winstead.schema import kinds_table

README = (ROOT / "README.md").read_text(encoding="utf-8")


def block(marker: str) -> list[str]:
    """The lines of the code block after a marker."""
    match = re.search(rf"<!-- {marker} -->\n```sh\n(.*?)```", README, re.DOTALL)
    assert match, f"README has no block {marker}"
    return match[1].splitlines()


@pytest.mark.parametrize("line", block("tested"))
def test_commands_on_the_simulated_host(line: str, tmp_path: Path) -> None:
    """Each command that README shows for demo works."""
    program, *arguments = shlex.split(line)
    assert program == "invoke"
    done = winstead(*arguments, WINSTEAD_SIMULATED=str(tmp_path))
    assert done.code == 0, done
    assert done.out


def test_the_first_command_on_a_bare_machine(tmp_path: Path) -> None:
    """A fresh checkout: set up and provisioned by one command; the second time nothing changes."""
    copy = tmp_path / "checkout"
    subprocess.run(["git", "clone", "-q", str(ROOT), str(copy)], check=True, timeout=60)
    (line,) = block("demo")
    line = line.replace("python3", sys.executable, 1)
    for expected in ("10 changed", "10 ok"):
        done = subprocess.run(
            ["bash", "-euc", line], cwd=copy, capture_output=True, text=True, timeout=600, check=False
        )
        assert done.returncode == 0, done
        assert expected in done.stdout, done.stdout


def test_the_test_command_is_ci() -> None:
    """What README says is what CI runs."""
    (line,) = block("test")
    assert "pytest" in line
    assert "<!-- test -->" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_inventories_load(tmp_path: Path) -> None:
    """Every YAML block that has hosts is a right inventory."""
    found = [text for text in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if "hosts" in yaml.safe_load(text)]
    assert len(found) == 5
    (tmp_path / "orders.exe").touch()
    (tmp_path / "orders.conf.j2").touch()
    for text in found:
        file = tmp_path / "hosts.yaml"
        file.write_text(text, encoding="utf-8")
        assert load(file).hosts


def test_kinds_table() -> None:
    """The table of kinds is written from the models."""
    assert kinds_table() in README, "write it anew: python -m winstead.schema"


def test_links() -> None:
    """Every file that README links is there."""
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / link).exists(), link
