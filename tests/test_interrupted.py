"""Runs that are cut short, refused or in each other's way: what they leave, and what the next run makes of it."""

from __future__ import annotations

import getpass
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from cli import ROOT, Done, winstead
from hosts import PASSWORD, USER, WINHOST, Shell, inventory, real_host
from winstead.events import Event
from winstead.simulator.endpoint import Endpoint

SECRETS = {"WINSTEAD_SECRET_DEPLOY": PASSWORD}
KEPT = "C:\\ProgramData\\winstead"
FOLDER = "C:\\cut"
HELD = f"{FOLDER}\\held.txt"
LOCK = "$lock = [Threading.Mutex]::new($false, 'Global\\winstead'); $free = $lock.WaitOne(0);"
LOCK += "if ($free) { $lock.ReleaseMutex() }; $free"


class Running:
    """A `winstead` at work."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.events: list[Event] = []

    def until(self, **wanted: str) -> Event:
        """Waits for an event; ``text`` is a part of its text."""
        assert self.process.stdout
        for line in self.process.stdout:
            event: Event = json.loads(line)
            self.events.append(event)
            if all(part in str(event.get(key)) for key, part in wanted.items()):
                return event
        raise AssertionError(f"{wanted} did not come: {self.events} {self.process.communicate()}")

    def end(self) -> Done:
        """Waits for its end."""
        out, err = self.process.communicate(timeout=300)
        self.events += [json.loads(line) for line in out.splitlines()]
        return Done(self.process.returncode, out, err)


@contextmanager
def running(file: Path, *arguments: str, task: str = "provision", **variables: str) -> Iterator[Running]:
    """Starts a task on an inventory."""
    command = [str(Path(sys.executable).with_name("winstead")), task, "--host", "srv", "--inventory", str(file)]
    pipes: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(
        [*command, "--output", "json", *arguments], cwd=ROOT, env=os.environ | SECRETS | variables, text=True, **pipes
    ) as process:
        try:
            yield Running(process)
        finally:
            process.kill()


@pytest.fixture
def file(served: Endpoint, shell: Shell, tmp_path: Path) -> Path:
    """An inventory: a file that changes, one that is in use, and a service that restarts for the first."""
    shell(
        f"Remove-Item {FOLDER}, {KEPT} -Recurse -ErrorAction 0; $null = mkdir {FOLDER}; 'old' > {HELD}\n"
        "Set-Service W32Time -StartupType Manual; Restart-Service W32Time"
    )
    text = f"""
connection: {{address: 127.0.0.1, port: {served.port}, scheme: http, auth: ntlm, user: {USER}, connect_timeout: 60s,
  password: {{secret: deploy}}}}
hosts:
  srv:
    resources:
      - {{kind: File, name: '{FOLDER}\\first.txt', content: first}}
      - {{kind: File, name: '{HELD}', content: new}}
      - {{kind: Service, name: W32Time, state: running, restart_on: ['File/{FOLDER}\\first.txt']}}
"""
    return inventory(tmp_path, text)


@contextmanager
def _in_use(shell: Shell) -> Iterator[None]:
    """Another program has the file open."""
    shell(f"$global:held = [IO.File]::Open('{HELD}', 'Open', 'ReadWrite', 'None')")
    try:
        yield
    finally:
        shell("$global:held.Dispose()")


def _journal(shell: Shell) -> list[dict[str, Any]]:
    return [json.loads(line) for line in shell(f"[IO.File]::ReadAllText('{KEPT}\\journal.jsonl')").splitlines()]


def _provision(file: Path, *arguments: str) -> Done:
    return winstead("provision", "--host", "srv", "--inventory", file, "--output", "json", *arguments, **SECRETS)


def _statuses(done: Done) -> list[str]:
    return [event["status"] for event in done.events if event["event"] == "result"]


def _changes(done: Done, resource: str) -> Any:
    return next(event["changes"] for event in done.events if event.get("resource") == resource)


@pytest.mark.real
def test_ctrl_c(file: Path, shell: Shell) -> None:
    """The script ends, with its finally blocks; the lock is free; the next run does the rest, and the restart."""
    with running(file) as run:
        with _in_use(shell):
            run.until(event="message", text="attempt 1 failed")
            run.process.send_signal(signal.SIGINT)
            done = run.end()
        assert (done.code, done.err.strip()) == (130, "interrupted")
        host, summary = run.events[-2:]
        assert (host["status"], host["error"]["type"], host["changed"]) == ("failed", "InterruptedRunError", 1)
        assert (summary["event"], summary["exit_code"], summary["failed"]) == ("summary", 130, 1)
    assert shell(LOCK) is True
    assert shell(f"Test-Path {KEPT}\\lock.txt") is False
    assert [(line["status"], line["changed"]) for line in _journal(shell)] == [("interrupted", 1)]
    done = _provision(file)
    assert (done.code, _statuses(done)) == (0, ["ok", "changed", "changed"])
    assert _changes(done, "Service/W32Time") == {"restart": [None, [f"File/{FOLDER}\\first.txt"]]}
    assert _statuses(_provision(file)) == ["ok", "ok", "ok"]
    assert shell(f"Test-Path {KEPT}\\unfinished.txt") is False


@pytest.mark.real
def test_the_controller_is_killed(file: Path, shell: Shell) -> None:
    """The host's script comes to its end; then the lock is free, and nothing is left to do."""
    with running(file) as run:
        with _in_use(shell):
            run.until(event="message", text="attempt 1 failed")
            run.process.kill()
            run.end()
        done = _provision(file, "--lock-timeout", "120")
    assert (done.code, _statuses(done)) == (0, ["ok", "ok", "ok"])
    assert [line["status"] for line in _journal(shell)] == ["changed", "ok"]


