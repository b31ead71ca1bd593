"""An app, and the resources that it is made of, in an order that works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from winstead.resources import kinds
from winstead.strict import Strict, nearest
from winstead.types import Secret, Text, TextOrSecret, WindowsPath, one_spelling
from winstead.yamlfile import Key, KeyPath

Raw = dict[str, Any]
_KEY = re.compile(r"HK[A-Z_]+:?\\", re.IGNORECASE)  # of the registry
_ABSOLUTE = re.compile(r"[A-Za-z]:[\\/]|[\\/]{2}")


@dataclass(frozen=True)
class Draft:
    """A resource before its model has seen it: its kind, its values, and the key path that they come from.

    ``origins`` are the key paths of those values that come from elsewhere.
    """

    kind: str
    values: Raw
    path: KeyPath
    origins: Mapping[str, KeyPath] = field(default_factory=dict)

    def below(self, *above: Key) -> Draft:
        """The same with what stands above it in each key path."""
        origins = {key: (*above, *path) for key, path in self.origins.items()}
        return replace(self, path=(*above, *self.path), origins=origins)


@dataclass(frozen=True)
class Section:
    """A part of an app that holds what a kind of resource takes, but for what the app itself gives.

    ``elsewhere`` says where each of those is written instead, ``added`` what else is taken, ``optional`` what has a
    default here.
    """

    kind: str
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def keys(self) -> set[str]:
        """The keys that are known in it."""
        return {*property_names(self.kind), *self.added} - self.elsewhere.keys() - {"app"}


def property_names(kind: str) -> set[str]:
    """The keys that a kind of resource takes in an inventory, besides ``kind``."""
    return {*kinds()[kind].model_fields, *(("template",) if kind == "File" else ())}


SECTIONS: Mapping[str, Section] = MappingProxyType(
    {
        "service": Section(
            "Service",
            {
                "path": "the app's executable",
                "arguments": "the app's arguments",
                "account": "the app's account",
                "password": "the app's account, as {user: NAME, password: {secret: NAME}}",
                "environment": "the app's environment",
            },
            optional=("name",),
        ),
        "files": Section("File"),
        "event_source": Section("EventSource"),
        "firewall": Section("FirewallRule", optional=("name",)),
        "permissions": Section("Permission", {"name": "path, beside this key"}, ("path",), optional=("account",)),
    }
)


class Source(Strict):
    """Where an app's program comes from."""

    path: str = Field(description="A local file, from the inventory's folder; sent by its hash, where it is not there.")


class UserAccount(Strict):
    """A user that an app runs as."""

    user: str = Field(description="An existing user: '.\\name' or 'DOMAIN\\name'.")
    password: Secret = Field(description="The user's password, by the name of its secret.")


class ManagedAccount(Strict):
    """A group managed service account."""

    gmsa: str = Field(description="'DOMAIN\\name$'; Windows knows its password.")


_ACCOUNTS = ("virtual", "LocalService", "NetworkService", "LocalSystem")
_MAPS = "{user: NAME, password: {secret: NAME}} or {gmsa: 'DOMAIN\\name$'}"


def _account(value: object) -> object:
    if isinstance(value, dict):
        if "user" not in value and "gmsa" not in value:
            raise ValueError(f"write {_MAPS}")
        return (UserAccount if "user" in value else ManagedAccount).model_validate(value)
    if isinstance(value, str) and value not in _ACCOUNTS:
        raise ValueError(f"'{value}' is not known; {nearest(value, _ACCOUNTS)}; or write {_MAPS}")
    return value


Account = Annotated[
    Literal["virtual", "LocalService", "NetworkService", "LocalSystem"] | UserAccount | ManagedAccount,
    BeforeValidator(_account),
]
EventSourceKey = Annotated[Raw, BeforeValidator(lambda value: {"name": value} if isinstance(value, str) else value)]


