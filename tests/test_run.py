"""Many hosts at once: threads, executors, interruptions, and failures that stay on their host."""

from __future__ import annotations

import concurrent.futures
import dataclasses
import json
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli import winstead
from hosts import PASSWORD, USER, connection_to, inventory
from winstead.connection import Connection
from winstead.events import Event, dump
from winstead.run import Job, run_job, run_jobs
from winstead.simulator.endpoint import Endpoint, Faults
from winstead.simulator.psrp import ModelBackend
from winstead.transports.base import FileToSend, Setting

RESULT: Event = {"event": "result", "host": "h", "resource": "Directory/x", "status": "changed"}
RESULT |= {"changes": {}, "seconds": 0.1, "attempts": 1}
HOST: Event = {"event": "host", "host": "h", "status": "changed", "seconds": 0.1}


class Host:
    """What runs in PowerShell's place: counts how many scripts are at work at once; a script is JSON lines to write."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.at_work = self.most = 0
        self.pause = 0.0
        self.go_on = threading.Event()
        self.go_on.set()

    def run(self, script: str, parameters: dict[str, Any]) -> Iterator[str]:
        """One script."""
        with self._lock:
            self.at_work += 1
            self.most = max(self.most, self.at_work)
        try:
            yield '{"event":"message","level":"info","text":"begun"}'
            time.sleep(self.pause)
            while not self.go_on.wait(0.02):
                yield '{"event":"message","level":"info","text":"waits"}'
            yield from script.splitlines()
        finally:
            with self._lock:
                self.at_work -= 1


@pytest.fixture
def host() -> Host:
    """What the endpoint runs."""
    return Host()


@pytest.fixture
def served(host: Host) -> Iterator[Endpoint]:
    """An endpoint of it."""
    with Endpoint(ModelBackend(host.run), users={USER: PASSWORD}) as endpoint:
        yield endpoint


def jobs(served: Endpoint, count: int, *events: Event, **more: Any) -> list[Job]:
    """Jobs whose scripts write events."""
    script = "\n".join(dump(event) for event in events or (RESULT, HOST))
    reached = connection_to(served, retry={"max_retries": 1, "delay": 0.01})
    return [Job(f"srv{number}", reached, script, Setting("Apply"), PASSWORD, **more) for number in range(count)]


def closed(name: str) -> Job:
    """A host that is down."""
    reached = Connection(address="127.0.0.1", port=9, retry={"max_retries": 1, "delay": 0.01})
    return Job(name, reached, "", Setting(), PASSWORD)


def test_a_host_that_is_down_ends_no_other(served: Endpoint) -> None:
    told: list[Event] = []
    last = run_jobs([*jobs(served, 30), closed("down")], told.append)
    assert sorted(event["status"] for event in last) == ["changed"] * 30 + ["unreachable"]
    assert len({event["host"] for event in last}) == 31
    assert [event for event in told if event["event"] == "host"] == last


@pytest.mark.parametrize("forks", [1, 3])
def test_forks(host: Host, served: Endpoint, forks: int) -> None:
    host.pause = 0.4  # so that they meet on a busy machine too
    run_jobs(jobs(served, 8), lambda event: None, forks)
    assert host.most == forks


def test_hundred_hosts(tmp_path: Path) -> None:
    """Of which one is down, through the command line."""
    names = "\n".join(f"  s{number}: {{connection: {{transport: simulated}}}}" for number in range(99))
    down = "{connection: {address: 127.0.0.1, port: 9, user: x, password: {secret: x}, retry: {delay: 10ms}}}"
    file = inventory(tmp_path, f"hosts:\n{names}\n  down: {down}\nresources: [{{kind: Directory, name: 'C:\\x'}}]\n")
    variables = {"WINSTEAD_SIMULATED": str(tmp_path), "WINSTEAD_SECRET_X": "x"}
    done = winstead("provision", "--yes", "--inventory", file, "--output", "json", **variables)
    summary = done.events[-1]
    assert (done.code, summary["hosts"], summary["changed"], summary["unreachable"]) == (4, 100, 99, 1)
    assert len(done.results("changed")) == 99


def test_an_executor_of_processes(served: Endpoint) -> None:
    """Jobs are pickled; the events of a host come when it is done."""
    told: list[Event] = []
    work = [*jobs(served, 4), closed("down")]
    with concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as executor:
        last = run_jobs(work, told.append, executor=executor)
    assert sorted(event["status"] for event in last) == ["changed"] * 4 + ["unreachable"]
    order = [event["host"] for event in told]
    assert all(order[order.index(name) :].count(name) == order.count(name) for name in set(order))
    assert [event["event"] for event in told if event["host"] == "srv0"] == ["message", "result", "host"]


class Broken(concurrent.futures.ThreadPoolExecutor):
    """An executor that loses what it is given."""

    def submit(self, call: Any, /, *arguments: Any, **options: Any) -> concurrent.futures.Future[Any]:
        """Fails one job."""
        if arguments[0].host == "srv1":
            return super().submit(os.kill, "no process", 0)  # type: ignore[arg-type]
        return super().submit(call, *arguments, **options)


def test_an_executor_that_loses_a_job(served: Endpoint) -> None:
    with Broken(2) as executor:
        last = run_jobs(jobs(served, 3), lambda event: None, executor=executor)
    assert {event["host"]: event["status"] for event in last} == {
        "srv0": "changed",
        "srv1": "failed",
        "srv2": "changed",
    }
    assert next(event for event in last if event["status"] == "failed")["error"]["type"] == "TypeError"


def test_ctrl_c(host: Host, served: Endpoint) -> None:
    """What runs is stopped, what does not yet is skipped, and each host says so before the interrupt goes on."""
    host.go_on.clear()
    told: list[Event] = []

    def sink(event: Event) -> None:
        told.append(event)
        if event.get("text") == "waits" and not any(one.get("text") == "interrupting" for one in told):
            told.append({"event": "message", "text": "interrupting", "host": ""})
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        run_jobs(jobs(served, 4), sink, forks=2)
    last = [event for event in told if event["event"] == "host"]
    assert sorted(event["status"] for event in last) == ["failed"] * 2 + ["skipped"] * 2
    assert {event["error"]["type"] for event in last} == {"InterruptedRunError"}
    assert host.at_work == 0


def test_nobody_reads_what_is_told(host: Host, served: Endpoint) -> None:
    def sink(event: Event) -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        run_jobs(jobs(served, 5), sink, forks=1)
    assert host.at_work == 0


def test_a_host_that_cannot_be_told_to_stop(host: Host, served: Endpoint) -> None:
    host.go_on.clear()
    told: list[Event] = []

    def sink(event: Event) -> None:
        told.append(event)
        if event.get("text") == "waits" and not served.faults.refuse_logon:
            served.faults.refuse_logon = True
            requests = served.requests
            os.kill(os.getpid(), signal.SIGINT)
            while served.requests == requests:  # that is the stop: the script's thread is held here until then
                time.sleep(0.005)
        if "could not be told to stop" in event.get("text", ""):
            host.go_on.set()

    with pytest.raises(KeyboardInterrupt):
        run_jobs(jobs(served, 1), sink)
    assert [event["host"] for event in told if event.get("level") == "error"] == ["srv0"], told
    assert [event["event"] for event in told].count("host") == 1


def test_any_error_stays_on_its_host(served: Endpoint, tmp_path: Path) -> None:
    missing = FileToSend(tmp_path / "gone.zip", "0" * 64, "C:\\x")
    events = run_job(jobs(served, 1, files=(missing,))[0])
    assert [event["status"] for event in events] == ["failed"]
    assert "gone.zip" in events[0]["error"]["message"]


def test_a_host_speaks_for_itself_alone(served: Endpoint) -> None:
    other = {**RESULT, "host": "another"}
    events = run_job(jobs(served, 1, other, HOST)[0])
    assert {event["host"] for event in events} == {"srv0"}


def test_a_script_without_an_end(served: Endpoint) -> None:
    events = run_job(jobs(served, 1, RESULT)[0])
    assert (events[-1]["status"], events[-1]["error"]["type"], events[-1]["changed"]) == ("failed", "ScriptError", 1)


def test_secrets_are_masked_wherever_they_are_told(served: Endpoint) -> None:
    secrets = {"a": "pa$$.*word", "b": "pa$$", "c": 'päß"\\', "d": "changed", "e": ""}
    text = " | ".join(filter(None, secrets.values())) + f" | {PASSWORD}"
    event = {**RESULT, "changes": {"x": [text, {"pa$$": [text]}]}, "error": {"message": text, "type": "E"}}
    work = jobs(served, 1, event, {"event": "message", "level": "info", "text": text}, HOST)[0]
    events = run_job(dataclasses.replace(work, setting=Setting("Apply", secrets)))
    hidden = " | ".join(["***"] * 5)
    result = next(event for event in events if event["event"] == "result")
    assert result["changes"] == {"x": [hidden, {"pa$$": [hidden]}]}
    assert (result["status"], result["error"]["message"], events[-1]["status"]) == ("changed", hidden, "changed")
    assert hidden in [event.get("text") for event in events]


def test_jobs_do_not_show_secrets(served: Endpoint) -> None:
    job = dataclasses.replace(jobs(served, 1)[0], setting=Setting(secrets={"a": "s3cret"}))
    assert "s3cret" not in repr(job)
    assert PASSWORD not in repr(job)


def test_a_retry_waits_longer_each_time(served: Endpoint) -> None:
    served.faults = Faults(refuse_logon=False, drop_at=1)
    texts: list[str] = []

    def sink(event: Event) -> None:
        texts.append(event.get("text", ""))
        served.faults.drop_at = served.requests + 1

    retry = {"max_retries": 3, "delay": 0.05, "max_delay": 0.12}
    reached = connection_to(served, retry=retry)
    began = time.monotonic()
    events = run_job(dataclasses.replace(jobs(served, 1)[0], connection=reached), sink)
    assert events[-1]["status"] == "unreachable"
    assert [text[:16] for text in texts[:3]] == [f"attempt {number} failed" for number in (1, 2, 3)]
    assert time.monotonic() - began >= 0.05 + 0.1 + 0.12
    assert "connection was lost" in json.dumps(events[-1])
