"""The inventory's key `reboot`: who counts over whom, its mistakes, and the arithmetic of windows."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli import winstead
from hosts import inventory
from winstead.commands import make_jobs, provision_calls
from winstead.inventory import load
from winstead.options import Options
from winstead.reboot import LOCAL, allows, pending_text, reboot, window
from winstead.resolve import resolve


def test_the_last_one_wins(tmp_path: Path) -> None:
    """A host's over its groups', a later group's over an earlier one's, any over the top."""
    text = """
reboot: if_needed
groups: {a: {reboot: {window: '2:00-4:00'}}, b: {reboot: never}, c: {}}
hosts: {one: {}, two: {groups: [a]}, three: {groups: [a, b, c]}, four: {groups: [b], reboot: {window: '22:00-04:00'}}}
"""
    made = resolve(load(inventory(tmp_path, text)), ["one", "two", "three", "four"])
    assert [state.reboot for state in made] == ["if_needed", "02:00-04:00", "never", "22:00-04:00"]


def test_this_machine(tmp_path: Path) -> None:
    """No run restarts it, whatever the inventory says."""
    file = inventory(tmp_path, "reboot: if_needed\nhosts: {here: {connection: {transport: local}}, srv: {}}")
    made = load(file)
    jobs = make_jobs(Options(str(file)), made, resolve(made, ["here", "srv"]), provision_calls, True)
    assert [job.setting.reboot for job in jobs] == [LOCAL, "if_needed"]
    text = pending_text({"reasons": ["servicing"]}, {"host": "here", "status": "ok"}, jobs[0].setting)
    assert text == "waits for a restart (servicing): it is this machine, restart it yourself"


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("reboot: nightly\nhosts: {srv: {}}", ":1: reboot: ", "'nightly' is not known: write never, if_needed"),
        ("hosts:\n  srv:\n    reboot: '02:00-04:00'", ":3: hosts.srv.reboot: ", "write never, if_needed"),
        (
            "groups:\n  g:\n    reboot: {window: '25:00-04:00'}\nhosts: {}",
            ":3: groups.g.reboot: ",
            "no time of the day",
        ),
        ("reboot: {window: '02:00-02:00'}\nhosts: {}", ":1: reboot: ", "write if_needed for a restart at any time"),
        ("reboot: {windows: '02:00-04:00'}\nhosts: {}", ":1: reboot: ", "is not known: write never"),
        ("reboot: true\nhosts: {}", ":1: reboot: ", "True is not known: write never"),
    ],
)
def test_mistakes(tmp_path: Path, text: str, place: str, said: str) -> None:
    """With their place, and what to write."""
    done = winstead("hosts", "--inventory", inventory(tmp_path, text))
    assert done.code == 2
    assert place in done.err, done.err
    assert said in done.err, done.err


MINUTES = st.integers(0, 1439)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@given(MINUTES, MINUTES, MINUTES)
def test_windows(start: int, end: int, now: int) -> None:
    """Counted minute by minute from its start, a window holds those before its end; its inverse holds the others."""
    if start == end:
        with pytest.raises(ValueError, match="has no minute in it"):
            window(f"{_clock(start)}-{_clock(end)}")
        return
    policy = reboot({"window": f"{_clock(start)}-{_clock(end)}"})
    assert allows(policy, now) == ((now - start) % 1440 < (end - start) % 1440)
    assert allows(window(f"{_clock(end)}-{_clock(start)}"), now) != allows(policy, now)


@given(st.text())
def test_other_texts_are_no_windows(text: str) -> None:
    """Whatever they are, it is told; but for the few that are."""
    with contextlib.suppress(ValueError):
        text = window(text)
        assert window(text) == text
        return
    with pytest.raises(ValueError, match=r"no time of the day|has no minute in it"):
        window(text)