class App(Strict):
    """A program and all that it needs on a host."""

    name: str = Field(description="The key under `apps`.")
    version: Text | None = Field(None, description="The release; `{{ version }}` in the app's other values.")
    source: Source | None = Field(None, description="Where the program comes from.")
    directory: WindowsPath | None = Field(None, description="The app's folder; relative paths start from it.")
    executable: str | None = Field(None, min_length=1, description="The program, in `directory` or an absolute path.")
    arguments: list[Text] = Field([], description="The program's arguments, each as it is; quoting is winstead's.")
    environment: dict[str, TextOrSecret] = Field({}, description="The program's own environment variables.")
    account: Account | None = Field(None, description="Who it runs as: an account of its own (virtual) unless given.")
    service: Raw | None = Field(None, description="It runs as a service; `name` is the app's unless given.")
    files: list[Raw] = Field([], description="Files in `directory`; one that changes restarts the app's service.")
    event_source: EventSourceKey | None = Field(None, description="A source in the event log: its name, or more.")
    firewall: list[Raw] = Field([], description="Firewall rules; `name` is the app's unless given.")
    permissions: list[Raw] = Field(
        [], description="Permissions: `path` in `directory` (made where it is missing), for the app's account."
    )

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.executable and not _absolute(self.executable) and not self.directory:
            raise ValueError("executable is a relative path: give directory, or an absolute path")
        if self.source and not self.executable:
            raise ValueError("source is given, and no executable that it would become")
        if self.service is None and (self.arguments or self.environment or self.account):
            raise ValueError("arguments, environment and account are for a program that is run: give service")
        if not self.executable and (self.arguments or self.environment):
            raise ValueError("arguments and environment are for a program of one's own: give executable")
        return self

    @property
    def service_name(self) -> str | None:
        """The name of the service that it runs as."""
        return None if self.service is None else str(self.service.get("name", self.name))

    @property
    def program(self) -> str | None:
        """The path of its program on the host."""
        return None if self.executable is None else self.at(self.executable)

    def at(self, path: str) -> str:
        """A path of the app: as it is when absolute, else in the app's folder, which `.` stands for itself."""
        if _KEY.match(path):
            return path
        if not _absolute(path) and self.directory:
            path = self.directory if path in (".", "") else f"{self.directory}\\{path}"
        return one_spelling(path)

    @property
    def account_name(self) -> str:
        """The account that it runs as, as Windows names it."""
        match self.account:
            case UserAccount(user=name) | ManagedAccount(gmsa=name):
                return name
            case "LocalService" | "NetworkService" | "LocalSystem" as name:
                return name
            case _:
                return f"NT SERVICE\\{self.service_name or self.name}"


def drafts(app: App) -> Iterator[Draft]:
    """The resources of an app: what its service needs comes before it."""
    folders = {app.directory.lower()} if app.directory else set[str]()
    if app.directory:
        yield Draft("Directory", {"name": app.directory}, ("directory",), {"name": ("directory",)})
    files: list[str] = []
    if app.source and app.program:
        files.append(app.program)
        origins: Mapping[str, KeyPath] = {"name": ("executable",), "source": ("source", "path")}
        yield Draft("File", {"name": app.program, "source": app.source.path}, ("source",), origins)
    for index, raw in enumerate(app.files):
        values = _placed(app, raw, "name")
        files += [values["name"]] if isinstance(values.get("name"), str) else []
        yield Draft("File", values, ("files", index))
    yield from _permissions(app, folders | {one.lower() for one in files})
    if app.event_source is not None:
        yield Draft("EventSource", app.event_source, ("event_source",))
    for index, raw in enumerate(app.firewall):
        name = app.name if index == 0 else f"{app.name}-{index + 1}"
        yield Draft("FirewallRule", {"name": name, **raw}, ("firewall", index))
    if app.service is not None:
        yield _service(app, app.service, files)


def _placed(app: App, raw: Raw, key: str) -> Raw:
    """Values with the path under a key put into the app's folder, as ``name``."""
    values = {one: value for one, value in raw.items() if one != key}
    if key in raw:
        values = {"name": app.at(raw[key]) if isinstance(raw[key], str) else raw[key], **values}
    return values


def _permissions(app: App, known: set[str]) -> Iterator[Draft]:
    for index, raw in enumerate(app.permissions):
        values, path = _placed(app, raw, "path"), raw.get("path")
        origins: dict[str, KeyPath] = {"name": ("permissions", index, "path")}
        relative = isinstance(path, str) and not _absolute(path)
        if relative and values["name"].lower() not in known and raw.get("ensure") != "absent":
            known.add(values["name"].lower())
            yield Draft("Directory", {"name": values["name"]}, ("permissions", index), origins)
        if app.service is not None and "account" not in raw:
            values["account"], origins["account"] = app.account_name, ("account",)
        yield Draft("Permission", values, ("permissions", index), origins)


def _service(app: App, raw: Raw, files: list[str]) -> Draft:
    values: Raw = {"name": app.name, "state": "running", **raw}
    if app.program:
        values |= {"path": app.program, "arguments": app.arguments, "account": app.account_name}
    elif app.account:
        values["account"] = app.account_name
    if isinstance(app.account, UserAccount):
        values["password"] = app.account.password
    if app.environment:
        values["environment"] = app.environment
    given = raw.get("restart_on", [])
    if files and isinstance(given, list):
        values["restart_on"] = [*given, *(f"File/{path}" for path in files)]
    origins: dict[str, KeyPath] = {"path": ("executable",), "password": ("account", "password")}
    origins |= {key: (key,) for key in ("arguments", "account", "environment")}
    return Draft("Service", values, ("service",), origins)


def _absolute(path: str) -> bool:
    return bool(_ABSOLUTE.match(path) or _KEY.match(path))
