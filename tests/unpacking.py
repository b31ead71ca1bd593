"""An app on a real host that releases are brought to."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from hosts import Shell
from winstead.events import Event
from winstead.render import render, resource_call, secrets_of
from winstead.resources.release import Release
from winstead.transports.base import FileToSend, OpenHost, Setting

FOLDER = "C:\\files\\app"
SECRETS = {"token": "t0p-s3cret"}


class App:
    """An app on a real host, whose release 1.0.0 is the current one."""

    def __init__(self, opened: OpenHost, shell: Shell, folder: Path, at: str = FOLDER) -> None:
        self._opened, self.shell, self._folder, self.at = opened, shell, folder, at
        self._number = 0

    def run(self, **values: Any) -> list[Event]:
        """The events of an apply."""
        given = {"name": self.at, "version": "2.0.0", "executable": "app.exe", "timeout": 5} | values
        if "url" not in given:
            del given["timeout"]
        release = Release.model_validate(given)
        for sha256, path in release.files().items():
            self._opened.upload(FileToSend(path, sha256, release.name))
        calls = [resource_call(release)]
        secrets = {name: SECRETS[name] for name in secrets_of(calls)}
        events = list(self._opened.run(render("srv", calls), Setting("Apply", secrets, by="tests")))
        assert SECRETS["token"] not in json.dumps(events)
        return events

    def apply(self, **values: Any) -> Event:
        """The result of an apply."""
        return next(event for event in self.run(**values) if event["event"] == "result")

    def changed(self, **values: Any) -> None:
        """An apply that does what it should."""
        event = self.apply(**values)
        assert event["status"] == "changed", event["error"]["message"]

    def sent(self, content: bytes, suffix: str) -> dict[str, Any]:
        """The values of a release that comes from here."""
        self._number += 1
        file = self._folder / f"{self._number}{suffix}"
        file.write_bytes(content)
        return {"source": str(file)}

    def refused(self, **values: Any) -> str:
        """What an apply fails with, which leaves the old release as it was."""
        event = self.apply(**values)
        assert event["status"] == "failed", event
        self.check("1.0.0", b"old")
        text: str = event["error"]["message"]
        return text

    def check(self, version: str, program: bytes) -> None:
        """Which release is the current one, and that nothing else is left."""
        found = self.shell(
            f"$at = '{self.at}'\n@((Get-FileHash $at\\current\\app.exe).Hash, @((Get-ChildItem $at -Force).Name), "
            "@((Get-ChildItem $at\\releases -Force).Name))"
        )
        assert found[0] == hashlib.sha256(program).hexdigest().upper()
        assert {*found[1]} - {"current.old"} == {"current", "releases", "releases.json"}
        assert {one for one in found[2] if not one.startswith(".download.")} <= {"1.0.0", version}
        record = json.loads(self.shell(f"[IO.File]::ReadAllText('{self.at}\\releases.json')"))
        assert record["order"][-1] == version
        assert record["underway"] is None
