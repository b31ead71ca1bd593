"""What a wrapper is given, and the service that it makes of it."""

from __future__ import annotations

from typing import Any

from winstead.logs import Logs
from winstead.resources import kinds
from winstead.wrappers import Wrapped, wrap

FOLDER = "C:\\ProgramData\\winstead\\apps\\orders"
PROGRAM = "C:\\Apps\\orders\\current\\orders.exe"


def wrapped(**given: Any) -> Wrapped:
    """A program that is no service, with what is given in the place of what is usual."""
    logs = given.pop("logs", None)
    values: dict[str, Any] = {
        "name": "orders",
        "program": PROGRAM,
        "arguments": ("--port", "8080", 'say "hi" & <bye>'),
        "directory": "C:\\Apps\\orders",
        "environment": {},
        "service": {},
        "wrapper_path": f"{FOLDER}\\orders.exe",
        "folder": FOLDER,
    }
    return Wrapped(**(values | given), logs=Logs.model_validate(logs) if logs else None)


def service_of(wrapper: str, **given: Any) -> dict[str, Any]:
    """The values of the Service that a wrapper makes; all drafts are resources that their models take."""
    drafts = wrap(wrapper, wrapped(**given))
    for kind, values in drafts:
        kinds()[kind].model_validate(values)
    assert drafts[-1][0] == "Service"
    return drafts[-1][1]
