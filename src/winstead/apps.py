"""An app: a program and all that it needs on a host."""

from __future__ import annotations

import re
import subprocess
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from winstead.identity import Account, ManagedAccount, UserAccount
from winstead.logs import Logs
from winstead.releases import Deploy, Source
from winstead.resources.package import requirement
from winstead.resources.release import SLOTS
from winstead.runner import Autostart, RunnerSettings
from winstead.sections import PartError, Raw, part
from winstead.strict import Strict
from winstead.types import Text, TextOrSecret, WindowsPath, one_spelling
from winstead.watchdog import Watchdog
from winstead.wrappers import NSSM_NOTE

_KEY = re.compile(r"HK[A-Z_]+:?\\", re.IGNORECASE)  # of the registry
_ABSOLUTE = re.compile(r"[A-Za-z]:[\\/]|[\\/]{2}")
# https://learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
_RUN_LENGTH = 260  # characters that a command there may have
HOST_FOLDER = r"C:\ProgramData\winstead"

Way = Literal["service", "scheduled_task", "autostart"]
WAYS: tuple[Way, ...] = ("service", "scheduled_task", "autostart")
# What an app of strategy blue_green has once for each slot.
OF_SLOT = ("arguments", "environment", "service", "logs", "health", "watchdog")


EventSourceKey = Annotated[Raw, BeforeValidator(lambda value: {"name": value} if isinstance(value, str) else value)]
Requirement = Annotated[Raw, BeforeValidator(requirement)]
AutostartKey = Annotated[Autostart, BeforeValidator(lambda value: {} if value is True else value)]


