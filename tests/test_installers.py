"""Programs that installers bring: an exe that keeps to Windows' list, and an MSI."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import programs
from hosts import PASSWORD, RealHost, Shell, connection_to
from packages import one
from winstead.simulator.endpoint import Endpoint
from winstead.transports.base import OpenHost
from winstead.transports.winrm import WinRM

PLACE = "C:\\installers"


@pytest.fixture(scope="module")
def place(real: RealHost) -> Path:
    """The folder with an installer."""
    folder = real.drive / "installers"
    folder.mkdir()
    shutil.copy(programs.choco(), folder / "setup.exe")
    return folder


@pytest.fixture(scope="module")
def opened(place: Path, served: Endpoint) -> Iterator[OpenHost]:
    """The host with it."""
    with WinRM().open(connection_to(served), PASSWORD) as host:
        yield host


SETUP: dict[str, Any] = {"name": "Stand in", "manager": "exe", "product": "stand in*"}


@pytest.mark.real
def test_an_installer(opened: OpenHost, place: Path) -> None:
    """A file that was sent; what is installed is read from Windows' list, and removed by what that says."""
    wanted: dict[str, Any] = SETUP | {
        "path": str(place / "setup.exe"),
        "arguments": ["/product", "stand in (x64)", "2.1.0", "3010"],
    }
    event, texts = one(opened, **wanted, version=">=2")
    assert event["status"] == "changed", event.get("error", event)
    assert texts == [
        "Package/Stand in: installing Stand in is done, and this host must be restarted for it to take effect "
        "(exit code 3010)"
    ]
    assert one(opened, **wanted, version="==2.1", mode="Plan")[0]["status"] == "ok"
    event, _ = one(opened, **wanted, version=">=3", mode="Plan")
    assert event["changes"] == {"version": ["2.1.0", ">=3"]}
    event, _ = one(opened, **SETUP, ensure="absent")
    assert event["error"]["message"].startswith("removing stand in (x64) would ask questions that nobody sees"), event
    assert one(opened, **SETUP, ensure="absent", uninstall_arguments=["/S"])[0]["status"] == "changed"
    assert one(opened, **SETUP, ensure="absent")[0]["status"] == "ok"
    assert one(opened, **SETUP, ensure="absent", mode="Plan")[0]["status"] == "ok"


@pytest.mark.real
def test_an_installer_on_a_path_of_the_host(opened: OpenHost, place: Path) -> None:
    """Run only when it is there, and of its hash; one that fails says with what."""
    share: dict[str, Any] = {"share": f"{PLACE}\\setup.exe", "arguments": []}
    event, _ = one(opened, **SETUP, **share)
    assert event["error"]["message"] == "installing Stand in ended with exit code 5: setup: nothing to do"
    event, _ = one(opened, **SETUP, **share, sha256="0" * 64)
    assert event["error"]["message"].endswith(f"and not {'0' * 64}: nothing of it was used")
    event, _ = one(opened, **SETUP, **share | {"share": f"{PLACE}\\none.exe"})
    assert event["error"]["message"].startswith(f"there is no file {PLACE}\\none.exe that this host's run can read")
    event, _ = one(opened, **SETUP, share=f"{PLACE}\\setup.exe", arguments=["/wait"], timeout="1s")
    assert "did not end within 1 s: it may have asked a question that nobody saw" in event["error"]["message"]


@pytest.mark.real
@pytest.mark.skipif(not shutil.which("wixl"), reason="needs wixl on the path, which builds an MSI")
def test_windows_installer(opened: OpenHost, shell: Shell, tmp_path: Path) -> None:
    """An MSI with a property that has blanks in it, by Windows Installer itself."""
    wanted: dict[str, Any] = {"name": "stand-in", "manager": "msi", "product": "Stand-in product", "version": "==1.2.*"}
    arguments = ['GREETING=a "quoted" greeting']
    event, texts = one(opened, **wanted, path=str(programs.product()), arguments=arguments)
    assert (event["status"], texts) == ("changed", []), event.get("error", event)
    value = shell(
        "foreach ($view in 'Registry64', 'Registry32') { $root = [Microsoft.Win32.RegistryKey]::OpenBaseKey("
        "'LocalMachine', $view); $key = $root.OpenSubKey('SOFTWARE\\winstead\\tests'); if ($key) { "
        "$key.GetValue('greeting') } }"
    )
    assert value == 'a "quoted" greeting'
    assert one(opened, **wanted, path=str(programs.product()), mode="Plan")[0]["status"] == "ok"
    removed = {key: value for key, value in wanted.items() if key != "version"} | {"ensure": "absent"}
    assert one(opened, **removed)[0]["status"] == "changed"
    assert one(opened, **removed)[0]["status"] == "ok"
    (tmp_path / "broken.msi").write_text("no MSI", encoding="utf-8")
    event, _ = one(opened, **wanted, path=str(tmp_path / "broken.msi"))
    assert event["error"]["message"].startswith("installing stand-in ended with exit code"), event
