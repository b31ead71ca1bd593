"""A source in the event log."""

from __future__ import annotations

import re

from pydantic import Field, field_validator

from winstead.resources import Resource


class EventSource(Resource):
    """A source that events of the Windows event log are written under; `absent` leaves the log and what is in it."""

    name: str = Field(min_length=1, max_length=211, description="The source.")
    log: str = Field("Application", min_length=1, max_length=255, description="Its log, made where it is missing.")

    @field_validator("name")
    @classmethod
    def _check_name(cls, value: str) -> str:
        if re.search(r"[\\\x00-\x1f]", value):
            raise ValueError(f"'{value}' holds a backslash, or a character that cannot be seen: leave it out")
        return value

    @field_validator("log")
    @classmethod
    def _check_log(cls, value: str) -> str:
        if re.search(r"[\\/*?\x00-\x1f]", value):
            raise ValueError(f"'{value}' holds a character that no log's name has (\\ / * ? and unseen ones)")
        if value.lower() == "security":
            raise ValueError("only Windows itself writes to the log Security: write log: Application")
        return value
