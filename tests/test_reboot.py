"""Restarts of simulated hosts, through the command line: pending ones, runs that restart hosts, and the task reboot."""

from __future__ import annotations

import datetime
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from answering import website
from cli import Done, winstead
from hosts import inventory
from test_interrupted import running
from winstead.render import Call, render

Run = Callable[..., Done]
RESOURCES = """
    resources:
      - {kind: Directory, name: 'C:\\first'}
      - {kind: Package, name: git, manager: chocolatey}
      - {kind: Directory, name: 'C:\\last'}
      - {kind: Service, name: W32Time, start: automatic, state: running, restart_on: ['Directory/C:\\first']}
"""
NAMES = ["Directory/C:\\first", "Package/git", "Directory/C:\\last", "Service/W32Time"]
WAITING = "{restart_pending: {servicing: once}}"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a task on a simulated host; its key reboot, its faults and its resources are given."""

    def run(task: str, *arguments: str, reboot: str = "never", faults: str = "{}", resources: str = RESOURCES) -> Done:
        text = f"""
hosts:
  srv:
    reboot: {reboot}
    connection: {{transport: simulated, retry: {{delay: 10ms}}, faults: {faults}}}
"""
        file = inventory(tmp_path, text + resources)
        shared = ("--host", "srv", "--inventory", file, "--output", "json")
        return winstead(task, *shared, *arguments, WINSTEAD_SIMULATED=str(tmp_path / "state"))

    return run


def results(done: Done) -> list[tuple[str, str]]:
    """Its results in order: resource and status."""
    return [(event["resource"], event["status"]) for event in done.events if event["event"] == "result"]


def warnings(done: Done) -> list[str]:
    """What it warns of."""
    return [event["text"] for event in done.events if event.get("level") == "warning"]


def facts(done: Done) -> Any:
    """The facts that it tells."""
    return next(event["facts"] for event in done.events if event["event"] == "facts")


def hours(first: int, last: int) -> str:
    """A window around the time on simulated hosts, in hours from now."""
    now = datetime.datetime.now(datetime.UTC)
    start, end = (now + datetime.timedelta(hours=one) for one in (first, last))
    return f"{{window: '{start:%H:%M}-{end:%H:%M}'}}"


def test_nothing_is_restarted_unless_the_inventory_says_so(run: Run) -> None:
    """What the host waits for is told by facts, plan and provision, with what to do."""
    faults = "{restart_pending: {servicing: once}, restart_after: [Package/git]}"
    told = facts(run("facts", faults=faults))
    assert (told["restart_pending"], told["restart_reasons"]) == (True, ["servicing"])
    planned = run("plan", "--exit-code", faults=faults)
    assert (planned.code, planned.events[-2]["restart_reasons"]) == (3, ["servicing"])
    done = run("provision", faults=faults)
    assert (done.code, results(done)) == (0, [(name, "changed") for name in NAMES])
    assert warnings(done) == [
        "Package/git: installing git is done, and this host must be restarted for it to take effect (exit code 3010)",
        "waits for a restart (servicing, Package/git): `reboot --host srv` restarts it, and reboot: if_needed in the "
        "inventory lets a run do so",
    ]
    assert done.events[-2]["restart_reasons"] == ["servicing", "Package/git"]
    assert facts(run("facts", faults=faults))["restart_reasons"] == ["servicing", "Package/git"]


@pytest.mark.parametrize("reboot", ["if_needed", "inside"])
def test_a_run_goes_on_where_it_was(run: Run, reboot: str) -> None:
    """After the package that wants a restart; what was done is told once, and the second run has nothing to do."""
    reboot = hours(-1, 1) if reboot == "inside" else reboot
    faults = "{restart_pending: {servicing: once}, restart_after: [Package/git]}"
    planned = run("plan", reboot=reboot, faults=faults)
    assert warnings(planned) == ["waits for a restart (servicing): provision restarts it"]
    before = facts(run("facts"))["booted"]
    done = run("provision", reboot=reboot, faults=faults)
    assert done.code == 0, done.out
    expected = [*NAMES[:2], "Reboot/srv", *NAMES[2:]]
    assert results(done) == [(name, "changed") for name in expected]
    changes = {event["resource"]: event["changes"] for event in done.events if event["event"] == "result"}
    assert changes["Reboot/srv"]["booted"][0] == before != changes["Reboot/srv"]["booted"][1]
    assert (done.events[-2]["status"], done.events[-2]["changed"]) == ("changed", 5)
    assert "restart_reasons" not in done.events[-2]
    assert facts(run("facts"))["booted"] == changes["Reboot/srv"]["booted"][1]
    again = run("provision", reboot=reboot, faults=faults)
    assert results(again) == [(name, "ok") for name in NAMES]


def test_a_restart_at_the_end(run: Run) -> None:
    """One that nothing in between needs; the services that started automatically run again."""
    done = run("provision", reboot="if_needed", faults=WAITING)
    assert results(done) == [(name, "changed") for name in [*NAMES, "Reboot/srv"]]
    assert [event["text"] for event in done.events if "restarts (" in event.get("text", "")] == [
        "restarts (servicing): waiting up to 900 s until it is back"
    ]
    assert [status for _, status in results(run("provision", reboot="if_needed"))] == ["ok"] * 4


def test_outside_the_window(run: Run) -> None:
    """Nothing is restarted, and the warning says when it may be."""
    faults = "{restart_pending: {servicing: once}, restart_after: [Package/git]}"
    window = hours(2, 3)
    for task in ("plan", "provision"):
        done = run(task, reboot=window, faults=faults)
        assert done.code == 0
        assert not any(name == "Reboot/srv" for name, _ in results(done))
        start, end = window.split("'")[1].split("-")
        assert f"a run restarts it between {start} and {end}; it is " in warnings(done)[-1]
        assert "`reboot --host srv` restarts it now" in warnings(done)[-1]


def test_no_second_restart(run: Run) -> None:
    """A host that still waits after its restart is said so, whether it was restarted at the end or before."""
    text = "still waits for a restart (servicing) after it was restarted: it is not restarted again in this run"
    for faults in (
        "{restart_pending: {servicing: always}}",
        "{restart_pending: {servicing: always}, restart_after: [Package/git]}",
    ):
        resources = RESOURCES if "after" in faults else ""
        done = run("provision", reboot="if_needed", faults=faults, resources=resources)
        assert (done.code, [name for name, _ in results(done)].count("Reboot/srv")) == (0, 1)
        assert warnings(done)[-1] == text
        assert done.events[-2]["restart_reasons"] == ["servicing"]


def test_not_after_a_failure(run: Run) -> None:
    """A run that failed restarts nothing."""
    done = run(
        "provision", reboot="if_needed", faults="{restart_pending: {servicing: once}, fail: {Package/git: always}}"
    )
    assert (done.code, [status for _, status in results(done)]) == (1, ["changed", "failed", "skipped", "skipped"])
    assert warnings(done)[-1].startswith("waits for a restart (servicing): it is not restarted after a failure")


@pytest.mark.parametrize(
    ("faults", "text"),
    [
        ("restart: refused", "Windows does not restart: shutdown.exe ended with exit code 5"),
        ("restart: lost", "not back 2 s after its restart began: "),
        ("fail: {Service/W32Time: always}", "and these services do not: W32Time (stopped, not started yet)"),
    ],
)
def test_what_does_not_come_back(run: Run, faults: str, text: str) -> None:
    """The host has failed, and says why."""
    assert run("provision").code == 0
    done = run("reboot", "--timeout", "2s", faults=f"{{{faults}}}")
    assert (done.code, results(done)) == (1, [("Reboot/srv", "failed")])
    assert text in done.results("failed")["srv Reboot/srv"]["error"]["message"]
    assert done.events[-2]["status"] == "failed"


def test_a_refusal_in_the_midst(run: Run) -> None:
    """What comes after it is skipped, as after any failure."""
    done = run("provision", reboot="if_needed", faults="{restart: refused, restart_after: [Package/git]}")
    expected = ["changed", "changed", "failed", "skipped", "skipped"]
    assert (done.code, [status for _, status in results(done)]) == (1, expected)


def test_reboot(run: Run) -> None:
    """Chosen hosts are restarted, or those alone that wait for it."""
    assert run("provision").code == 0
    done = run("reboot", "--if-needed")
    assert (done.code, results(done)) == (0, [("Reboot/srv", "ok")])
    done = run("reboot")
    assert (done.code, results(done)) == (0, [("Reboot/srv", "changed")])
    done = run("reboot", "--if-needed", faults="{restart_pending: {servicing: always}}")
    assert results(done) == [("Reboot/srv", "changed")]
    assert run("provision").events[-1]["ok"] == 1


def test_batches(tmp_path: Path) -> None:
    """One batch after the other; one in which a host is not back is the last."""
    hosts = "".join(f"  h{number}: {{}}\n" for number in (1, 3, 4, 5))
    lost = "  h2: {connection: {faults: {restart: lost}}}\n"
    file = inventory(tmp_path, f"connection: {{transport: simulated}}\nhosts:\n{lost}{hosts}")
    shared = ("--inventory", file, "--output", "json", "--timeout", "3s")
    variables = {"WINSTEAD_SIMULATED": str(tmp_path / "state")}
    done = winstead("reboot", "--yes", "--batch", "40%", *shared, **variables)
    assert done.code == 1, done.out
    texts = [event["text"] for event in done.events if event["event"] == "message"]
    assert "batch 1 of 3: h2, h1" in texts
    assert texts[-1] == "it failed on h2; not begun: h3, h4, h5"
    assert list(done.results("changed")) == ["h1 Reboot/h1"]
    done = winstead("reboot", "--yes", "--exclude", "h2", "--batch", "3", *shared, **variables)
    assert (done.code, done.events[-1]["changed"]) == (0, 4)


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--batch", "0"], "--batch: 0 is no number of hosts: write 3, or 25%"),
        (["--batch", "many"], "'many' is no number of hosts"),
        (["--timeout", "soon"], "--timeout: 'soon' is no duration"),
        (["--timeout", "0"], "--timeout: "),
        ([], "here is this machine, and winstead would end with it"),
    ],
)
def test_wrong_use(tmp_path: Path, arguments: list[str], text: str) -> None:
    """Before anything is begun, with what to do."""
    hosts = "hosts: {srv: {connection: {transport: simulated}}, here: {connection: {transport: local}}}"
    choice = ("--host", "srv") if arguments else ("--yes",)
    done = winstead("reboot", *choice, "--inventory", inventory(tmp_path, hosts), *arguments)
    assert (done.code, text in done.err) == (2, True), done


def test_interrupted(run: Run, tmp_path: Path) -> None:
    """Ctrl-C ends the wait at once; the host comes back all the same."""
    file = inventory(tmp_path, "hosts: {srv: {connection: {transport: simulated, faults: {restart: lost}}}}")
    with running(file, task="reboot", WINSTEAD_SIMULATED=str(tmp_path / "state")) as at_work:
        at_work.until(event="message", text="restarts: waiting up to 900 s")
        at_work.process.send_signal(signal.SIGINT)
        done = at_work.end()
    assert (done.code, done.err.strip()) == (130, "interrupted")
    host, summary = at_work.events[-2:]
    assert (host["status"], summary["exit_code"]) == ("failed", 130)
    assert host["error"]["message"] == "interrupted while the host restarts: see whether it comes back"
    assert run("facts").code == 0


def test_drained_around_the_restart(tmp_path: Path) -> None:
    """A deployment of two apps restarts a host once, between its drain and its restore."""
    (tmp_path / "app.exe").write_bytes(b"MZ")
    with website() as site:
        site.answers = {"/drain": [(200, "")], "/restore": [(200, "")]}
        url = f"url: '{site.url('/')}"
        apps = "".join(
            f"""
  {name}:
    version: 1.0.0
    source: {{path: app.exe}}
    directory: 'C:\\Apps\\{name}'
    executable: app.exe
    service: {{native_check: off}}
    deploy: {{drain: {{{url}drain', body: {{on: false}}}}, restore: {{{url}restore', body: {{on: true}}}}}}
