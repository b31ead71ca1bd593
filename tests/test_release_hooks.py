"""Hooks of releases on a real host: what they know, how they fail, and which release is the current one then."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from hosts import Shell
from unpacking import FOLDER, App

pytest_plugins = ("release_fixtures",)
pytestmark = pytest.mark.real
TOLD = "C:\\files\\told.txt"
NEW = b"new"


@pytest.fixture(autouse=True)
def told(shell: Shell) -> None:
    """Nothing was told yet."""
    shell(f"$null = mkdir C:\\files -Force; if (Test-Path {TOLD}) {{ Remove-Item {TOLD} }}")


def current(app: App) -> Any:
    """The program of the current release."""
    return app.shell(f"[IO.File]::ReadAllText('{FOLDER}\\current\\app.exe')")


def _tell(app: App) -> Any:
    return app.shell(f"if (Test-Path {TOLD}) {{ [IO.File]::ReadAllText('{TOLD}').Trim() }}")


def test_what_hooks_know(app: App) -> None:
    """A command before the old release is stopped, PowerShell before the new one is started, and what both know."""
    say = f"[IO.File]::AppendAllText('{TOLD}', \"$env:WINSTEAD_VERSION in ${{env:WINSTEAD_DIRECTORY}}: "
    program = f'$((Get-Content {FOLDER}\\current\\app.exe))" + [Environment]::NewLine)'
    app.changed(
        **app.sent(NEW, ".exe"),
        before_stop={"command": ["powershell.exe", "-NoProfile", "-Command", say + program]},
        before_start={"powershell": f"$text = 'ü'\n{say}$($text.Length) {program}"},
    )
    assert _tell(app).splitlines() == [f"2.0.0 in {FOLDER}: old", f"2.0.0 in {FOLDER}: 1 new"]
    assert app.shell("$env:WINSTEAD_VERSION") is None
    app.check("2.0.0", NEW)


CMD = ["cmd.exe", "/c"]


@pytest.mark.parametrize(
    ("hook", "says"),
    [
        ({"command": [*CMD, "echo first & echo the last & exit 3"]}, "failed: exit code 3: the last"),
        ({"command": [*CMD, "echo why 1>&2 & echo and more & exit 3"]}, "failed: exit code 3: why"),
        ({"command": ["C:\\gone.exe"]}, "cannot be run: .*gone.exe"),
        ({"powershell": "'out'\nthrow 'no schema'"}, "failed: exit code 1: no schema"),
        ({"powershell": "Get-Item C:\\gone"}, "failed: exit code 1: Cannot find path"),
        ({"powershell": "if ("}, "failed: exit code 1: .*"),
        ({"powershell": "cmd /c 'echo told & exit 5'"}, "failed: exit code 5: told"),
        ({"powershell": "exit 7"}, "failed: exit code 7"),
        ({"powershell": "Start-Sleep 100", "timeout": "3s"}, "failed: no end within 3 s"),
        ({"command": [*CMD, "ping -n 100 127.0.0.1"], "timeout": "1s"}, "failed: no end within 1 s"),
    ],
)
def test_a_hook_that_fails(hook: dict[str, Any], says: str, app: App) -> None:
    """Before the stop, the old release stays; it is said which hook and why, in time."""
    began = time.monotonic()
    event = app.apply(**app.sent(NEW, ".exe"), before_stop=hook)
    assert time.monotonic() - began < 30
    assert (event["status"], event["attempts"]) == ("failed", 1), event
    assert re.match(f"the hook before_stop {says}", event["error"]["message"]), event
    assert current(app) == "old"
    assert app.apply(version="1.0.0", **app.sent(b"old", ".exe"))["status"] == "ok"


def test_before_start_is_run_until_it_is_well(app: App) -> None:
    """The new release is in place, and nothing is good until then: the next run does it again."""
    hook = {"powershell": f"if (-not (Test-Path {TOLD})) {{ '' > {TOLD}; throw 'not yet' }}"}
    new = app.sent(NEW, ".exe")
    event = app.apply(**new, before_start=hook)
    assert event["error"]["message"] == "the hook before_start failed: exit code 1: not yet"
    assert current(app) == "new"
    app.changed(**new, before_start=hook)
    assert app.apply(**new, before_start=hook)["status"] == "ok"
    app.check("2.0.0", NEW)
