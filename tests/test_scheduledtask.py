"""Scheduled tasks on a real host: the form that they are compared in, and what becomes of one that runs."""

from __future__ import annotations

import calendar
import shutil
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import programs
from hosts import PASSWORD, RealHost, Shell, connection_to
from scheduled import PLAIN, WHOLE, XML_TEXTS, task_of
from winstead.events import Event
from winstead.literal import to_literal
from winstead.render import function_texts, render, resource_call
from winstead.resources import Resource
from winstead.resources.file import File
from winstead.resources.localuser import LocalUser
from winstead.resources.scheduledtask import ScheduledTask
from winstead.schedule import Element, triggers
from winstead.simulator.endpoint import Endpoint
from winstead.taskxml import sorted_lines, task_xml, trigger_line
from winstead.transports.base import OpenHost, Setting
from winstead.transports.winrm import WinRM

PROGRAM = "C:\\cases\\task\\worker.exe"
# Every trigger that Task Scheduler has, with all that may be in it.
REPETITION: Element = ("Repetition", (("Interval", "PT5M"), ("Duration", "P1DT2H3M4S"), ("StopAtDurationEnd", "true")))
COMMON: tuple[Element, ...] = (
    REPETITION,
    ("StartBoundary", "2024-02-29T23:59:58"),
    ("EndBoundary", "2030-01-01T00:00:00Z"),
    ("ExecutionTimeLimit", "PT1H"),
    ("Enabled", "false"),
)
DELAY: Element = ("Delay", "PT30S")
ALL_MONTHS = list(calendar.month_name)[1:]
TRIGGERS: tuple[Element, ...] = (
    ("BootTrigger", (*COMMON, DELAY)),
    ("RegistrationTrigger", (("Enabled", "true"), DELAY)),
    ("IdleTrigger", ()),
    ("TimeTrigger", (*COMMON, ("RandomDelay", "PT10M"))),
    ("EventTrigger", (*COMMON, ("Subscription", '<QueryList><Query Id="0"/>&\n</QueryList>'), DELAY)),
    ("LogonTrigger", (("UserId", "BUILTIN\\Users"), DELAY)),
    ("LogonTrigger", (("UserId", "NT SERVICE\\TrustedInstaller"),)),
    ("SessionStateChangeTrigger", (("UserId", "NT AUTHORITY\\SYSTEM"), ("StateChange", "SessionUnlock"))),
    ("CalendarTrigger", (("StartBoundary", "2000-01-01T00:00:00"), ("ScheduleByDay", (("DaysInterval", "2"),)))),
    (
        "CalendarTrigger",
        (
            ("StartBoundary", "2000-01-01T00:00:00"),
            ("RandomDelay", "PT0S"),
            ("ScheduleByWeek", (("WeeksInterval", "1"), ("DaysOfWeek", (("Monday", ""), ("Sunday", ""))))),
        ),
    ),
    (
        "CalendarTrigger",
        (
            ("StartBoundary", "2000-01-01T00:00:00"),
            (
                "ScheduleByMonth",
                (
                    ("DaysOfMonth", (("Day", "1"), ("Day", "15"), ("Day", "2"), ("Day", "Last"))),
                    ("Months", (("March", ""), ("January", ""))),
                ),
            ),
        ),
    ),
    (
        "CalendarTrigger",
        (
            ("StartBoundary", "2000-01-01T00:00:00"),
            (
                "ScheduleByMonthDayOfWeek",
                (
                    ("Weeks", (("Week", "1"), ("Week", "Last"))),
                    ("DaysOfWeek", (("Friday", ""),)),
                    ("Months", tuple((month, "") for month in ALL_MONTHS)),
                ),
            ),
        ),
    ),
)
# What Windows may write for the task of WHOLE: other order, other spellings, defaults left out and things added.
OTHER_SPELLING = """<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Date>2024-05-06T07:08:09.1234567</Date><Author>CORP\\deploy</Author>
    <Description>Keeps "orders" &lt;safe&gt;&#13;
and sound</Description><URI>\\orders\\nightly</URI>
  </RegistrationInfo>
  <Principals><Principal id="Author">
    <RunLevel>HighestAvailable</RunLevel><UserId>S-1-5-21-1-2-3-1104</UserId><LogonType>Password</LogonType>
  </Principal></Principals>
  <Settings>
    <Volatile>false</Volatile>
    <IdleSettings><Duration>PT10M</Duration><WaitTimeout>PT1H</WaitTimeout>
      <StopOnIdleEnd>0</StopOnIdleEnd><RestartOnIdle>false</RestartOnIdle></IdleSettings>
    <RestartOnFailure><Count>3</Count><Interval>PT1M30S</Interval></RestartOnFailure>
    <Enabled>0</Enabled><Hidden>1</Hidden><WakeToRun>true</WakeToRun>
    <RunOnlyIfNetworkAvailable>true</RunOnlyIfNetworkAvailable><StartWhenAvailable>true</StartWhenAvailable>
    <MultipleInstancesPolicy>StopExisting</MultipleInstancesPolicy>
    <ExecutionTimeLimit>P1DT12H</ExecutionTimeLimit>
    <UseUnifiedSchedulingEngine>true</UseUnifiedSchedulingEngine>
  </Settings>
  <Triggers>
    <CalendarTrigger id="one">
      <ScheduleByDay />
      <Repetition><StopAtDurationEnd>false</StopAtDurationEnd></Repetition>
      <StartBoundary>2000-01-01T02:30:00.0000000</StartBoundary>
      <RandomDelay>PT0S</RandomDelay>
    </CalendarTrigger>
  </Triggers>
  <Actions Context="Author"><Exec id="x">
    <WorkingDirectory>C:\\Apps\\orders</WorkingDirectory><Command>C:\\Apps\\orders\\orders.exe</Command>
    <Arguments>--out "C:\\some where\\\\" "a \\"quote\\" &amp; &lt;more&gt;" "" F\u00fc\u00dfe</Arguments>
  </Exec></Actions>
</Task>"""


