"""What an app's `service:` may say for a wrapper, besides what a Service has, and what a wrapper is given."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator

from winstead.literal import SecretRef
from winstead.logs import Logs
from winstead.resources.service import Argument
from winstead.strict import Strict
from winstead.types import Duration, WindowsPath, seconds

_METHODS = ("ctrl_c", "window", "threads", "kill")  # in the order in which a wrapper tries them
_MARGIN = 5.0  # seconds, of a stop, that are not spent on waiting for the program


@dataclass(frozen=True)
class Wrapped:
    """A program, and the service that a wrapper is to make of it.

    ``service`` is the app's section of that name without ``wrapper``: what a Service has, and the wrapper's own keys.
    ``wrapper_path`` is where the wrapper's program lies on the host; winsw wants one for itself, for its settings lie
    beside it. ``folder`` is the app's folder of winstead's own.
    """

    name: str
    program: str
    arguments: tuple[str, ...]
    directory: str
    environment: Mapping[str, str | SecretRef]
    service: Mapping[str, Any]
    logs: Logs | None
    wrapper_path: str
    folder: str


def stop_method(value: object) -> object:
    """How a program is told to stop: ``ctrl_c 10s``, ``window 5s``, ``threads 5s`` or ``kill``.

    Raises ValueError for anything else.
    """
    match = re.fullmatch(r"\s*(?:(ctrl_c|window|threads)\s+(\S+)|kill)\s*", value) if isinstance(value, str) else None
    if not match:
        raise ValueError(f"{value!r} is no way to stop a program: write ctrl_c 10s, window 5s, threads 5s or kill")
    if match[2]:
        seconds(match[2])
    return value


def exit_code(value: object) -> object:
    """An exit code as Windows counts them, from 0 to 4294967295, as text; or ``default``, all that are not named.

    Raises ValueError for anything else.
    """
    text = str(value)
    if text != "default" and not (re.fullmatch(r"0|[1-9]\d*", text, re.ASCII) and int(text) < 2**32):
        raise ValueError(f"{value!r} is no exit code: write a whole number from 0 to 4294967295, or default")
    return text


class Command(Strict):
    """A program that is run beside the service's own."""

    program: WindowsPath = Field(description="The program.")
    arguments: tuple[Argument, ...] = Field((), description="Its arguments.")


class WrapperKeys(Strict):
    """What `service:` takes for a wrapper, each key with the same meaning for all that know it."""

    restart_delay: Duration | None = Field(None, description="How long to wait before the program is started again.")
    throttle: Duration | None = Field(
        None, description="A program that ends sooner than this is started again after longer and longer waits."
    )
    exit_actions: (
        dict[Annotated[str, BeforeValidator(exit_code)], Literal["restart", "exit", "ignore", "suicide"]] | None
    ) = Field(
        None,
        min_length=1,
        description="What follows when the program ends, by its exit code and `default`: `restart` it, `exit` (the "
        "service stops), `ignore` (the service seems to run on), `suicide` (the service crashes).",
    )
    stop: tuple[Annotated[str, BeforeValidator(stop_method)], ...] | None = Field(
        None,
        min_length=1,
        description="How the program is stopped, one way after the other, each with how long it may take: "
        "`ctrl_c 10s`, `window 5s` (asks its windows to close), `threads 5s` (asks its threads to quit), `kill`. "
        "Without it: ctrl_c for five seconds less than stop_timeout, then the others.",
    )
    priority: Literal["idle", "below-normal", "normal", "above-normal", "high", "realtime"] | None = Field(
        None, description="The program's priority."
    )
    affinity: tuple[Annotated[int, Field(strict=True, ge=0, le=63)], ...] | None = Field(
        None, min_length=1, description="The processors that it may use, from 0."
    )
    no_console: bool | None = Field(
        None, description="Whether the wrapper makes no console of its own; true unless said otherwise."
    )
    prestart: Command | None = Field(None, description="What runs before the program is started.")
    poststart: Command | None = Field(None, description="What runs after the program was started.")
    prestop: Command | None = Field(None, description="What runs before the program is stopped.")
    poststop: Command | None = Field(None, description="What runs after the program was stopped.")

    @field_validator("stop")
    @classmethod
    def _in_order(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        places = [_METHODS.index(one.split()[0]) for one in value or ()]
        if places != sorted(set(places)):
            raise ValueError(f"the ways to stop a program are tried in this order, each once: {', '.join(_METHODS)}")
        return value


@dataclass(frozen=True)
class Stop:
    """How a program is stopped: the seconds for each way but kill, whether kill is the last, and the whole's limit."""

    waits: Mapping[str, float]
    kill: bool
    timeout: float


def stop_of(keys: WrapperKeys, service: Mapping[str, Any]) -> Stop:
    """The ways to stop a program, and the `stop_timeout` that its service needs for them, in seconds."""
    timeout = seconds(service.get("stop_timeout", 30))
    if keys.stop is None:
        return Stop({"ctrl_c": max(timeout - _MARGIN, 1.0), "window": 1.5, "threads": 1.5}, True, timeout)
    parts = [one.split() for one in keys.stop]
    waits = {part[0]: seconds(part[1]) for part in parts if len(part) > 1}
    return Stop(waits, ["kill"] in parts, max(timeout, sum(waits.values()) + _MARGIN))
