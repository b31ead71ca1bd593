"""The runner itself, on a real host: what it does around a program, and how it ends with it."""

from __future__ import annotations

import gzip
import os
import re
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from hosts import RealHost, Shell
from runners import POWERSHELL, STAMP, Runner, files_of, wait_for

pytestmark = pytest.mark.real
ARGUMENTS = ["two words", 'a "quote"', "ends in \\", "", "Grüße", "%PATH%", "2026-11-21T14:32:05Z"]
ALWAYS: dict[str, Any] = {"max_retries": 5, "delay": 0, "factor": 2, "max_delay": 1, "on": None, "never": []}
INTERRUPT = """
Add-Type -Namespace Winstead -Name Keys -MemberDefinition @'
[DllImport("kernel32.dll")] public static extern bool SetConsoleCtrlHandler(System.IntPtr handler, bool add);
[DllImport("kernel32.dll")] public static extern bool GenerateConsoleCtrlEvent(int type, int group);
'@
"""
# In the place of a person at the console: the same process that becomes the runner takes Ctrl-C again, for it may be
# switched off by what started it; another one, which does not, waits for the program and sends it to all.
PRESSED = (
    INTERRUPT
    + r"""
$null = [Winstead.Keys]::SetConsoleCtrlHandler([IntPtr]::Zero, $false)
$options = "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File $PSScriptRoot\press.ps1"
$sender = [Diagnostics.ProcessStartInfo]::new('powershell.exe', $options)
$sender.UseShellExecute = $false
$null = [Diagnostics.Process]::Start($sender)
& $PSScriptRoot\runner.ps1 @args
exit $LASTEXITCODE
"""
)
PRESS = (
    INTERRUPT
    + r"""
$null = [Winstead.Keys]::SetConsoleCtrlHandler([IntPtr]::Zero, $true)
$log = "$PSScriptRoot\logs\*.log"
while (-not (Select-String -Quiet -SimpleMatch -Pattern 'tick 2' -Path $log)) { Start-Sleep -Milliseconds 200 }
$null = [Winstead.Keys]::GenerateConsoleCtrlEvent(0, 0)
"""
)


@pytest.fixture
def runner(real: RealHost, request: pytest.FixtureRequest) -> Runner:
    """The runner for an app of this test."""
    return Runner(real, re.sub(r"\W", "-", request.node.name.removeprefix("test_")))


def _gone(shell: Shell, *processes: int) -> bool:
    ids = ", ".join(map(str, processes))
    return bool(shell(f"-not (Get-Process -Id {ids} -ErrorAction Ignore)"))


def test_gives_a_program_what_it_asks_for(runner: Runner) -> None:
    """Arguments, environment, folder, a log of both streams, the exit code, the history; a lacking source is said."""
    ended = runner.run(
        ["-lines", "2", "-errors", "1", "-variables", "LEVEL,AT,GIVEN", "-exit", "3", *ARGUMENTS],
        directory="C:\\Apps",
        environment={"LEVEL": "ä \"b\" 'c' $(d)", "AT": "2026-11-21T14:32:05Z", "GIVEN": "yes"},
        needs=["GIVEN", "SystemRoot"],
        log=runner.log(),
        event_source="Nobody-made-this",
        success=[0, 3],
    )
    assert (ended.code, ended.output, ended.line["status"], ended.line["exit_code"]) == (3, "", "ok", 3)
    lines = runner.lines()
    assert lines[0].partition(": ")[0].endswith(" in C:\\Apps")
    assert lines[0].partition(": ")[2] == "|".join(ARGUMENTS)
    assert lines[1:4] == ["LEVEL=ä \"b\" 'c' $(d)", "AT=2026-11-21T14:32:05Z", "GIVEN=yes"]
    assert sorted(lines[4:]) == ["error 1", "line 1", "line 2"]
    assert ended.line["app"] == runner.app
    assert ended.line["pid"] == int(lines[0].split()[1])
    assert [one["exit_code"] for one in ended.line["attempts"]] == [3]
    begun, done = (datetime.fromisoformat(ended.line[key]) for key in ("start", "end"))
    assert 0 < ended.line["seconds"] <= (done - begun).total_seconds() + 1
    assert not (runner.kept / "running.json").exists()

    ended = runner.run(
        ["-exit", "3"], event_source="Nobody-made-this", log=runner.log(stdout=runner.path("worker.exe\\no.log"))
    )
    assert (ended.code, ended.line["status"]) == (3, "failed")
    assert ended.output.startswith("begun "), "without a log that can be written the output is the runner's own"
    assert len(ended.line["warnings"]) == 2
    assert "no.log cannot be opened" in ended.line["warnings"][0]
    assert "Nobody-made-this" in ended.line["warnings"][1]
    assert all(one in ended.error for one in ended.line["warnings"])


