"""Restarts of a real host: what it says that it waits for, a run that goes on after one, and shutdown.exe's refusals.

The host is winhost's: a restart ends all its processes, and what starts automatically is started at its next boot.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import programs
from cli import Done, winstead
from hosts import PASSWORD, USER, WINHOST, Shell, inventory
from packages import told
from restarting import Restarting, restarting_host
from winstead.reboot import allows
from winstead.render import function_texts

pytestmark = [
    pytest.mark.real,
    pytest.mark.builds,
    pytest.mark.skipif(not WINHOST, reason="would restart this very machine"),
]
RUNS = {"WINSTEAD_SECRET_DEPLOY": PASSWORD}
Run = Callable[..., Done]


@pytest.fixture(scope="module")
def place(worker_id: str) -> Iterator[Restarting]:
    """The host, with a service that starts automatically."""
    with restarting_host(f"rb-{worker_id}-{os.getpid()}"[:15]) as made:
        shutil.copy(programs.service(), made.host.drive / "service.exe")
        shutil.copy(programs.choco(), made.host.drive / "setup.exe")
        yield made


@pytest.fixture
def run(place: Restarting, tmp_path: Path) -> Run:
    """Runs a task on the host; what it is to hold is given."""
    place.calls.clear()

    def run(task: str, *arguments: str, host: str = "{}", output: str = "json") -> Done:
        text = f"""
connection: {{address: 127.0.0.1, port: {place.port}, scheme: http, auth: ntlm, user: {USER}, connect_timeout: 60s,
  password: {{secret: deploy}}}}
