"""The command line: what it imports, asks, prints where, and answers with."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.wsman import WSMan

from cli import winstead
from hosts import inventory

SIMULATED = """
connection: {transport: simulated}
groups: {web: {}}
hosts: {web01: {groups: [web], apps: [time]}, web02: {groups: [web], apps: [time]}, db01: {}}
apps: {time: {service: {name: W32Time, state: running}}}
resources: [{kind: Directory, name: 'C:\\data'}]
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An inventory of three simulated hosts."""
    monkeypatch.setenv("WINSTEAD_SIMULATED", str(tmp_path / "state"))
    return inventory(tmp_path, SIMULATED)


def test_listing_imports_nothing_that_is_slow() -> None:
    """Until a task runs, only invoke is imported."""
    slow = ("pydantic", "pypsrp", "jinja2", "rich", "requests")
    code = f"import sys, winstead.cli; print([one for one in {slow} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_json_alone_on_stdout(file: Path) -> None:
    """`--output json` is one object a line, with a summary last; the simulated hosts say what they are."""
    done = winstead("provision", "--inventory", file, "--yes", "--output", "json")
    assert done.code == 0
    assert [event["event"] for event in done.events].count("host") == 3
    assert done.events[-1] | {"seconds": 0} == {
        "event": "summary",
        "hosts": 3,
        "ok": 0,
        "changed": 3,
        "would_change": 0,
        "failed": 0,
        "unreachable": 0,
        "busy": 0,
        "exit_code": 0,
        "seconds": 0,
    }
    assert sum("simulated" in event.get("text", "") for event in done.events) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["plan", "--host", "web*"], 0, "2 would change"),
        (["plan", "--exit-code"], 3, ""),
        (["plan", "--host", "wbe01"], 2, "no host 'wbe01' in the inventory; did you mean 'web01'?"),
        (["plan", "--group", "wep"], 2, "did you mean 'web'?"),
        (["plan", "--app", "tiem"], 2, "did you mean 'time'?"),
        (["plan", "--app", "time", "--host", "db01"], 2, "has app time"),
        (["plan", "--exclude", "web"], 0, "db01"),
        (["plan", "--output", "xml"], 2, "--output xml"),
        (["provision"], 2, "no host chosen"),
        (["restart", "--host", "web01"], 2, "no app chosen"),
        (["plan", "--inventory", "nowhere.yaml"], 2, "nowhere.yaml"),
        (["plan", "--hots", "x"], 2, "--hots"),
        (["plna"], 2, "plna"),
        (["render"], 2, "--out"),
    ],
)
def test_exit_codes(file: Path, arguments: list[str], code: int, says: str) -> None:
    """Each way to be wrong is told on stderr, and is exit code 2."""
    given = [] if "--inventory" in arguments or arguments[0] == "plna" else ["--inventory", str(file)]
    done = winstead(*arguments, *given)
    assert done.code == code, done
    assert says in (done.err if code == 2 else done.out)


def test_a_terminal_is_asked_for_hosts(file: Path) -> None:
    """Without a choice, a command that changes something asks which hosts are meant."""
    there, here = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "CI"}
    program = str(Path(sys.executable).with_name("winstead"))
    command = [program, "provision", "--inventory", str(file), "--output", "json"]
    with subprocess.Popen(
        command, stdin=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        os.write(there, b"db*\n")
        out, err = process.communicate(timeout=60)
    assert "Which?" in err
    assert process.returncode == 0
    assert json.loads(out.splitlines()[-1])["hosts"] == 1


def test_hosts_and_schema(file: Path, tmp_path: Path) -> None:
    """hosts lists them; schema prints and writes."""
    listed = winstead("hosts", "--inventory", file, "--output", "json", "--group", "web")
    assert [(event["host"], event["groups"], event["apps"]) for event in listed.events] == [
        ("web01", ["web"], ["time"]),
        ("web02", ["web"], ["time"]),
    ]
    assert "web01" in winstead("hosts", "--inventory", file).out
    printed = winstead("schema")
    assert winstead("schema", "--write", tmp_path / "schema.json").code == 0
    assert json.loads(printed.out) == json.loads((tmp_path / "schema.json").read_text(encoding="utf-8"))


def test_commands_on_simulated_hosts(file: Path) -> None:
    """restart says how long it took; status tells a process; an app that is not there fails."""
    assert winstead("restart", "--inventory", file, "--host", "web01", "--app", "time").code == 0
    status = winstead("status", "--inventory", file, "--host", "web01", "--output", "json").events[1]
    assert status["state"] == "running"
    assert status["process_id"]
    assert winstead("stop", "--inventory", file, "--host", "web01", "--app", "time").code == 0
    assert "stopped" in winstead("status", "--inventory", file, "--host", "web01").out
    facts = winstead("facts", "--inventory", file, "--host", "web01", "--output", "json").events[1]
    assert "simulated" in facts["facts"]["windows"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_simulate(scheme: str, tmp_path: Path) -> None:
    """`simulate` keeps hosts up for other tools, until Ctrl-C."""
    program = str(Path(sys.executable).with_name("winstead"))
    command = [program, "simulate", "--host", "a", "--host", "b", "--scheme", scheme]
    environment = os.environ | {"WINSTEAD_SIMULATED": str(tmp_path)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout
        lines = [json.loads(process.stdout.readline()) for _ in range(2)]
        assert [line["host"] for line in lines] == ["a", "b"]
        port = int(lines[1]["url"].split(":")[2].split("/")[0])
        options = (
            {"ssl": True, "auth": "basic", "cert_validation": lines[1]["ca_file"]}
            if scheme == "https"
            else {"ssl": False, "auth": "ntlm"}
        )
        client = WSMan(
            "localhost" if scheme == "https" else "127.0.0.1",
            port=port,
            username=lines[1]["user"],
            password=lines[1]["password"],
            **options,
        )
        with client, RunspacePool(client) as pool:
            shell = PowerShell(pool).add_script("Get-Date")
            shell.invoke()
            assert not shell.output
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
