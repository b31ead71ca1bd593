"""Deployments onto simulated hosts, through the command line: strategies, failures, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli import Done, winstead
from hosts import inventory
from winstead.releases import Deploy

Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a task on ten simulated hosts; what their app says of deployments, and host 5's faults, are given."""
    (tmp_path / "orders.exe").write_bytes(b"MZ")

    def run(task: str, *arguments: str, how: str = "{}", faults: str = "{}") -> Done:
        told = {5: f", connection: {{faults: {faults}}}"}
        hosts = "".join(f"  web{number:02}: {{groups: [web]{told.get(number, '')}}}\n" for number in range(1, 11))
        text = f"""
connection: {{transport: simulated}}
groups: {{web: {{apps: [orders]}}}}
hosts:
{hosts}apps:
  orders:
    version: 1.0.0
    source: {{path: orders.exe}}
    directory: 'C:\\Apps\\orders'
    executable: orders.exe
    service: {{native_check: off}}
    deploy: {how}
"""
        file = inventory(tmp_path, text)
        shared = ("--group", "web", "--inventory", file, "--app", "orders", "--output", "json")
        return winstead(task, *shared, *arguments, WINSTEAD_SIMULATED=str(tmp_path / "state"))

    return run


def versions(run: Run) -> dict[str, str | None]:
    """The current release of each host."""
    return {event["host"]: event["current"] for event in run("releases").events if event["event"] == "release"}


def test_rolling_stops_at_a_host_that_fails(run: Run) -> None:
    """Of batches of three, the first has the new release, the second its old one, and the rest was not touched."""
    assert run("deploy").code == 0
    faults = "{unhealthy: {orders 2.0.0: HTTP 500}}"
    done = run("deploy", "--version", "2.0.0", how="{batch: 3}", faults=faults)
    assert done.code == 1, done.out
    found = versions(run)
    new = {f"web{number:02}" for number in (1, 2, 3)}
    assert {host for host, version in found.items() if version == "2.0.0"} == {"web01", "web02", "web03"} == new
    assert {version for host, version in found.items() if host not in new} == {"1.0.0"}
    failed = done.results("failed")
    assert list(failed) == ["web05 HealthCheck/orders"]
    assert "HTTP 500" in failed["web05 HealthCheck/orders"]["error"]["message"]
    assert {key for key in done.results("changed") if "Rollback" in key} == {
        f"web{number:02} Rollback/orders" for number in (4, 5, 6)
    }
    said = done.events[-2]["text"]
    assert said == "orders failed on web05; not begun: web07, web08, web09, web10"
    touched = {event["host"] for event in done.events if event["event"] == "host"}
    assert touched == {f"web{number:02}" for number in range(1, 7)}


def test_what_was_taken_back_is_not_deployed_again(run: Run) -> None:
    """Neither by deploy nor by provision; --force does it all the same, and rollback says what there is."""
    assert run("deploy").code == 0
    assert run("deploy", "--version", "2.0.0", faults="{unhealthy: {orders 2.0.0: no}}").code == 1
    again = run("deploy", "--version", "2.0.0")
    assert again.code == 1
    message = again.results("failed")[r"web05 Release/C:\Apps\orders"]["error"]["message"]
    assert "version 2.0.0 was taken back on this host" in message
    assert "--force" in message
    assert run("deploy", "--version", "2.0.0", "--force").code == 0
    assert set(versions(run).values()) == {"2.0.0"}
    back = run("rollback", "--to", "3.0.0")
    assert back.code == 1
    assert "known are: 1.0.0, 2.0.0" in back.results("failed")["web01 Rollback/orders"]["error"]["message"]
    assert run("rollback").code == 0
    assert set(versions(run).values()) == {"1.0.0"}
    lines = {event["host"]: event["history"] for event in run("history").events if event["event"] == "release"}
    assert [line["action"] for line in lines["web01"]] == ["deploy", "deploy", "rollback"]


def test_an_older_release_is_refused(run: Run) -> None:
    """Before anything is begun, unless it is allowed; the second deployment of a version changes nothing."""
    assert run("deploy", "--version", "1.10.0").code == 0
    refused = run("deploy", "--version", "1.9.0")
    assert refused.code == 2
    assert "1.10.0 is there, and 1.9.0 is older" in refused.err
    assert run("deploy", "--version", "1.10.0").results("changed") == {}
    assert run("deploy", "--version", "1.9.0", "--allow-downgrade").code == 0
    assert set(versions(run).values()) == {"1.9.0"}


def test_a_host_that_is_down_begins_nothing(run: Run) -> None:
    done = run("deploy", faults="{refuse_logon: true}")
    assert done.code == 4
    assert done.results("changed") == {}
    assert "nothing was begun" in done.events[-2]["text"]


@pytest.mark.parametrize(("on_failure", "touched"), [("stop", 6), ("continue", 10)])
def test_other_ways_to_fail(run: Run, on_failure: str, touched: int) -> None:
    """A failed host keeps what it has, and the others go on or not."""
    assert run("deploy").code == 0
    done = run(
        "deploy",
        "--version",
        "2.0.0",
        how=f"{{batch: 3, on_failure: {on_failure}}}",
        faults="{unhealthy: {orders 2.0.0: no}}",
    )
    assert done.code == 1
    assert sum(version == "2.0.0" for version in versions(run).values()) == touched
    assert not any("Rollback" in key for key in done.results("changed"))


def test_wrong_use(run: Run, tmp_path: Path) -> None:
    """No app, no such version's file, and what the inventory cannot say."""
    assert run("deploy", how="{strategy: all, batch: 2}").code == 2
    canary = "{{strategy: canary, watch: {{{}}}}}"
    assert "give logs" in run("deploy", how=canary.format("errors: x")).err
    assert "event_source: give it" in run("deploy", how=canary.format("max_events: 0")).err
    assert "watch is for strategy: canary" in run("deploy", how="{watch: {time: 1s}}").err
    assert "write 3, or 25%" in run("deploy", how="{batch: 0}").err
    assert "no folder's name" in run("deploy", "--version", "../1").err or run("deploy", "--version", "../1").code == 2


@given(
    st.integers(1, 200),
    st.one_of(st.integers(1, 250), st.integers(1, 100).map("{}%".format)),
    st.sampled_from(["all", "rolling", "canary"]),
)
def test_batches_hold_each_host_once_in_order(count: int, batch: int | str, strategy: str) -> None:
    """Whatever is asked for; and none is empty."""
    hosts = [str(number) for number in range(count)]
    values = {"strategy": strategy} | ({} if strategy == "all" else {"batch": batch})
    batches = Deploy.model_validate(values).batches(hosts)
    assert [host for one in batches for host in one] == hosts
    assert all(batches)


def test_uninstalled(run: Run) -> None:
    """What an app is made of goes; the second time nothing is left to do."""
    assert run("provision").code == 0
    done = run("uninstall")
    assert (done.code, done.events[-1]["changed"]) == (0, 10)
    assert set(versions(run).values()) == {None}
    assert run("uninstall").results("changed") == {}
