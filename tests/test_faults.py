"""Connections that are lost, at each request in turn: the run goes on, and tells and changes everything once."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from hosts import PASSWORD, USER, Shell, connection_to
from winstead.events import Event
from winstead.literal import SecretRef
from winstead.render import Call, Code, render
from winstead.run import Job, run_job
from winstead.simulator.endpoint import Endpoint, Faults
from winstead.simulator.host import SimulatedHost
from winstead.simulator.psrp import ModelBackend
from winstead.transports.base import Setting

RETRY = {"max_retries": 3, "delay": 0.01}
SECRETS = {"db": "s3cret"}


def calls(folder: str) -> list[Call]:
    """Five resources, the last of which restarts for the third."""
    text = {"content": "port = 8080\n", "encoding": "utf-8"}
    secret = {"content": SecretRef("db"), "encoding": "utf-8"}
    service = {"state": "running", "start": "manual", "restart_on": [f"File/{folder}\\orders.toml"]}
    return [
        Call("Invoke-Resource", (Code("Directory"), folder, {})),
        Call("Invoke-Resource", (Code("Directory"), f"{folder}\\data", {})),
        Call("Invoke-Resource", (Code("File"), f"{folder}\\orders.toml", text)),
        Call("Invoke-Resource", (Code("File"), f"{folder}\\secret.txt", secret)),
        Call("Invoke-Resource", (Code("Service"), "W32Time", service)),
    ]


def job(endpoint: Endpoint, folder: str, mode: str = "Apply", **more: Any) -> Job:
    """A run of these resources on an endpoint's host."""
    reached = connection_to(endpoint, **{"retry": RETRY} | more)
    return Job("srv", reached, render("srv", calls(folder)), Setting(mode, SECRETS, 30, "tests"), PASSWORD)


@contextmanager
def simulated(faults: Faults | None = None) -> Iterator[tuple[Endpoint, SimulatedHost]]:
    """A fresh simulated host."""
    host = SimulatedHost("srv")
    with Endpoint(ModelBackend(host.run), users={USER: PASSWORD}, faults=faults) as endpoint:
        yield endpoint, host


def check_told_once(events: list[Event], changed: int) -> None:
    """Each resource has one result, none is told twice, and the host's counts are those of the results."""
    results = [event for event in events if event["event"] == "result"]
    assert [event["status"] for event in results] == ["changed"] * changed, events
    assert len({event["resource"] for event in results}) == changed
    last = events[-1]
    assert (last["event"], last["status"], last["changed"], last["ok"]) == ("host", "changed", changed, 0)
    assert max(Counter(json.dumps(event) for event in events).values()) == 1
    assert "s3cret" not in json.dumps(events)


def _requests() -> int:
    """How many requests a whole run makes."""
    with simulated() as (endpoint, _):
        check_told_once(run_job(job(endpoint, "C:\\drop")), 5)
        return endpoint.requests


@pytest.mark.parametrize("when", ["before", "after"])
def test_dropped_at_each_request(when: Any) -> None:
    for number in range(1, _requests() + 1):
        with simulated(Faults(drop_at=number, drop_when=when)) as (endpoint, host):
            events = run_job(job(endpoint, "C:\\drop"))
            check_told_once(events, 5)
            assert sum(event["event"] == "message" for event in events) <= 1, number
            assert sum(line["changed"] for line in host.model.state["journal"]) == 5, number
            again = run_job(job(endpoint, "C:\\drop"))
            assert (again[-1]["status"], again[-1]["ok"]) == ("ok", 5), number


@pytest.mark.parametrize("drop", [(1, "before"), (6, "after"), (8, "before")])
def test_a_plan_whose_connection_is_dropped(drop: Any) -> None:
    with simulated(Faults(drop_at=drop[0], drop_when=drop[1])) as (endpoint, host):
        events = run_job(job(endpoint, "C:\\drop", "Plan"))
        assert (events[-1]["status"], events[-1]["would_change"]) == ("would_change", 5)
        assert len([event for event in events if event["event"] == "result"]) == 5
        assert host.model.state["journal"] == []


def test_no_retry_is_left() -> None:
    with simulated(Faults(drop_at=1)) as (endpoint, _):
        events = run_job(job(endpoint, "C:\\drop", retry={"max_retries": 0}))
        assert [(event["event"], event.get("status")) for event in events] == [("host", "unreachable")]
        assert "the connection was lost" in events[0]["error"]["message"]


@pytest.mark.parametrize("number", [1, 3, 5, 7, 8])
def test_a_host_that_falls_silent(number: int) -> None:
    """Given up after the time limits, and converged once it answers again."""
    limits: dict[str, Any] = {
        "connect_timeout": 0.4,
        "operation_timeout": 1,
        "retry": {"max_retries": 1, "delay": 0.01},
    }
    with simulated(Faults(silent_from=number)) as (endpoint, _):
        began = time.monotonic()
        events = run_job(job(endpoint, "C:\\drop", **limits))
        assert (events[-1]["status"], events[-1]["error"]["type"]) == ("unreachable", "ConnectionFailedError")
        assert "does not answer" in events[-1]["error"]["message"]
        assert time.monotonic() - began < 10
        endpoint.faults.silent_from = None
        again = run_job(job(endpoint, "C:\\drop"))
        assert again[-1]["failed"] == 0
        assert again[-1]["ok"] + again[-1]["changed"] == 5


def test_a_slow_host() -> None:
    with simulated(Faults(delay=0.1)) as (endpoint, _):
        began = time.monotonic()
        check_told_once(run_job(job(endpoint, "C:\\drop", operation_timeout=1)), 5)
        assert time.monotonic() - began > 0.1 * 8


@pytest.mark.real
@pytest.mark.parametrize(
    ("number", "when"), [(4, "before"), (11, "after"), (12, "before"), (13, "after"), (14, "before")]
)
def test_dropped_on_a_real_host(served: Endpoint, shell: Shell, number: int, when: Any) -> None:
    folder = f"C:\\drops\\{number}-{when}"
    shell(
        f"Stop-Service W32Time; Set-Service W32Time -StartupType Disabled; Remove-Item {folder} -Recurse -ErrorAction 0"
    )
    journal = "C:\\ProgramData\\winstead\\journal.jsonl"
    shell(f"if (Test-Path {journal}) {{ Remove-Item {journal} }}")
    served.faults.drop_at, served.faults.drop_when = served.requests + number, when
    events = run_job(job(served, folder, connect_timeout=60))
    check_told_once(events, 5)
    lines = [json.loads(line) for line in shell(f"[IO.File]::ReadAllText('{journal}')").splitlines()]
    # What was at work when the script was stopped may be counted by both.
    assert 5 <= sum(line["changed"] for line in lines) <= 4 + len(lines)
    assert [line["status"] for line in lines] in (["changed"], ["interrupted", "changed"], ["interrupted", "ok"])
    again = run_job(job(served, folder, connect_timeout=60))
    assert (again[-1]["status"], again[-1]["ok"]) == ("ok", 5)
    text = f"{folder}\\orders.toml"
    assert shell(f"[IO.File]::ReadAllText('{text}')") == "port = 8080\n"
