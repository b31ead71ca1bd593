"""The watchdog: a program that answers 500, hangs and dies on a real host is restarted, as often as it may be."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from hypothesis import HealthCheck as Hypothesis
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import programs
from answering import Website, free_port, website
from hosts import RealHost, Shell
from winstead.literal import SecretRef, to_literal
from winstead.render import function_texts, host_script
from winstead.resources.healthcheck import HealthCheck
from winstead.watchdog import Restart, Watchdog, restarts

APPS = "C:\\ProgramData\\winstead\\apps"
SECONDS = 60  # that anything may take on a busy machine


class Watched:
    """An app on a real host with its watchdog."""

    def __init__(self, real: RealHost, app: str, check: dict[str, Any], restart: Restart, **settings: Any) -> None:
        self.folder = real.drive / "ProgramData/winstead/apps" / app
        self.folder.mkdir(parents=True, exist_ok=True)
        self.settings = Watchdog().settings(
            app, HealthCheck.model_validate({"name": app} | check), restart, f"{APPS}\\{app}", None
        )
        # No waits between looks but those that a test asks for.
        self.settings |= {"every": 0, "failures": 2} | settings
        (self.folder / "watchdog.ps1").write_text(host_script("watchdog", "Invoke-Watchdog"), encoding="ascii")

    def look(self, shell: Shell) -> int:
        """Runs the script in a PowerShell that is open already: its exit code."""
        path, settings = self._written()
        code: int = shell(f"& '{path}' -Settings '{settings}' 3>&1\n$LASTEXITCODE")
        return code

    def look_alone(self, real: RealHost) -> int:
        """Runs the script in a process of its own, as a scheduled task does: its exit code."""
        path, settings = self._written()
        command = real.command("-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", path)
        done = subprocess.run(
            [*command, "-Settings", settings],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=2 * SECONDS,
            check=False,
        )
        assert (done.stdout.strip(), done.stderr.strip()) == (b"", b"")
        return done.returncode

    def _written(self) -> tuple[str, str]:
        (self.folder / "watchdog.json").write_text(json.dumps(self.settings), encoding="ascii")
        path = f"{APPS}\\{self.folder.name}\\watchdog"
        return f"{path}.ps1", f"{path}.json"

    def history(self) -> list[dict[str, Any]]:
        """What it has noted."""
        file = self.folder / "watchdog.jsonl"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def events(self) -> list[tuple[str, int, int]]:
        """What it has noted, in short: event, failures, restarts."""
        return [(line["event"], line["failures"], line["restarts"]) for line in self.history()]

    @property
    def state(self) -> dict[str, Any]:
        """What it knows from the looks before."""
        found: dict[str, Any] = json.loads((self.folder / "watchdog-state.json").read_text())
        return found

    def change(self, values: dict[str, Any]) -> None:
        """Changes what it knows."""
        (self.folder / "watchdog-state.json").write_text(json.dumps(self.state | values), encoding="ascii")


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


LOOKS = st.lists(
    st.tuples(st.booleans(), st.integers(min_value=1, max_value=90), st.integers(min_value=1, max_value=3)), max_size=12
).map(lambda runs: [(healthy, wait) for healthy, wait, times in runs for _ in range(times)])


@pytest.mark.real
@settings(max_examples=1, deadline=None, suppress_health_check=list(Hypothesis))
@given(st.lists(LOOKS, min_size=60, max_size=60))
def test_looks(shell: Shell, histories: list[list[tuple[bool, int]]]) -> None:
    """Whatever comes: enough failures before each restart, the waits double, and no more restarts than allowed."""
    given = {"every": 10, "failures": 2, "max_restarts": 3, "per": 300, "max_delay": 35, "health": {"within": 20}}
    histories.append([(False, 10)] * 60 + [(True, 10), (False, 10), (False, 10), (False, 400), (False, 1)])
    told: list[list[list[dict[str, Any]]]] = shell(f"""
    {function_texts("Step-Watchdog")}
    Set-StrictMode -Version 3; $ErrorActionPreference = 'Stop'
    $told = foreach ($looks in {to_literal(histories)}) {{
        $state = New-WatchdogState; $now = 1000
        , @(foreach ($look in $looks) {{
            $now += $look[1]
            $answer = if (-not $look[0]) {{ 'no' }}
            , @(Step-Watchdog -Settings {to_literal(given)} -State $state -Answer $answer -Now $now)
        }})
    }}
    ConvertTo-Json -Depth 5 -Compress -InputObject @($told)""")
    told = json.loads(str(told))
    for looks, results in zip(histories, told, strict=True):
        _hold(looks, [[one["event"] for one in result] for result in results])
    cycle = ["failed", "failed", "restart"]
    flat = [one["event"] for result in told[-1] for one in result]
    # Restarts at 20, 20 + 20 + 20, then the wait has doubled: backoff is said, once.
    assert flat[: 3 * 3 + 1] == [*cycle, *cycle, "failed", "failed", "backoff", "restart"]
    assert flat.count("cap") == flat.count("healthy") + 1
    waits = [one["wait"] for result in told[-1] for one in result if one["event"] == "backoff"]
    assert waits == sorted(waits)


def _hold(looks: list[tuple[bool, int]], results: list[list[str]]) -> None:
    now, failed, down, restarted, delay, ready = 0, 0, False, list[int](), 0, 0
    for (healthy, wait), events in zip(looks, results, strict=True):
        now += wait
        if healthy:
            assert events == (["healthy"] if down else [])
            failed, down, delay, ready = 0, False, 0, 0
            continue
        failed += not restarted or now >= restarted[-1] + 20 or ready == 0
        down = down or bool(events)
        if "restart" in events:
            assert failed >= 2
            assert now >= ready
            restarted.append(now)
            assert len([one for one in restarted if one > now - 300]) <= 3
            failed, delay = 0, min(2 * delay or 10, 35)
            ready = now + 20 + delay


@pytest.mark.parametrize(
    ("text", "kept"), [("5 per 1h", (5, 3600)), ("0 per 1d", (0, 86400)), (" 12  per 90s ", (12, 90))]
)
def test_max_restarts(text: str, kept: tuple[int, float]) -> None:
    """A number and a duration."""
    assert Watchdog(max_restarts=text).max_restarts == text
    assert restarts(text) == kept


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"max_restarts": "5"}, "write 5 per 1h"),
        ({"max_restarts": "5 per hour"}, "no duration"),
        ({"max_restarts": "5 per 0s"}, "write 5 per 1h"),
        ({"every": "30s"}, "at least 60"),
        ({"failures": 0}, "at least 1"),
        ({"webhook": "hooks.example"}, "no address"),
        ({"restarts": 3}, "did you mean 'max_restarts'"),
    ],
)
def test_mistakes(values: dict[str, Any], message: str) -> None:
    """They are told."""
    with pytest.raises(ValidationError, match=message):
        Watchdog.model_validate(values)


def test_settings() -> None:
    """What the script reads; a secret stays one."""
    watchdog = Watchdog.model_validate({"every": "2m", "webhook": {"secret": "hook"}})
    check = HealthCheck(name="orders", app="orders", restart_on=("Service/orders",), tcp="127.0.0.1:80")
    assert watchdog.settings("orders", check, Restart("service", "orders"), "C:\\a", "Orders") == {
        "app": "orders",
        "health": {"tcp": "127.0.0.1:80", "timeout": 5.0, "within": 60.0, "interval": 1.0},
        "every": 120,
        "failures": 3,
        "max_restarts": 5,
        "per": 3600,
        "max_delay": 3600,
        "restart": {
            "by": "service",
            "name": "orders",
            "path": None,
            "arguments": "",
            "directory": None,
            "stop_timeout": 30,
        },
        "webhook": SecretRef("hook"),
        "history": "C:\\a\\watchdog.jsonl",
        "state": "C:\\a\\watchdog-state.json",
        "event_source": "Orders",
    }