hosts: {{srv: {host}}}
"""
        shared = ("--host", "srv", "--inventory", inventory(tmp_path, text), "--output", output)
        return winstead(task, *shared, *arguments, **RUNS)

    return run


@pytest.fixture
def shell(place: Restarting) -> Iterator[Shell]:
    """A PowerShell on the host, until the host is restarted."""
    with place.shell() as opened:
        yield opened


MACHINE = "SYSTEM\\CurrentControlSet"
PENDING = f"""
$machine = [Microsoft.Win32.Registry]::LocalMachine
$base = 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion'
$machine.CreateSubKey("$base\\Component Based Servicing\\RebootPending").Dispose()
$machine.CreateSubKey("$base\\WindowsUpdate\\Auto Update\\RebootRequired").Dispose()
$manager = $machine.OpenSubKey('{MACHINE}\\Control\\Session Manager', $true)
$gone, $new = ('\\??\\C:\\gone.tmp', ''), ('\\??\\C:\\new', '!\\??\\C:\\old')
$manager.SetValue('PendingFileRenameOperations', [string[]] ($gone + $new), 'MultiString')
$names = $machine.OpenSubKey('{MACHINE}\\Control\\ComputerName\\ComputerName', $true)
$old = $names.GetValue('ComputerName')
$names.SetValue('ComputerName', 'SRV99')
$machine.CreateSubKey('{MACHINE}\\Services\\Netlogon').SetValue('JoinDomain', 'CORP')
"""
REASONS = [
    "servicing",
    "Windows Update",
    "files in use that are to be replaced",
    "the new computer name SRV99",
    "the join of a domain",
]
SETTLED = f"""
$names.SetValue('ComputerName', $old)
$machine.DeleteSubKey("$base\\Component Based Servicing\\RebootPending")
$machine.DeleteSubKey("$base\\WindowsUpdate\\Auto Update\\RebootRequired")
$machine.DeleteSubKey('{MACHINE}\\Services\\Netlogon')
$manager.SetValue('PendingFileRenameOperations', [string[]] $gone, 'MultiString')
"""
CLEAN = "$manager.DeleteValue('PendingFileRenameOperations')"


def _facts(done: Done) -> Any:
    return next(event["facts"] for event in done.events if event["event"] == "facts")


def _warnings(done: Done) -> list[str]:
    return [event["text"] for event in done.events if event.get("level") == "warning"]


def _results(done: Done) -> list[tuple[str, str]]:
    return [(event["resource"], event["status"]) for event in done.events if event["event"] == "result"]


def test_what_windows_waits_for(run: Run, shell: Shell, place: Restarting, tmp_path: Path) -> None:
    """Each reason is read from where Windows keeps it; facts and plan show them, and so does a script run by hand."""
    assert (_facts(run("facts"))["restart_pending"], _facts(run("facts"))["restart_reasons"]) == (False, [])
    shell(f"{PENDING}\n$null")
    facts = _facts(run("facts"))
    assert (facts["restart_pending"], facts["restart_reasons"]) == (True, REASONS)
    done = run("plan")
    assert (done.code, done.events[-2]["restart_reasons"]) == (0, REASONS)
    assert _warnings(done)[-1].startswith(f"waits for a restart ({', '.join(REASONS)}): `reboot --host srv`")
    script = tmp_path / "srv.ps1"
    script.write_text(run("render").out)
    assert f" s; it waits for a restart: {', '.join(REASONS)}" in place.host.file(script)
    shell(f"{SETTLED}\n$null")
    facts = _facts(run("facts"))
    assert (facts["restart_pending"], facts["restart_reasons"]) == (False, [])  # a file that only goes is none
    shell(f"{CLEAN}\n$null")


def test_windows_are_as_in_python(shell: Shell) -> None:
    """Test-RestartAllowed says of every quarter of a day what `allows` says, and of the minutes around the ends."""
    policies = ["never", "if_needed", "done", "local", "02:00-04:00", "22:15-04:30", "00:00-00:01", "23:59-00:00"]
    minutes = [*range(0, 1440, 15), 1, 119, 121, 239, 241, 269, 271, 1334, 1336, 1439]
    looked = "Test-RestartAllowed $policy ([DateTime]::Today.AddMinutes($minute))"
    found: dict[str, list[bool]] = shell(
        f"{function_texts('Test-RestartAllowed')}\n$found = @{{}}\n"
        f"foreach ($policy in -split '{' '.join(policies)}') {{ $found[$policy] = @("
        f"foreach ($minute in {', '.join(map(str, minutes))}) {{ {looked} }}) }}\n$found"
    )
    assert found == {policy: [allows(policy, minute) for minute in minutes] for policy in policies}


SERVICE = "{kind: Service, name: steady, path: 'C:\\service.exe', start: automatic, state: running}"
PACKAGE = (
    "{kind: Package, name: Stand in, manager: exe, product: 'stand in*', path: setup.exe, "
    "arguments: [/product, 'stand in (x64)', '2.1.0', '3010']}"
)


FIRST, LAST = "{kind: Directory, name: 'C:\\first'}", "{kind: Directory, name: 'C:\\last'}"


def _host(reboot: str, package: str = PACKAGE) -> str:
    return f"{{reboot: {reboot}, resources: [{SERVICE}, {FIRST}, {package}, {LAST}]}}"


def test_a_run_goes_on_after_the_restart(run: Run, place: Restarting, tmp_path: Path) -> None:
    """What was done is told once, the service that ran runs again, and what was left is done then."""
    shutil.copy(programs.choco(), tmp_path / "setup.exe")
    assert run("provision", host=f"{{resources: [{SERVICE}]}}").code == 0
    done = run("provision", host=_host("if_needed"))
    assert done.code == 0, done.out
    assert _results(done) == [
        ("Service/steady", "ok"),
        ("Directory/C:\\first", "changed"),
        ("Package/Stand in", "changed"),
        ("Reboot/srv", "changed"),
        ("Directory/C:\\last", "changed"),
    ]
    (call,) = place.calls
    assert call[:6] == ["/r", "/t", "2", "/d", "p:2:4", "/c"]
    assert "for Package/Stand in" in call[6]
    again = run("provision", host=_host("if_needed"))
    assert {status for _, status in _results(again)} == {"ok"}
    assert "restart_reasons" not in again.events[-2]
    assert len(place.calls) == 1


def test_what_is_refused_before_a_restart_is_done_after_it(run: Run, place: Restarting) -> None:
    """Chocolatey's 350: a restart is pending, and nothing was done."""
    folder = place.host.drive / "stand-in"
    folder.mkdir()
    shutil.copy(programs.choco(), folder / "choco.exe")
    told(folder, "choco", available={"git": ["2.45.2"]}, exit={"install": [350]})
    path = "[Environment]::GetEnvironmentVariable('PATH', 'Machine')"
    place.host.powershell(f"[Environment]::SetEnvironmentVariable('PATH', {path} + ';C:\\stand-in', 'Machine')")
    done = run("provision", host="{reboot: if_needed, resources: [{kind: Package, name: git, manager: chocolatey}]}")
    assert (done.code, _results(done)) == (0, [("Reboot/srv", "changed"), ("Package/git", "changed")]), done.out
    (text,) = _warnings(done)
    assert "a restart is pending, and nothing was done: restart this host" in text
    assert text.endswith("; attempted again after the restart")


