"""A service."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from winstead.literal import SecretRef
from winstead.resources import Resource
from winstead.strict import Strict
from winstead.types import Duration, Password, Secret, WindowsPath, seconds

_DEFAULT_STOP_TIMEOUT = 30.0
_MAX_NUMBER = 2**32 - 2  # a DWORD; its last value means never

# What people write for an account that Windows has, and what the service manager keeps in ObjectName for it.
_BUILT_IN = {
    "localsystem": "LocalSystem",
    "system": "LocalSystem",
    "localservice": "NT AUTHORITY\\LocalService",
    "networkservice": "NT AUTHORITY\\NetworkService",
}


def text(value: object) -> object:
    """Text, or a whole number as text; not one with a fraction, whose digits YAML may have changed.

    Raises ValueError for text with a character that neither a command line nor the registry can hold.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, bool | float):
        raise ValueError(f"{value!r} is no text: write it in quotes")
    if isinstance(value, str) and "\0" in value:
        raise ValueError("a NUL character cannot be given to a program")
    return value


def service_account(value: object) -> object:
    r"""An account as the service manager keeps it in ObjectName, but for ``virtual``.

    ``LocalSystem``, ``NT AUTHORITY\LocalService``, ``NT AUTHORITY\NetworkService``, ``NT SERVICE\name``, ``.\user``,
    ``DOMAIN\user``, ``DOMAIN\managed$`` (<https://learn.microsoft.com/windows/win32/services/service-user-accounts>).

    Raises ValueError for anything else.
    """
    if not isinstance(value, str) or value.lower() == "virtual":
        return value
    domain, _, user = value.rpartition("\\")
    built_in = _BUILT_IN.get(user.lower().replace(" ", ""))
    if built_in and domain.lower() in ("", ".", "nt authority"):
        return built_in
    if not re.fullmatch(r'[^"/\\\[\]:;|=,+*?<>\x00-\x1f]+', user) or not re.fullmatch(
        r"[^\"/\\:*?<>|\x00-\x1f]+", domain
    ):
        raise ValueError(
            f"'{value}' is no account of a service: write LocalSystem, LocalService, NetworkService, virtual, "
            "'.\\user', 'DOMAIN\\user' or 'DOMAIN\\managed$'"
        )
    if domain.lower() == "nt service":
        return f"NT SERVICE\\{user}"
    return value


def recovery_action(value: object) -> object:
    """A recovery action: ``restart 5s``, ``reboot 1m`` or ``none``.

    Raises ValueError for anything else.
    """
    match = re.fullmatch(r"\s*(?:(restart|reboot)\s+(\S+)|none)\s*", value) if isinstance(value, str) else None
    if not match:
        raise ValueError(f"{value!r} is no recovery action: write restart 5s, reboot 1m or none")
    if match[1] and seconds(match[2]) * 1000 > _MAX_NUMBER:
        raise ValueError(f"'{value}' waits longer than the 49 days that Windows takes")
    return value


Argument = Annotated[str, BeforeValidator(text)]
_Parameter = Annotated[int, Field(strict=True, ge=0, lt=2**32)] | Argument | tuple[Argument, ...]
_Parameters = dict[str, _Parameter | dict[str, _Parameter]]


class Recovery(Strict):
    """What Windows does when the service fails."""

    actions: tuple[Annotated[str, BeforeValidator(recovery_action)], ...] = Field(
        description="What is done at the first failure, the second and so on, the last from then on: `restart 5s`, "
        "`reboot 1m`, `none`."
    )
    reset: Duration = Field(86400.0, description="After how long without a failure counting begins anew.")
    non_crash: bool = Field(True, description="Whether a stop with an error is a failure too, not a crash alone.")

    @field_validator("reset")
    @classmethod
    def _takes_whole_seconds(cls, value: float) -> float:
        if value != int(value) or value > _MAX_NUMBER:
            raise ValueError("Windows counts whole seconds here, at most 4294967294")
        return value

    def properties(self) -> dict[str, object]:
        """As PowerShell takes it: reset in seconds, the actions' delays in milliseconds."""
        return {
            "reset": int(self.reset),
            "actions": [_milliseconds(one) for one in self.actions],
            "non_crash": self.non_crash,
        }


def _refuse_values(table: Mapping[str, object]) -> None:
    """Raises ValueError for names and lists that the registry cannot hold, in a table and those in it."""
    for name, value in table.items():
        if re.search(r"[\\\x00]", name) or len(name) > 255:
            raise ValueError(f"'{name:.80}' is no name of a value in a key: no backslash, at most 255 characters")
        if isinstance(value, dict):
            _refuse_values(value)
        elif isinstance(value, tuple) and "" in value:
            raise ValueError(f"{name}: a list in the registry holds no empty text")
    if len({name.upper() for name in table}) < len(table):
        raise ValueError("names of values that differ in case alone are one to Windows")


def _milliseconds(action: str) -> str:
    what, *delay = action.split()
    return f"{what} {round(seconds(delay[0]) * 1000)}" if delay else what


