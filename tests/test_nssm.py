"""nssm on a real host, with a program that is no service."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import programs
from hosts import PASSWORD, RealHost, Shell, connection_to
from winstead.events import Event
from winstead.literal import SecretRef
from winstead.render import render, resource_call
from winstead.resources import kinds
from winstead.simulator.endpoint import Endpoint
from winstead.transports.base import OpenHost, Setting
from winstead.transports.winrm import WinRM
from wrapped import service_of

SECRET = "s3cr3t ü"
PLACE = "C:\\cases\\wrapped folder"


@pytest.fixture(scope="module")
def there(real: RealHost, served: Endpoint) -> Iterator[OpenHost]:
    """The real host over WinRM, with nssm and the worker on it."""
    folder = real.drive / "cases" / "wrapped folder"
    folder.mkdir(parents=True)
    shutil.copy(programs.nssm(), folder / "nssm.exe")
    shutil.copy(programs.worker(), folder / "worker.exe")
    with WinRM().open(connection_to(served), PASSWORD) as opened:
        yield opened


def _run(there: OpenHost, mode: str, values: dict[str, Any]) -> Event:
    """The result of a Service."""
    script = render("case", [resource_call(kinds()["Service"].model_validate(values))])
    secrets = {"case": SECRET} if "$Secret['case']" in script else {}
    events = list(there.run(script, Setting(mode, secrets, by="tests")))
    assert SECRET not in json.dumps(events, ensure_ascii=False)
    return next(event for event in events if event["event"] == "result")


def _until(found: Callable[[], Any], what: str) -> Any:
    """What is found at last."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.1)
    raise AssertionError(f"not within 60 s: {what}")


def _lines(real: RealHost, name: str) -> list[str]:
    """All that the worker printed: the rotated files, whose names sort by time, and then the log."""
    folder = real.drive / "cases" / "wrapped folder"
    files = [*sorted(folder.glob(f"{name}-*.log")), folder / f"{name}.log"]
    return "".join(one.read_text(encoding="utf-8") for one in files if one.exists()).splitlines()


def _nssm(name: str, arguments: tuple[str, ...], service: dict[str, Any], **given: Any) -> dict[str, Any]:
    return service_of(
        "nssm",
        name=name,
        program=f"{PLACE}\\worker.exe",
        arguments=arguments,
        directory=PLACE,
        service=service,
        wrapper_path=f"{PLACE}\\nssm.exe",
        **given,
    )


@pytest.mark.real
def test_nssm_runs(there: OpenHost, real: RealHost, shell: Shell) -> None:
    """Starts with its environment, logs with rotation, comes back when killed, stops with a "bye", and goes whole."""
    values = _nssm(
        "caseNssm",
        ("-every", "50ms", "-variables", "A,S,SystemDrive", "two words", 'a "quote"', "ü"),
        {"state": "running", "restart_delay": "100ms", "stop": ["ctrl_c 30s", "kill"]},
        environment={"A": "b = c", "S": SecretRef("case")},
        logs={"stdout": f"{PLACE}\\one.log", "rotate": {"size": 400}},
    )
    event = _run(there, "Apply", values)
    assert event["status"] == "changed", event
    _until(lambda: "tick 60" in _lines(real, "one"), "ticks")
    begun, *variables = _lines(real, "one")[:4]
    assert begun.endswith(f' in {PLACE}: two words|a "quote"|ü')
    assert variables == ["A=b = c", f"S={SECRET}", "SystemDrive=C:"]
    assert list((real.drive / "cases" / "wrapped folder").glob("one-*.log")), "it was not rotated"
    assert [one for one in _lines(real, "one") if one.startswith("tick")][:60] == [f"tick {at}" for at in range(1, 61)]
    for mode in ("Plan", "Apply"):
        assert _run(there, mode, values)["status"] == "ok"

    first = begun.split()[1]
    shell(f"Stop-Process -Id {first} -Force")
    again = _until(lambda: [one for one in _lines(real, "one") if one.startswith("begun")][1:], "a second start")
    # Until the program has run for as long as throttle says, nssm calls the service paused.
    _until(lambda: _run(there, "Plan", values)["status"] == "ok", "a running service")
    second = again[0].split()[1]

    assert _run(there, "Apply", values | {"state": "stopped"})["status"] == "changed"
    assert _lines(real, "one")[-1] == "bye"
    assert _run(there, "Apply", values)["changes"] == {"state": ["stopped", "running"]}
    third = _until(lambda: [one for one in _lines(real, "one") if one.startswith("begun")][2:], "a third start")
    assert _run(there, "Apply", {"name": "caseNssm", "ensure": "absent"})["status"] == "changed"
    ids = f"{first}, {second}, {third[0].split()[1]}"
    assert shell(f"@(Get-Process -Id {ids} -ErrorAction Ignore).Count") == 0
    assert shell("@(Get-Process nssm -ErrorAction Ignore).Count") == 0
    assert shell("Test-Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\caseNssm'") is False


@pytest.mark.real
def test_nssm_drift(there: OpenHost, shell: Shell) -> None:
    """Each setting that was changed by hand is found, and all are repaired; the exit action by code holds."""
    values = _nssm(
        "caseDrift",
        ("-exit", "3"),
        {
            "restart_delay": "1s",
            "throttle": "2s",
            "exit_actions": {"default": "restart", "3": "exit"},
            "stop": ["ctrl_c 30s", "kill"],
            "affinity": [0],
            "priority": "high",
        },
        environment={"A": "1"},
        logs={"stdout": f"{PLACE}\\two.log", "stderr": f"{PLACE}\\e.log", "rotate": {"size": "1MB", "every": "1d"}},
    )
    assert _run(there, "Apply", values)["status"] == "changed"
    shell("Start-Service caseDrift -ErrorAction Ignore -WarningAction Ignore")
    _until(lambda: shell("(Get-Service caseDrift).Status.ToString()") == "Stopped", "an exit for code 3")

    key = "HKLM:\\SYSTEM\\CurrentControlSet\\Services\\caseDrift\\Parameters"
    changed: set[str] = set()
    for name, value in values["parameters"].items():
        other = "'by hand'" if isinstance(value, str) else 12345
        if isinstance(value, dict):
            shell(f"Set-ItemProperty '{key}\\{name}' '3' Restart")
        else:
            shell(f"Set-ItemProperty '{key}' {name} {other}")
        changed.add(name)
        old, new = _run(there, "Plan", values)["changes"]["parameters"]
        assert {one for one in new if old.get(one) != new[one]} == changed
    shell(f"Set-ItemProperty '{key}' AppEnvironmentExtra ([string[]] @('A=2'))")
    changes = _run(there, "Apply", values)["changes"]
    assert changes.keys() == {"parameters", "environment"}
    assert _run(there, "Plan", values)["status"] == "ok"
    assert shell(f"(Get-Item '{key}').GetValue('AppThrottle')") == 2000
    assert _run(there, "Apply", {"name": "caseDrift", "ensure": "absent"})["status"] == "changed"