class Functions:
    """A PowerShell on a real host with the kind's functions."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        names = ("Get-ScheduledTaskState", "Set-ScheduledTaskState", "Get-ScheduledTaskStatus", "Compare-State")
        shell(f"{function_texts(*names)}\n$null")

    def status(self, name: str) -> dict[str, Any]:
        """How a task stands."""
        return dict(self.shell(f"Get-ScheduledTaskStatus {to_literal(name)}"))

    def normal(self, xml: str, wanted: str) -> dict[str, Any]:
        """What some XML says, with accounts as the wanted XML spells them."""
        there, desired = (f"(Read-TaskXml -Text {to_literal(one)})" for one in (xml, wanted))
        return dict(self.shell(f"ConvertFrom-TaskXml {there} {desired}"))


@pytest.fixture(scope="module")
def functions(shell: Shell) -> Functions:
    """The kind's functions on a real host."""
    return Functions(shell)


@pytest.fixture(scope="module")
def opened(served: Endpoint, real: RealHost) -> Iterator[OpenHost]:
    """A real host that runs scripts, with the program that keeps running."""
    program = real.drive / "cases/task/worker.exe"
    program.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(programs.worker(), program)
    with WinRM().open(connection_to(served), PASSWORD) as host:
        yield host


def _apply(host: OpenHost, *resources: Resource) -> list[Event]:
    """The results of a run that is to succeed."""
    script = render("case", [resource_call(one) for one in resources])
    events = list(host.run(script, Setting("Apply", {}, by="tests")))
    assert events[-1]["status"] in ("ok", "changed"), events
    return [event for event in events if event["event"] == "result"]


def _compared(task: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in task.items() if name not in ("xml", "password")}


@pytest.mark.real
def test_other_spellings_are_the_same(functions: Functions) -> None:
    """Windows' own order and spellings, what it leaves out and what it adds make no difference."""
    task = task_of({**WHOLE, "account": "S-1-5-21-1-2-3-1104", "password": {"secret": "x"}})
    assert functions.normal(OTHER_SPELLING, task["xml"]) == _compared(task) | {"on_battery": False}
    bare = (
        '<Task xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task"><Principals><Principal><UserId>S-1-5-18'
        "</UserId></Principal></Principals><Actions><Exec><Command>a</Command></Exec></Actions></Task>"
    )
    windows = functions.normal(bare, task["xml"])
    assert (windows["account"], windows["logon"], windows["triggers"]) == ("NT AUTHORITY\\SYSTEM", None, [])
    assert (windows["timeout"], windows["priority"], windows["on_battery"]) == (259200, 7, False)
    assert windows["settings"] == task_of(PLAIN)["settings"] | {"StopOnIdleEnd": True}


@pytest.mark.real
@pytest.mark.parametrize(
    ("account", "told"),
    [
        ("NT SERVICE\\TrustedInstaller", "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"),
        ("LocalService", "LOCAL SERVICE"),
        ("NetworkService", "S-1-5-20"),
        ("CORP\\orders$", "CORP\\orders$"),
    ],
)
def test_accounts_are_told_as_they_were_written(functions: Functions, account: str, told: str) -> None:
    """Whether Windows exports a name or a SID."""
    task = task_of({**PLAIN, "account": account})
    xml = task["xml"].replace(f"<UserId>{task['account']}</UserId>", f"<UserId>{told}</UserId>")
    assert functions.normal(xml, task["xml"]) == _compared(task)


@pytest.mark.real
def test_triggers_have_one_form(functions: Functions) -> None:
    """Python and PowerShell make the same lines of all triggers, and of those of schedules."""
    plain = task_of(PLAIN)
    schedules = ["*/7 8-17 * * mon-fri", "0 0 1,15 * *", "@reboot", {"logon": "NT AUTHORITY\\SYSTEM"}, "unlock", "idle"]
    schedules += [{"every": "90m"}, {"monthly": [1, "last"], "at": "04:00"}, {"once": "2031-01-31 02:30"}]
    schedules += [{"event_log": "System", "source": "disk", "id": 7, "delay": "30s"}]
    elements = (*TRIGGERS, *(trigger for schedule in schedules for trigger in triggers(schedule)))
    xml = task_xml(plain, elements)
    assert functions.normal(xml, xml)["triggers"] == sorted_lines(map(trigger_line, elements))