"""
            for name in ("one", "two")
        )
        text = f"""
reboot: if_needed
connection: {{transport: simulated, faults: {{restart_pending: {{servicing: always}}}}}}
hosts: {{srv: {{apps: [one, two]}}}}
apps:{apps}"""
        shared = ("--host", "srv", "--app", "*", "--inventory", inventory(tmp_path, text), "--output", "json")
        done = winstead("deploy", *shared, WINSTEAD_SIMULATED=str(tmp_path / "state"))
        told = [one["on"] for one in site.posted]
    assert done.code == 0, done.out
    assert told == [False, True] * 2
    assert [name for name, _ in results(done)].count("Reboot/srv") == 1
    assert len([text for text in warnings(done) if text.startswith("still waits")]) == 2


def test_a_plan_file_knows_the_key(run: Run, tmp_path: Path) -> None:
    """What may restart hosts is reviewed too: another value is another plan; the hour changes nothing."""
    file = str(tmp_path / "plan.json")
    assert run("plan", "--out", file, faults=WAITING).code == 0
    applied = winstead(
        "provision",
        "--plan-file",
        file,
        "--inventory",
        str(tmp_path / "hosts.yaml"),
        "--output",
        "json",
        WINSTEAD_SIMULATED=str(tmp_path / "state"),
    )
    assert applied.code == 0, applied
    assert run("plan", "--out", file, faults=WAITING).code == 0
    text = (tmp_path / "hosts.yaml").read_text().replace("reboot: never", "reboot: if_needed")
    changed = inventory(tmp_path, text)
    refused = winstead(
        "provision", "--plan-file", file, "--inventory", changed, WINSTEAD_SIMULATED=str(tmp_path / "state")
    )
    assert (refused.code, "srv: reboot is if_needed, in the plan never" in refused.err) == (2, True), refused


def test_the_look_at_a_host_that_comes_back_waits_for_no_other_run() -> None:
    assert "-Lock $false" in render("srv", [Call("Get-RestartState", ({"services": [], "apps": []},))])
    assert "-Lock $true" in render("srv", [Call("Restart-Host", (False,))])
