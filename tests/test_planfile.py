"""Plans in a file: what was reviewed is applied, and nothing where anything has changed since."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cli import Done, winstead
from hosts import inventory

HOSTS = """
connection: {transport: simulated, retry: {max_retries: 0}}
groups: {web: {apps: [time]}}
hosts:
  web01: {groups: [web]}
  web02: {groups: [web]}
  db01: {}
"""
RESOURCES = r"""
apps: {time: {service: {name: W32Time, state: running}}}
resources:
  - {kind: Directory, name: 'C:\data'}
  - {kind: File, name: 'C:\data\a.bin', source: a.bin}
  - {kind: EnvironmentVariable, name: PORT, value: '8080'}
  - {kind: File, name: 'C:\data\secret.txt', content: {secret: word}}
"""
SECRET = "s3cr3t-word"


@dataclass
class Place:
    """An inventory of three simulated hosts, their states, and a plan's file."""

    folder: Path

    @property
    def plan(self) -> Path:
        """The plan's file."""
        return self.folder / "plans" / "plan.json"

    def write(self, text: str = HOSTS + RESOURCES) -> None:
        """Writes the inventory."""
        inventory(self.folder, text)

    def run(self, *arguments: str | Path, output: str = "json", **variables: str) -> Done:
        """Runs winstead on them."""
        shared = ("--inventory", self.folder / "hosts.yaml", "--output", output)
        variables = {"WINSTEAD_SIMULATED": str(self.folder / "state"), "WINSTEAD_SECRET_WORD": SECRET} | variables
        return winstead(*arguments, *shared, **variables)

    def apply(self, *arguments: str, **variables: str) -> Done:
        """Applies the plan."""
        return self.run("provision", "--plan-file", self.plan, *arguments, **variables)

    def states(self) -> dict[str, str]:
        """Everything that the hosts hold."""
        return {file.name: file.read_text(encoding="utf-8") for file in (self.folder / "state").glob("*.json")}

    def change(self, host: str, change: Callable[[dict[str, Any]], None]) -> None:
        """Changes a host by hand."""
        file = self.folder / "state" / f"{host}.json"
        state = json.loads(file.read_text(encoding="utf-8"))
        change(state["kinds"])
        file.write_text(json.dumps(state), encoding="utf-8")

    def edit(self, change: Callable[[dict[str, Any]], None]) -> None:
        """Changes the plan's file."""
        plan = json.loads(self.plan.read_text(encoding="utf-8"))
        change(plan)
        self.plan.write_text(json.dumps(plan), encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Three fresh hosts, not planned yet."""
    (tmp_path / "a.bin").write_bytes(b"one")
    made = Place(tmp_path)
    made.write()
    return made


@pytest.fixture
def planned(place: Place) -> Place:
    """The three hosts, provisioned once, then with two changes by hand, and a plan to take these back."""
    assert place.run("provision", "--yes").code == 0
    place.change("web01", lambda kinds: kinds["EnvironmentVariable"].clear())
    place.change("db01", lambda kinds: kinds["EnvironmentVariable"].clear())
    assert place.run("plan", "--out", place.plan, "--exit-code").code == 3
    return place


def statuses(done: Done) -> dict[str, str]:
    """The hosts' statuses."""
    return {event["host"]: event["status"] for event in done.events if event["event"] == "host"}


def error_of(done: Done, host: str) -> str:
    """What a host's last event says went wrong."""
    (event,) = (one for one in done.events if one["event"] == "host" and one["host"] == host)
    return str(event["error"]["message"])


def test_what_was_planned_is_applied(place: Place) -> None:
    """The file says what would be done, when and by whom; applying it does that; a second time it does not hold."""
    done = place.run("plan", "--out", place.plan, "--group", "web", "--app", "time", "--exclude", "web02")
    assert done.code == 0
    assert any(str(place.plan) in event.get("text", "") for event in done.events)
    plan = json.loads(place.plan.read_text(encoding="ascii"))
    assert plan["winstead_plan"] == 1
    assert plan["made"].endswith("Z")
    assert " from " in plan["by"]
    assert plan["choice"] == {"hosts": [], "groups": ["web"], "exclude": ["web02"], "apps": ["time"], "shard": None}
    assert [one["resource"] for one in plan["hosts"]["web01"]["results"]] == ["Service/W32Time"]
    assert plan["hosts"]["web01"]["results"][0]["changes"] == {"state": ["stopped", "running"]}
    applied = place.apply()
    assert (applied.code, statuses(applied)) == (0, {"web01": "changed"})
    assert list(applied.results("changed")) == ["web01 Service/W32Time"]
    again = place.apply()
    assert (again.code, statuses(again)) == (1, {"web01": "failed"})


def test_all_hosts_files_and_secrets(place: Place) -> None:
    """Files are sent only when it is applied; a secret is neither in the plan nor in what is said."""
    assert place.run("plan", "--out", place.plan).code == 0
    assert not any("a.bin" in state and '"files": {}' not in state for state in place.states().values())
    plan = json.loads(place.plan.read_text(encoding="ascii"))
    assert list(plan["hosts"]) == ["web01", "web02", "db01"]
    assert set(plan["hosts"]["db01"]["wanted"]["files"]) == {"File/C:\\data\\a.bin"}
    applied = place.apply()
    assert (applied.code, set(statuses(applied).values())) == (0, {"changed"})
    assert SECRET not in place.plan.read_text(encoding="ascii") + applied.out + applied.err
    assert place.run("plan", "--exit-code").code == 0


@pytest.mark.parametrize("choice", [("--host", "db01"), ("--group", "web"), ("--exclude", "db01"), ("--app", "time")])
def test_the_choice_is_the_plans(place: Place, choice: tuple[str, str]) -> None:
    done = place.apply(*choice)
    assert (done.code, done.out) == (2, "")
    assert "--plan-file has the hosts and apps: leave out" in done.err


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


def test_a_host_that_another_run_brought_forward(planned: Place) -> None:
    """Another inventory's provisioning on one host ends it; what is the same in few words is said to differ too."""
    planned.write(HOSTS + RESOURCES.replace("8080", "9090"))
    assert planned.run("provision", "--host", "db01").code == 0
    planned.write()
    before = planned.states()
    done = planned.apply()
    assert done.code == 1
    text = "PORT: now would change value: 9090 -> 8080; in the plan would change ensure: absent -> present"
    assert text in error_of(done, "db01")
    assert planned.states() == before


def test_texts_that_differ_below_the_surface(place: Place) -> None:
    """A plan of a long text's change says no more than that it differs: another change of it is refused too."""
    text = "resources: [{kind: File, name: 'C:\\x.txt', content: \"a\\nb\\n\"}]\n"
    place.write(HOSTS + "apps: {time: {service: {name: W32Time}}}\n" + text.replace("b", "c"))
    assert place.run("provision", "--yes").code == 0
    place.write(HOSTS + "apps: {time: {service: {name: W32Time}}}\n" + text)
    assert place.run("plan", "--out", place.plan).code == 0
    place.change("db01", lambda kinds: kinds["File"]["C:\\x.txt"].update(content="d\ne\n"))
    done = place.apply()
    assert done.code == 1
    assert "File/C:\\x.txt" in error_of(done, "db01")
    assert "in the plan other texts" in error_of(done, "db01")


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


def test_shards_of_a_plan(planned: Place) -> None:
    """Each shard looks at and changes its own hosts alone; one without hosts is fine."""
    first = planned.apply("--shard", "1/4")
    assert (first.code, statuses(first)) == (0, {"web01": "changed"})
    fourth = planned.apply("--shard", "4/4")
    assert (fourth.code, statuses(fourth)) == (0, {})
    assert any("no host is left in shard 4/4" in event.get("text", "") for event in fourth.events)
    third = planned.apply("--shard", "3/4")
    assert (third.code, statuses(third)) == (0, {"db01": "changed"})
    assert planned.apply("--shard", "5/4").code == 2


def test_github_and_text(planned: Place) -> None:
    """A host that moved on is an annotation, and a row of the job's summary; plain lines say the same."""
    planned.change("db01", lambda kinds: kinds["File"].clear())
    summary = planned.folder / "summary.md"
    done = planned.run(
        "provision", "--plan-file", planned.plan, output="github", CI="true", GITHUB_STEP_SUMMARY=str(summary)
    )
    assert done.code == 1
    assert "::error title=db01::failed" in done.out
    assert "| db01 | failed |" in summary.read_text(encoding="utf-8")
    done = planned.run("provision", "--plan-file", planned.plan, output="text", CI="true")
    assert done.code == 1
    assert "db01: failed in 0.0 s: not as it was when it was planned" in done.out
    assert "\x1b" not in done.out
