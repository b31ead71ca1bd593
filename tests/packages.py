"""What is said of packages on a real host, and what the stand-ins of their managers hold and were called with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from winstead.events import Event
from winstead.render import render, resource_call
from winstead.resources.package import Package
from winstead.transports.base import FileToSend, OpenHost, Setting


def run(opened: OpenHost, *resources: Package, mode: str = "Apply") -> tuple[list[Event], list[str]]:
    """The result events of these, and the texts of the messages."""
    for one in resources if mode == "Apply" else ():
        for sha256, path in one.files().items():
            opened.upload(FileToSend(path, sha256, one.name))
    events = list(opened.run(render("case", [resource_call(one) for one in resources]), Setting(mode, {}, by="tests")))
    assert events[-1]["event"] == "host", events
    texts = [event["text"] for event in events if event["event"] == "message"]
    return [event for event in events if event["event"] == "result"], texts


def one(opened: OpenHost, mode: str = "Apply", **values: Any) -> tuple[Event, list[str]]:
    """The result of one package."""
    results, texts = run(opened, Package.model_validate(values), mode=mode)
    return results[0], texts


def told(place: Path, manager: str, /, **state: Any) -> None:
    """Says what a stand-in holds, and forgets what it was called with."""
    (place / f"{manager}.json").write_text(json.dumps(state), encoding="utf-8")
    (place / f"{manager}.log").unlink(missing_ok=True)


def held(place: Path, program: str) -> Any:
    """What a stand-in holds."""
    return json.loads((place / f"{program}.json").read_text(encoding="utf-8"))


def calls(place: Path, program: str) -> list[list[str]]:
    """What a stand-in was called with."""
    file = place / f"{program}.log"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


GIT: dict[str, Any] = {"name": "git", "manager": "chocolatey"}
KNOWN = {"git": ["2.39.1", "2.40.0", "2.40.1", "2.45.2", "3.0.0"], "7zip": ["23.1"], "jq": ["1.7.1"]}