def test_says_what_keeps_it_from_running(runner: Runner, shell: Shell) -> None:
    """Missing variables, settings that cannot be used, and a program that is not there, each with a code of its own."""
    shell("[Diagnostics.EventLog]::CreateEventSource('winstead-runner', 'Application')")
    needs = ["SystemRoot", "DATABASE_URL", "TOKEN"]
    ended = runner.run([], needs=needs, environment={"TOKEN": ""}, event_source="winstead-runner")
    shell("[Diagnostics.EventLog]::DeleteEventSource('winstead-runner')")
    assert "warnings" not in ended.line, "the event was written"
    assert (ended.code, ended.line["status"], ended.line["attempts"]) == (78, "missing", [])
    assert "DATABASE_URL, TOKEN" in ended.error
    assert "DATABASE_URL, TOKEN" in ended.line["error"]

    ended = runner.run([], path=runner.path("no.exe"))
    assert (ended.code, ended.line["status"], ended.line["exit_code"]) == (2, "failed", 2)  # ERROR_FILE_NOT_FOUND
    assert "no.exe cannot be started" in ended.line["error"]

    before = len(runner.history())
    (runner.folder / "wrong.json").write_text('{"app": "orders", "path": "x"}')
    for name, said in (("missing.json", "missing.json"), ("wrong.json", "there is no arguments, directory")):
        ended = runner.end(runner.call("-Settings", runner.path(name)))
        assert ended.code == 64
        assert said in ended.error
    assert len(runner.history()) == before


def test_retries(runner: Runner) -> None:
    """By exit code, with waits that grow up to the longest; and keeps a history of its last runs alone."""
    (runner.kept / "runs.jsonl").write_text("".join(f'{{"run":{number}}}\n' for number in range(11)))
    codes = runner.folder / "codes"
    codes.write_text("1\n75\n75\n0\n")
    retry = ALWAYS | {"delay": 0.5, "max_delay": 1.5, "on": [1, 75, 3221225786], "never": [5]}
    ended = runner.run(["-exits", runner.path("codes")], retry=retry, log=runner.log(), keep_runs=10)
    assert (ended.code, ended.line["status"]) == (0, "ok")
    attempts = ended.line["attempts"]
    assert [one["exit_code"] for one in attempts] == [1, 75, 75, 0]
    for wait, (one, following) in zip([0.5, 1.0, 1.5], pairwise(attempts), strict=True):
        between = datetime.fromisoformat(following["start"]) - datetime.fromisoformat(one["start"])
        assert between.total_seconds() - one["seconds"] >= wait - 0.02  # two clocks
    assert [line for line in runner.lines() if not line.startswith("begun")] == [
        f"winstead: attempt {number} ended with exit code {code}, the next in {wait} s"
        for number, code, wait in ((1, 1, 0.5), (2, 75, 1), (3, 75, 1.5))
    ]
    assert [one.get("run") for one in runner.history()] == [*range(2, 11), None]

    codes.write_text("-1073741510\n5\n0\n")  # 3221225786, as it is written in C
    ended = runner.run(["-exits", runner.path("codes")], retry=retry | {"delay": 0})
    assert (ended.code, [one["exit_code"] for one in ended.line["attempts"]]) == (5, [-1073741510, 5])


def test_ends_the_whole_tree_at_the_time_limit(runner: Runner, shell: Shell) -> None:
    """The program's children too; and there is no other attempt."""
    ended = runner.run(["-child", "-every", "200ms", "-deaf"], timeout=4, retry=ALWAYS, log=runner.log())
    assert (ended.code, ended.line["status"], len(ended.line["attempts"])) == (124, "timeout", 1)
    lines = runner.lines()
    assert lines[-1] == "winstead: the program was ended at its time limit of 4 s"
    assert ended.line["seconds"] >= 4
    assert _gone(shell, ended.line["pid"], int(lines[1].removeprefix("child ")))

    ended = runner.run(["-child", "-exit", "9"], log=runner.log())
    assert ended.code == 9
    assert _gone(shell, int(runner.lines()[-1].removeprefix("child "))), "what it leaves behind ends with it"


@pytest.mark.parametrize("file", [None, "orders.lock"])
def test_does_not_run_twice(runner: Runner, shell: Shell, file: str | None) -> None:
    """By a mutex or a file; says who runs; one that is killed takes its program with it and leaves nothing locked."""
    lock = {"file": file and runner.path(file), "wait": 0}
    first = runner.start(["-child", "-every", "1s"], lock=lock, log=runner.log())
    running = runner.running()
    wait_for(lambda: len(runner.lines()) > 1)
    children = [int(line.removeprefix("child ")) for line in runner.lines() if line.startswith("child")]
    second = runner.run([], lock=lock)
    assert (second.code, second.line["status"], second.line["attempts"]) == (75, "overlap", [])
    assert f"process {running['runner_pid']} " in second.error
    assert running["start"][:4] in second.line["error"].partition(" since ")[2]

    waiting = runner.start([], lock=lock | {"wait": 90})
    shell(f"Stop-Process -Force -Id {running['runner_pid']}")
    assert runner.end(waiting).line["status"] == "ok"
    first.communicate(timeout=60)
    assert _gone(shell, running["pid"], *children)


