"""Apps with slots on simulated hosts, through the command line, and what an inventory cannot say of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli import Done, winstead
from hosts import inventory

Run = Callable[..., Done]
APP: dict[str, str] = {
    "arguments": "[--port, '{{ slot.port }}']",
    "service": "{native_check: off, start: automatic}",
    "health": "{url: 'http://localhost:{{ slot.port }}/health'}",
    "deploy": "{strategy: blue_green, ports: [8081, 8082], listen: '{{ port }}', drain: 30s}",
}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a task on three simulated hosts; keys of their app, and the second one's faults, may be given."""
    (tmp_path / "orders.exe").write_bytes(b"MZ")

    def run(task: str, *arguments: str, faults: str = "{}", **keys: str) -> Done:
        lines = "".join(f"    {key}: {value}\n" for key, value in (APP | keys).items())
        text = f"""
connection: {{transport: simulated}}
wrappers: {{nssm: {{path: orders.exe}}}}
vars: {{port: 8080}}
hosts:
  web1: {{apps: [orders]}}
  web2: {{apps: [orders], connection: {{faults: {faults}}}}}
  web3: {{apps: [orders]}}
apps:
  orders:
    version: 1.0.0
    source: {{path: orders.exe}}
    directory: 'C:\\Apps\\orders'
    executable: orders.exe
{lines}"""
        file = inventory(tmp_path, text)
        shared = ("--host", "*", "--inventory", file, "--app", "orders", "--output", "json")
        return winstead(task, *shared, *arguments, WINSTEAD_SIMULATED=str(tmp_path / "state"))

    return run


def live(run: Run) -> dict[str, tuple[str, str]]:
    """Each host's live version and slot."""
    events: list[dict[str, Any]] = [one for one in run("releases").events if one["event"] == "release"]
    return {event["host"]: (event["current"], event["slot"]) for event in events}


def test_a_bad_release_stops_at_its_host(run: Run) -> None:
    """The host before has it, the one that failed keeps the old one live, the last was not touched."""
    assert run("deploy").code == 0
    assert set(live(run).values()) == {("1.0.0", "blue")}
    done = run("deploy", "--version", "2.0.0", faults="{unhealthy: {orders 2.0.0: HTTP 500}}")
    assert done.code == 1
    failed = done.results("failed")
    assert list(failed) == [r"web2 LiveSlot/C:\Apps\orders"]
    assert failed[r"web2 LiveSlot/C:\Apps\orders"]["error"]["message"] == "not healthy after 60 s: HTTP 500"
    assert done.results("changed")["web2 Rollback/orders"]["changes"] == {"version": ["2.0.0", "1.0.0"]}
    assert live(run) == {"web1": ("2.0.0", "green"), "web2": ("1.0.0", "blue"), "web3": ("1.0.0", "blue")}
    assert "version 2.0.0 was taken back" in run("deploy", "--version", "2.0.0").out
    assert run("deploy", "--version", "2.0.0", "--force").code == 0
    assert run("plan", "--exit-code", "--host", "web1").code == 3  # the inventory says 1.0.0
    assert run("rollback").code == 0
    assert set(live(run).values()) == {("1.0.0", "blue")}
    assert run("plan", "--exit-code").code == 0


def test_commands_know_the_live_slot(run: Run) -> None:
    """A restart moves to the other slot; stop, start and status are about the live one."""
    assert run("restart").code == 1
    assert run("provision").code == 0
    assert run("restart").results("changed")["web1 LiveSlot/C:\\Apps\\orders"]["changes"] == {"slot": ["blue", "green"]}
    assert set(live(run).values()) == {("1.0.0", "green")}
    stopped = run("stop").results("changed")
    assert stopped.keys() == {f"web{number} Service/orders-green" for number in (1, 2, 3)}
    states = {event["slot"]: event["state"] for event in run("status").events if event["event"] == "status"}
    assert states == {"blue": "stopped", "green, live": "stopped"}
    assert run("start").results("changed").keys() == stopped.keys()
    assert run("plan", "--exit-code").code == 0


def test_what_is_made_once_for_each_slot(run: Run) -> None:
    """Services, their own settings and accounts, a watchdog; data is both accounts'; all of it goes."""
    keys = {
        "service": "{wrapper: nssm}",
        "logs": "{stdout: 'logs\\{{ slot.name }}.log'}",
        "watchdog": "{every: 1m}",
        "data": "[data]",
    }
    done = run("plan", **keys)
    found = {key.removeprefix("web1 ") for key in done.results("would_change") if key.startswith("web1 ")}
    for slot in ("blue", "green"):
        assert f"Service/orders-{slot}" in found
        assert rf"ScheduledTask/\winstead\orders-{slot}-watchdog" in found
        assert rf"Permission/C:\Apps\orders\shared\data|NT SERVICE\orders-{slot}" in found
        assert rf"JsonFile/C:\ProgramData\winstead\apps\orders-{slot}\watchdog.json" in found
    entries = done.results("would_change")["web1 Registration/orders"]["changes"]["entries"][1]
    assert entries[:3] == ["Service/orders-blue", "Service/orders-green", "PortProxy/8080"]
    assert run("provision", **keys).code == 0
    assert run("plan", "--exit-code", **keys).code == 0
    assert run("uninstall", **keys).code == 0
    assert run("uninstall", **keys).results("changed") == {}


@pytest.mark.parametrize(
    ("key", "value", "error"),
    [
        ("arguments", "[--port, 8081]", "both slots would listen on one port"),
        ("health", "{tcp: 8081}", "this looks at the same place for both slots"),
        ("service", "{native_check: off, state: running}", "state of the services follows from the live slot"),
        ("deploy", "{strategy: blue_green, listen: 80}", "blue_green needs ports, one for each slot"),
        ("deploy", "{strategy: blue_green, ports: [1, 1], listen: 80}", "blue_green needs ports, one for each slot"),
        ("deploy", "{strategy: blue_green, ports: [8081, 8082]}", "blue_green needs listen"),
        ("deploy", "{strategy: blue_green, ports: [1, 2], listen: 80, drain: {url: 'http://lb'}}", "drain is a time"),
        ("deploy", "{strategy: blue_green, ports: [1, 2], listen: 80, drain: soon}", "'soon' is no duration"),
        ("deploy", "{strategy: blue_green, ports: [1, 2], listen: 80, restore: {url: 'http://lb'}}", "restore is for"),
        ("deploy", "{strategy: rolling, ports: [1, 2]}", "ports is for strategy: blue_green"),
        ("deploy", "{drain: 30s}", "drain is a time with strategy: blue_green"),
        ("deploy", "{}", "there is no 'slot' here"),
    ],
)
def test_what_cannot_be(run: Run, key: str, value: str, error: str) -> None:
    """It is refused with its place."""
    done = run("plan", **{key: value})
    assert (done.code, error in done.err) == (2, True), done.err
    assert "hosts.yaml:" in done.err
