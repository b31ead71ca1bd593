"""What holds for every file: names, help, sizes, and nothing that Windows PowerShell 5.1 does not know."""

from __future__ import annotations

import ast
import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli import ROOT
from hosts import RealHost, shell_on

PS1 = sorted((ROOT / "ps1").rglob("*.ps1"))
PYTHON = sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py"), ROOT / "tasks.py"])
FUNCTION = re.compile(r"^function ([\w-]+) \{$(.*?)^\}$", re.MULTILINE | re.DOTALL)
# Not words of this project, see the design: each has one of its own.
OTHER_WORDS = re.compile(
    r"\b(playbook|ansible_|check_mode|what_if|(?<!IP )helper|utils|inventory_hostname)\b", re.IGNORECASE
)

EXAMINE = Path(__file__).with_name("examine.ps1").read_text(encoding="ascii")
WRONG = """
$a = $b ?? 1  # wrong
$a = $b ? 1 : 2  # wrong
$a = ${b}?.c  # wrong
Get-It && Get-Other  # wrong
1 | ForEach-Object -Parallel { $_ }  # wrong
Remove-Service x  # wrong
function Get-It { param() }  # wrong: no synopsis
function Fetch-It {  # wrong
    <#
    .SYNOPSIS
    It.
    #>
    param()
}
function Get-Other {  # wrong: no help for One, help for Two
    <#
    .SYNOPSIS
    It.
    .PARAMETER Two
    Too much.  # wrong
    #>
    param($One)
}
"""


def _functions() -> Iterator[tuple[Path, str, str]]:
    for file in PS1:
        for match in FUNCTION.finditer(file.read_text(encoding="ascii")):
            yield file, match[1], match[0]


def test_powershell_files_hold_what_they_are_named_after() -> None:
    """A function a file, a kind's two, nothing beside them; ASCII; and short."""
    for file in PS1:
        text = file.read_text(encoding="ascii")
        names = [name for path, name, _ in _functions() if path == file]
        kind = file.stem
        assert names == ([f"Get-{kind}State", f"Set-{kind}State"] if file.parent.name == "resources" else [kind]), file
        assert not FUNCTION.sub("", text).strip(), f"{file} holds more than functions"
    for file, name, text in _functions():
        assert text.count("\n") < 45, f"{file}: {name} is too long"


def test_every_powershell_function_is_used() -> None:
    """By a template, by Python, or by another function."""
    texts = {file: file.read_text(encoding="utf-8") for file in [*PS1, *PYTHON, *(ROOT / "templates").rglob("*.j2")]}
    for file, name, _ in _functions():
        used = name.startswith(("Get-", "Set-")) and file.parent.name == "resources"
        assert used or any(re.search(rf"\b{name}\b", text) for path, text in texts.items() if path != file), name


def test_python_files_are_short() -> None:
    """Files up to 300 lines, functions up to 40."""
    for file in PYTHON:
        text = file.read_text(encoding="utf-8")
        assert text.count("\n") <= 300, file
        for found in ast.walk(ast.parse(text)):
            if isinstance(found, ast.FunctionDef):
                length = (found.end_lineno or 0) - found.lineno + 1
                assert length <= 40, f"{file}:{found.lineno} {found.name} has {length} lines"


def test_public_python_says_what_it_does() -> None:
    """Every public module, class and function has a docstring."""
    for file in PYTHON:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree) or file.name == "__main__.py", file
        for found in _public(tree):
            assert ast.get_docstring(found), f"{file}:{found.lineno} {found.name}"


def _public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    for found in tree.body:
        if isinstance(found, ast.FunctionDef | ast.ClassDef) and not found.name.startswith("_"):
            yield found
            inner = found.body if isinstance(found, ast.ClassDef) else []
            yield from (one for one in inner if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"))


def test_words() -> None:
    """The words of the design, and no others for the same things."""
    for file in [*PS1, *PYTHON, *ROOT.glob("*.md")]:
        found = OTHER_WORDS.search(file.read_text(encoding="utf-8"))
        assert not found, f"{file}: {found}"


@pytest.mark.real
def test_powershell_is_5_1(real: RealHost) -> None:
    """Parses, knows nothing newer than 5.1, approved verbs, help for every parameter."""
    texts = {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in PS1} | {"wrong": WRONG.encode()}
    pairs = ", ".join(f"@('{name}', '{base64.b64encode(text).decode('ascii')}')" for name, text in texts.items())
    with real.endpoint() as endpoint, shell_on(endpoint) as shell:
        found: list[str] = shell(f"$files = @({pairs})\n{EXAMINE}")
    assert [one for one in found if not one.startswith("wrong:")] == []
    assert len(found) == WRONG.count("# wrong"), found
