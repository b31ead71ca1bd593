"""Packages: every manager's documented output and exit codes on a real host, by stand-ins that keep what they do in
files.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import programs
from hosts import PASSWORD, RealHost, connection_to, real_host
from packages import GIT, KNOWN, calls, held, one, run, told
from winstead.resources.package import Package
from winstead.simulator.endpoint import Endpoint
from winstead.transports.base import OpenHost
from winstead.transports.winrm import WinRM

PLACE = "C:\\stand-in"


@pytest.fixture(scope="module")
def real(worker_id: str) -> Iterator[RealHost]:
    """A host of this module's own, for nothing of a package manager may be on it at first."""
    with real_host(f"pk-{worker_id}-{os.getpid()}"[:15]) as host:
        yield host


@pytest.fixture(scope="module")
def place(real: RealHost) -> Path:
    """The folder with the stand-ins, which is on the machine's PATH."""
    folder = real.drive / "stand-in"
    folder.mkdir()
    for name in ("choco.exe", "scoop-stand-in.exe", "winget.exe", "setup.exe"):
        shutil.copy(programs.choco(), folder / name)
    shutil.copy(programs.SOURCES / "choco" / "scoop.cmd", folder / "scoop.cmd")
    path = "[Environment]::GetEnvironmentVariable('PATH', 'Machine')"
    real.powershell(f"[Environment]::SetEnvironmentVariable('PATH', {path} + ';{PLACE}', 'Machine')")
    return folder


@pytest.fixture(scope="module")
def opened(place: Path, served: Endpoint) -> Iterator[OpenHost]:
    """The host with the stand-ins."""
    with WinRM().open(connection_to(served), PASSWORD) as host:
        yield host


@pytest.mark.real
@pytest.mark.parametrize("generation", ["1.4.0", "2.3.0"])
def test_chocolatey(opened: OpenHost, place: Path, generation: str) -> None:
    """The life of a package in both generations, with warnings in the output; the check finds it on the PATH."""
    warnings = ["WARNING: this is|not a package", "Chocolatey v" + generation, "a|b|c|d|e"]
    told(place, "choco", version=generation, installed={}, available=KNOWN, warnings=warnings)
    wanted: dict[str, Any] = GIT | {
        "version": ">=2.40,<3",
        "pinned": True,
        "check": ["git", "--version"],
        "source": "internal",
    }
    event, texts = one(opened, **wanted)
    assert (event["status"], texts) == ("changed", []), event.get("error", event)
    assert held(place, "choco")["installed"] == {"git": "2.45.2"}
    assert ["search", "git", "--exact", "--all-versions", "--source", "internal", "--limit-output"] in calls(
        place, "choco"
    )
    assert one(opened, **wanted)[0]["status"] == "ok"
    # By hand to another version: it is brought back, though it is pinned.
    told(place, "choco", **held(place, "choco") | {"installed": {"git": "2.39.1"}})
    event, _ = one(opened, **wanted, mode="Plan")
    assert (event["status"], event["changes"]) == ("would_change", {"version": ["2.39.1", ">=2.40,<3"]})
    assert one(opened, **wanted)[0]["status"] == "changed"
    assert held(place, "choco")["pinned"] == {"git": True}
    # Down to one version, then up to the newest, and let go.
    for version, now in (("==2.40.*", "2.40.1"), ("==2.40.0", "2.40.0"), ("latest", "3.0.0")):
        assert one(opened, **GIT, version=version, pinned=False)[0]["status"] == "changed"
        assert held(place, "choco")["installed"] == {"git": now}
        assert one(opened, **GIT, version=version, pinned=False)[0]["status"] == "ok"
    event, _ = one(opened, **GIT, ensure="absent")
    assert (event["status"], event["changes"]) == ("changed", {"ensure": ["present", "absent"]})
    assert one(opened, **GIT, ensure="absent")[0]["status"] == "ok"


@pytest.mark.real
def test_what_is_installed_is_asked_once(opened: OpenHost, place: Path) -> None:
    """One list for all packages of a manager, and a new one after a change alone."""
    told(place, "choco", installed={"git": "2.40.0", "7zip": "23.1", "jq": "1.7.1"}, available=KNOWN)
    packages = [Package.model_validate({"name": name, "manager": "chocolatey", "pinned": False}) for name in KNOWN]
    results, _ = run(opened, *packages, mode="Plan")
    assert [event["status"] for event in results] == ["ok"] * 3
    assert [call[0] for call in calls(place, "choco")] == ["--version", "list", "pin"]
    told(place, "choco", installed={"git": "2.40.0"}, available=KNOWN)
    results, _ = run(opened, *packages)
    assert [event["status"] for event in results] == ["ok", "changed", "changed"]
    assert [call[0] for call in calls(place, "choco")].count("list") == 3


