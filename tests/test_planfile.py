"""Plans in a file: what was reviewed is applied, and nothing where anything has changed since."""

from __future__ import annotations

import json

import pytest

from plans import HOSTS, RESOURCES, SECRET, Place, error_of, statuses

pytest_plugins = ("plan_fixtures",)


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
