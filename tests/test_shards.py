"""--shard: parts of the chosen hosts for CI jobs side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli import Done, winstead
from hosts import inventory
from winstead.choice import shard
from winstead.errors import UsageError

INVENTORY = """
connection: {transport: simulated}
groups: {web: {apps: [time, orders]}}
hosts: {c: {groups: [web]}, a: {groups: [web]}, d: {}, b: {groups: [web]}}
apps:
  time: {service: {name: W32Time, state: running}}
  orders:
    version: 1.0.0
    source: {path: orders.exe}
    directory: 'C:\\Apps\\orders'
    executable: orders.exe
    service: {native_check: off}
    deploy: {after_start: {command: [orders.exe, migrate], once: true}}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An inventory of four simulated hosts, in no order of the alphabet."""
    monkeypatch.setenv("WINSTEAD_SIMULATED", str(tmp_path / "state"))
    (tmp_path / "orders.exe").write_bytes(b"MZ")
    return inventory(tmp_path, INVENTORY)


def hosts(done: Done) -> list[str]:
    """The hosts that events tell of, in their order."""
    assert done.code == 0, done
    return list(dict.fromkeys(event["host"] for event in done.events if "host" in event))


@given(st.lists(st.integers(), unique=True), st.integers(1, 30))
def test_each_host_is_in_one_shard(chosen: list[int], count: int) -> None:
    """In its order, and the i-th of n goes to shard i."""
    parts = [shard(f"{index}/{count}", chosen) for index in range(1, count + 1)]
    assert sorted(host for part in parts for host in part) == sorted(chosen)
    assert all(part == sorted(part, key=chosen.index) for part in parts)
    assert all(chosen[at] in parts[at % count] for at in range(len(chosen)))
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@given(st.text(st.sampled_from("0123456789/-+ .ab\n\u0663")))
def test_what_is_no_shard_is_refused(text: str) -> None:
    index, _, count = text.partition("/")
    right = all(one.isascii() and one.isdigit() for one in (index, count)) and 1 <= int(index) <= int(count)
    if right and max(len(index), len(count)) < 10:
        assert shard(text, [1]) in ([1], [])
    else:
        with pytest.raises(UsageError, match="--shard"):
            shard(text, [1])


@pytest.mark.parametrize("text", ["0/5", "6/5", "a/b", "1", "1/0", "-1/5", "1/5/5", "", "1.0/2"])
def test_wrong_values_are_wrong_usage(file: Path, text: str) -> None:
    done = winstead("plan", "--inventory", file, f"--shard={text}")
    assert (done.code, done.out) == (2, "")
    assert f"--shard {text}: give i/n" in done.err


def test_shards_of_the_chosen_hosts(file: Path) -> None:
    """In the inventory's order, after groups, apps and exclusions."""
    shared = ("--inventory", file, "--output", "json", "--shard")
    assert hosts(winstead("hosts", *shared, "1/2")) == ["c", "d"]
    assert hosts(winstead("hosts", *shared, "2/2")) == ["a", "b"]
    assert hosts(winstead("hosts", *shared, "2/2", "--exclude", "c")) == ["d"]
    assert hosts(winstead("hosts", *shared, "2/3", "--group", "web")) == ["a"]
    assert hosts(winstead("plan", *shared, "3/3", "--app", "time")) == ["b"]
    assert hosts(winstead("status", *shared, "3/3")) == ["b"]
    assert hosts(winstead("releases", *shared, "3/3")) == ["b"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan"],
        ["provision", "--yes"],
        ["facts"],
        ["hosts"],
        ["status"],
        ["logs"],
        ["restart", "--app", "time", "--yes"],
        ["run-now", "--app", "orders", "--yes"],
        ["releases"],
        ["rollback", "--app", "orders", "--yes"],
    ],
)
def test_a_shard_without_hosts_is_fine(file: Path, arguments: list[str]) -> None:
    """Where CI has more jobs than hosts; the output says so."""
    if arguments[0] in ("logs", "run-now"):
        done = winstead(*arguments, "--inventory", file, "--shard", "9/9")
        assert done.code == 2  # no host has such an app, whatever the shard
        assert "none of the chosen hosts" in done.err
        return
    done = winstead(*arguments, "--inventory", file, "--shard", "9/9", "--output", "json")
    assert done.code == 0, done
    assert done.events[0]["text"] == "no host is left in shard 9/9: nothing is done"
    text = winstead(*arguments, "--inventory", file, "--shard", "9/9")
    assert (text.code, text.err) == (0, "")
    assert "no host is left in shard 9/9" in text.out


def test_files_for_a_shard_without_hosts(file: Path, tmp_path: Path) -> None:
    """render writes none and says so beside its output; a plan of nothing can be applied."""
    done = winstead("render", "--inventory", file, "--shard", "9/9")
    assert (done.code, done.out) == (0, "")
    assert "no host is left in shard 9/9" in done.err
    plan = tmp_path / "plan.json"
    assert winstead("plan", "--inventory", file, "--shard", "9/9", "--out", plan).code == 0
    done = winstead("provision", "--inventory", file, "--plan-file", plan, CI="true")
    assert done.code == 0
    assert "no host is left: nothing is done" in done.out


def test_what_is_to_run_once_is_in_no_shard(file: Path) -> None:
    """A migration would run in each of them."""
    done = winstead("deploy", "--inventory", file, "--app", "orders", "--yes", "--shard", "1/2")
    assert done.code == 2
    assert "orders runs a hook once in a deployment" in done.err
