"""Simulated hosts that are told to fail, through the command line; and the exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cli import Done, winstead
from hosts import inventory

RESOURCES = r"""
    resources:
      - {kind: Directory, name: 'C:\x'}
      - {kind: File, name: 'C:\x\orders.toml', content: "port = 8080\n"}
      - {kind: EnvironmentVariable, name: CASE, value: '1'}
      - {kind: Service, name: W32Time, state: running, start: manual, restart_on: ['File/C:\x\orders.toml']}
"""
Run = Callable[..., Done]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a task on simulated hosts whose faults, and resources, are given."""

    def run(task: str, *arguments: str, faults: str = "{}", resources: str = RESOURCES) -> Done:
        text = f"hosts:\n  srv:\n    connection: {{transport: simulated, retry: {{delay: 10ms}}, faults: {faults}}}\n"
        file = inventory(tmp_path, text + resources)
        variables = {"WINSTEAD_SIMULATED": str(tmp_path / "state")}
        return winstead(task, "--host", "srv", "--inventory", file, "--output", "json", *arguments, **variables)

    return run


def _statuses(done: Done) -> list[str]:
    return [event["status"] for event in done.events if event["event"] == "result"]


def test_a_resource_that_fails_once(run: Run) -> None:
    done = run("provision", faults=r"{fail: {'File/C:\x\orders.toml': once}}")
    assert (done.code, _statuses(done)) == (0, ["changed"] * 4)
    assert [event["attempts"] for event in done.events if event["event"] == "result"] == [1, 2, 1, 1]
    texts = [event["text"] for event in done.events if event.get("level") == "warning"]
    assert len(texts) == 1
    assert texts[0].startswith(r"File/C:\x\orders.toml: attempt 1 failed, the next in 2")


def test_a_resource_that_always_fails(run: Run) -> None:
    """What was changed before it restarts its service in the run that succeeds, whatever comes between; and once."""
    done = run("provision", faults="{fail: {EnvironmentVariable/CASE: always}}")
    assert (done.code, _statuses(done)) == (1, ["changed", "changed", "failed", "skipped"])
    assert (done.events[-1]["failed"], done.events[-1]["exit_code"]) == (1, 1)
    other = "\n    resources: [{kind: Directory, name: 'C:\\y'}]\n"
    assert _statuses(run("provision", resources=other)) == ["changed"]
    planned = run("plan", "--exit-code")
    assert (planned.code, planned.events[-1]["exit_code"], _statuses(planned)[-1]) == (3, 3, "would_change")
    done = run("provision")
    assert (done.code, _statuses(done)) == (0, ["ok", "ok", "changed", "changed"])
    assert _statuses(run("provision")) == ["ok"] * 4


def test_a_full_disk(run: Run) -> None:
    done = run("provision", faults="{disk_full: true}")
    assert (done.code, _statuses(done)) == (1, ["failed", "skipped", "skipped", "skipped"])
    assert "not enough space" in json.dumps(done.events)
    assert _statuses(run("provision")) == ["changed"] * 4


def test_a_user_who_is_refused(run: Run) -> None:
    done = run("provision", faults="{refuse_logon: true}")
    assert (done.code, len(done.events), done.events[-1]["unreachable"]) == (4, 3, 1)


def test_an_old_powershell(run: Run) -> None:
    done = run("provision", faults="{powershell: '2.0'}")
    assert (done.code, done.events[-1]["failed"]) == (1, 1)
    assert "winstead needs 5.1" in done.events[-2]["error"]["message"]


@pytest.mark.parametrize(
    ("task", "arguments", "code"),
    [
        ("plan", [], 0),
        ("plan", ["--exit-code"], 3),
        ("plan", ["--forks", "0"], 2),
        ("plan", ["--host", "nobody"], 2),
        ("plan", ["--no-such-flag"], 2),
        ("restart", ["--app", "nothing"], 2),
    ],
)
def test_exit_codes(run: Run, task: str, arguments: list[str], code: int) -> None:
    done = run(task, *arguments)
    assert done.code == code, done.err
    assert bool(done.err) == (code == 2)


def test_a_host_of_which_nothing_is_desired(run: Run) -> None:
    done = run("provision", resources="")
    assert (done.code, done.events[-1]["ok"], _statuses(done)) == (0, 1, [])
