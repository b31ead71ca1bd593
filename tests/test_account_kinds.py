"""Accounts and rights together: random passwords, who is given them, and rights before and after."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import programs
from hosts import RealHost, Shell, events_of
from winstead.accounts import KNOWN
from winstead.render import Call, Code, function_texts, render, resource_call
from winstead.resources.localgroup import group_name
from winstead.resources.localuser import LocalUser
from winstead.resources.userright import RIGHTS, UserRight
from winstead.simulator.behaviours.localgroup import LocalGroup

PROGRAM = "C:\\cases\\account\\service.exe"
PASSWORD = re.compile(r"(?<![\w-])[\w-]{40}(?![\w-])")  # what New-RandomPassword makes
RIGHTS_TEXT = """
$file = [IO.Path]::GetTempFileName()
$null = secedit.exe /export /cfg $file /areas USER_RIGHTS /quiet
@(Get-Content $file | Where-Object { $_ -like 'Se* = *' })
Remove-Item $file
"""
TAKE_AWAY = """
$folder = (New-Item -ItemType Directory "$([IO.Path]::GetTempPath())by-hand-$PID").FullName
$lines = '[Unicode]', 'Unicode=yes', '[Version]', 'signature="$CHICAGO$"', 'Revision=1', '[Privilege Rights]'
Set-Content "$folder\\x.inf" -Encoding unicode -Value ($lines + 'SeServiceLogonRight = *S-1-5-80-0')
$null = secedit.exe /configure /db "$folder\\x.sdb" /cfg "$folder\\x.inf" /areas USER_RIGHTS /quiet
Remove-Item -Recurse $folder
$LASTEXITCODE
"""
# Users that a service and scheduled tasks log on as; what they are given is noted on its way.
RESET = """
$before = ConvertTo-SecureString 'Kn0wn before' -AsPlainText -Force
$action = New-ScheduledTaskAction -Execute cmd.exe
foreach ($one in 'keepFirst', 'keepSecond') {
    $null = New-LocalUser $one -Password $before
    $null = Register-ScheduledTask -TaskName $one -Action $action -User $one -Password 'Kn0wn before'
}
$null = sc.exe create keepFirst binPath= C:\\none.exe obj= .\\keepFirst
$null = sc.exe create keepSystem binPath= C:\\none.exe
$Run = New-Run -HostName h -Setting @{ Mode = 'Apply'; Format = 'Json'; Secret = @{}; By = 'tests' }
$given = [Collections.Generic.List[string]]::new()
$change = ${function:Set-ServiceAccount}
function Set-ServiceAccount {
    param($Name, $Account, $Password)
    $given.Add("service $Name $Account $(ConvertFrom-Secret $Password)")
    & $change $Name $Account $Password
}
function Set-ScheduledTask {
    param($TaskName, $TaskPath, $User, $Password)
    $given.Add("task $TaskName $Password")
    ScheduledTasks\\Set-ScheduledTask @PSBoundParameters -ErrorAction Stop
}
$first = Reset-UserPassword '.\\keepFirst'
$again = Reset-UserPassword 'KEEPFIRST'
@{
    first = ConvertFrom-Secret $first
    again = ConvertFrom-Secret $again
    given = @($given)
    second = ConvertFrom-Secret (Reset-UserPassword "$([Environment]::MachineName)\\keepSecond")
    shown = Hide-Secret "it is $(ConvertFrom-Secret $first)"
}
"""


def _run(host: RealHost, folder: Path, *calls: Call, mode: str = "Apply") -> list[dict[str, Any]]:
    """The result events of a script."""
    file = folder / "script.ps1"
    file.write_text(render("h", calls), encoding="utf-8-sig")
    return [one for one in events_of(host.file(file, "-Mode", mode, "-Format", "Json")) if one["event"] == "result"]


@pytest.mark.real
def test_one_run_makes_users_grants_rights_and_sets_a_service(real: RealHost, shell: Shell, tmp_path: Path) -> None:
    """Rights of others stay; the service is the user's; no password is told or kept; what is taken by hand is found."""
    place = real.drive / "cases" / "account" / "service.exe"
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(programs.service(), place)
    properties = {"path": PROGRAM, "account": ".\\keepOne", "password": "random", "state": "running"}
    calls = [
        resource_call(LocalUser(name="keepOne", random=True, groups=("Users",))),
        resource_call(UserRight(name="Log on as a service", account=".\\keepOne")),
        resource_call(UserRight(name="Deny log on locally", account="NT SERVICE\\keepDenied")),
        Call("Invoke-Resource", (Code("Service"), "keepRandom", properties)),
    ]
    before = shell(RIGHTS_TEXT)
    made = _run(real, tmp_path, *calls)
    assert [one["status"] for one in made] == ["changed"] * 4, made
    after = shell(RIGHTS_TEXT)
    assert sorted(set(before) - set(after)) == ["SeServiceLogonRight = *S-1-5-80-0"]
    granted = sorted(set(after) - set(before))
    assert re.fullmatch(r"SeDenyInteractiveLogonRight = \*S-1-5-80(-\d+){5}", granted[0])
    assert granted[1:] == ["SeServiceLogonRight = keepOne,*S-1-5-80-0"]
    name = shell("(Get-ItemProperty HKLM:\\SYSTEM\\CurrentControlSet\\Services\\keepRandom).ObjectName")
    assert (name, shell("(Get-Service keepRandom).Status")) == (".\\keepOne", 4)
    kept = [file.read_text(encoding="utf-8", errors="replace") for file in _files(real)]
    assert kept
    assert not PASSWORD.search("\n".join([json.dumps(made), *kept]))

    shell("Remove-LocalGroupMember Users -Member keepOne")
    assert shell(TAKE_AWAY) == 0
    expected: list[dict[str, Any]] = [{"groups": [[], ["Users"]]}, {"ensure": ["absent", "present"]}, {}, {}]
    assert [one["changes"] for one in _run(real, tmp_path, *calls, mode="Plan")] == expected
    assert [one["changes"] for one in _run(real, tmp_path, *calls)] == expected
    assert shell(RIGHTS_TEXT) == after


