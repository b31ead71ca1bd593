"""Deployments that are cut short at any point: the next one, or a rollback, puts it right, and nothing is lost."""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest

import programs
from answering import free_port
from cli import ROOT, Done, winstead
from hosts import PASSWORD, USER, inventory, real_host, shell_on
from winstead.simulator.endpoint import Faults

pytestmark = pytest.mark.real
ROUNDS = int(os.environ.get("WINSTEAD_ROUNDS", "4"))  # 30 take a quarter of an hour
INVENTORY = """
connection: {{user: {user}, password: {{secret: h}}, connect_timeout: 60s, scheme: http, auth: ntlm, address: 127.0.0.1,
  port: {port}, retry: {{delay: 100ms}}}}
hosts: {{h: {{apps: [orders]}}}}
apps:
  orders:
    version: 1.0.0
    source: {{path: 'orders-{{{{ version }}}}.exe'}}
    directory: 'C:\\Apps\\orders'
    executable: orders.exe
    arguments: [--port, '{port_of_app}']
    service: {{stop_timeout: 15s}}
    data: [data]
    health: {{url: 'http://127.0.0.1:{port_of_app}/health', within: 30s, timeout: 5s, interval: 200ms}}
    deploy: {{successes: 2, {how}}}
"""


class Site:
    """A real host with the app, and what is done to it."""

    def __init__(self, folder: Path, strategy: str) -> None:
        self.folder, self.app, self.strategy = folder, free_port(), strategy
        self.slots = [free_port(), free_port()]

    def arguments(self, port: int, task: str, *more: str) -> list[str | Path]:
        """The command line of a task, over the endpoint at a port."""
        app, how = str(self.app), "strategy: rolling"
        if self.strategy == "blue_green":
            app, how = "{{ slot.port }}", f"strategy: blue_green, ports: {self.slots}, listen: {self.app}, drain: 500ms"
        file = inventory(self.folder, INVENTORY.format(user=USER, port=port, port_of_app=app, how=how))
        shared: list[str | Path] = [
            "--inventory",
            file,
            "--app",
            "orders",
            "--host",
            "h",
            "--lock-timeout",
            "120",
            "--output",
            "json",
        ]
        return [task, *shared, *more]

    def run(self, port: int, task: str, *more: str) -> Done:
        """Runs a task to its end."""
        return winstead(*self.arguments(port, task, *more), WINSTEAD_SECRET_H=PASSWORD)

    def killed(self, port: int, seconds: float, *more: str) -> None:
        """Begins a deployment, and ends it hard after a while."""
        command = [str(Path(sys.executable).with_name("winstead")), *map(str, self.arguments(port, "deploy", *more))]
        quiet: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"WINSTEAD_SECRET_H": PASSWORD}, **quiet) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
            process.kill()

    def version(self) -> str:
        """What answers."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.app}/version", timeout=10) as answer:
            return str(json.load(answer)["version"])


@pytest.mark.parametrize("strategy", ["rolling", "blue_green"])
def test_whatever_cuts_it_short_is_put_right(tmp_path: Path, strategy: str) -> None:
    """The controller or the host's process killed, or the connection cut, at random points, again and again."""
    for version in ("1.0.0", "2.0.0"):
        shutil.copy(programs.orders(version), tmp_path / f"orders-{version}.exe")
    site = Site(tmp_path, strategy)
    chance = random.Random(ROUNDS)
    with real_host(f"cut-{os.getpid()}") as host, host.endpoint() as quiet, shell_on(quiet) as shell:
        began = time.monotonic()
        assert site.run(quiet.port, "deploy").code == 0
        usual = time.monotonic() - began
        kept = host.drive / "Apps/orders/shared/data/kept.txt"
        kept.write_text("what lasts", encoding="ascii")
        for number in range(ROUNDS):
            wanted = ("2.0.0", "1.0.0")[number % 2]
            more = ("--version", wanted, "--allow-downgrade", "--force")
            after = chance.uniform(0.3, usual)
            cut = ("controller", "host", "connection")[number % 3]
            if cut == "controller":
                site.killed(quiet.port, after, *more)
            elif cut == "host":
                others = "Get-Process pwsh | Where-Object { $_.Id -ne $PID } | Stop-Process -Force; 1"
                timer = threading.Timer(after, shell, [others])
                timer.start()
                site.run(quiet.port, "deploy", *more)
                timer.join()
            else:
                with host.endpoint(Faults(drop_at=chance.randrange(1, 40))) as faulty:
                    done = site.run(faulty.port, "deploy", *more)
                    assert done.code == 0, done.out
            # Every other time the way back is what puts it right.
            if number % 4 == 3:
                undone = site.run(quiet.port, "rollback")
                assert undone.code in (0, 1), undone.out
            done = site.run(quiet.port, "deploy", *more)
            assert done.code == 0, (cut, after, done.out)
            assert site.version() == wanted, (cut, after)
            assert kept.read_text(encoding="ascii") == "what lasts"
            left = {one.name for one in (host.drive / "Apps/orders").iterdir()}
            links = ("blue", "green") if strategy == "blue_green" else ("current",)
            links = (*links, *(f"{link}.old" for link in links))
            assert left <= {*links, "releases", "releases.json", "shared"}, left
        assert {one.name for one in (host.drive / "Apps/orders/releases").iterdir()} == {"1.0.0", "2.0.0"}
        assert site.run(quiet.port, "stop").code == 0
