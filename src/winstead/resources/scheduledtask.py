"""A scheduled task."""

from __future__ import annotations

import re
import subprocess
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from winstead.accounts import KNOWN, Account
from winstead.resources import Resource
from winstead.resources.service import Argument
from winstead.schedule import Element, Schedule, triggers
from winstead.strict import Strict
from winstead.taskxml import fit_for_xml, sorted_lines, task_xml, trigger_line
from winstead.types import Duration, Password, Text, WindowsPath

# Accounts that Windows itself knows the password of
# (<https://learn.microsoft.com/windows/win32/taskschd/security-contexts-for-running-tasks>).
_SERVICES = ("NT AUTHORITY\\SYSTEM", "NT AUTHORITY\\LOCAL SERVICE", "NT AUTHORITY\\NETWORK SERVICE")

# What every task of winstead's has: it can be started and ended by hand, and idleness of the host is nothing to it.
_SETTINGS = MappingProxyType(
    {
        "AllowHardTerminate": True,
        "AllowStartOnDemand": True,
        "RestartOnIdle": False,
        "RunOnlyIfIdle": False,
        "StopOnIdleEnd": False,
    }
)

# Properties that are compared as they are given.
_AS_GIVEN = (
    "path",
    "directory",
    "description",
    "highest",
    "overlap",
    "timeout",
    "missed_runs",
    "on_battery",
    "network",
    "wake",
    "priority",
    "hidden",
    "enabled",
    "delete_after",
)

_MAX_PATH = 260  # pathType of the task's schema


def _name(value: object) -> str:
    r"""A task's name with its folder, as ``\folder\name``.

    Raises ValueError for a name that Windows does not take, or that PowerShell's commands would take for a pattern.
    """
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no name of a scheduled task: write it as text")
    parts = value.strip("\\").split("\\")
    if any(part != part.strip() or not part.strip(".") for part in parts):
        raise ValueError(f"'{value}' has a part that is empty, or has a blank at its ends, or is . or ..")
    if bad := re.search(r'[/:*?"<>|\[\]\x00-\x1f]', value):
        raise ValueError(f"'{value}' holds {bad[0]!r}, which a scheduled task's name may not")
    return "\\" + "\\".join(parts if len(parts) > 1 or value.startswith("\\") else ["winstead", *parts])


def _whole_seconds(value: float) -> int:
    if value != int(value):
        raise ValueError("Task Scheduler counts whole seconds here")
    return int(value)


class FailureRestart(Strict):
    """How often Task Scheduler tries again to start a task that it could not start."""

    count: int = Field(ge=1, le=255, description="How many times.")
    interval: Duration = Field(description="After how long each time: 1m to 31d.")

    @field_validator("interval")
    @classmethod
    def _takes_what_windows_does(cls, value: float) -> float:
        if not 60 <= value <= 31 * 86400:
            raise ValueError("Windows waits 1m to 31d before it starts a task again; the runner can wait less")
        return _whole_seconds(value)


