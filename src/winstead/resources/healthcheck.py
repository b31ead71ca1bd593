"""A health check."""

from __future__ import annotations

import re
import warnings
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    StrictBool,
    StrictFloat,
    StrictInt,
    StrictStr,
    field_validator,
    model_validator,
)
from pydantic import WithJsonSchema as Schema

from winstead.resources import Resource
from winstead.strict import Strict
from winstead.types import Duration, Text, WindowsPath, windows_path

_WAYS = ("url", "tcp", "process", "service", "command", "file")
_OF_URL = {"status", "text", "json", "verify"}

# json is what people write; that pydantic 1 had a method of this name is no reason to call it something else.
warnings.filterwarnings("ignore", 'Field name "json" in "HealthCheck" shadows an attribute', UserWarning)


def _tcp(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool):
        value = f"127.0.0.1:{value}"
    match = re.fullmatch(r"([\w.-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})", value) if isinstance(value, str) else None
    if not match or not 0 < int(match[2]) < 65536:
        raise ValueError(f"{value!r} is no port: write 8080, or 'host:8080'")
    return match[0]


def _process(value: object) -> object:
    if isinstance(value, str) and re.search(r"[/\\]", value):
        return windows_path(value)
    if not isinstance(value, str) or not re.fullmatch(r'[^<>:"|?*\x00-\x1f]+', value):
        raise ValueError(f"{value!r} is no process: write orders, orders.exe or its whole path")
    return value


def _status(value: object) -> object:
    return (value,) if isinstance(value, int) and not isinstance(value, bool) else value


class FreshFile(Strict):
    """A file that a healthy program writes again and again."""

    path: WindowsPath = Field(description="The file, or a folder.")
    newer_than: Duration = Field(gt=0, description="How long ago it may have been written: `5m`.")


class JsonValue(Strict):
    """A value in an answer that is JSON."""

    path: str = Field(
        pattern=r"^[^.]+(\.[^.]+)*$", description="Where it stands: `status`, `database.state`, `checks.0.ok`."
    )
    equals: StrictBool | StrictInt | StrictFloat | StrictStr = Field(description="What it must be.")


class HealthCheck(Resource):
    """That a program does what it is for. What is not healthy yet is waited for, and fails with its last answer.

    One of url, tcp, process, service, command and file says how that is seen.
    """

    name: str = Field(min_length=1, max_length=256, description="What is checked, such as the app.")
    url: str | None = Field(None, description="It answers HTTP at this address. A redirection is not followed.")
    tcp: Annotated[str, BeforeValidator(_tcp), Schema({"type": ["string", "integer"]})] | None = Field(
        None, description="It listens on this port: `8080`, `'host:8080'`."
    )
    process: Annotated[str, BeforeValidator(_process)] | None = Field(
        None, description="A process of this name, or of the program at this path, runs."
    )
    service: str | None = Field(None, min_length=1, max_length=256, description="This service runs.")
    command: tuple[Text, ...] | None = Field(
        None, min_length=1, description="This program, with its arguments, ends with 0."
    )
    file: FreshFile | None = Field(None, description="This file was written a short while ago.")
    status: Annotated[tuple[int, ...], BeforeValidator(_status), Schema({"type": ["integer", "array"]})] = Field(
        (), description="The HTTP statuses that are healthy: 200 to 399 unless given."
    )
    text: str | None = Field(None, min_length=1, description="What the answer must contain.")
    json: JsonValue | None = Field(None, description="A value that the answer must hold.")  # type: ignore[assignment]
    verify: bool = Field(True, description="Whether the certificate of an https address is verified.")
    timeout: Duration = Field(5.0, gt=0, description="How long one try may take.")
    within: Duration = Field(60.0, description="How long it may take to become healthy.")
    interval: Duration = Field(1.0, gt=0, description="How long to wait between two tries.")

    @field_validator("ensure")
    @classmethod
    def _is_present(cls, value: str) -> str:
        if value == "absent":
            raise ValueError("a health check leaves nothing on the host that could be removed: leave it out")
        return value

    @field_validator("url")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        return value if value is None else web_address(value)

    @field_validator("status")
    @classmethod
    def _check_status(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        if bad := [one for one in value if not 100 <= one <= 599]:
            raise ValueError(f"{bad[0]} is no HTTP status")
        return value

    @model_validator(mode="after")
    def _has_one_way(self) -> HealthCheck:
        given = [way for way in _WAYS if getattr(self, way) is not None]
        if len(given) != 1:
            raise ValueError(f"write one of {', '.join(_WAYS)}" + (f", not {' and '.join(given)}" if given else ""))
        if self.url is None and (extra := self.model_fields_set & _OF_URL):
            raise ValueError(f"{min(extra)} is for url alone")
        return self

    def properties(self) -> dict[str, object]:
        """The arguments for PowerShell; `healthy` is compared: true, or on the host the answer that says why not."""
        values = super().properties()
        if not self.status:
            del values["status"]
        if self.url is None or self.verify:
            del values["verify"]
        for part in ("file", "json"):
            if part in values:
                values[part] = getattr(self, part).model_dump()
        return values | {"healthy": True}


def web_address(value: str) -> str:
    """An http or https address.

    Raises ValueError for anything else, and for one that holds a user's password.
    """
    try:
        parts = urlsplit(value)
        whole = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, brackets that do not close
        whole = False
    if not whole or re.search(r"[\s\x00-\x1f]", value):
        raise ValueError(f"'{value}' is no address: write http://localhost:8080/health")
    if parts.username is not None:
        raise ValueError("an address with a user's name or password in it is refused: every reader would see it")
    return value
