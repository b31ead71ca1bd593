"""Package managers that are not there: told, or installed first."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

import programs
from answering import website
from hosts import PASSWORD, RealHost, connection_to, real_host
from packages import one
from winstead.transports.base import OpenHost
from winstead.transports.winrm import WinRM


@pytest.fixture(scope="module")
def empty(worker_id: str) -> Iterator[RealHost]:
    """A host that has no package manager."""
    with real_host(f"pe-{worker_id}-{os.getpid()}"[:15]) as host:
        yield host


@pytest.fixture(scope="module")
def bare(empty: RealHost) -> Iterator[OpenHost]:
    """A run on it."""
    with empty.endpoint() as endpoint, WinRM().open(connection_to(endpoint), PASSWORD) as opened:
        yield opened


@pytest.mark.real
@pytest.mark.parametrize(
    ("manager", "text"),
    [
        ("chocolatey", "the address of an internal feed, or a folder or share that chocolatey.nupkg lies in"),
        ("scoop", "the address or path of an install.ps1 of your own"),
        ("winget", "it is the App Installer of Windows"),
    ],
)
def test_a_manager_that_is_missing(bare: OpenHost, manager: str, text: str) -> None:
    """What to give is said, in a plan too; there is nothing to remove."""
    event, _ = one(bare, name="git", manager=manager, mode="Plan")
    assert f"there is no {manager} on this host" in event["error"]["message"]
    assert text in event["error"]["message"]
    assert one(bare, name="git", manager=manager, ensure="absent")[0]["status"] == "ok"


def _nupkg(script: str) -> bytes:
    """A package of Chocolatey's form."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("chocolatey.nuspec", "<package/>")
        archive.writestr("tools/chocolateyInstall.ps1", script)
    return buffer.getvalue()


_INSTALL = """
$place = Join-Path $env:ProgramData 'chocolatey\\bin'
$null = New-Item $place -ItemType Directory -Force
Copy-Item 'C:\\from\\choco.exe' "$place\\choco.exe"
Set-Content "$place\\choco.json" '{"available": {"booted": ["1.0"]}}'
"""


@pytest.mark.real
def test_chocolatey_is_installed_first(bare: OpenHost, empty: RealHost) -> None:
    """From a folder, its newest package; what is none, what is not there and a feed that does not answer fail."""
    source = empty.drive / "from"
    source.mkdir()
    shutil.copy(programs.choco(), source / "choco.exe")
    wanted: dict[str, Any] = {"name": "booted", "manager": "chocolatey"}
    event, _ = one(bare, **wanted, bootstrap="C:\\from\\nothing")
    assert event["error"]["message"].startswith("there is nothing at C:\\from\\nothing that chocolatey could be")
    (source / "chocolatey.2.9.0.nupkg").write_bytes(_nupkg("throw 'an old one'"))
    (source / "chocolatey.2.10.0.nupkg").write_bytes(_nupkg(_INSTALL))
    (source / "chocolatey-core.extension.9.0.0.nupkg").write_bytes(b"another")
    event, _ = one(bare, **wanted, bootstrap="C:\\from\\chocolatey.2.9.0.nupkg")
    assert "installing chocolatey ended with exit code 1" in event["error"]["message"]
    assert "an old one" in event["error"]["message"]
    with website() as feed:
        event, _ = one(bare, **wanted, bootstrap=feed.url("/api/v2/"))
        assert "404" in event["error"]["message"]
    event, _ = one(bare, **wanted, bootstrap="C:\\from", mode="Plan")
    assert event["status"] == "would_change"
    event, _ = one(bare, **wanted, bootstrap="C:\\from")
    assert event["status"] == "changed", event.get("error", event)
    assert one(bare, **wanted)[0]["status"] == "ok"
