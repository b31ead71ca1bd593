"""The watchdog: a program that answers 500, hangs and dies on a real host is restarted, as often as it may be."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

import programs
from answering import Website, free_port, website
from hosts import RealHost, Shell
from watched import SECONDS, Watched
from winstead.literal import to_literal
from winstead.watchdog import Restart


@pytest.fixture(scope="module")
def site() -> Iterator[Website]:
    """Who is told of what the watchdog does."""
    with website() as server:
        server.answers = {"/hook": [(200, "")], "/busy": [(503, "")]}
        yield server


@pytest.fixture(scope="module")
def program(real: RealHost) -> Path:
    """The folder of the test program and of nssm, on the real host."""
    place = real.drive / "watched"
    place.mkdir(exist_ok=True)
    shutil.copy(programs.worker(), place / "worker.exe")
    shutil.copy(programs.nssm(), place / "nssm.exe")
    return place


def _until(done: Callable[[], bool]) -> None:
    """Waits until something holds."""
    since = monotonic()
    while not done():
        assert monotonic() - since < SECONDS
        sleep(0.05)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=SECONDS):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextlib.contextmanager
def _service(shell: Shell, port: int) -> Iterator[None]:
    """The test program as a service that does not start again by itself."""
    arguments = f"-serve 127.0.0.1:{port} -answer C:\\watched\\answer.txt -append C:\\watched\\log.txt"
    shell(f"""
    $null = New-Service watched -BinaryPathName C:\\watched\\nssm.exe
    $key = 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\watched\\Parameters'
    $null = New-Item $key, "$key\\AppExit" -Force
    Set-ItemProperty $key Application C:\\watched\\worker.exe
    Set-ItemProperty $key AppDirectory C:\\watched
    Set-ItemProperty $key AppParameters {to_literal(arguments)}
    Set-ItemProperty "$key\\AppExit" '(default)' Exit
    [Diagnostics.EventLog]::CreateEventSource('caseWatched', 'Application')
    Start-Service watched""")
    try:
        yield
    finally:
        shell("Set-Service watched -StartupType Manual; Stop-Service watched; $null = sc.exe delete watched")
        shell("[Diagnostics.EventLog]::DeleteEventSource('caseWatched')")


@pytest.mark.real
def test_watches_a_service(real: RealHost, shell: Shell, program: Path, site: Website) -> None:
    """It answers 500, hangs and dies: restarts are counted, the limit is held, and health is noticed."""
    port = free_port()
    answer, log = program / "answer.txt", program / "log.txt"

    def begun() -> int:
        return log.read_text().count("begun ")

    check = {"url": f"http://127.0.0.1:{port}/health", "timeout": "5s", "within": 0}
    restart = Restart("service", "watched")
    more = {"max_restarts": 2, "webhook": site.url("/hook"), "event_source": "caseWatched"}
    app = Watched(real, "served", check, restart, **more)
    with _service(shell, port):
        _until(lambda: _answers(port))
        assert app.look(shell) == 0
        assert app.events() == []

        answer.write_text("500")
        assert [app.look(shell), app.look(shell)] == [1, 1]
        expected = [("failed", 1, 0), ("failed", 2, 0), ("restarted", 2, 1)]
        assert app.events() == expected
        assert app.history()[-1]["answer"] == 'HTTP 500: {"status": "broken"}'
        _until(lambda: begun() == 2 and _answers(port))

        answer.write_text("200")
        assert app.look(shell) == 0
        expected += [("healthy", 0, 1)]
        assert app.events() == expected

        answer.write_text("hang")
        app.settings["health"] = {**check, "timeout": 1, "within": 0}
        assert [app.look(shell) for _ in range(5)] == [1] * 5
        expected += [
            ("failed", 1, 1),
            ("failed", 2, 1),
            ("restarted", 2, 2),
            ("failed", 1, 2),
            ("failed", 2, 2),
            ("cap", 2, 2),
        ]
        assert app.events() == expected
        assert app.history()[-1]["answer"] == "no answer within 1 s"
        assert begun() == 3

        app.change({"restarts": [one - 4000 for one in app.state["restarts"]]})  # longer ago than max_restarts counts
        app.settings["health"] = {**check, "timeout": 5, "within": 0}
        assert app.look(shell) == 1
        expected += [("restarted", 4, 1)]
        answer.write_text("200")
        _until(lambda: begun() == 4 and _answers(port))
        assert app.look(shell) == 0
        expected += [("healthy", 0, 1)]
        assert app.events() == expected

        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/die", timeout=SECONDS)
        _until(lambda: shell("[string] (Get-Service watched).Status") == "Stopped")
        assert [app.look(shell), app.look(shell)] == [1, 1]
        expected += [("failed", 1, 1), ("failed", 2, 1), ("restarted", 2, 2)]
        _until(lambda: begun() == 5 and _answers(port))
        assert app.look(shell) == 0
        assert app.events() == [*expected, ("healthy", 0, 2)]

        _is_left_alone(app, shell)
    assert not any("untold" in line for line in app.history())
    told = [one["event"] for one in site.posted]
    assert told == ["restarted", "healthy", "restarted", "cap", "restarted", "healthy", "restarted", "healthy"]
    assert site.posted[3]["app"] == "served"
    assert site.posted[3]["text"].endswith("did not help: no answer within 1 s")


def _is_left_alone(app: Watched, shell: Shell) -> None:
    """An app that was stopped by winstead, and a disabled service, are not restarted, and what failed is forgotten."""
    marker, state = app.folder / "stopped", app.folder / "watchdog-state.json"
    shell("Stop-Service watched")
    assert app.look(shell) == 1
    known = app.events()
    marker.touch()
    assert [app.look(shell), app.look(shell)] == [0, 0]
    assert not state.exists()
    marker.unlink()
    shell("Set-Service watched -StartupType Disabled")
    assert [app.look(shell), app.look(shell)] == [0, 0]
    assert not state.exists()
    assert app.events() == known


@contextlib.contextmanager
def _holding(real: RealHost, mutex: str) -> Iterator[None]:
    """A process on the host that holds a mutex."""
    text = f"$mutex = [Threading.Mutex]::new($true, '{mutex}'); 'held'; $null = [Console]::In.ReadLine()"
    command = real.command("-NoProfile", "-Command", text)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        try:
            assert process.stdout.readline().strip() == "held"
            yield
        finally:
            process.stdin.close()
            process.wait(SECONDS)


@pytest.mark.real
def test_does_not_meet_others(real: RealHost, site: Website) -> None:
    """Not a run that works on the host, nor another watchdog of the same app; what cannot be told or read is no end."""
    check = {"file": {"path": "C:\\none.txt", "newer_than": "1m"}, "within": 0}
    more = {"failures": 1, "webhook": site.url("/busy"), "event_source": "caseNoSource"}
    app = Watched(real, "alone", check, Restart("service", "caseNone"), **more)
    for mutex in ("Global\\winstead", "Global\\winstead-watchdog-alone"):
        with _holding(real, mutex):
            assert app.look_alone(real) == 0
    assert app.history() == []

    (app.folder / "watchdog-state.json").write_text("{ cut sh")
    (app.folder / "watchdog.jsonl").write_text('{"old":1}\n' * 110000)
    assert app.look_alone(real) == 1
    *old, lost, failed, error = app.history()
    assert 40000 < len(old) < 60000
    assert (lost["event"], lost["error"].endswith("watchdog-state.json is no JSON")) == ("error", True)
    assert (failed["event"], failed["untold"]) == ("failed", ["event log: this host has no source caseNoSource"])
    assert (error["event"], error["untold"][1:]) == ("error", ["webhook: HTTP 503"])
    assert re.match("the restart failed: .*error 1060", error["error"])
    assert len(app.state["restarts"]) == 1


def _running(shell: Shell) -> list[int]:
    """The ids of the test program's processes."""
    ids: list[int] = shell("@([Diagnostics.Process]::GetProcessesByName('worker') | ForEach-Object { $_.Id }) + 0, 0")
    return sorted(ids)[2:]  # with no ids, or one, PowerShell gives no list


