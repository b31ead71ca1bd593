"""Command lines of services, services that fail or do not stop, and the one-off commands for apps."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import programs
from hosts import RealHost, events_of
from winstead.literal import to_literal
from winstead.render import Call, folder, render, resource_call
from winstead.resources.service import Service
from winstead.simulator.behaviours.commands import app_status, restart_app, start_app, stop_app
from winstead.simulator.engine import Run
from winstead.simulator.model import Model

PROGRAM = "C:\\cases\\service\\service.exe"
SETTING = {"entry": "Service/caseApp", "release": "1.4.2"}
ARGUMENTS = st.lists(
    st.lists(st.sampled_from([*'\\"\t ab', '\\"', "\\\\", "%PATH%", "'", "ü", "--x="])).map("".join), max_size=6
)


def split(line: str) -> list[str]:
    """A command line as CommandLineToArgvW takes it apart, by its documentation."""
    if line[0] == '"':
        program, _, rest = line[1:].partition('"')
    else:
        program, rest = re.split(r"(?=[ \t])|\Z", line, maxsplit=1)
    found, at = [program], 0
    rest = rest.lstrip(" \t")
    while at < len(rest):
        text, quoted = "", False
        while at < len(rest) and (quoted or rest[at] not in " \t"):
            run = len(rest[at:]) - len(rest[at:].lstrip("\\"))
            at += run
            if at < len(rest) and rest[at] == '"':
                text += "\\" * (run // 2)
                if run % 2:
                    text += '"'
                elif quoted and rest[at + 1 : at + 2] == '"':
                    text, at = text + '"', at + 1
                else:
                    quoted = not quoted
                at += 1
            elif run:
                text += "\\" * run
            else:
                text, at = text + rest[at], at + 1
        found.append(text)
        while at < len(rest) and rest[at] in " \t":
            at += 1
    return found


@given(arguments=ARGUMENTS, program=st.sampled_from(["C:\\a.exe", "C:\\Program Files\\a b\\c.exe", "C:\\x\\y"]))
def test_arguments_survive(arguments: list[str], program: str) -> None:
    """What a service is started with are the program and the arguments that were given."""
    line = Service(name="x", path=program, arguments=tuple(arguments)).properties()["path"]
    assert isinstance(line, str)
    assert split(line) == [program, *arguments]


@pytest.mark.parametrize(
    ("given_account", "kept"),
    [
        ("LocalSystem", "LocalSystem"),
        ("nt authority\\system", "LocalSystem"),
        ("localservice", "NT AUTHORITY\\LocalService"),
        ("NT Authority\\Network Service", "NT AUTHORITY\\NetworkService"),
        ("virtual", "NT SERVICE\\orders"),
        ("nt service\\orders", "NT SERVICE\\orders"),
        ("CORP\\orders$", "CORP\\orders$"),
    ],
)
def test_accounts_are_canonical(given_account: str, kept: str) -> None:
    """An account is written as the service manager keeps it."""
    assert Service(name="orders", account=given_account).properties()["account"] == kept


def _run(host: RealHost, folder: Path, *calls: Call, mode: str = "Apply") -> list[dict[str, Any]]:
    """The events of a script, but its last, the host's."""
    file = folder / "script.ps1"
    file.write_text(render("h", calls), encoding="utf-8-sig")
    return events_of(host.file(file, "-Mode", mode, "-Format", "Json"))[:-1]


def _service(**values: Any) -> Call:
    return resource_call(Service(name="caseApp", **values))


@pytest.fixture
def program(real: RealHost) -> str:
    """The test service, on the real host."""
    place = real.drive / "cases" / "service" / "service.exe"
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        shutil.copy(programs.service(), place)
    return PROGRAM


@pytest.mark.real
@settings(max_examples=1, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ARGUMENTS, min_size=25, max_size=25))
def test_arguments_survive_on_windows(real: RealHost, tmp_path: Path, lists: list[list[str]]) -> None:
    """A real CommandLineToArgvW gives them back, of the model's command line and of the engine's own."""
    console = real.path(programs.console())
    lines = [str(Service(name="x", path="C:\\x.exe", arguments=tuple(one)).properties()["path"])[9:] for one in lists]
    text = f"""{(folder("ps1") / "engine" / "Join-CommandLine.ps1").read_text()}
    $lists = {to_literal(lists)}; $lines = {to_literal(lines)}
    for ($i = 0; $i -lt $lists.Count; $i++) {{
        foreach ($line in $lines[$i], (Join-CommandLine $lists[$i])) {{
            $start = [Diagnostics.ProcessStartInfo]::new({to_literal(console)}, $line)
            $start.UseShellExecute = $false; $start.RedirectStandardOutput = $true
            $start.StandardOutputEncoding = [Text.Encoding]::UTF8
            $process = [Diagnostics.Process]::Start($start)
            $got = $process.StandardOutput.ReadToEnd() -replace "`r"
            if ($got -cne (-join @($lists[$i] | ForEach-Object {{ "$_`n" }}))) {{ "$i $line" }}
        }}
    }}
    'done'"""
    file = tmp_path / "arguments.ps1"
    file.write_text(text, encoding="utf-8-sig")
    assert real.file(file).split("\n")[0].strip() == "done"


