"""The example app in several versions, good and bad, deployed onto two real hosts over WinRM."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import programs
from answering import free_port
from cli import Done, winstead
from hosts import PASSWORD, USER, RealHost, Shell, inventory, real_host
from winstead.render import function_texts

pytestmark = pytest.mark.real
# What is another in a version of the example that is not good.
_HEALTHY = 'answer(w, http.StatusOK, map[string]any{"status": "ok"'
BAD = {
    "3.0.0": ("handler.go", _HEALTHY, 'answer(w, http.StatusInternalServerError, map[string]any{"status": "broken"'),
    "4.0.0": ("main.go", "settings, err := readSettings", "os.Exit(7)\n\tsettings, err := readSettings"),
    "6.0.0": (
        "main.go",
        "newHandler(log, settings)); err",
        """func() http.Handler {
            began, inner := time.Now(), newHandler(log, settings)
            return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                if time.Since(began) > 5*time.Second && r.URL.Path != "/health" {
                    log.write(levelError, "failed on purpose")
                    http.Error(w, "broken", 500)
                    return
                }
                inner.ServeHTTP(w, r)
            })
        }()); err""",
    ),
    "7.0.0": (
        "main.go",
        "newHandler(log, settings)); err",
        """func() http.Handler {
            began, inner := time.Now(), newHandler(log, settings)
            return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                if time.Since(began) > 8*time.Second && r.URL.Path == "/health" {
                    http.Error(w, "tired", 503)
                    return
                }
                inner.ServeHTTP(w, r)
            })
        }()); err""",
    ),
    "5.0.0": ("handler.go", _HEALTHY, "select {}\n\t\t" + _HEALTHY),
}
INVENTORY = """
connection: {{user: {user}, password: {{secret: h}}, scheme: http, auth: ntlm, address: 127.0.0.1,
  connect_timeout: 60s}}
hosts:
  one: {{apps: [orders], vars: {{port: {app[0]}}}, connection: {{port: {port[0]}}}}}
  two: {{apps: [orders], vars: {{port: {app[1]}}}, connection: {{port: {port[1]}}}}}
apps:
  orders:
    version: 1.0.0
    source: {{path: 'orders-{{{{ version }}}}.exe'}}
    directory: 'C:\\Apps\\orders'
    executable: orders.exe
    arguments: [--port, '{{{{ port }}}}']
    environment: {{ORDERS_CONFIG: '{{{{ directory }}}}\\shared\\orders.conf'}}
    service: {{stop_timeout: 20s}}
    files: [{{name: orders.conf, content: "log_file=data\\\\orders.log\\n"}}]
    data: [data]
    event_source: Orders
    logs: {{files: ['data\\*.log']}}
    health: {{url: 'http://127.0.0.1:{{{{ port }}}}/health', within: 12s, timeout: 2s, interval: 200ms}}
    deploy: {{strategy: {strategy}, on_failure: rollback, retain: 3}}
"""


@dataclass
class Client:
    """Asks the app for its version all the time, until its context ends."""

    port: int
    seen: list[str] = field(default_factory=list)
    longest: float = 0.0  # seconds without an answer

    @contextlib.contextmanager
    def asking(self) -> Iterator[None]:
        """Asks as long as the context lasts."""
        self.seen, self.longest, done = [], 0.0, threading.Event()

        def ask() -> None:
            last = time.monotonic()
            while not done.is_set():
                if version := self.ask():
                    self.longest = max(self.longest, time.monotonic() - last)
                    last = time.monotonic()
                    if not self.seen or self.seen[-1] != version:
                        self.seen.append(version)
                done.wait(0.02)

        thread = threading.Thread(target=ask)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def ask(self) -> str | None:
        """The version that answers; None where nothing does."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/version", timeout=1) as answer:
                return str(json.load(answer)["version"])
        except (urllib.error.URLError, OSError):
            return None