@pytest.mark.real
def test_a_check_that_fails_is_repaired(opened: OpenHost, place: Path) -> None:
    """By an installation that is forced; where that does not help, it says what was found."""
    told(place, "choco", installed={"broken": "1.0"}, available={"broken": ["1.0"]})
    wanted: dict[str, Any] = {"name": "broken", "manager": "chocolatey", "check": ["broken", "--version"]}
    event, _ = one(opened, **wanted)
    missing = "there is no program broken on this host's PATH"
    assert (event["status"], event["changes"]) == ("changed", {"check": [missing, ["broken", "--version"]]}), event
    assert "--force" in calls(place, "choco")[-3]
    told(place, "choco", available={"odd": ["2.0"]}, program={"odd": "of no number"})
    event, _ = one(opened, name="odd", manager="chocolatey", version=">=2", check=["odd", "--version"])
    assert event["error"]["message"].startswith(
        "does not hold after it was set: check: 'odd --version' says no version"
    ), event


@pytest.mark.real
@pytest.mark.parametrize(
    ("code", "effect", "status", "text"),
    [
        (3010, True, "changed", "this host must be restarted for it to take effect (exit code 3010)"),
        (1641, True, "changed", "a restart of this host has begun (exit code 1641)"),
        (2, True, "changed", ""),
        (2, False, "failed", "does not hold after it was set: ensure: absent -> present"),
        (1, False, "failed", "exit code 1: something went wrong / choco ends with 1"),
        (-1, False, "failed", "exit code -1: something went wrong / choco ends with -1"),
        (
            350,
            False,
            "failed",
            "exit code 350: a restart is pending, and nothing was done: restart this host: something",
        ),
        (
            1604,
            False,
            "failed",
            "exit code 1604: it was suspended half done, for a restart is needed: restart this host",
        ),
        (1603, False, "failed", "exit code 1603: "),
        (5, False, "failed", "exit code 5: something went wrong / choco ends with 5"),
    ],
)
def test_exit_codes(opened: OpenHost, place: Path, code: int, effect: bool, status: str, text: str) -> None:
    """What each code means; those that want a restart are done, with a warning."""
    told(place, "choco", available=KNOWN, exit={"install": [code]}, effect={"install": effect})
    event, texts = one(opened, **GIT)
    assert (event["status"], event["attempts"]) == (status, 1), event
    assert text in (event["error"]["message"] if status == "failed" else "".join(texts))
    assert bool(texts) == (code in (3010, 1641))


@pytest.mark.real
def test_another_installation_is_waited_for(opened: OpenHost, place: Path) -> None:
    told(place, "choco", available=KNOWN, exit={"install": [1618]})
    event, texts = one(opened, **GIT)
    assert (event["status"], event["attempts"]) == ("changed", 2), event
    assert "another installation runs on this host (exit code 1618)" in texts[0]


@pytest.mark.real
@pytest.mark.parametrize("code", [1605, 1614])
def test_what_is_not_installed_can_be_removed(opened: OpenHost, place: Path, code: int) -> None:
    told(place, "choco", installed={"git": "2.40.0"}, exit={"uninstall": [code]}, effect={"uninstall": True})
    assert one(opened, **GIT, ensure="absent")[0]["status"] == "changed"


@pytest.mark.real
def test_no_version_fits(opened: OpenHost, place: Path) -> None:
    told(place, "choco", available=KNOWN)
    event, _ = one(opened, **GIT, version="<2", source="internal")
    expected = "no version of git at internal is <2: there are 3.0.0, 2.45.2, 2.40.1, 2.40.0, 2.39.1"
    assert event["error"]["message"] == expected


