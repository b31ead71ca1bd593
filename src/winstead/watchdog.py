"""The watchdog of an app: what people write of it, and the settings that watchdog.ps1 gets on the host."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator

from winstead.resources.healthcheck import HealthCheck, web_address
from winstead.strict import Strict
from winstead.types import Duration, TextOrSecret, seconds

_MAX_RESTARTS = r"\s*(\d+)\s+per\s+(\S+)\s*"


def restarts(value: str) -> tuple[int, float]:
    """The number and the seconds in ``5 per 1h``.

    Raises ValueError for anything else.
    """
    match = re.fullmatch(_MAX_RESTARTS, value, re.ASCII)
    if not match or seconds(match[2]) == 0:
        raise ValueError(f"'{value}' is no number of restarts: write 5 per 1h")
    return int(match[1]), seconds(match[2])


def _max_restarts(value: object) -> object:
    if isinstance(value, str):
        restarts(value)
    return value


@dataclass(frozen=True)
class Restart:
    r"""How the watchdog restarts an app.

    ``service``: by its name; a process that does not stop within ``stop_timeout`` seconds is ended. ``scheduled_task``:
    by its name with its folder. ``process``: what runs with the very command line of ``path`` and ``arguments`` (as
    CommandLineToArgvW takes them) is ended with all that it started, and started anew in ``directory`` by the account
    that the watchdog runs as, which must not be SYSTEM.
    """

    by: Literal["service", "scheduled_task", "process"]
    name: str
    path: str | None = None
    arguments: str = ""
    directory: str | None = None
    stop_timeout: float = 30.0


class Watchdog(Strict):
    """Looks at an app's health again and again, and restarts it when it fails.

    A disabled service or scheduled task, and an app that was stopped by winstead, are left alone.
    """

    every: Duration = Field(60.0, ge=60, description="How often it looks: `1m` at the least, as Windows allows.")
    failures: int = Field(3, ge=1, description="After how many failed looks in a row it restarts the app.")
    max_restarts: Annotated[str, BeforeValidator(_max_restarts)] = Field(
        "5 per 1h", description="How often at most: `5 per 1h`. Then it waits, and says so, until there is room again."
    )
    max_delay: Duration = Field(
        3600.0,
        description="The longest wait between two restarts that do not help: it begins with `every` and doubles.",
    )
    webhook: TextOrSecret | None = Field(
        None, description="An address that is told of restarts, of the limit, and of health, as JSON with a `text`."
    )

    @field_validator("webhook")
    @classmethod
    def _check_webhook(cls, value: TextOrSecret | None) -> TextOrSecret | None:
        return web_address(value) if isinstance(value, str) else value

    def settings(
        self, app: str, check: HealthCheck, restart: Restart, folder: str, event_source: str | None
    ) -> dict[str, object]:
        """What watchdog.ps1 reads, as JSON: durations in seconds. ``folder`` is the app's own on the host."""
        health = check.properties()
        for key in ("app", "restart_on", "healthy"):
            health.pop(key, None)
        count, per = restarts(self.max_restarts)
        return {
            "app": app,
            "health": health,
            "every": self.every,
            "failures": self.failures,
            "max_restarts": count,
            "per": per,
            "max_delay": self.max_delay,
            "restart": asdict(restart),
            "webhook": self.webhook,
            "history": f"{folder}\\watchdog.jsonl",
            "state": f"{folder}\\watchdog-state.json",
            "event_source": event_source,
        }