@dataclass
class Fleet:
    """Two real hosts, a client of each one's app, and the inventory that reaches them."""

    hosts: list[RealHost]
    clients: list[Client]
    folder: Path
    values: dict[str, object]

    def winstead(self, task: str, *arguments: str, strategy: str = "rolling") -> Done:
        """Runs a task for the app on both hosts."""
        file = inventory(self.folder, INVENTORY.format(**self.values, strategy=strategy))
        shared = ("--inventory", file, "--app", "orders", "--host", "*", "--output", "json")
        return winstead(task, *shared, *arguments, WINSTEAD_SECRET_H=PASSWORD)

    def releases(self, number: int) -> list[str]:
        """The releases that lie on a host."""
        return sorted(one.name for one in (self.hosts[number].drive / "Apps/orders/releases").iterdir())


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """The hosts, with the first release on both."""
    folder = tmp_path_factory.mktemp("deploy")
    for version in ("1.0.0", "2.0.0", *BAD):
        shutil.copy(programs.orders(version, BAD.get(version)), folder / f"orders-{version}.exe")
    with contextlib.ExitStack() as stack:
        hosts = [stack.enter_context(real_host(f"d{number}-{os.getpid()}")) for number in (1, 2)]
        ports = [stack.enter_context(host.endpoint()).port for host in hosts]
        clients = [Client(free_port()) for _ in hosts]
        values: dict[str, object] = {"user": USER, "port": ports, "app": [client.port for client in clients]}
        fleet = Fleet(hosts, clients, folder, values)
        first = fleet.winstead("deploy")
        assert first.code == 0, first.out
        yield fleet
        fleet.winstead("stop")


def test_from_one_release_to_the_next_and_back(fleet: Fleet) -> None:
    """A client sees one version after the other; the time between is told; a second deployment changes nothing."""
    assert [client.ask() for client in fleet.clients] == ["1.0.0", "1.0.0"]
    kept = fleet.hosts[0].drive / "Apps/orders/shared/data/kept.txt"
    kept.write_text("data", encoding="ascii")
    with fleet.clients[0].asking():
        done = fleet.winstead("deploy", "--version", "2.0.0", "--commit", "abc123")
        assert done.code == 0, done.out
    assert fleet.clients[0].seen == ["1.0.0", "2.0.0"]
    assert [client.ask() for client in fleet.clients] == ["2.0.0", "2.0.0"]
    told = [event["text"] for event in done.events if " was away for " in event.get("text", "")]
    assert len(told) == 2
    assert int(told[0].split()[-2]) / 1000 < fleet.clients[0].longest + 1
    again = fleet.winstead("deploy", "--version", "2.0.0")
    assert (again.code, again.results("changed")) == (0, {})
    back = fleet.winstead("rollback", "--to", "1.0.0")
    assert back.code == 0, back.out
    assert [client.ask() for client in fleet.clients] == ["1.0.0", "1.0.0"]
    refused = fleet.winstead("deploy", "--version", "2.0.0")
    assert refused.code == 1
    assert fleet.winstead("deploy", "--version", "2.0.0", "--force").code == 0
    assert kept.read_text(encoding="ascii") == "data"
    assert fleet.releases(0) == ["1.0.0", "2.0.0"]
    shown = [event for event in fleet.winstead("releases").events if event["event"] == "release"]
    assert [(event["current"], event["outcome"]) for event in shown] == [("2.0.0", "good")] * 2
    assert "abc123" in json.dumps(
        [event["history"] for event in fleet.winstead("history").events if "history" in event]
    )


@pytest.mark.parametrize(
    ("version", "strategy", "cause"),
    [
        ("3.0.0", "rolling", "HTTP 500"),
        ("4.0.0", "rolling", "after it was started|as soon as it was started"),
        ("5.0.0", "all", "not healthy after 12 s"),
    ],
)
def test_a_bad_release_takes_itself_back(fleet: Fleet, version: str, strategy: str, cause: str) -> None:
    """The client sees the old version again, the report names the cause with the last log lines; exit code 1."""
    assert fleet.winstead("deploy", "--version", "2.0.0", "--force").code == 0
    done = fleet.winstead("deploy", "--version", version, strategy=strategy)
    assert done.code == 1, done.out
    errors = [event["error"]["message"] for event in done.results("failed").values()]
    assert any(re.search(cause, error) for error in errors), errors
    assert [client.ask() for client in fleet.clients] == ["2.0.0", "2.0.0"]
    touched = {event["host"] for event in done.events if event["event"] == "result"}
    assert touched == ({"one"} if strategy == "rolling" else {"one", "two"})
    assert {key.split()[1] for key in done.results("changed") if "Rollback" in key} == {"Rollback/orders"}
    logged = [event["text"] for event in done.events if event["event"] == "log"]
    assert any("orders 2.0.0 listens" in text for text in logged), done.events
    assert fleet.winstead("deploy", "--version", version, strategy=strategy).code == 1
    assert [client.ask() for client in fleet.clients] == ["2.0.0", "2.0.0"]