class App(Strict):
    """A program and all that it needs on a host."""

    name: str = Field(description="The key under `apps`.")
    version: Text | None = Field(None, description="The release; `{{ version }}` in the app's other values.")
    source: Source | None = Field(None, description="Where the program comes from.")
    directory: WindowsPath | None = Field(
        None, description="The app's folder; relative paths start from it, with releases from `shared` in it."
    )
    executable: str | None = Field(
        None, min_length=1, description="The program, in `directory` or the release, or an absolute path."
    )
    arguments: list[Text] = Field([], description="The program's arguments, each as it is; quoting is winstead's.")
    environment: dict[str, TextOrSecret] = Field({}, description="The program's own environment variables.")
    account: Account | None = Field(
        None,
        description="Who it runs as: unless given, a service has an account of its own (virtual), a scheduled task "
        "is LocalService's.",
    )
    service: Raw | None = Field(None, description="It runs as a service; `name` is the app's unless given.")
    scheduled_task: Raw | None = Field(None, description="It runs as a scheduled task; `name` is the app's.")
    autostart: AutostartKey | None = Field(None, description="It runs at each logon, by the registry's Run key.")
    data: list[str] = Field([], description="Folders that it writes to, and nobody else but administrators.")
    deploy: Deploy | None = Field(None, description="How a new release is brought onto the hosts.")
    logs: Logs | None = Field(None, description="Where its output goes, and what becomes of it.")
    health: Raw | None = Field(None, description="How to see that it is well: waited for when it was started.")
    watchdog: Watchdog | None = Field(None, description="Restarts it when it is not healthy.")
    files: list[Raw] = Field([], description="Files in `directory`; one that changes restarts the app's service.")
    event_source: EventSourceKey | None = Field(None, description="A source in the event log: its name, or more.")
    firewall: list[Raw] = Field([], description="Firewall rules; `name` is the app's unless given.")
    packages: list[Raw] = Field([], description="Packages that are installed before everything else of the app.")
    requires: list[Requirement] = Field(
        [], description="Programs that must be there: `git>=2.40`, or `name`, `version` and `check`; none is installed."
    )
    permissions: list[Raw] = Field(
        [], description="Permissions: `path` in `directory` (made where it is missing), for the app's account."
    )

    _slot: str | None = PrivateAttr(None)
    _slots: tuple[App, ...] = PrivateAttr(())

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.executable and not is_absolute(self.executable) and not self.directory:
            raise ValueError("executable is a relative path: give directory, or an absolute path")
        if self.source and not self.executable:
            raise ValueError("source is given, and no executable that it would become")
        if self.source and not self.released and not self.source.only_path:
            raise ValueError("such a source is that of releases: give version, and a relative executable")
        if self.deploy and not self.released:
            raise ValueError("deploy is for an app with releases: give version, source, and a relative executable")
        if not self.executable and (self.arguments or self.environment):
            raise ValueError("arguments and environment are for a program of one's own: give executable")
        return self

    @model_validator(mode="after")
    def _check_way(self) -> Self:
        given = [way for way in WAYS if getattr(self, way) is not None]
        if len(given) > 1:
            raise ValueError(f"{' and '.join(given)} are given: an app is kept running in one way")
        if not given and (self.arguments or self.environment or self.account or self.logs or self.watchdog):
            raise ValueError(
                "arguments, environment, account, logs and watchdog are for a program that is run: give service, "
                "scheduled_task or autostart"
            )
        if given and given != ["service"] and not self.executable:
            raise ValueError(f"{given[0]} has nothing to start: give executable")
        if self.autostart and self.account:
            raise ValueError("an app of the Run key runs as who logs on: leave account out")
        if self.scheduled_task is not None and self.account == "virtual":
            raise ValueError("a virtual account is a service's: give LocalService, which a scheduled task has anyway")
        if self.watchdog and self.health is None:
            raise ValueError("watchdog has nothing to watch: give health")
        if self.logs and self.logs.stdout and self.way == "service" and not self.wrapper:
            raise ValueError("a native service has no output for logs.stdout: give service: {wrapper: nssm}")
        return self

    @model_validator(mode="after")
    def _check_watch(self) -> Self:
        watch = self.deploy.watch if self.deploy else None
        if watch and watch.errors and not self.logs:
            raise ValueError("deploy.watch.errors are seen in the app's logs: give logs")
        if watch and watch.max_events is not None and self.event_source is None:
            raise ValueError("deploy.watch.max_events are those of the app's event_source: give it")
        return self

    @model_validator(mode="after")
    def _check_slots(self) -> Self:
        if self.deploy and self.deploy.ports:
            if self.way != "service" or self.health is None:
                raise ValueError("strategy: blue_green is for a service, whose health is looked at: give both")
            if extra := {"state", "restart_on"} & (self.service or {}).keys():
                raise ValueError(f"with strategy: blue_green, {min(extra)} of the services follows from the live slot")
        return self

    def with_slots(self, green: App) -> App:
        """The app that runs in slots: in blue as this one says it, in green as the other one does.

        Raises PartError where one would take the other's place.
        """
        blue = self
        if (blue.arguments, blue.environment) == (green.arguments, green.environment):
            text = "nothing in arguments or environment holds {{ slot.port }}: both slots would listen on one port"
            raise PartError(("deploy", "ports"), text)
        if blue.health == green.health:
            raise PartError(("health",), "this looks at the same place for both slots: put {{ slot.port }} in it")
        if blue.logs and green.logs and blue.logs.stdout and blue.logs.stdout == green.logs.stdout:
            raise PartError(("logs", "stdout"), "both slots would write to this file: put {{ slot.name }} in it")
        whole = self.model_copy()
        whole._slots = tuple(app._in_slot(slot) for slot, app in zip(SLOTS, (blue, green), strict=True))
        return whole

    def _in_slot(self, slot: str) -> App:
        service = {**(self.service or {}), "name": f"{self.service_name}-{slot}"}
        made = self.model_copy(update={"name": f"{self.name}-{slot}", "service": service})
        made._slot = slot
        return made

    @property
    def slot(self) -> str | None:
        """The slot that this is the app in."""
        return self._slot

    @property
    def slots(self) -> tuple[App, ...]:
        """The app in each of its slots; nothing where it has none."""
        return self._slots

    @property
    def instances(self) -> tuple[App, ...]:
        """What runs of it: the app itself, or the app in each of its slots."""
        return self._slots or (self,)

    @property
    def released(self) -> bool:
        """Whether it has releases: each version in a folder of its own."""
        relative = self.executable is not None and not is_absolute(self.executable)
        return self.source is not None and self.version is not None and relative

    @property
    def work_directory(self) -> str | None:
        """Where its program is started."""
        return f"{self.directory}\\{self._slot or 'current'}" if self.released else self.directory

    @property
    def way(self) -> Way | None:
        """What keeps it running."""
        return next((way for way in WAYS if getattr(self, way) is not None), None)

    @property
    def wrapper(self) -> str | None:
        """The wrapper that its service runs through."""
        name = (self.service or {}).get("wrapper")
        return None if name is None else str(name)

    @property
    def runner(self) -> RunnerSettings | None:
        """What the runner does for it; None where it is started without."""
        if self.autostart:
            settings = self.autostart.runner
            asks = settings.asks
        elif self.scheduled_task is not None:
            settings = part(RunnerSettings, self.scheduled_task, ("scheduled_task",))
            # Task Scheduler has a time limit of its own.
            asks = settings.model_copy(update={"timeout": None}).asks
        else:
            return None
        needed = asks or self.environment or (self.logs and self.logs.stdout)
        command = subprocess.list2cmdline([self.program or "", *self.arguments])
        return settings if needed or (self.autostart and len(command) > _RUN_LENGTH) else None

    @property
    def service_name(self) -> str | None:
        """The name of the service that it runs as."""
        return None if self.service is None else str(self.service.get("name", self.name))

    @property
    def entry(self) -> str | None:
        """What Windows starts it by: a resource's kind and name."""
        match self.way:
            case "service":
                return f"Service/{self.service_name}"
            case "scheduled_task":
                name = str((self.scheduled_task or {}).get("name", self.name))
                return f"ScheduledTask/{name if name.startswith(chr(92)) else f'{chr(92)}winstead{chr(92)}{name}'}"
            case "autostart":
                hive = "HKLM" if self.autostart and self.autostart.scope == "machine" else "HKCU"
                return f"RegistryValue/{hive}\\{_RUN_KEY}\\{self.name}"
        return None

    @property
    def program(self) -> str | None:
        """The path of its program on the host."""
        if self.executable and self.released:
            return one_spelling(f"{self.work_directory}\\{self.executable}")
        return None if self.executable is None else self.at(self.executable)

    @property
    def host_folder(self) -> str:
        """Where winstead keeps on the host what it needs of the app."""
        return f"{HOST_FOLDER}\\apps\\{self.name}"

    def at(self, path: str) -> str:
        """A path of the app: as it is when absolute, else in the app's folder, which `.` stands for itself.

        That of an app with releases is what outlasts them: ``shared``.
        """
        if _KEY.match(path):
            return path
        if not is_absolute(path) and self.directory:
            folder = f"{self.directory}\\shared" if self.released else self.directory
            path = folder if path in (".", "") else f"{folder}\\{path}"
        return one_spelling(path)

    @property
    def account_name(self) -> str:
        """The account that it runs as, as Windows names it; of an app of the Run key, whoever logs on."""
        match self.account:
            case UserAccount(user=name) | ManagedAccount(gmsa=name):
                return name
            case "LocalService" | "NetworkService" | "LocalSystem" as name:
                return name
        match self.way:
            case "autostart":
                return "BUILTIN\\Users"
            case "scheduled_task":
                return "LocalService"
        return f"NT SERVICE\\{self.service_name or self.name}"

    @property
    def account_names(self) -> list[str]:
        """The accounts that it runs as: that of each of its slots, where it has some."""
        return list(dict.fromkeys(one.account_name for one in self.instances))

    @property
    def password(self) -> Any:
        """The password of the user that it runs as: a secret, `random`, or None."""
        if not isinstance(self.account, UserAccount):
            return None
        return self.account.password or "random"

    @property
    def warnings(self) -> list[str]:
        """What a person should know of it before it is set."""
        found = []
        if self.account == "LocalSystem":
            found.append(
                f"app {self.name} runs as LocalSystem, which may do everything on the host: leave account out for an "
                "account of its own, or name one with the rights that it needs"
            )
        if self.wrapper == "nssm":
            found.append(f"app {self.name}: {NSSM_NOTE}")
        return found


def is_absolute(path: str) -> bool:
    """Whether a path of an app needs no folder before it."""
    return bool(_ABSOLUTE.match(path) or _KEY.match(path))
