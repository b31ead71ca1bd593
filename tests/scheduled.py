"""Scheduled tasks as an inventory has them, and texts that their XML can hold."""

from __future__ import annotations

from typing import Any

from literals import texts
from winstead.resources.scheduledtask import ScheduledTask
from winstead.taskxml import fit_for_xml

PLAIN = {"name": "plain", "path": "C:\\Apps\\orders\\orders.exe"}
WHOLE = {
    "name": "\\orders\\nightly",
    "path": "C:\\Apps\\orders\\orders.exe",
    "arguments": ["--out", "C:\\some where\\", 'a "quote" & <more>', "", "Füße"],
    "directory": "C:\\Apps\\orders",
    "schedule": "30 2 * * *",
    "description": 'Keeps "orders" <safe>\nand sound',
    "account": "CORP\\orders$",
    "highest": True,
    "overlap": "stop-old",
    "timeout": "36h",
    "restart_on_failure": {"count": 3, "interval": "90s"},
    "missed_runs": True,
    "on_battery": False,
    "network": True,
    "wake": True,
    "priority": 7,
    "hidden": True,
    "enabled": False,
}
XML_TEXTS = texts().map(lambda text: "".join(one for one in text if is_fit(one)))


def is_fit(text: str) -> bool:
    """Whether XML can hold a text."""
    try:
        return bool(fit_for_xml(text))
    except ValueError:
        return False


def task_of(values: dict[str, Any]) -> dict[str, Any]:
    """What a task's model makes of values."""
    return dict(ScheduledTask.model_validate(values).properties())
