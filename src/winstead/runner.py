"""What a scheduled task or a Run key asks for beyond what Windows gives: runner.ps1 does it on the host."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from winstead.strict import Strict
from winstead.types import Duration


class RunRetry(Strict):
    """Starting a program that failed once more, waiting longer each time."""

    max_retries: int = Field(3, ge=1, le=1000, description="How often at most.")
    delay: Duration = Field(2.0, description="The wait before the first.")
    factor: float = Field(2.0, ge=1, description="By how much each wait is longer than the one before.")
    max_delay: Duration = Field(3600.0, description="The longest wait.")
    on: tuple[int, ...] | None = Field(None, description="After these exit codes; after any failure unless given.")
    never: tuple[int, ...] = Field((), description="Not after these exit codes.")


class Lock(Strict):
    """What keeps two runs of an app from overlapping."""

    file: str | None = Field(None, description="A lock file, also on a share for many hosts; else it is the host's.")
    wait: Duration = Field(0.0, description="How long a second run waits for the first to end, before it gives up.")


class RunnerSettings(Strict):
    """What the runner does besides starting the program."""

    retry: RunRetry | None = Field(None, description="Starting it again after it failed.")
    lock: Annotated[Lock | None, BeforeValidator(lambda value: {} if value is True else value or None)] = Field(
        None, description="`true`, or {file, wait}: no two runs overlap."
    )
    needs: list[str] = Field([], description="Environment variables without which it is not started.")
    success: list[int] = Field([0], min_length=1, description="The exit codes that mean that all is well.")
    timeout: Duration | None = Field(
        None, gt=0, description="After how long, all attempts together, it is ended with all that it started."
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.retry and (both := set(self.success) & set(self.retry.on or ())):
            raise ValueError(f"exit code {min(both)} is both a success and one to retry on")
        return self

    @property
    def asks(self) -> bool:
        """Whether it asks for anything."""
        return self != RunnerSettings()

    def settings(self) -> dict[str, Any]:
        """As runner.ps1 reads them: durations in seconds."""
        return self.model_dump()


class Autostart(RunnerSettings):
    """The registry's Run key: started at each logon, as who logs on."""

    scope: Literal["machine", "user"] = Field(
        "machine", description="At everybody's logon, or at that of the user who connects alone."
    )

    @property
    def runner(self) -> RunnerSettings:
        """The runner's part of it."""
        return RunnerSettings.model_validate(self.model_dump(exclude={"scope"}))