@pytest.mark.real
def test_two_runs_at_once(file: Path, shell: Shell) -> None:
    """The second waits, and does what is left; or says who holds the host since when."""
    with ExitStack() as stack:
        first = stack.enter_context(running(file))
        with _in_use(shell):
            first.until(event="message", text="attempt 1 failed")
            second = stack.enter_context(running(file, "--lock-timeout", "120"))
            busy = _provision(file, "--lock-timeout", "1")
        assert first.end().code == 0
        assert second.end().code == 0
    assert (busy.code, busy.events[-1]["busy"], busy.events[-1]["exit_code"]) == (5, 1, 5)
    error = busy.events[-2]["error"]
    assert (busy.events[-2]["status"], error["type"], error["transient"]) == ("busy", "BusyError", True)
    holder = f"another run works on this host: {getpass.getuser()} from {socket.gethostname()}, since 20"
    assert error["message"].startswith(holder)
    told = sorted([event["status"] for event in run.events if event["event"] == "result"] for run in (first, second))
    assert told == [["changed", "changed", "changed"], ["ok", "ok", "ok"]]


@pytest.mark.real
def test_windows_refuses(file: Path, shell: Shell) -> None:
    """The rest of the host is skipped, other hosts go on; what was changed before restarts its service later."""
    text = file.read_text().replace(HELD, f"{HELD}\\below.txt")
    simulated = "\n  demo: {connection: {transport: simulated}, resources: [{kind: Directory, name: 'C:\\x'}]}\n"
    file.write_text(text.replace("  srv:", f"{simulated}  srv:"))
    done = _provision(file, "--host", "demo")
    assert (done.code, done.events[-1]["failed"], done.events[-1]["hosts"]) == (1, 1, 2)
    results = {event["resource"]: event for event in done.events if event["event"] == "result"}
    failed = results[f"File/{HELD}\\below.txt"]
    assert (failed["status"], failed["attempts"], failed["error"]["transient"]) == ("failed", 1, False)
    assert HELD in failed["error"]["message"]
    assert results["Service/W32Time"]["status"] == "skipped"
    assert results["Directory/C:\\x"]["status"] in ("changed", "ok")
    assert [line["status"] for line in _journal(shell)] == ["failed"]
    shell(f"Remove-Item {HELD}")
    done = _provision(file)
    assert (done.code, _statuses(done)) == (0, ["ok", "changed", "changed"])
    assert _statuses(_provision(file)) == ["ok", "ok", "ok"]


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path]:
    """A file system of 64 KB, of which nothing is left but what is in a file's way."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], check=True)
    try:
        (folder / "held.txt").write_text("old")
        (folder / "filler").write_bytes(bytes(15 * 4096))
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.real
@pytest.mark.skipif(not WINHOST, reason="needs a small disk, which is mounted here")
def test_the_disk_is_full(tmp_path: Path) -> None:
    """What stands there stays as it was; once there is room, the next run does the rest."""
    with _small_disk(tmp_path / "disk") as disk, real_host(f"full{os.getpid()}") as host, host.endpoint() as served:
        text = f"""
hosts:
  srv:
    connection: {{address: 127.0.0.1, port: {served.port}, scheme: http, auth: ntlm, user: {USER},
      password: {{secret: deploy}}, connect_timeout: 60s}}
    resources:
      - {{kind: Directory, name: '{FOLDER}'}}
      - {{kind: File, name: '{host.path(disk)}\\held.txt', content: {"x" * 5000}}}
      - {{kind: Service, name: W32Time, state: running}}
"""
        file = inventory(tmp_path, text)
        done = _provision(file)
        assert (done.code, _statuses(done)) == (1, ["changed", "failed", "skipped"]), done.err
        error = next(event["error"] for event in done.events if event.get("status") == "failed")
        assert (error["type"], error["transient"]) == ("IOException", False)
        assert "disk" in error["message"].lower()
        assert (disk / "held.txt").read_text() == "old"
        assert sorted(one.name for one in disk.iterdir()) == ["filler", "held.txt"]
        (disk / "filler").unlink()
        assert _statuses(_provision(file)) == ["ok", "changed", "changed"]