class Service(Resource):
    """A service; changed in place. What holds from the next start on alone, as a command line, restarts one that runs.

    `absent` stops it and removes it. A new service starts by hand and is LocalSystem's unless said otherwise.
    """

    name: str = Field(min_length=1, max_length=256, description="The service's short name.")
    path: WindowsPath | None = Field(None, description="The program; without it the service must be on the host.")
    arguments: tuple[Argument, ...] = Field(
        (), description="The program's arguments, one each; what they mean needs no quoting. Windows expands `%NAME%`."
    )
    display_name: str | None = Field(None, min_length=1, max_length=256, description="The name that people see.")
    description: Annotated[str, BeforeValidator(text)] | None = Field(None, description="What the service is for.")
    start: Literal["automatic", "automatic-delayed", "manual", "disabled"] | None = Field(
        None, description="When Windows starts it."
    )
    account: Annotated[str, BeforeValidator(service_account)] | None = Field(
        None,
        description=r"LocalSystem, LocalService, NetworkService, virtual (`NT SERVICE\name`), `.\user`, `DOMAIN\user`, "
        r"or a managed account `DOMAIN\name$`.",
    )
    password: Password | None = Field(
        None,
        description="The user's password, or `random` for a LocalUser that has a random one. It cannot be read, so it "
        "is set when something else changes.",
    )
    depends_on: tuple[str, ...] | None = Field(None, description="The services that must run before it; no others.")
    recovery: Recovery | None = Field(None, description="What Windows does when it fails.")
    environment: dict[str, Annotated[str | Secret, BeforeValidator(text)]] | None = Field(
        None,
        description="Its environment variables besides the host's; no others. Every user of the host can read them.",
    )
    environment_in: str | None = Field(
        None,
        pattern=r"^Parameters\\\w+$",
        description=r"Where in its key they stand, for a program that takes them from there: "
        r"nssm's `Parameters\AppEnvironmentExtra`.",
    )
    parameters: _Parameters | None = Field(
        None,
        description="What stands in its key's `Parameters`, and nothing else: texts (Windows expands `%NAME%`), whole "
        "numbers (DWORD), lists (MULTI_SZ), tables (subkeys); `''` is a key's default value.",
    )
    program_machine: Literal["x86", "x64", "arm64"] | None = Field(
        None, description="What its program is built for: a Windows that does not run that is refused."
    )
    sid_type: Literal["none", "unrestricted", "restricted"] | None = Field(
        None, description="Whether its processes carry the service's own SID, and are restricted to it."
    )
    state: Literal["running", "stopped"] | None = Field(None, description="Whether it runs now.")
    stop_timeout: Duration = Field(
        _DEFAULT_STOP_TIMEOUT,
        description="How long a stop or a start may take. A process that does not stop in time is ended.",
    )

    @field_validator("name")
    @classmethod
    def _refuses_slashes(cls, value: str) -> str:
        if re.search(r"[/\\\x00-\x1f]", value) or value != value.strip():
            raise ValueError(
                f"'{value}' is no name of a service: no slashes, no control characters, no blanks at its ends"
            )
        return value

    @field_validator("depends_on")
    @classmethod
    def _sorts(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        if (
            value
            and (bad := next((one for one in value if not one or re.search(r"[/\\\x00-\x1f]", one)), None)) is not None
        ):
            raise ValueError(f"'{bad}' is no name of a service")
        return value if value is None else tuple(sorted(set(value)))

    @field_validator("environment")
    @classmethod
    def _takes_variables(cls, value: dict[str, str | SecretRef] | None) -> dict[str, str | SecretRef] | None:
        if bad := [name for name in value or () if not name or re.search(r"[=\x00]", name)]:
            raise ValueError(f"'{bad[0]}' is no name of an environment variable: no = in it, and not empty")
        if len({name.upper() for name in value or ()}) < len(value or ()):
            raise ValueError("names of environment variables that differ in case alone are one to Windows")
        return value

    @field_validator("parameters")
    @classmethod
    def _takes_parameters(cls, value: _Parameters | None) -> _Parameters | None:
        _refuse_values(value or {})
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> Service:
        if self.arguments and not self.path:
            raise ValueError("arguments need path, the program that takes them")
        user = (
            self.account and "\\" in self.account and not re.match(r"(?i)NT (AUTHORITY|SERVICE)\\|.*\$\Z", self.account)
        )
        if user and not self.password:
            raise ValueError(f"account '{self.account}' needs its password: write password: {{secret: NAME}}")
        if self.password and not user:
            raise ValueError("password is for a user's account alone: '.\\user' or 'DOMAIN\\user'")
        if self.start == "disabled" and self.state == "running":
            raise ValueError("a disabled service cannot be running: leave out state, or write start: manual")
        if self.environment_in and self.environment is None:
            raise ValueError("environment_in needs environment, the variables that stand there")
        return self

    def properties(self) -> dict[str, object]:
        """The arguments for PowerShell; `path` is the whole command line, by the rules of CommandLineToArgvW."""
        values = super().properties()
        del values["arguments"]
        if self.path:
            values["path"] = subprocess.list2cmdline([self.path, *self.arguments])
        if self.account == "virtual":
            values["account"] = f"NT SERVICE\\{self.name}"
        if self.recovery:
            values["recovery"] = self.recovery.properties()
        if self.stop_timeout == _DEFAULT_STOP_TIMEOUT:
            del values["stop_timeout"]
        return values
