"""Apps that are kept running on a real host, from the inventory to what the tasks show of them."""

from __future__ import annotations

import gzip
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import programs
from answering import free_port
from cli import Done, winstead
from hosts import PASSWORD, USER, RealHost, Shell, inventory, real_host, shell_on

pytestmark = pytest.mark.real
SECRETS = {"WINSTEAD_SECRET_H": PASSWORD, "WINSTEAD_SECRET_JOB_KEY": "k3y of the job"}
INVENTORY = """
connection: {{address: 127.0.0.1, port: {port}, scheme: http, auth: ntlm, user: {user}, password: {{secret: h}},
  connect_timeout: 60s}}
wrappers: {{nssm: {{path: nssm.exe}}}}
hosts: {{h: {{apps: [web, job]}}}}
apps:
  web:
    directory: 'C:\\Apps\\web'
    executable: worker.exe
    source: {{path: worker.exe}}
    arguments: [-serve, '127.0.0.1:{web}', -answer, 'C:\\Apps\\web\\data\\answer.txt', -every, 20ms]
    service: {{wrapper: nssm, exit_actions: {{default: restart}}, stop: [ctrl_c 10s, kill]}}
    data: [data]
    logs: {{stdout: logs\\web.log, rotate: {{size: 1GB, every: 1ms, keep: 2, compress: true}}}}
    health: {{url: 'http://127.0.0.1:{web}/health', json: {{path: status, equals: up}}, within: {within}, timeout: 5s}}
    watchdog: {{failures: 1, max_restarts: 2 per 1h}}
  job:
    directory: 'C:\\Apps\\job'
    executable: worker.exe
    source: {{path: worker.exe}}
    arguments: [-lines, 3, -variables, 'KEY,LEVEL', -exits, 'C:\\Apps\\job\\exits.txt']
    account: {{user: '.\\jobber', create: true}}
    environment: {{KEY: {{secret: job-key}}, LEVEL: 'in "quotes"'}}
    scheduled_task: {{schedule: '30 2 * * mon-fri', retry: {{max_retries: 2, delay: 100ms, on: [75]}}, needs: [KEY]}}
    logs: {{stdout: logs\\job.log}}
"""


@dataclass
class Kept:
    """A real host with two apps on it."""

    host: RealHost
    shell: Shell
    file: Path
    first: Done

    def winstead(self, *arguments: str) -> Done:
        """Runs winstead on this inventory, with its events."""
        return winstead(*arguments, "--inventory", self.file, "--host", "h", "--output", "json", **SECRETS)

    def path(self, name: str) -> Path:
        """A file of the host."""
        return self.host.drive / name

    def run(self, scheduled_task: str) -> None:
        """Runs a scheduled task of winstead's to its end."""
        self.shell(f"Start-ScheduledTask -TaskPath '\\winstead\\' -TaskName '{scheduled_task}'; 1")
        state = f"\"$((Get-ScheduledTask -TaskPath '\\winstead\\' -TaskName '{scheduled_task}').State)\""
        wait_for(lambda: self.shell(state) == "Ready")


def wait_for(holds: Callable[[], object], limit: float = 90) -> None:
    """Waits until something holds; fails when it does not."""
    end = time.monotonic() + limit
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """The host, provisioned once."""
    folder = tmp_path_factory.mktemp("kept")
    for program in (programs.worker(), programs.nssm()):
        shutil.copy(program, folder)
    with real_host(f"kept-{os.getpid()}") as host, host.endpoint() as endpoint, shell_on(endpoint) as shell:
        values = {"port": endpoint.port, "user": USER, "web": free_port(), "within": "60s"}
        file = inventory(folder, INVENTORY.format(**values))
        kept = Kept(host, shell, file, Done(0, "", ""))
        kept.first = kept.winstead("provision")
        # What is awaited in vain below is not awaited for long.
        file.write_text(INVENTORY.format(**{**values, "within": "2s"}), encoding="utf-8")
        yield kept
        kept.winstead("stop", "--app", "web")


def test_provisioned_once_and_for_all(kept: Kept) -> None:
    """Healthy at the end of the first run, which warns of nssm; but for the changed limit the second finds nothing."""
    assert kept.first.code == 0, kept.first.out
    assert "HealthCheck/web" in [event.get("resource") for event in kept.first.events]
    assert any("nssm 2.24" in event.get("text", "") for event in kept.first.events)
    assert SECRETS["WINSTEAD_SECRET_JOB_KEY"] not in kept.first.out
    again = kept.winstead("provision")
    assert again.code == 0, again.out
    assert set(again.results("changed")) <= {r"h JsonFile/C:\ProgramData\winstead\apps\web\watchdog.json"}
    assert kept.winstead("plan", "--exit-code").code == 0


def test_run_now_follows_the_job(kept: Kept) -> None:
    """Its lines come with their app; it is tried again after 75, and what it ends with is the outcome."""
    kept.path("Apps/job/exits.txt").write_text("75\n0\n4\n", encoding="ascii")
    done = kept.winstead("run-now", "--app", "job")
    assert done.code == 0, done.out
    texts = [event["text"] for event in done.events if event["event"] == "log"]
    assert sum(text.endswith("line 3") for text in texts) == 2, texts
    assert any(text.endswith('LEVEL=in "quotes"') for text in texts)
    # What a program itself prints is shown as it is.
    assert any(text.endswith(f"KEY={SECRETS['WINSTEAD_SECRET_JOB_KEY']}") for text in texts)
    result = done.results("changed")[r"h ScheduledTask/\winstead\job"]
    assert result["changes"]["run"] == [None, {"exit_code": 0, "status": "ok", "error": None}]
    failed = kept.winstead("run-now", "--app", "job")
    assert failed.code == 1
    assert "exit code 4" in failed.results("failed")[r"h ScheduledTask/\winstead\job"]["error"]["message"]