@pytest.mark.real
@given(st.lists(st.tuples(XML_TEXTS, st.lists(XML_TEXTS.map(lambda text: text.replace("\n", "")))), min_size=20))
@settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_text_survives_on_a_host(functions: Functions, pairs: list[tuple[str, list[str]]]) -> None:
    """A task with any text is registered, and found as it should be."""
    name, lines = "\\cases\\text", ["$different = 0"]
    for description, arguments in pairs:
        task = to_literal(
            {"ensure": "present"} | task_of({**PLAIN, "description": description, "arguments": arguments})
        )
        lines.append(f"$desired = {task}")
        lines.append(f"Set-ScheduledTaskState '{name}' $desired @{{ ensure = 'absent' }} @{{ ensure = @(1, 2) }}")
        lines.append(f"$different += (Compare-State $desired (Get-ScheduledTaskState '{name}' $desired)).Count")
    assert functions.shell("\n".join([*lines, "$different"])) == 0


def _lines(real: RealHost, file: str) -> list[str]:
    path = real.drive / "cases/task" / file
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def _wait_for(real: RealHost, file: str, count: int) -> list[str]:
    """The lines that begin a run of the worker, once there are so many."""
    until = time.monotonic() + 60
    while len(found := [line for line in _lines(real, file) if line.startswith("begun")]) < count:
        assert time.monotonic() < until, f"{file} has {found}"
        time.sleep(0.1)
    return found


@pytest.mark.real
def test_what_runs_of_a_task(opened: OpenHost, functions: Functions, real: RealHost) -> None:
    """It starts as it was told; a change leaves it alone, a restart starts it anew, absent ends it."""
    name, file = "\\winstead\\caseRuns", File(name="C:\\cases\\task\\conf.txt", content="1")
    values: dict[str, Any] = {"name": name, "path": PROGRAM, "directory": "C:\\cases\\task", "restart_on": [file.id]}
    values["arguments"] = ["-append", "C:\\cases\\task\\runs.txt", "-every", "1h", "-deaf", "a b", 'c"d', "", "Füße\\"]
    task = ScheduledTask.model_validate(values)
    assert functions.status(name) == {"state": "absent", "last_result": None, "last_run": None, "next_run": None}
    _apply(opened, file, task)
    assert functions.status(name) == {"state": "ready", "last_result": None, "last_run": None, "next_run": None}
    functions.shell(f"{function_texts('Start-AppScheduledTask')}\nStart-AppScheduledTask '{name}'\n$null")
    first = _wait_for(real, "runs.txt", 1)[0]
    assert first.endswith(' in C:\\cases\\task: a b|c"d||Füße\\')
    assert functions.status(name)["state"] == "running"

    _apply(opened, file, ScheduledTask.model_validate({**values, "description": "changed", "schedule": "@daily"}))
    assert functions.status(name)["state"] == "running"
    assert functions.status(name)["next_run"] is not None
    assert len(_wait_for(real, "runs.txt", 1)) == 1

    _apply(opened, File(name=file.name, content="2"), task)
    assert len(_wait_for(real, "runs.txt", 2)) == 2
    assert functions.status(name)["state"] == "running"

    _apply(opened, ScheduledTask(name=name, ensure="absent"))
    assert functions.status(name)["state"] == "absent"
    assert functions.shell("@(Get-Process worker -ErrorAction Ignore).Count") == 0


@pytest.mark.real
def test_a_random_password(opened: OpenHost, functions: Functions) -> None:
    """A task of a user whose password nobody knows is given it in the run that makes the user."""
    user = LocalUser.model_validate({"name": "caseRandom", "random": True})
    values = {"name": "caseRandom", "path": PROGRAM, "account": ".\\caseRandom", "password": "random"}
    assert [one["status"] for one in _apply(opened, user, ScheduledTask.model_validate(values))] == [
        "changed",
        "changed",
    ]
    assert _apply(opened, user, ScheduledTask.model_validate(values))[1]["changes"] == {}
    changed = _apply(opened, user, ScheduledTask.model_validate({**values, "priority": 4}))
    assert changed[1]["changes"] == {"priority": [5, 4]}
    told = functions.shell(
        '$one = Get-ScheduledTask caseRandom; @($one.Principal.UserId, "$($one.Principal.LogonType)")'
    )
    assert told == ["caseRandom", "Password"]


@pytest.mark.real
def test_an_account_that_is_not_there(opened: OpenHost) -> None:
    """The host says so, and what to do."""
    task = ScheduledTask.model_validate({**PLAIN, "account": ".\\caseStranger", "logon": "s4u"})
    events = list(opened.run(render("case", [resource_call(task)]), Setting("Apply", {}, by="tests")))
    result = next(event for event in events if event["event"] == "result")
    assert "this host knows no account '.\\caseStranger': correct the name" in result["error"]["message"], events
