"""The parts of an app that become resources of a kind, and what such a resource is before its model has seen it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from pydantic import Field, ValidationError

from winstead.resources import kinds
from winstead.runner import RunnerSettings
from winstead.strict import Strict
from winstead.wrappers import WrapperKeys
from winstead.yamlfile import Key, KeyPath

Raw = dict[str, Any]
Model = TypeVar("Model", bound=Strict)


@dataclass(frozen=True)
class Draft:
    """A resource before its model has seen it: its kind, its values, and the key path that they come from.

    ``origins`` are the key paths of those values that come from elsewhere. Apps may share one that is ``shared``, and
    says the same for each of them.
    """

    kind: str
    values: Raw
    path: KeyPath
    origins: Mapping[str, KeyPath] = field(default_factory=dict)
    shared: bool = False

    def below(self, *above: Key) -> Draft:
        """The same with what stands above it in each key path."""
        origins = {key: (*above, *path) for key, path in self.origins.items()}
        return replace(self, path=(*above, *self.path), origins=origins)


class PartError(Exception):
    """A part of an app cannot be what it says: where, from the app on, and why (text, or what its model found)."""

    def __init__(self, path: KeyPath, reason: str | ValidationError) -> None:
        super().__init__(str(reason))
        self.path = path
        self.reason = reason


def part(model: type[Model], raw: Raw, path: KeyPath) -> Model:
    """What a part of an app says for a model that takes some of its keys. Raises PartError."""
    try:
        return model.model_validate({key: value for key, value in raw.items() if key in model.model_fields})
    except ValidationError as error:
        raise PartError(path, error) from None


@dataclass(frozen=True)
class Section:
    """A part of an app that holds what a kind of resource takes, but for what the app itself gives.

    ``elsewhere`` says where each of those is written instead, ``added`` what else is needed, ``models`` whose keys are
    taken too, ``optional`` what has a default here.
    """

    kind: str
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    models: tuple[type[Strict], ...] = ()
    optional: tuple[str, ...] = ()

    @property
    def keys(self) -> set[str]:
        """The keys that are known in it."""
        more = {key for model in self.models for key in model.model_fields}
        return ({*property_names(self.kind), *self.added} - self.elsewhere.keys() - {"app"}) | more


def property_names(kind: str) -> set[str]:
    """The keys that a kind of resource takes in an inventory, besides ``kind``."""
    return {*kinds()[kind].model_fields, *(("template",) if kind == "File" else ())}


class ServiceWay(Strict):
    """How an app is a service."""

    wrapper: Literal["nssm", "winsw", "shawl"] | None = Field(
        None, description="The wrapper that makes a service of a program that is none."
    )
    native_check: Literal["on", "off"] = Field(
        "on", description="off: the program is taken as it is, though it does not look like a service."
    )


# What says which program is run, and how, whatever keeps it running.
_RUN = {
    "path": "the app's executable",
    "arguments": "the app's arguments",
    "account": "the app's account",
    "password": "the app's account, as {user: NAME, password: {secret: NAME}}",
}

# What an app requires is looked at, and never installed.
_REQUIRES_NOT = property_names("Package") - {"name", "version", "check", "app"}

SECTIONS: Mapping[str, Section] = MappingProxyType(
    {
        "service": Section(
            "Service",
            _RUN
            | {
                "environment": "the app's environment",
                "program_machine": "the program itself",
                "environment_in": "the wrapper",
            },
            models=(ServiceWay, WrapperKeys),
            optional=("name",),
        ),
        "scheduled_task": Section(
            "ScheduledTask", _RUN | {"directory": "the app's directory"}, models=(RunnerSettings,), optional=("name",)
        ),
        "health": Section("HealthCheck", optional=("name",)),
        "files": Section("File"),
        "event_source": Section("EventSource"),
        "firewall": Section("FirewallRule", optional=("name",)),
        "packages": Section("Package"),
        "requires": Section("Package", dict.fromkeys(_REQUIRES_NOT, "packages, for what is to be installed")),
        "permissions": Section("Permission", {"name": "path, beside this key"}, ("path",), optional=("account",)),
    }
)
