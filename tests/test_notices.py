"""Who is told around each host of a deployment: addresses and commands, from the controller."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from answering import Website, website
from cli import Done, winstead
from hosts import inventory

Run = Callable[..., Done]
SECRET = {"WINSTEAD_SECRET_BALANCER": "t0ken of the balancer"}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Deploys onto three simulated hosts; who is told, and the second host's faults, are given."""
    (tmp_path / "orders.exe").write_bytes(b"MZ")

    def run(deploy: str, *arguments: str, faults: str = "{}") -> Done:
        text = f"""
connection: {{transport: simulated}}
hosts:
  one: {{apps: [orders]}}
  two: {{apps: [orders], connection: {{faults: {faults}}}}}
  three: {{apps: [orders]}}
apps:
  orders:
    version: 1.0.0
    source: {{path: orders.exe}}
    directory: 'C:\\Apps\\orders'
    executable: orders.exe
    service: {{native_check: off}}
    deploy: {deploy}
"""
        shared = ("--inventory", inventory(tmp_path, text), "--app", "orders", "--host", "*", "--output", "json")
        return winstead("deploy", *shared, *arguments, WINSTEAD_SIMULATED=str(tmp_path / "state"), **SECRET)

    return run


def calls(site: Website) -> str:
    """Who is told at a site."""
    header = "headers: {Authorization: {secret: balancer}}"
    drain = f"{{url: '{site.url('/drain')}', body: {{host: '{{{{ host }}}}', on: false}}, {header}}}"
    restore = f"{{url: '{site.url('/restore')}', body: {{host: '{{{{ host }}}}', on: true}}, {header}}}"
    return f"drain: {drain}, restore: [{restore}]"


def test_each_host_is_drained_and_restored(run: Run) -> None:
    """In order, around its own deployment; a fault that heals is tried again; no secret shows."""
    with website() as site:
        site.answers = {"/drain": [(503, "later"), (200, "")], "/restore": [(200, "")]}
        done = run(f"{{{calls(site)}}}")
    assert done.code == 0, done.out
    told = [(one["host"], one["on"]) for one in site.posted]
    assert told == [("one", False)] * 2 + [("one", True), ("two", False), ("two", True)] + [
        ("three", False),
        ("three", True),
    ]
    assert SECRET["WINSTEAD_SECRET_BALANCER"] not in done.out + done.err


def test_what_serves_is_restored_alone(run: Run) -> None:
    """A host that took its release back serves again; one that has nothing to go back to does not."""
    with website() as site:
        site.answers = {"/drain": [(200, "")], "/restore": [(200, "")]}
        faults = "{unhealthy: {orders 1.0.0: no}}"
        assert run(f"{{{calls(site)}}}", faults=faults).code == 1
        assert [(one["host"], one["on"]) for one in site.posted][-2:] == [("one", True), ("two", False)]
        assert run(f"{{{calls(site)}}}", "--force").code == 0
        site.posted.clear()
        faults = "{unhealthy: {orders 2.0.0: no}}"
        assert run(f"{{{calls(site)}}}", "--version", "2.0.0", faults=faults).code == 1
        told = [(one["host"], one["on"]) for one in site.posted]
    assert told == [("one", False), ("one", True), ("two", False), ("two", True)]


def test_a_balancer_that_refuses(run: Run) -> None:
    """Nothing is done to the host, and the others are not begun."""
    with website() as site:
        site.answers = {"/drain": [(200, ""), (403, "no")], "/restore": [(200, "")]}
        done = run(f"{{{calls(site)}}}")
    assert done.code == 1
    texts = [event["text"] for event in done.events if event.get("level") == "error"]
    assert texts == [
        f"drain: POST {site.url('/drain')}: HTTP 403 Forbidden",
        "orders could not begin; not begun: three",
    ]
    assert {key.split()[0] for key in done.results("changed")} == {"one"}


def test_commands(run: Run, tmp_path: Path) -> None:
    """A program here, with the host's name; its failure says its last line."""
    out = tmp_path / "told.txt"
    program = f"import sys; open({str(out)!r}, 'a').write(sys.argv[1])"
    command = f"{{command: ['{sys.executable}', '-c', \"{program}\", '{{{{ host }}}} ']}}"
    assert run(f"{{restore: {command}}}").code == 0
    assert out.read_text(encoding="ascii") == "one two three "
    failing = f"{{command: ['{sys.executable}', '-c', 'print(1); exit(\"no such pool\")']}}"
    done = run(f"{{drain: {failing}}}", "--version", "2.0.0")
    assert done.code == 1
    assert any("exit code 1: no such pool" in event.get("text", "") for event in done.events)


@pytest.mark.parametrize(
    ("notice", "error"),
    [
        ("{}", "write one of url and command"),
        ("{url: 'ftp://x'}", "is no address"),
        ("{command: [x], method: GET}", "method is for url alone"),
    ],
)
def test_wrong_notices(run: Run, notice: str, error: str) -> None:
    done = run(f"{{drain: {notice}}}")
    assert done.code == 2
    assert error in done.err
