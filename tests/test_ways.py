"""One program, kept running in every way that there is, and moved from one to the next by changing one key."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import programs
from cli import winstead
from hosts import PASSWORD, USER, RealHost, Shell, inventory
from winstead.simulator.endpoint import Endpoint

# A native service has to be a program that calls the dispatcher; the others run what any program is.
WAYS = {
    "native": "service: {}\n    executable: service.exe\n    source: {path: service.exe}\n"
    "    arguments: [--out, 'C:\\Apps\\mover\\out.txt']",
    "nssm": "service: {wrapper: nssm}\n    executable: worker.exe\n    source: {path: worker.exe}\n"
    "    arguments: [-every, 200ms]\n    logs: {stdout: logs\\mover.log, rotate: {size: 1MB, keep: 3}}",
    "scheduled task": "scheduled_task: {schedule: {daily: '02:30'}, retry: {max_retries: 1, delay: 1s}}\n"
    "    executable: worker.exe\n    source: {path: worker.exe}\n    arguments: [-lines, 3]\n"
    "    environment: {MOVED: 'yes it is'}\n    logs: {stdout: logs\\mover.log}",
    "autostart": "autostart: true\n    executable: worker.exe\n    source: {path: worker.exe}\n"
    "    arguments: [-lines, 3]",
}
FOUND = r"""
$tasks = @(Get-ScheduledTask -TaskPath '\winstead\' -ErrorAction Ignore | ForEach-Object { $_.TaskName })
$run = Get-ItemProperty 'HKLM:\Software\Microsoft\Windows\CurrentVersion\Run'
@([bool] (Get-Service mover -ErrorAction Ignore), ($tasks -contains 'mover'), [bool] $run.PSObject.Properties['mover'],
  (Test-Path 'C:\ProgramData\winstead\apps\mover\runner.json'))
"""
EXPECTED = {
    "native": [True, False, False, False],
    "nssm": [True, False, False, False],
    "scheduled task": [False, True, False, True],
    "autostart": [False, False, True, False],
}


def app(folder: Path, connection: str, way: str) -> Path:
    """An inventory of one app, kept running in one way."""
    text = f"""
connection: {{{connection}}}
wrappers: {{nssm: {{path: nssm.exe}}}}
hosts: {{h: {{apps: [mover]}}}}
apps:
  mover:
    directory: 'C:\\Apps\\mover'
    {WAYS[way]}
"""
    return inventory(folder, text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the inventory and its programs lie."""
    for program in (programs.service(), programs.worker(), programs.nssm()):
        shutil.copy(program, tmp_path)
    return tmp_path


def provision(file: Path, *arguments: str) -> list[dict[str, Any]]:
    """The results that are not ok."""
    done = winstead("provision", "--inventory", file, "--host", "h", "--output", "json", *arguments, **SECRETS)
    assert done.code == 0, done.err
    return [event for event in done.events if event["event"] == "result" and event["status"] != "ok"]


SECRETS = {"WINSTEAD_SECRET_H": PASSWORD}


@pytest.mark.real
def test_each_way_leaves_none_of_the_others(real: RealHost, served: Endpoint, shell: Shell, folder: Path) -> None:
    """After each move exactly one is on the host, and the next run changes nothing."""
    reached = (
        f"address: 127.0.0.1, port: {served.port}, scheme: http, auth: ntlm, user: {USER}, password: {{secret: h}}"
    )
    for way in ("native", "nssm", "scheduled task", "autostart", "native"):
        file = app(folder, reached + ", connect_timeout: 60s", way)
        changed = [event["resource"] for event in provision(file)]
        assert "Registration/mover" in changed, changed
        assert shell(FOUND) == EXPECTED[way], way
        assert provision(file) == [], way
    log = (real.drive / "Apps/mover/logs/mover.log").read_text(encoding="utf-8")
    assert log.rstrip().endswith("bye"), log


@pytest.mark.builds
def test_each_way_on_the_simulated_host(folder: Path) -> None:
    """The same moves, and the same results."""
    for way in ("native", "nssm", "scheduled task", "autostart", "native"):
        file = app(folder, "transport: simulated", way)
        done = winstead(
            "provision", "--inventory", file, "--host", "h", "--output", "json", WINSTEAD_SIMULATED=str(folder)
        )
        assert done.code == 0, done.err
        assert "Registration/mover" in {event["resource"] for event in done.results("changed").values()}
        again = winstead(
            "provision", "--inventory", file, "--host", "h", "--output", "json", WINSTEAD_SIMULATED=str(folder)
        )
        assert again.results("changed") == {}, way