def test_three_releases_stay(fleet: Fleet) -> None:
    """Of all that were there, the last three."""
    assert len(fleet.releases(0)) == 3
    assert "2.0.0" in fleet.releases(0)


def test_provision_finds_nothing_to_do(fleet: Fleet) -> None:
    """The deployed release is what provision with its version finds, with all else."""
    assert fleet.winstead("deploy", "--version", "1.0.0", "--allow-downgrade", "--force").code == 0
    plan = fleet.winstead("plan", "--exit-code")
    assert plan.code == 0, plan.out


def test_a_canary_that_fails_under_load_is_taken_back(fleet: Fleet) -> None:
    """Errors in its log after some seconds are seen while the first host is watched; the second was never touched."""
    assert fleet.winstead("deploy", "--version", "2.0.0", "--allow-downgrade", "--force").code == 0
    watch = "{time: 20s, interval: 500ms, errors: 'ERROR', max_errors: 2, max_events: 0}"
    with fleet.clients[0].asking():
        done = fleet.winstead("deploy", "--version", "6.0.0", strategy=f"canary, watch: {watch}")
    assert done.code == 1, done.out
    (error,) = (event["error"]["message"] for event in done.results("failed").values())
    assert re.search(r"\d+ errors in \d+ s, and 2 are allowed: .*error +failed on purpose", error), error
    assert [client.ask() for client in fleet.clients] == ["2.0.0", "2.0.0"]
    assert {event["host"] for event in done.events if event["event"] == "result"} == {"one"}
    assert "6.0.0" not in fleet.releases(1)


def test_uninstalled(fleet: Fleet) -> None:
    """First all but its data, then that too; what other apps need stays, and a second time nothing is left to do."""
    folder = fleet.hosts[0].drive / "Apps/orders"
    planned = fleet.winstead("uninstall", "--plan")
    assert planned.code == 0
    assert planned.results("would_change").keys() >= {"one Service/orders", r"one Release/C:\Apps\orders"}
    assert (folder / "current").is_dir()
    done = fleet.winstead("uninstall", "--keep-data")
    assert done.code == 0, done.out
    assert [client.ask() for client in fleet.clients] == [None, None]
    assert sorted(one.name for one in folder.iterdir()) == ["shared"]
    assert (folder / "shared/data/kept.txt").read_text(encoding="ascii") == "data"
    assert not (fleet.hosts[0].drive / "ProgramData/winstead/apps/orders").exists()
    assert fleet.winstead("uninstall").code == 0
    assert not folder.exists()
    again = fleet.winstead("uninstall")
    assert (again.code, again.results("changed")) == (0, {})


@pytest.mark.parametrize(
    ("seconds", "watch", "error"),
    [
        (0.3, "@{ max_response = 0.5 }", ""),
        (0.6, "@{ max_response = 0.5 }", "answers take 0.6 s, and 0.5 s are allowed"),
        (0.3, "@{ max_slower = 2 }", "answers take 0.3 s, and took 0.1 s before: more than 2 times as long"),
        (0.15, "@{ max_slower = 2 }", ""),
    ],
)
def test_answers_that_take_longer(shell: Shell, seconds: float, watch: str, error: str) -> None:
    """Than a time, or than the old release's by a factor."""
    function = function_texts("Assert-Response")
    call = f"Assert-Response -Seconds {seconds} -Watch {watch}; ''"
    assert (
        shell(f"{function}\n$Run = @{{ Response = 0.1 }}\ntry {{ {call} }} catch {{ $_.Exception.Message }}") == error
    )
