"""An app's logs on a simulated host, as ps1/commands/Get-AppLog shows them: the lines that the model holds by path."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterator
from typing import TYPE_CHECKING

from winstead.events import Event, message
from winstead.simulator.behaviours import State

if TYPE_CHECKING:
    from winstead.simulator.engine import Run


def app_log(run: Run, name: str, setting: State) -> Iterator[Event]:
    """The last lines of an app's logs, one log event each, whatever their age: following them ends at once."""
    logs: dict[str, list[str]] = run.model.state.get("logs", {})
    patterns = [pattern.lower().replace("[", "[[]") for pattern in setting["files"]]
    found = sorted(path for path in logs if any(fnmatch.fnmatchcase(path.lower(), one) for one in patterns))
    for path in found:
        for line in logs[path][-setting["lines"] :] if setting["lines"] else []:
            yield run.masked({"event": "log", "host": run.host, "app": name, "file": path, "text": line})
    if not found:
        text = f"{name} has no log on this host; looked for {', '.join(setting['files'])}"
        yield run.masked(message("info", text, run.host))