def test_status_shows_both(kept: Kept) -> None:
    """The service's process, the scheduled task's next run and its last ones."""
    found = {event["app"]: event for event in kept.winstead("status").events if event["event"] == "status"}
    assert found["web"]["state"] == "running"
    assert found["web"]["process_id"]
    assert found["job"]["state"] == "ready"
    runs = [(run["exit_code"], len(run["attempts"])) for run in found["job"]["runs"]]
    assert runs == [(0, 2), (4, 1)], runs


def test_logs(kept: Kept) -> None:
    """The last lines of each app, each with its host."""
    done = kept.winstead("logs", "--app", "web", "--lines", "3")
    texts = [event["text"] for event in done.events if event["event"] == "log"]
    assert len(texts) == 3
    assert all("tick" in text for text in texts)
    shown = winstead("logs", "--app", "web", "--lines", "2", "--host", "h", "--inventory", kept.file, **SECRETS)
    assert sum("h: web: tick" in line for line in shown.out.splitlines()) == 2, shown.out
    assert winstead("logs", "--since", "soon", "--host", "h", "--inventory", kept.file).code == 2


def test_restart_waits_for_health(kept: Kept) -> None:
    """And says the last answer when it does not come."""
    answer = kept.path("Apps/web/data/answer.txt")
    answer.write_text("500", encoding="ascii")
    done = kept.winstead("restart", "--app", "web")
    assert done.code == 1, done.out
    assert "HTTP 500" in done.results("failed")["h Service/web"]["error"]["message"]
    done = kept.winstead("provision", "--app", "web")
    assert done.code == 1
    assert "HTTP 500" in done.results("failed")["h HealthCheck/web"]["error"]["message"]
    answer.write_text("200", encoding="ascii")
    assert kept.winstead("restart", "--app", "web").code == 0


def test_the_watchdog_restarts_it(kept: Kept) -> None:
    """As its scheduled task; not after a stop on purpose, and again after a start."""
    history = kept.path("ProgramData/winstead/apps/web/watchdog.jsonl")
    answer = kept.path("Apps/web/data/answer.txt")
    answer.write_text("500", encoding="ascii")
    kept.run("web-watchdog")
    assert '"restarted"' in history.read_text(encoding="utf-8")
    assert kept.winstead("stop", "--app", "web").code == 0
    lines = history.read_text(encoding="utf-8")
    kept.run("web-watchdog")
    assert history.read_text(encoding="utf-8") == lines
    answer.write_text("200", encoding="ascii")
    assert kept.winstead("start", "--app", "web").code == 0
    assert not kept.path("ProgramData/winstead/apps/web/stopped").exists()


def test_nssm_rotates_what_it_holds_open(kept: Kept) -> None:
    """When it is told to, at its next line; the limits are kept, and old logs are compressed."""
    logs = kept.path("Apps/web/logs")

    def rotated() -> list[Path]:
        return sorted(one for one in logs.iterdir() if one.name != "web.log")

    for _ in range(4):
        before = set(rotated())
        kept.run("web-rotate")
        wait_for(lambda: set(rotated()) - before)  # noqa: B023 - called at once
    kept.run("web-rotate")
    assert len(rotated()) <= 3, rotated()
    compressed = [one for one in rotated() if one.suffix == ".gz"]
    assert compressed
    assert "tick" in gzip.decompress(compressed[0].read_bytes()).decode("utf-8")


def test_who_may_read_and_write(kept: Kept) -> None:
    """Data, logs and settings are the app's own account's; the made user may log on as a batch job, and not by hand."""
    acl = """
    $found = [ordered]@{}
    foreach ($path in 'C:\\Apps\\web\\data', 'C:\\Apps\\web\\logs', 'C:\\ProgramData\\winstead\\apps\\web') {
        $acl = Get-Acl $path
        $rules = $acl.GetAccessRules($true, $true, [Security.Principal.SecurityIdentifier])
        $entries = @($rules | ForEach-Object { "$($_.IdentityReference.Value) $([int] $_.FileSystemRights)" })
        $found[$path] = @($acl.AreAccessRulesProtected, $entries)
    }
    $found
    """
    found: dict[str, Any] = kept.shell(acl)
    for protected, rules in found.values():
        assert protected
        assert len(rules) == 3
        assert {rule.split()[0] for rule in rules} >= {"S-1-5-18", "S-1-5-32-544"}
        assert any(rule.startswith("S-1-5-80-") for rule in rules)
    export = "secedit.exe /export /cfg C:\\rights.inf /areas USER_RIGHTS | Out-Null; Get-Content -Raw C:\\rights.inf"
    rights = dict(line.split(" = ", 1) for line in kept.shell(export).splitlines() if line.startswith("Se"))
    for right in ("SeBatchLogonRight", "SeDenyInteractiveLogonRight", "SeDenyRemoteInteractiveLogonRight"):
        assert "jobber" in rights[right], right
    assert "jobber" not in rights.get("SeServiceLogonRight", "")