def _files(host: RealHost) -> list[Path]:
    return [file for file in (host.drive / "ProgramData" / "winstead").rglob("*") if file.is_file()]


@pytest.mark.real
def test_a_new_password_reaches_all_that_logs_on_with_it(shell: Shell) -> None:
    """A run makes one for each user, sets it once, and gives it to that user's services and scheduled tasks."""
    told = shell(f"{function_texts('Reset-UserPassword', 'New-Run', 'Hide-Secret')}\n{RESET}")
    assert PASSWORD.fullmatch(told["first"])
    assert told["again"] == told["first"] != told["second"]
    assert told["given"] == [f"service keepFirst .\\keepFirst {told['first']}", f"task keepFirst {told['first']}"]
    assert told["shown"] == "it is ***"


@pytest.mark.real
def test_random_passwords(shell: Shell) -> None:
    """No two are the same, each is what Windows' policy wants, and none holds a word of the user's name."""
    make = "@(foreach ($i in 1..300) { ConvertFrom-Secret (New-RandomPassword 'abc the e') })"
    made: list[str] = shell(f"{function_texts('New-RandomPassword', 'ConvertFrom-Secret')}\n{make}")
    assert len(set(made)) == 300
    for one in made:
        assert PASSWORD.fullmatch(one)
        assert all(re.search(kind, one) for kind in ("[a-z]", "[A-Z]", "[0-9]", "[-_]"))
        assert "abc" not in one.lower()
        assert "the" not in one.lower()


@given(st.sampled_from([*RIGHTS, *RIGHTS.values()]), st.sampled_from([str.lower, str.upper, str]))
def test_a_right_has_one_spelling(words: str, case: Any) -> None:
    """Its constant, from itself or from the policy editor's words."""
    name = UserRight(name=case(words), account="Users").name
    assert words in (name, RIGHTS[name])


@given(st.text(max_size=25))
def test_a_name_is_refused_or_keeps_its_spelling(text: str) -> None:
    """What is taken is taken again as it is, and none of it is more than a name to Windows."""
    try:
        name = LocalUser(name=text, random=True).name
    except ValidationError:
        return
    assert LocalUser(name=name, random=True).name == name
    assert not set(name) & set('"/\\[]:;|=,+*?<>@\0\r\n')
    assert group_name(group_name(name)) == group_name(name)


def test_a_fresh_simulated_host_has_the_groups_that_are_known() -> None:
    """By the name that LocalGroup and LocalUser give to them."""
    assert {f"BUILTIN\\{name}" for name in LocalGroup.initial} == {name for name in KNOWN if name.startswith("BUILTIN")}
    assert all(group_name(f"builtin\\{name.upper()}") == name for name in LocalGroup.initial)