class ScheduledTask(Resource):
    """A scheduled task; registered anew where something differs, which leaves what runs of it alone.

    What is not written here is what the default says, so a change by hand is seen. `absent` ends it and removes it.
    """

    name: Annotated[str, BeforeValidator(_name)] = Field(
        # C:\Windows\System32\Tasks\folder\name has to fit into 259 characters.
        max_length=234,
        description=r"`\folder\name`; a bare name is one in the folder `\winstead\`.",
    )
    path: WindowsPath | None = Field(None, max_length=_MAX_PATH, description="The program.")
    arguments: tuple[Argument, ...] = Field(
        (), description="The program's arguments, one each; what they mean needs no quoting. Windows expands `%NAME%`."
    )
    directory: WindowsPath | None = Field(
        None, max_length=_MAX_PATH, description=r"Where it starts; in `C:\Windows\System32` unless given."
    )
    schedule: Schedule | None = Field(None, description="When it runs; only on demand unless given.")
    description: Text | None = Field(None, description="What it is for.")
    account: Account = Field(
        "NT AUTHORITY\\SYSTEM",
        description=r"SYSTEM, LocalService, NetworkService, `.\user`, `DOMAIN\user`, a managed account `DOMAIN\name$`, "
        r"or `NT SERVICE\name` of a service that the host has.",
    )
    group: Account | None = Field(
        None, description=r"Instead of an account: it runs for those of the group who are logged on (`BUILTIN\Users`)."
    )
    password: Password | None = Field(
        None,
        description="A user's password, or `random` for a LocalUser that has a random one. It cannot be read, so it is "
        "set when something else changes.",
    )
    logon: Literal["s4u", "interactive"] | None = Field(
        None,
        description="For a user without a password: `s4u` runs it any time, without access to other hosts; "
        "`interactive` only while the user is logged on.",
    )
    highest: bool = Field(False, description="Whether an administrator's task has all of the account's privileges.")
    overlap: Literal["ignore", "queue", "parallel", "stop-old"] = Field(
        "ignore",
        description="What becomes of a start while it runs. As in Windows, it is dropped unless said otherwise.",
    )
    timeout: Duration | None = Field(
        None, description="After how long it is ended. No limit unless given; Windows' own would be 3 days."
    )
    restart_on_failure: FailureRestart | None = Field(
        None, description="Whether Windows starts it again where it could not start it; exit codes are the runner's."
    )
    missed_runs: bool = Field(
        False, description="Whether it runs as soon as it can after the host was off at its time."
    )
    on_battery: bool = Field(
        True, description="Whether it starts and goes on without mains power. Windows' own would be no, UPS or not."
    )
    network: bool = Field(False, description="Whether it starts only while there is a network.")
    wake: bool = Field(False, description="Whether the host wakes up for it.")
    priority: int = Field(
        5, ge=0, le=10, description="From 0, the highest, to 10; 4 to 6 are normal. Windows' own would be 7, below it."
    )
    hidden: bool = Field(False, description="Whether Task Scheduler's window leaves it out.")
    enabled: bool = Field(True, description="Whether it runs at all.")
    delete_after: Duration | None = Field(
        None, description="How long after the end of its schedule Windows removes it; never unless given."
    )

    @field_validator("description")
    @classmethod
    def _reads_as_from_xml(cls, value: str | None) -> str | None:
        return re.sub(r"\r\n?", "\n", value or "").strip() or None

    @field_validator("timeout", "delete_after")
    @classmethod
    def _counts_whole_seconds(cls, value: float | None) -> float | None:
        return None if value is None else _whole_seconds(value) or None

    @model_validator(mode="after")
    def _fits_together(self) -> ScheduledTask:
        if self.ensure == "absent":
            return self
        if not self.path:
            raise ValueError("path is needed: the program that the task runs")
        self._check_account()
        lines = [trigger_line(one) for one in self._triggers()]
        for text in (self.path, self.directory, self.description, *self.arguments, *lines):
            fit_for_xml(text or "")
        if any("\n" in one for one in self.arguments):
            raise ValueError("an argument of a scheduled task cannot hold the end of a line: put such text into a file")
        if self.delete_after and not any("EndBoundary=" in line for line in lines):
            raise ValueError("delete_after needs a schedule that ends: give it end")
        return self

    def _check_account(self) -> None:
        given = self.model_fields_set
        alone = self.group or self.account in _SERVICES or re.match(r"NT SERVICE\\|.*\$\Z", self.account)
        if self.group and "account" in given:
            raise ValueError("write account or group, not both")
        if not self.group and self.account in KNOWN and self.account not in _SERVICES:
            raise ValueError(f"account '{self.account}' is a group: write group: '{self.account}'")
        if alone and (self.password or self.logon):
            raise ValueError(
                f"password and logon are for a user's account alone: '{self.group or self.account}' has none"
            )
        if not alone and bool(self.password) == bool(self.logon):
            raise ValueError(
                f"account '{self.account}' needs its password, or logon: write password: {{secret: NAME}}, or "
                "logon: s4u for a task that needs no other host"
            )

    def _triggers(self) -> tuple[Element, ...]:
        return () if self.schedule is None else triggers(self.schedule)

    def _logon(self) -> str | None:
        """How Windows logs the account on: a managed one as with a password, which Windows asks the domain for."""
        managed = self.account.endswith("$") and not self.group
        return "password" if self.password or managed else self.logon

    def properties(self) -> dict[str, object]:
        """The arguments for PowerShell: what the task is, in the form that is compared, and the XML to register it by.

        Times are seconds.
        """
        values = super().properties()
        kept: dict[str, object] = {field: values[field] for field in ("ensure", "app", "restart_on") if field in values}
        if self.ensure == "absent":
            return kept
        restart, elements = self.restart_on_failure, self._triggers()
        task = {field: getattr(self, field) for field in _AS_GIVEN} | {
            "arguments": subprocess.list2cmdline(self.arguments) or None,
            "triggers": sorted_lines(map(trigger_line, elements)),
            "account": self.group or self.account,
            "logon": self._logon(),
            "restart_on_failure": restart and f"{restart.count} times, {restart.interval} s apart",
            "settings": dict(_SETTINGS),
        }
        xml = task_xml(task, elements, grouped=bool(self.group), restart=restart)
        return kept | task | {"xml": xml} | ({"password": self.password} if self.password else {})
