"""The one of an app's two slots that is live."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, WithJsonSchema, field_validator, model_validator

from winstead.resources import Resource
from winstead.resources.healthcheck import HealthCheck
from winstead.resources.portproxy import Listen
from winstead.resources.release import Hook, SlotName, SlotService
from winstead.strict import Strict
from winstead.types import Duration, Text, WindowsPath


class Slot(SlotService):
    """One of two places that an app's releases run in by turns."""

    port: int = Field(ge=1, le=65535, description="The port that the release in it listens on.")
    health: Annotated[HealthCheck, WithJsonSchema({"type": "object"})] = Field(
        description="How to see that it is well: what a HealthCheck takes."
    )
    watched_as: str | None = Field(None, description="The name that its watchdog knows it by.")


class Switching(Strict):
    """How what comes to an app is led to the slot that is live."""

    listen: Listen | None = Field(
        None, description="The app's own port, or `address:port`, that Windows forwards to the live slot's."
    )
    smoke: Hook | None = Field(None, description="Run on the host when the new release is healthy, before the switch.")
    switch: Hook | None = Field(
        None,
        description="Run on the host to lead traffic to a slot, by telling a load balancer: WINSTEAD_SLOT and "
        "WINSTEAD_PORT say which one.",
    )


class LiveSlot(Resource, Switching):
    """The live one of an app's two slots: healthy, and reached by its port; the other one is stopped.

    The slot that the next release is in becomes live without a pause, and so does the other one on a restart.
    """

    name: WindowsPath = Field(description="The app's folder.")
    version: Text = Field(description="The version of the release that is live.")
    slots: dict[SlotName, Slot] = Field(min_length=2, description="Both slots by their names, blue and green.")
    start: Literal["automatic", "automatic-delayed", "manual", "disabled"] | None = Field(
        None, description="When Windows starts the live slot's service; the other's is started by hand."
    )
    stop_timeout: Duration = Field(30.0, description="How long a service may take to stop.")
    drain: Duration = Field(0.0, description="How long the slot that was live goes on after the switch.")
    successes: int = Field(1, ge=1, description="How many looks in a row must find the new release healthy.")
    before_stop: Hook | None = Field(None, description="Run before the slot that was live is stopped.")
    confirm: bool = Field(False, description="Its release counts as good only when a deployment says so.")

    @field_validator("ensure")
    @classmethod
    def _is_present(cls, value: str) -> str:
        if value == "absent":
            raise ValueError("slots go with the app's releases and services: leave it out")
        return value

    @model_validator(mode="after")
    def _is_reached(self) -> Self:
        if not self.listen and not self.switch:
            raise ValueError("write listen, the port that leads to the live slot, or switch, a command that does it")
        return self

    def properties(self) -> dict[str, object]:
        """The arguments for PowerShell; what is compared besides: it runs, is healthy, and the other one does not."""
        values: dict[str, Any] = super().properties()
        for key in ("smoke", "switch", "before_stop"):
            if key in values:
                values[key] = values[key].properties()
        for name, slot in self.slots.items():
            health = slot.health.properties() | {"name": slot.health.name}
            values["slots"] = values["slots"] | {name: slot.model_dump(exclude_none=True) | {"health": health}}
        if not self.confirm:
            del values["confirm"]
        forwards = {"forwards": True} if self.listen else {}
        return values | {"state": "running", "spare": "stopped", "healthy": True} | forwards