def test_rotates_while_it_writes(runner: Runner) -> None:
    """Every line is there once and in order, in files that gzip opens; limits hold, and the newest stays."""
    size = 60_000
    rotate = {"size": size, "compress": True}
    ended = runner.run(["-lines", "20000", "-errors", "500"], log=runner.log(rotate))
    assert (ended.code, ended.line.get("warnings")) == (0, None)
    *dated, last = files_of(runner.folder / "logs")
    assert len(dated) > 5
    assert {file.suffix for file in dated} == {".gz"}
    texts = [*(gzip.decompress(file.read_bytes()) for file in dated), last.read_bytes()]
    assert max(map(len, texts)) <= size
    (runner.folder / "logs" / "whole").write_bytes(b"".join(texts))
    lines = runner.lines("logs/whole")
    assert [line for line in lines if line.startswith("line")] == [f"line {number + 1}" for number in range(20000)]
    assert [line for line in lines if line.startswith("error")] == [f"error {number + 1}" for number in range(500)]

    ended = runner.run(["-lines", "2000"], log=runner.log({"size": 1000, "keep": 3, "total": 1600}))
    assert (ended.code, ended.line.get("warnings")) == (0, None)
    *dated, last = files_of(runner.folder / "logs")
    assert 1 <= len(dated) <= 3
    assert sum(file.stat().st_size for file in dated) <= 1600
    rest = b"".join(file.read_bytes() for file in [*dated, last]).decode().split()
    assert rest[1::3] == ["line"] * (len(rest) // 3)
    assert [int(one) for one in rest[2::3]] == list(range(2001 - len(rest) // 3, 2001)), (
        "the newest are those that stay"
    )


def test_rotates_by_age(runner: Runner) -> None:
    """When a log's time is over, before the next line; and old files go by their age, but for the newest."""
    logs = runner.folder / "logs"
    logs.mkdir()
    old = [logs / f"orders.2020010{day}-000000.log" for day in (1, 2)]
    for file in old:
        file.write_text("old\n")
        os.utime(file, (1577836800, 1577836800))
    ended = runner.run(["-every", "300ms", "-sleep", "4s"], log=runner.log({"every": 1, "age": 3600}))
    assert (ended.code, ended.line.get("warnings")) == (0, None)
    *dated, last = files_of(logs)
    assert len(dated) >= 2
    assert not [file for file in old if file.exists()]
    (logs / "whole").write_bytes(b"".join(file.read_bytes() for file in [*dated, last]))
    ticks = [line for line in runner.lines("logs/whole") if line.startswith("tick")]
    assert ticks == [f"tick {number + 1}" for number in range(len(ticks))]


def test_keeps_every_byte(runner: Runner) -> None:
    """Whatever the encoding, with stderr in a file of its own, and a last line without an end."""
    data = bytes(range(256)) * 3 + b"\r\n" + b"x" * 200_000
    (runner.folder / "data").write_bytes(data)
    (runner.folder / "copy.ps1").write_text(
        f"$to = [Console]::OpenStandardOutput(); $data = [IO.File]::ReadAllBytes('{runner.path('data')}')\n"
        "$to.Write($data, 0, $data.Length); $to.Flush(); [Console]::Error.Write('no end')\n"
    )
    log = runner.log(stderr=runner.path("logs\\error.log"))
    ended = runner.run([*POWERSHELL, runner.path("copy.ps1")], path="powershell.exe", log=log)
    assert (ended.code, ended.error) == (0, "")
    written = (runner.folder / "logs" / "orders.log").read_bytes()
    assert STAMP.sub(b"", written) == data + b"\n"
    assert len(STAMP.findall(written)) == (data + b"\n").count(b"\n")
    assert runner.lines("logs/error.log") == ["no end"]


def test_passes_ctrl_c_on(runner: Runner) -> None:
    """The program says bye; the runner writes its history, tries no more, and ends with the program's code."""
    (runner.folder / "pressed.ps1").write_text(PRESSED)
    (runner.folder / "press.ps1").write_text(PRESS)
    started = runner.start(
        ["-every", "300ms", "-exit", "7"], script="pressed.ps1", retry=ALWAYS, log=runner.log(), timeout=90
    )
    ended = runner.end(started)
    assert runner.lines()[-1] == "bye"
    assert (ended.code, ended.line["status"], ended.line["error"]) == (7, "failed", "it was interrupted by Ctrl-C")
    assert len(ended.line["attempts"]) == 1
