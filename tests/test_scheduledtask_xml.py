"""The XML of scheduled tasks, and what a task may be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pydantic import ValidationError

from cli import ROOT
from scheduled import PLAIN, WHOLE, XML_TEXTS, task_of
from winstead.resources.scheduledtask import ScheduledTask
from winstead.taskxml import iso_duration, trigger_line

GOLDEN = ROOT / "tests" / "golden"
SPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


@pytest.mark.parametrize(("name", "values"), [("task-plain", PLAIN), ("task-whole", WHOLE)])
def test_golden(name: str, values: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """The XML that a person would see in Task Scheduler's export."""
    file = GOLDEN / f"{name}.xml"
    if request.config.getoption("--update-golden"):
        file.write_text(task_of(values)["xml"], encoding="utf-8")
    assert file.read_text(encoding="utf-8") == task_of(values)["xml"], "other XML: look at it, then --update-golden"


@given(description=XML_TEXTS, arguments=st.lists(XML_TEXTS.map(lambda text: text.replace("\n", ""))))
@settings(deadline=None)
def test_text_survives(description: str, arguments: list[str]) -> None:
    """What stands in the XML is what was given, whatever XML's own characters are in it."""
    task = task_of({**PLAIN, "description": description, "arguments": arguments})
    root = etree.fromstring(task["xml"].encode("utf-16"))
    for name in ("description", "arguments"):
        assert (root.findtext(f".//{SPACE}{name.title()}") or None) == task[name]


@given(seconds=st.integers(0, 2**31))
def test_durations_are_read_as_they_are_written(seconds: int) -> None:
    """Seconds, as Task Scheduler writes them and back."""
    assert trigger_line(("Delay", iso_duration(seconds))) == f"Delay={seconds}"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("backup", "\\winstead\\backup"),
        ("\\backup", "\\backup"),
        ("CORP\\jobs\\backup", "\\CORP\\jobs\\backup"),
        ("\\CORP\\jobs\\backup", "\\CORP\\jobs\\backup"),
    ],
)
def test_names(name: str, kept: str) -> None:
    """One spelling, and a folder of winstead's own for a bare name."""
    assert ScheduledTask(name=name, path="C:\\a.exe").id == f"ScheduledTask/{kept}"


def test_absent_needs_no_more_than_a_name() -> None:
    """A task that is to go is only named."""
    assert ScheduledTask(name="gone", ensure="absent", app="orders").properties() == {
        "ensure": "absent",
        "app": "orders",
    }


def test_delete_after_wants_an_end() -> None:
    """Windows takes it with the end of a schedule alone."""
    values = {**PLAIN, "delete_after": "1d"}
    with pytest.raises(ValidationError, match="give it end"):
        task_of({**values, "schedule": "@daily"})
    task = task_of({**values, "schedule": {"cron": "@daily", "end": "2030-01-01"}})
    assert "<DeleteExpiredTaskAfter>P1D</DeleteExpiredTaskAfter>" in task["xml"]