@pytest.mark.real
def test_commands_do_the_same_on_both_hosts(real: RealHost, program: str, tmp_path: Path) -> None:
    """Status, start, stop and restart of an app, in a plan and for real, of a service that is there and of none."""
    status, restart = ("Get-AppStatus", app_status), ("Restart-App", restart_app)
    start, stop = ("Start-App", start_app), ("Stop-App", stop_app)
    model = Model("h")
    model.stored("Service")["caseApp"] = dict(model.stored("Service")["W32Time"])
    applied = [status, restart, restart, start, status, stop, stop, status, start]
    _run(real, tmp_path, _service(path=program))
    for mode, commands in (("Apply", applied), ("Plan", [restart, start, stop])):
        there = _run(real, tmp_path, *(Call(command, ("orders", SETTING)) for command, _ in commands), mode=mode)
        run = Run(model, "h", mode == "Apply", {})
        here = [event for _, command in commands for event in command(run, "orders", SETTING)]
        assert [_plain(event) for event in there] == [_plain(event) for event in here]
    assert _run(real, tmp_path, _service(ensure="absent"))[0]["status"] == "changed"
    there = _run(real, tmp_path, Call("Get-AppStatus", ("orders", SETTING)), Call("Start-App", ("orders", SETTING)))
    del model.stored("Service")["caseApp"]
    run = Run(model, "h", True, {})
    here = [*app_status(run, "orders", SETTING), *start_app(run, "orders", SETTING)]
    assert [_plain(event) for event in there] == [_plain(event) for event in here]
    assert "provision the app first" in here[1]["error"]["message"]


def _plain(event: dict[str, Any]) -> str:
    """An event without what differs from run to run."""
    text = json.dumps({key: value for key, value in event.items() if key != "seconds"}, sort_keys=True)
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME", text)
    return re.sub(r'("process_id": \[?|, )\d+', r"\1PID", text)


@pytest.mark.real
def test_service_that_does_not_stop_is_ended(real: RealHost, program: str, tmp_path: Path) -> None:
    """Its process is ended after stop_timeout, with a warning, and the new command line runs."""
    first, other = ("--ignore-stop", "60"), ("--out", "C:\\cases\\service\\ended.txt")
    events = _run(
        real,
        tmp_path,
        _service(path=program, arguments=first, state="running", stop_timeout="1s"),
        _service(path=program, arguments=other, state="running", stop_timeout="1s"),
        _service(path=program, arguments=other, state="running", stop_timeout="1s"),
    )
    assert [event.get("status", event.get("level")) for event in events] == ["changed", "warning", "changed", "ok"]
    assert "did not stop within 1 s: its process" in events[1]["text"]
    assert (real.drive / "cases" / "service" / "ended.txt").exists()
    _run(real, tmp_path, _service(ensure="absent"))


@pytest.mark.real
@pytest.mark.parametrize(
    ("values", "message", "last_exit_code"),
    [
        ({"arguments": ("--fail-start",)}, "stopped as soon as it was started, with its own exit code 7", 7),
        ({"path": "C:\\cases\\service\\missing.exe"}, "failed with error 2: .*see path", None),
        ({"path": "C:\\windows\\system32\\cmd.exe"}, r"failed with error 1053: .*\(nssm, winsw, shawl\)", None),
    ],
)
def test_service_that_does_not_start(
    real: RealHost, program: str, tmp_path: Path, values: dict[str, Any], message: str, last_exit_code: int | None
) -> None:
    """The error says with what it ended, or what to do; what was made is left to be looked at."""
    failed = _run(real, tmp_path, _service(**({"path": program} | values), state="running"))[-1]
    assert failed["status"] == "failed"
    assert re.search(message, failed["error"]["message"])
    assert failed["error"]["transient"] is False
    status, removed = _run(real, tmp_path, Call("Get-AppStatus", ("orders", SETTING)), _service(ensure="absent"))
    assert status["state"] == "stopped"
    assert last_exit_code is None or status["last_exit_code"] == last_exit_code
    assert removed["status"] == "changed"


@pytest.mark.real
def test_service_marked_for_deletion_is_transient(real: RealHost, program: str, tmp_path: Path) -> None:
    """Reading it is an error that may be gone at the next attempt."""
    _run(real, tmp_path, _service(path=program))
    key = "HKLM:\\SYSTEM\\CurrentControlSet\\Services\\caseApp"
    names = (
        "Get-ServiceController",
        "Get-ServiceStatus",
        "Get-ServiceSetting",
        "New-ServiceError",
        "Test-TransientError",
    )
    engine = "\n".join((folder("ps1") / "engine" / f"{name}.ps1").read_text() for name in names)
    text = f"""{engine}
    {(folder("ps1") / "resources" / "Service.ps1").read_text()}
    Set-StrictMode -Version 3; $ErrorActionPreference = 'Stop'
    Set-ItemProperty {key} DeleteFlag 1
    try {{ Get-ServiceState caseApp @{{ ensure = 'present' }} }} catch {{
        Test-TransientError $_.Exception; $_.Exception.NativeErrorCode; $_.Exception.Message
    }}
    Remove-ItemProperty {key} DeleteFlag"""
    file = tmp_path / "marked.ps1"
    file.write_text(text, encoding="utf-8-sig")
    transient, code, message = real.file(file).splitlines()[:3]
    assert (transient.strip(), code.strip()) == ("True", "1072")
    assert "services.msc" in message
    _run(real, tmp_path, _service(ensure="absent"))