@pytest.mark.real
def test_scoop(opened: OpenHost, place: Path) -> None:
    """Its JSON is found among warnings; a version is held; another one is installed anew."""
    warnings = ["WARN  Scoop uses {Git} to update itself.", "WARN  bucket 'main' is old: run 'scoop update'"]
    told(place, "scoop", installed={"jq": "1.6"}, available={"jq": ["1.6", "1.7.1"]}, warnings=warnings)
    wanted: dict[str, Any] = {"name": "jq", "manager": "scoop", "source": "main", "pinned": True}
    event, _ = one(opened, **wanted, version="latest", check=["jq", "--version"])
    changes = {"version": ["1.6", "latest"], "pinned": [False, True]}
    assert event["status"] == "changed", event.get("error", event)
    assert changes.items() <= event["changes"].items()
    assert held(place, "scoop")["installed"] == {"jq": "1.7.1"}
    assert one(opened, **wanted, version="latest", check=["jq", "--version"])[0]["status"] == "ok"
    assert one(opened, **wanted, version="==1.6")[0]["status"] == "changed"
    assert (held(place, "scoop")["installed"], held(place, "scoop")["pinned"]) == ({"jq": "1.6"}, {"jq": True})
    event, _ = one(opened, name="jq", manager="scoop", version="==1.6.*,<1.6")
    assert "no version of jq is ==1.6.*,<1.6: there are 1.7.1" in event["error"]["message"]
    event, _ = one(opened, name="nothing", manager="scoop")
    assert "scoop install nothing ended with exit code 0: " in event["error"]["message"]
    assert "Couldn't find manifest for 'nothing'" in event["error"]["message"]
    assert one(opened, name="jq", manager="scoop", ensure="absent")[0]["status"] == "changed"


@pytest.mark.real
def test_winget(opened: OpenHost, place: Path) -> None:
    """Its table is read by its header; what it does not know is not installed."""
    name = "Stand.In"
    told(place, "winget", available={name: ["1.0.0", "1.5.0", "2.0.0"]})
    wanted: dict[str, Any] = {"name": name, "manager": "winget", "source": "winget"}
    for version, now in (("<2", "1.5.0"), ("latest", "2.0.0"), ("==1.0.0", "1.0.0")):
        event, _ = one(opened, **wanted, version=version, pinned=version != "<2")
        assert event["status"] == "changed", event.get("error", event)
        assert held(place, "winget")["installed"] == {name: now}
        assert one(opened, **wanted, version=version, pinned=version != "<2", mode="Plan")[0]["status"] == "ok"
    assert all(
        "--accept-source-agreements" in call for call in calls(place, "winget") if call[0] in ("list", "install")
    )
    assert one(opened, **wanted, ensure="absent")[0]["status"] == "changed"
    assert one(opened, **wanted, ensure="absent")[0]["status"] == "ok"


@pytest.mark.real
def test_an_installer_whose_program_says_its_version(opened: OpenHost, place: Path) -> None:
    """Without a product, what check says is what is installed."""
    wanted: dict[str, Any] = {
        "name": "tool",
        "manager": "exe",
        "share": f"{PLACE}\\setup.exe",
        "arguments": ["/nothing"],
    }
    event, _ = one(opened, **wanted, check=["tooling", "--version"], mode="Plan")
    assert (event["status"], event["changes"]["ensure"]) == ("would_change", ["absent", "present"])
    told(place, "choco", available={"tooling": ["1.8.0"]}, program={"tooling": '"1.8.0_392"'})
    one(opened, name="tooling", manager="chocolatey")
    assert one(opened, **wanted, check=["tooling", "--version"], version="==1.8.*", mode="Plan")[0]["status"] == "ok"
    event, _ = one(opened, **wanted, check=["tooling", "--version"], version=">=1.9", mode="Plan")
    assert event["changes"]["version"] == ["1.8.0_392", ">=1.9"]


@pytest.mark.real
def test_requirements(opened: OpenHost, place: Path) -> None:
    """Looked at, never installed; a plan that would install before only warns."""
    told(place, "choco", available={"wanted": ["2.40.1"]})
    needed = Package.model_validate({"name": "wanted", "manager": "none", "version": ">=2.40"})
    bringing = Package.model_validate({"name": "wanted", "manager": "chocolatey"})
    results, _ = run(opened, needed)
    assert results[0]["resource"] == "Package/wanted>=2.40"
    missing = "wanted>=2.40 is needed on this host: there is no program wanted on this host's PATH"
    assert results[0]["error"]["message"] == missing
    results, texts = run(opened, bringing, needed, mode="Plan")
    assert [event["status"] for event in results] == ["would_change", "ok"]
    assert texts == [f"Package/wanted>=2.40: {missing}; a package that changes before may bring it"]
    results, texts = run(opened, bringing, needed)
    assert ([event["status"] for event in results], texts) == (["changed", "ok"], [])
    for mode in ("Plan", "Apply"):
        event, _ = one(opened, name="wanted", manager="none", version=">=3", mode=mode)
        said = "'wanted --version' says 2.40.1.windows.1"
        assert event["error"]["message"] == f"wanted>=3 is needed on this host: {said}"
