"""The rotation of logs that programs write themselves: the real script, on a real host, beside real writers."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import programs
from hosts import RealHost, Shell
from winstead.literal import to_literal
from winstead.render import host_script

pytestmark = pytest.mark.real
SECONDS = 120
DATED = re.compile(r"\.\d{8}-\d{6}(_\d{3,})?\.log(\.gz)?$")
NOTHING = {"size": None, "every": None, "keep": None, "age": None, "total": None, "compress": False}


class Place:
    """A folder of logs on a real host, with the script and its settings."""

    def __init__(self, real: RealHost, name: str) -> None:
        self._real = real
        self.folder = real.drive / "rotation" / name
        self.folder.mkdir(parents=True)
        self.path = f"C:\\rotation\\{name}"
        (self.folder / "rotate.ps1").write_text(host_script("rotate-logs", "Invoke-LogRotation"), encoding="ascii")

    def rotate(self, *files: str, source: str | None = None, **limits: Any) -> subprocess.CompletedProcess[str]:
        """Runs the script with these limits, in a process of its own, as a scheduled task does."""
        settings: dict[str, Any] = {
            "app": "orders",
            "nssm": None,
            "files": [f"{self.path}\\{one}" for one in files],
            "rotate": NOTHING | limits,
        }
        settings |= {"history": f"{self.path}\\history.jsonl", "event_source": source}
        (self.folder / "rotate.json").write_text(json.dumps(settings), encoding="utf-8")
        return self.script(f"{self.path}\\rotate.json")

    def script(self, settings: str) -> subprocess.CompletedProcess[str]:
        """Runs the script."""
        arguments = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", f"{self.path}\\rotate.ps1"]
        command = self._real.command(*arguments, "-Settings", settings)
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS, check=False
        )

    def history(self) -> list[dict[str, Any]]:
        """What the script wrote of each log."""
        return [json.loads(line) for line in (self.folder / "history.jsonl").read_text("utf-8").splitlines()]

    def dated(self, name: str) -> list[Path]:
        """A log's dated files, the oldest first."""
        return sorted(one for one in self.folder.glob(f"{name}.*") if DATED.search(one.name))

    def held(self, name: str) -> bytes:
        """All that a log's files hold, from the oldest on."""
        parts = [
            gzip.decompress(one.read_bytes()) if one.suffix == ".gz" else one.read_bytes() for one in self.dated(name)
        ]
        log = self.folder / f"{name}.log"
        return b"".join(parts) + (log.read_bytes() if log.exists() else b"")


@pytest.fixture
def place(real: RealHost, request: pytest.FixtureRequest) -> Place:
    """A fresh folder on the real host."""
    return Place(real, request.node.name)


class Writer:
    """The writer, at work on a log of a place."""

    def __init__(self, shell: Shell, place: Place, name: str, *options: str) -> None:
        self._end = place.folder / f"{name}.end"
        self._log = place.folder / f"{name}.log"
        shutil.copy(programs.writer(), place.folder / "writer.exe")
        line = f"-log {place.path}\\{name}.log -until {place.path}\\{name}.end {' '.join(options)}"
        start = f"[Diagnostics.ProcessStartInfo]::new({to_literal(place.path)} + '\\writer.exe', {to_literal(line)})"
        shell(f"$start = {start}; $start.UseShellExecute = $false; [Diagnostics.Process]::Start($start).Id")

    def wait(self, size: int) -> None:
        """Returns once the log is so long."""
        _until(lambda: self._log.exists() and self._log.stat().st_size >= size)

    def end(self) -> int:
        """How many lines it wrote, now that it has ended."""
        self._end.touch()
        count = self._end.with_name(f"{self._end.name}.count")
        _until(lambda: count.exists() and count.read_text() != "")
        return int(count.read_text())


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def _lines(count: int) -> bytes:
    """What the writer has written then."""
    return b"".join(b"%09d " % number + b"x" * 89 + b"\n" for number in range(1, count + 1))


