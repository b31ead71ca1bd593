"""Packages: every manager's documented output and exit codes on a real host, by stand-ins that keep what they do in
files.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import programs
from answering import website
from hosts import PASSWORD, RealHost, Shell, connection_to, inventory, real_host
from winstead.errors import InventoryError
from winstead.events import Event
from winstead.inventory import load
from winstead.render import render, resource_call
from winstead.resolve import resolve
from winstead.resources.package import Package, requirement
from winstead.transports.base import FileToSend, OpenHost, Setting
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
def empty(worker_id: str) -> Iterator[RealHost]:
    """A host that has no package manager."""
    with real_host(f"pe-{worker_id}-{os.getpid()}"[:15]) as host:
        yield host


@pytest.fixture(scope="module")
def bare(empty: RealHost) -> Iterator[OpenHost]:
    """A run on it."""
    with empty.endpoint() as endpoint, WinRM().open(connection_to(endpoint), PASSWORD) as opened:
        yield opened


@pytest.fixture(scope="module")
def opened(place: Path, real: RealHost) -> Iterator[OpenHost]:
    """The host with the stand-ins."""
    with real.endpoint() as endpoint, WinRM().open(connection_to(endpoint), PASSWORD) as host:
        yield host


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


# ---- Chocolatey ----

GIT: dict[str, Any] = {"name": "git", "manager": "chocolatey"}
KNOWN = {"git": ["2.39.1", "2.40.0", "2.40.1", "2.45.2", "3.0.0"], "7zip": ["23.1"], "jq": ["1.7.1"]}


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


# ---- Scoop and winget ----


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


# ---- installers ----

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


# ---- what must be there ----


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


# ---- managers that are not there ----


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


# ---- in an inventory ----


INVENTORY = """
hosts:
  srv01: {apps: [orders, billing]}
vars: {least: '2.40'}
apps:
  orders:
    packages:
      - {name: git, manager: chocolatey, version: '>={{ least }}'}
      - {name: tool, manager: exe, path: tool.exe, arguments: [/S]}
    requires: ['git>={{ least }}', {name: java, version: '>=1.8', check: [java, -version]}]
    directory: 'C:\\Apps\\orders'
  billing:
    packages: [{name: git, manager: chocolatey, version: '>=2.40'}]
    requires: ['git>=2.40', 'git<3']
"""


def test_the_packages_of_apps(tmp_path: Path) -> None:
    """Before everything else of an app; what two apps want in the same way stands once."""
    (tmp_path / "tool.exe").write_bytes(b"a tool")
    found = resolve(load(inventory(tmp_path, INVENTORY)), ["srv01"])[0]
    ids = ["git", "tool", "git>=2.40", "java>=1.8"]
    expected = [*(f"Package/{one}" for one in ids), "Directory/C:\\Apps\\orders", "Package/git<3"]
    assert [one.id for one in found.resources] == expected
    assert found.resources[2].properties() == {"manager": "none", "version": ">=2.40", "check": ("git", "--version")}
    assert found.resources[3].properties()["check"] == ("java", "-version")
    assert list(found.files.values()) == [tmp_path / "tool.exe"]


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ("'>=2.40'}]\n    requires: ['git>=2.40'", "'>=3'}]\n    requires: ['git'", "Package/git is given twice"),
        ("'git<3'", "'git=<3'", "is no comparison: write '>=2.40'"),
        ("'git<3'", "'<3'", "is no requirement: write git"),
        ("'git<3'", "{name: git, manager: scoop}", "this comes from packages, for what is to be installed"),
        ("'git<3'", "{name: git, verson: '1'}", "did you mean 'version'?"),
        (
            "manager: chocolatey, version: '>=2.40'",
            "manager: choco",
            "'choco' is not known; did you mean",
        ),
        ("path: tool.exe", "path: none.exe", "there is no file"),
    ],
)
def test_mistakes(tmp_path: Path, old: str, new: str, text: str) -> None:
    (tmp_path / "tool.exe").write_bytes(b"a tool")
    assert INVENTORY.count(old) == 1
    file = inventory(tmp_path, INVENTORY.replace(old, new))
    with pytest.raises(InventoryError) as raised:
        resolve(load(file), ["srv01"])
    assert text in str(raised.value)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("git", {"name": "git"}),
        ("git>=2.40,<3", {"name": "git", "version": ">=2.40,<3"}),
        ("dotnet-sdk ~= 8.0", {"name": "dotnet-sdk", "version": "~= 8.0"}),
        ("{{ what }}", {"name": "{{ what }}"}),
    ],
)
def test_what_a_requirement_says(text: str, found: dict[str, str]) -> None:
    assert requirement(text) == found


def test_what_is_no_requirement() -> None:
    with pytest.raises(ValueError, match="is no requirement: write git"):
        requirement(">=2.40")
    with pytest.raises(ValidationError, match="'=>2' is no comparison"):
        Package.model_validate({"name": "git", "manager": "none", "version": "=>2"})
