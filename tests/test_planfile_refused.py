"""Plans in a file that do not hold any more, or never did: refused, and nothing is applied on any host."""

from __future__ import annotations

import json

import pytest

from plans import HOSTS, RESOURCES, Place, error_of, statuses

pytest_plugins = ("plan_fixtures",)


def test_a_host_that_moved_on(planned: Place) -> None:
    """What differs is told by host and resource, and no host is touched: not the ones that are as they were, either."""
    planned.change("db01", lambda kinds: kinds["Service"]["W32Time"].update(state="running"))
    planned.change("db01", lambda kinds: kinds["File"].clear())
    before = planned.states()
    done = planned.apply()
    assert done.code == 1
    assert statuses(done) == {"web01": "skipped", "web02": "skipped", "db01": "failed"}
    assert "File/C:\\data\\a.bin: now would change ensure: absent -> present; in the plan ok" in error_of(done, "db01")
    assert "EnvironmentVariable" not in error_of(done, "db01")
    assert "nothing was applied, on no host: the plan does not hold for db01" in done.out
    assert planned.states() == before


def test_a_host_that_cannot_be_reached_any_more(planned: Place) -> None:
    planned.write(HOSTS.replace("db01: {}", "db01: {connection: {faults: {refuse_logon: true}}}") + RESOURCES)
    before = planned.states()
    done = planned.apply()
    assert (done.code, statuses(done)["db01"], statuses(done)["web01"]) == (4, "unreachable", "skipped")
    assert (done.events[-1]["unreachable"], done.events[-1]["changed"]) == (1, 0)
    assert planned.states() == before


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("'8080'", "'9090'", "web01: EnvironmentVariable/PORT is another"),
        ("name: PORT", "name: PORTS", "web01: EnvironmentVariable/PORTS is not in the plan"),
        ("name: PORT", "name: PORTS", "web01: EnvironmentVariable/PORT is in the plan alone"),
        ("groups: [web]}\n  web02", "address: 127.0.0.1, groups: [web]}\n  web02", "web01: reached as simulated 127"),
        ("  web02: {groups: [web]}\n", "", "has no host web02 any more"),
        ("[time]}}", "[]}}", "web01: Service/W32Time is in the plan alone"),
    ],
)
def test_an_inventory_that_changed(planned: Place, old: str, new: str, says: str) -> None:
    """Is exit code 2, with the host and what differs, and nothing is so much as looked at."""
    assert old in HOSTS + RESOURCES
    planned.write((HOSTS + RESOURCES).replace(old, new))
    before = planned.states()
    done = planned.apply()
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert str(planned.plan) in done.err
    assert planned.states() == before


def test_a_file_to_send_that_changed(planned: Place) -> None:
    (planned.folder / "a.bin").write_bytes(b"two")
    done = planned.apply()
    assert (done.code, done.out) == (2, "")
    assert "db01: the file for File/C:\\data\\a.bin is another" in done.err


def test_resources_in_another_order(planned: Place) -> None:
    """The script is another, though no resource is."""
    lines = RESOURCES.splitlines()
    planned.write("\n".join([HOSTS, *lines[:3], lines[5], lines[3], lines[4], *lines[6:]]))
    done = planned.apply()
    assert done.code == 2
    assert "web02: its script is another" in done.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "the plan cannot be read"),
        ("", "is no plan file"),
        ("hosts: {}", "is no plan file"),
        ("[]", "is no plan file: plan --out writes one"),
        ('{"event":"summary"}', "is no plan file: plan --out writes one"),
        ('{"winstead_plan": 2}', "is a plan of format 2, this winstead knows 1"),
        ('{"winstead_plan": 1}', "is no plan file: made: this key is needed"),
        ("[" * 100_000, "is no plan file"),
        ("\udcff", "is no plan file"),
    ],
)
def test_what_is_no_plan_file(place: Place, text: str | None, says: str) -> None:
    if text is not None:
        place.plan.parent.mkdir()
        place.plan.write_bytes(text.encode("utf-8", "surrogateescape"))
    done = place.apply()
    assert (done.code, done.out) == (2, "")
    assert str(place.plan) in done.err
    assert says in done.err


def test_no_file_name(place: Place) -> None:
    """As where CI's variable is empty: it is no run without a plan's file."""
    assert place.run("provision", "--plan-file", "", "--yes").code == 2
    assert place.run("plan", "--out", "").code == 2
    assert place.states() == {}


def test_a_plan_that_cannot_be_written(place: Place) -> None:
    place.plan.parent.write_text("a file", encoding="utf-8")
    done = place.run("plan", "--out", place.plan)
    assert (done.code, done.out) == (2, "")
    assert "the plan cannot be written" in done.err


def test_a_plan_with_failed_hosts(place: Place) -> None:
    """It is written, and says so; it is not applied."""
    place.write(HOSTS.replace("db01: {}", "db01: {connection: {faults: {refuse_logon: true}}}") + RESOURCES)
    planned = place.run("plan", "--out", place.plan)
    assert planned.code == 4
    assert any(
        event.get("level") == "warning" and "cannot be applied: db01" in event["text"] for event in planned.events
    )
    place.write()
    done = place.apply("--shard", "1/3")  # not even to hosts that are well
    assert (done.code, done.out) == (2, "")
    assert "cannot be applied: db01 is unreachable in it" in done.err


def test_an_old_plan_does_not_last(planned: Place) -> None:
    """A plan that was begun takes away the one before it."""
    planned.write(HOSTS + RESOURCES + "  - {kind: File, name: 'C:\\b', content: {secret: unknown}}\n")
    old = planned.plan.read_text(encoding="ascii")
    assert planned.run("plan", "--out", planned.plan).code == 2  # nothing was begun
    assert planned.plan.read_text(encoding="ascii") == old
    planned.write()
    assert planned.run("plan", "--out", planned.plan, "--host", "db01").code == 0
    assert list(json.loads(planned.plan.read_text(encoding="ascii"))["hosts"]) == ["db01"]
    assert [one.name for one in planned.plan.parent.iterdir()] == ["plan.json"]