def test_no_line_is_lost_or_doubled(place: Place, shell: Shell) -> None:
    """50 MB and more are written while the script runs again and again; limits hold; the compressed files are good."""
    writer = Writer(shell, place, "orders")
    moved = 0
    while moved < 50_000_000 or len(place.history()) < 4:
        writer.wait(1_000_000)
        done = place.rotate("orders.log", "*.log", size=1_000_000, compress=True)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        moved = sum(one["bytes"] for one in place.history())
    count = writer.end()
    history = place.history()
    assert {(one["status"], one["way"], one["reason"]) for one in history} == {("rotated", "copied", "size")}
    assert [one["to"] for one in history] == [f"{place.path}\\{one.stem}" for one in place.dated("orders")]
    assert all(one.suffix == ".gz" for one in place.dated("orders"))
    # A writer that was halted between looking for the end and writing there leaves a hole; the last rotation has none.
    assert place.rotate("orders.log", size=1, compress=True).returncode == 0
    assert place.held("orders") == _lines(count)
    _, *newest = place.dated("orders")[-3:]
    total = sum(one.stat().st_size for one in newest)
    assert place.rotate("*.log", keep=3, total=total).returncode == 0
    assert place.dated("orders") == newest
    assert place.rotate("orders.log", keep=0, total=1, age=0.001).returncode == 0
    assert place.dated("orders") == newest[-1:]


def test_writer_that_does_not_append(place: Place, shell: Shell) -> None:
    """It goes on where it was: the hole before that is not in the old logs, and is told once."""
    writer = Writer(shell, place, "orders", "-overtake")
    told = []
    for _ in range(3):
        writer.wait(sum(one.stat().st_size for one in place.dated("orders")) + 100_000)
        done = place.rotate("orders.log", size=1000)
        assert done.returncode == 0, done.stderr
        told.append("NUL bytes" in done.stderr)
    count = writer.end()
    assert place.rotate("orders.log", size=1).returncode == 0
    assert place.held("orders") == _lines(count)
    assert told == [False, True, False]
    assert [one.get("hole", 0) > 0 for one in place.history()] == [False, True, True, True]


def test_each_log_has_its_own_outcome(place: Place, shell: Shell) -> None:
    """By size, by age, in use, not due, or failed: the others are done all the same."""
    two_hours, now = (time.strftime("%Y%m%d-%H%M%S", time.localtime(time.time() - ago)) for ago in (7200, 0))
    names = [
        "alone",
        "due.20200101-000000",
        "due",
        "early",
        f"early.{now}",
        "empty",
        "late",
        f"late.{two_hours}",
        "read",
    ]
    for name in names:
        (place.folder / f"{name}.log").write_text("" if name == "empty" else f"{name}\n" * (1 if "l" in name else 100))
    (place.folder / "due.log1").write_text("other\n" * 100)
    path = to_literal(place.path)
    shell(f"""$global:alone = [IO.FileStream]::new({path} + '\\alone.log', 'Open', 'Read', 'None')
        $global:read = [IO.FileStream]::new({path} + '\\read.log', 'Open', 'Read', 'ReadWrite')""")
    done = place.rotate("*.log", "due.log", "none\\*.log", size=200, every=3600, source="NoSuchSource")
    shell("$global:alone.Dispose(); $global:read.Dispose()")
    assert done.returncode == 1
    assert re.search(r"alone\.log of orders could not be rotated: .*being used by another process", done.stderr)
    assert "this host has no source NoSuchSource" in done.stderr
    outcomes = {Path(one["file"].replace("\\", "/")).stem: one for one in place.history()}
    assert {name: (one["status"], one.get("reason"), one.get("way")) for name, one in outcomes.items()} == {
        "alone": ("failed", None, None),
        "due": ("rotated", "size", "renamed"),
        "late": ("rotated", "age", "renamed"),
        "read": ("rotated", "size", "copied"),
    }
    assert place.held("read") == b"read\n" * 100
    assert (place.folder / "read.log").stat().st_size == 0
    assert not (place.folder / "due.log").exists()


def test_settings_and_a_second_rotation(place: Place, shell: Shell) -> None:
    """Settings that are not there have an exit code of their own; a rotation beside another one leaves all as it is."""
    done = place.script(f"{place.path}\\none.json")
    assert done.returncode == 2
    assert "none.json cannot be read" in done.stderr
    place.rotate()
    (place.folder / "orders.log").write_text("line\n" * 100)
    arguments = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File {0}\\rotate.ps1 -Settings {0}\\rotate.json"
    code, text = shell(f"""$mutex = [Threading.Mutex]::new($true, 'Global\\winstead-rotate-orders')
        $start = [Diagnostics.ProcessStartInfo]::new('powershell.exe', {to_literal(arguments.format(place.path))})
        $start.UseShellExecute = $false; $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        $text = $process.StandardError.ReadToEnd(); $process.WaitForExit()
        $mutex.ReleaseMutex(); $mutex.Dispose()
        $process.ExitCode, $text""")
    assert (code, "at work" in text) == (0, True)
    assert not place.dated("orders")