def test_reboot(run: Run, place: Restarting) -> None:
    """The service that ran before runs again; where nothing waits for a restart, `--if-needed` restarts nothing."""
    host = f"{{resources: [{SERVICE}]}}"
    assert run("provision", host=host).code == 0
    done = run("reboot", host=host)
    assert (done.code, _results(done)) == (0, [("Reboot/srv", "changed")]), done.out
    assert _results(run("provision", host=host)) == [("Service/steady", "ok")]
    done = run("reboot", "--if-needed", host=host)
    assert (done.code, _results(done)) == (0, [("Reboot/srv", "ok")])
    assert len(place.calls) == 1


def test_a_service_that_does_not_come_back(run: Run, place: Restarting) -> None:
    """It ran before, starts automatically, and its program is gone: it is named."""
    host = f"{{resources: [{SERVICE}]}}"
    assert run("provision", host=host).code == 0
    program = place.host.drive / "service.exe"
    program.rename(program.with_suffix(".old"))
    done = run("reboot", "--timeout", "8s", host="{}")
    program.with_suffix(".old").rename(program)
    error = done.results("failed")["srv Reboot/srv"]["error"]["message"]
    assert (done.code, "and these services do not: steady (stopped, not started yet)" in error) == (1, True), error
    assert _results(run("provision", host=host)) == [("Service/steady", "changed")]


def test_one_that_was_planned_before(run: Run, place: Restarting) -> None:
    """Error 1190: it is called off, and this one takes its place."""
    place.codes = [1190]
    assert run("reboot").code == 0
    assert [call[0] for call in place.calls] == ["/r", "/a", "/r"]


def test_windows_refuses(run: Run, place: Restarting) -> None:
    """The host has failed, says why, and is free for the next run."""
    place.codes = [5]
    done = run("reboot")
    error = done.results("failed")["srv Reboot/srv"]["error"]["message"]
    assert (done.code, len(place.calls)) == (1, 1)
    assert error.startswith("Windows does not restart: shutdown.exe ended with exit code 5: may this user")
    assert run("provision", "--lock-timeout", "1").code == 0


def test_a_host_that_does_not_return(run: Run, place: Restarting) -> None:
    place.returns = False
    done = run("reboot", "--timeout", "8s")
    place.boot()
    error = done.results("failed")["srv Reboot/srv"]["error"]["message"]
    assert (done.code, error.startswith("not back 8 s after its restart began: http://127.0.0.1:")) == (1, True), error
    assert run("facts").code == 0


@pytest.mark.parametrize(("minutes", "code"), [(0, 5), (-3, 0)])
def test_nothing_begins_on_a_host_that_is_about_to_end(run: Run, shell: Shell, minutes: int, code: int) -> None:
    """Another run waits, and is told why; once the restart must have been called off, it works."""
    functions = function_texts("Open-RestartKey")
    begun = f"[DateTime]::UtcNow.AddMinutes({minutes}).ToString('o')"
    shell(f"{functions}\n$key = Open-RestartKey -Write; $key.SetValue('Begun', {begun}); $key.Dispose()\n$null")
    done = run("provision", "--lock-timeout", "1")
    shell("$key = Open-RestartKey -Write; $key.DeleteValue('Begun'); $key.Dispose()\n$null")
    assert done.code == code, done.out
    if code:
        assert "another run works on this host: it is being restarted; gave up after 1 s" in done.out
