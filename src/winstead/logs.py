"""What an app says of its logs, whatever keeps it running."""

from __future__ import annotations

from pydantic import Field, model_validator

from winstead.strict import Strict
from winstead.types import Duration, Size


class Rotate(Strict):
    """When a log is put aside for a new one, and which of the old ones stay. What is not said does not happen."""

    size: Size | None = Field(None, ge=1, description="Once it is this long: `10MB`.")
    every: Duration | None = Field(None, gt=0, description="This often, whatever its size: `1d`.")
    keep: int | None = Field(None, ge=0, description="How many old ones stay.")
    age: Duration | None = Field(None, gt=0, description="How long an old one stays.")
    total: Size | None = Field(None, ge=1, description="How much all of a log's files may hold: the oldest go first.")
    compress: bool = Field(False, description="Whether old ones are compressed.")

    @model_validator(mode="after")
    def _does_something(self) -> Rotate:
        if not any(value is not None for value in (self.size, self.every, self.keep, self.age, self.total)):
            raise ValueError("nothing says when to rotate, or what to keep: write size, every, keep, age or total")
        return self


class Logs(Strict):
    """Where an app's output goes, and what becomes of it. Paths may be relative to the app's directory."""

    stdout: str | None = Field(None, min_length=1, description="The file that takes what the app prints.")
    stderr: str | None = Field(
        None,
        min_length=1,
        description="The file that takes its errors; without it they go where stdout goes, with winsw beside it "
        "(`NAME.err.log`).",
    )
    timestamps: bool = Field(
        True, description="Whether each line is stamped with its time, where what keeps the app running can."
    )
    rotate: Rotate | None = Field(None, description="When the logs are rotated, and what of them is kept.")
    files: list[str] = Field(
        [], description="Logs that the app writes itself, by pattern (`logs\\*.log`): rotated as the others are."
    )
