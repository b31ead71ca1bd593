"""Files whose bytes come from the controller, and what happens to a file that cannot be written as planned."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from hosts import RealHost
from winstead.render import render, resource_call
from winstead.resources.file import File

BYTES = b"MZ\x90\x00 a program\r\n\xff"
SHA256 = hashlib.sha256(BYTES).hexdigest()
TARGET = "C:\\cases\\test_file\\a.exe"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A local file."""
    file = tmp_path / "program.exe"
    file.write_bytes(BYTES)
    return file


def test_source_goes_by_its_hash(source: Path) -> None:
    """PowerShell gets the hash, the transport the file; both of the file as it is now."""
    resource = File(name=TARGET, source=source, app="orders")
    assert resource.properties() == {"sha256": SHA256, "app": "orders"}
    assert resource.files() == {SHA256: source}
    source.write_bytes(b"another, longer program")
    assert list(resource.files()) == [hashlib.sha256(b"another, longer program").hexdigest()]


def test_absent_needs_no_source(source: Path) -> None:
    """A file that is to go is only named, whatever else the inventory still says of it."""
    resource = File(name=TARGET, ensure="absent", source=source.with_name("gone.exe"))
    assert (resource.properties(), resource.files()) == ({"ensure": "absent"}, {})


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"content": "a"}, "write one of content, template and source, not two"),
        ({"encoding": "utf-16"}, "copied byte for byte"),
        ({"newline": "lf"}, "copied byte for byte"),
    ],
)
def test_source_stands_alone(source: Path, more: dict[str, str], error: str) -> None:
    """Text and bytes exclude each other."""
    with pytest.raises(ValidationError, match=error):
        File.model_validate({"name": TARGET, "source": source, **more})


def by_hand(
    real: RealHost, folder: Path, resource: File, *, first: str = "", last: str = ""
) -> tuple[dict[str, Any], list[str]]:
    """The result of a script that is run by hand from a folder, and what the PowerShell after it prints."""
    script = folder / "host.ps1"
    script.write_text(render("case", [resource_call(resource)]), encoding="utf-8-sig")
    output = real.powershell(f"{first}\n& '{real.path(script)}' -Mode Apply -Format Json\n{last}").splitlines()
    events = [json.loads(line) for line in output if line.startswith("{")]
    return next(event for event in events if event["event"] == "result"), [one for one in output if one[:1] != "{"]


@pytest.mark.real
def test_by_hand_the_file_lies_beside_the_script(real: RealHost, source: Path) -> None:
    """Without a transport, the file is looked for beside the script; where it is not, both places are named."""
    resource = File(name=TARGET, source=source)
    result, _ = by_hand(real, source.parent, resource)
    for place in ("ProgramData\\winstead\\files\\", "or at files\\"):
        assert f"{place}{SHA256}" in result["error"]["message"]
    beside = source.parent / "files" / SHA256
    beside.parent.mkdir()
    beside.write_bytes(BYTES)
    result, printed = by_hand(
        real, source.parent, resource, last=f"(Get-FileHash '{TARGET}').Hash; Remove-Item '{TARGET}'"
    )
    assert (result["status"], printed) == ("changed", [SHA256.upper()])


@pytest.mark.real
def test_wrong_bytes_leave_the_old_file(real: RealHost, source: Path) -> None:
    """A file that was damaged on its way takes no file's place, and leaves nothing behind."""
    (source.parent / "files").mkdir()
    (source.parent / "files" / SHA256).write_bytes(BYTES[:-1])
    folder = "C:\\cases\\test_file\\wrong"
    first = f"$null = New-Item -ItemType Directory -Force '{folder}'; [IO.File]::WriteAllText('{folder}\\a.exe', 'old')"
    last = f"[IO.File]::ReadAllText('{folder}\\a.exe'); @(Get-ChildItem -Force '{folder}').Name"
    result, printed = by_hand(real, source.parent, File(name=f"{folder}\\a.exe", source=source), first=first, last=last)
    assert f"instead of {SHA256}" in result["error"]["message"]
    assert printed == ["old", "a.exe"]


@pytest.mark.real
def test_running_program_is_moved_away(real: RealHost, tmp_path: Path) -> None:
    """A program that runs goes on running, and the new one takes its place."""
    first = f"""
        $null = New-Item -ItemType Directory -Force 'C:\\cases\\test_file'
        Copy-Item "$env:SystemRoot\\System32\\ping.exe" '{TARGET}'
        $process = [Diagnostics.Process]::Start('{TARGET}', '-n 60 127.0.0.1')
        while (-not $process.Modules.Count) {{ Start-Sleep -Milliseconds 10 }}"""
    last = f"""
        "$($process.HasExited)"; [IO.File]::ReadAllText('{TARGET}')
        $process.Kill(); $process.WaitForExit(); Remove-Item '{TARGET}*'"""
    result, printed = by_hand(real, tmp_path, File(name=TARGET, content="new"), first=first, last=last)
    assert result["status"] == "changed", result
    assert printed == ["False", "new"]