@pytest.mark.real
def test_restarts_a_scheduled_task(real: RealHost, shell: Shell, program: Path) -> None:
    """It is ended and started; a disabled one is left alone."""
    check = {"file": {"path": "C:\\none.txt", "newer_than": "1m"}}
    name = "-TaskPath \\winstead\\ -TaskName watched"
    shell(f"""
    $action = New-ScheduledTaskAction -Execute C:\\watched\\worker.exe -Argument '-every 1h'
    $null = Register-ScheduledTask {name} -Action $action
    Start-ScheduledTask {name}""")
    _until(lambda: len(_running(shell)) == 1)
    first = _running(shell)
    app = Watched(real, "tasked", check, Restart("scheduled_task", "\\winstead\\watched"), failures=1)
    assert app.look(shell) == 1
    assert app.events() == [("failed", 1, 0), ("restarted", 1, 1)]
    _until(lambda: len(_running(shell)) == 1 and _running(shell) != first)
    shell(f"Stop-ScheduledTask {name}; $null = Disable-ScheduledTask {name}")
    _until(lambda: _running(shell) == [])
    assert app.look(shell) == 0
    assert len(app.events()) == 2


@pytest.mark.real
def test_restarts_a_process(real: RealHost, shell: Shell, program: Path) -> None:
    """It is ended with what it started, and starts anew in its folder."""
    place = real.drive / "watched again"
    place.mkdir()
    shutil.copy(programs.worker(), place / "worker.exe")
    own = "C:\\watched again\\own.txt"
    arguments = f'-child -every 1h -append "{own}"'
    restart = Restart("process", "again", "C:\\watched again\\worker.exe", arguments)
    app = Watched(real, "again", {"process": "C:\\none.exe", "within": "1h"}, restart, failures=1)
    for number in (1, 2):
        assert app.look(shell) == 1
        _until(lambda: (place / "own.txt").exists())
        _until(lambda count=number: (place / "own.txt").read_text().count("child ") == count)  # type: ignore[misc]
        assert app.look(shell) == 1  # it still has time to get healthy, so this counts for nothing
        app.change({"grace_until": 0, "not_before": 0})
    assert len(_running(shell)) == 2
    assert app.events() == [("failed", 1, 0), ("restarted", 1, 1), ("failed", 1, 1), ("restarted", 1, 2)]
    assert "in C:\\watched again:" in (place / "own.txt").read_text()
    shell("Get-Process worker | Stop-Process -Force")
