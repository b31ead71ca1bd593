"""Releases from addresses, and what is wrong with what comes: refused, or survived, and the old release stays."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import archives
from archives import PROGRAM, packed, tarred
from hosts import PASSWORD, WINHOST, RealHost, Shell, connection_to
from sites import CONTENT, SHA256, Site, serving
from winstead.events import Event
from winstead.render import render, resource_call, secrets_of
from winstead.resources.release import Release
from winstead.simulator.endpoint import Endpoint
from winstead.transports.base import FileToSend, OpenHost, Setting
from winstead.transports.winrm import WinRM

pytestmark = pytest.mark.real
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
        assert sorted(found[1]) == ["current", "releases", "releases.json"]
        assert {one for one in found[2] if not one.startswith(".download.")} <= {"1.0.0", version}
        record = json.loads(self.shell(f"[IO.File]::ReadAllText('{self.at}\\releases.json')"))
        assert record["order"][-1] == version
        assert record["underway"] is None


@pytest.fixture(scope="module")
def opened(served: Endpoint) -> Iterator[OpenHost]:
    """The host, open over WinRM."""
    with WinRM().open(connection_to(served), PASSWORD) as one:
        yield one


@pytest.fixture
def app(opened: OpenHost, shell: Shell, tmp_path: Path) -> App:
    """An app with its first release."""
    shell(f"Remove-Item '{FOLDER}' -Recurse -Force -ErrorAction 0")
    made = App(opened, shell, tmp_path)
    assert made.apply(version="1.0.0", **made.sent(b"old", ".exe"))["status"] == "changed"
    return made


def _broken(archive: bytes, part: bytes) -> bytes:
    """An archive with one bit of a part of it turned."""
    at = archive.index(part)
    return archive[:at] + bytes([archive[at] ^ 1]) + archive[at + 1 :]


ZIP = packed({"app.exe": PROGRAM, "data/big.bin": CONTENT})
TAR = tarred({"app.exe": PROGRAM, "data/big.bin": CONTENT})
STORED = packed({"app.exe": PROGRAM}, zipfile.ZIP_STORED)
WRONG: dict[str, tuple[bytes, str, str]] = {
    "a truncated zip": (ZIP[:-100], ".zip", "it is no whole ZIP archive"),
    "half a zip": (ZIP[: len(ZIP) // 2], ".zip", "it is no whole ZIP archive"),
    "no zip": (b"<html>not found</html>", ".zip", "it is no whole ZIP archive"),
    "an empty zip": (b"", ".zip", "it is no whole ZIP archive"),
    "a list that is broken": (_broken(ZIP, b"PK\x01\x02"), ".zip", "it is no whole ZIP archive"),
    "a stored file that is broken": (_broken(STORED, PROGRAM), ".zip", "'app.exe' is not what was packed"),
    "a packed file that is broken": (_broken(ZIP, CONTENT[5000:5010]), ".zip", "'data/big.bin' is not what was packed"),
    "a packed file that is no such": (archives.with_field(STORED, 10, "<H", 8), ".zip", "'app.exe' "),
    "a zip with a link": (archives.packed_link("app.exe", "/etc/passwd"), ".zip", "'app.exe', which is a link"),
    "an encrypted zip": (archives.with_field(STORED, 8, "<H", 1), ".zip", "'app.exe', which is encrypted"),
    "no program": (packed({"other.exe": PROGRAM}), ".zip", "there is no app.exe in the release"),
    "a truncated tar": (TAR[:-200], ".tar.gz", "the archive was cut|no whole gzip archive|cannot be read"),
    "half a tar": (TAR[: len(TAR) // 2], ".tar.gz", "'data/big.bin'"),
    "no tar": (b"<html>not found</html>", ".tar.gz", "it is no whole gzip archive"),
    "a tar that is broken": (_broken(TAR, TAR[100000:100010]), ".tar.gz", "no whole gzip archive"),
    "a tar with a link": (archives.tarred_as("l", tarfile.SYMTYPE, "C:\\"), ".tar.gz", "'l', which is a link"),
    "a tar with a hard link": (archives.tarred_as("l", tarfile.LNKTYPE, "../x"), ".tar.gz", "'l', which is a link"),
    "a tar with a device": (archives.tarred_as("d", tarfile.CHRTYPE), ".tar.gz", "'d', which is .* neither a file"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_refused(what: str, app: App) -> None:
    """With its name, and where it came from; nothing of it is used."""
    content, suffix, says = WRONG[what]
    message = app.refused(**app.sent(content, suffix))
    assert message.startswith("release 2.0.0, the file that was sent, cannot be used: "), message
    assert re.search(says, message), message


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    """A file system of 256 KB."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)
