"""The example app, onto two real hosts at once: provisioned, drifted, repaired, rendered, commanded."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
import trustme

import programs
from cli import ROOT, Done, winstead
from hosts import PASSWORD, USER, RealHost, Shell, inventory, real_host, shell_on

pytestmark = pytest.mark.real
SECRETS = {"WINSTEAD_SECRET_DEPLOY": PASSWORD, "WINSTEAD_SECRET_ORDERS_DB": "postgres://orders:s3cr3t@db"}


@dataclass
class Fleet:
    """Two real hosts, and the inventory that reaches them."""

    hosts: dict[str, RealHost]
    shells: dict[str, Shell]
    ports: dict[str, int]
    file: Path

    def winstead(self, *arguments: str | Path) -> Done:
        """Runs winstead on this inventory, with its events."""
        return winstead(*arguments, "--inventory", self.file, "--output", "json", **SECRETS)


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """One host over HTTP with NTLM and message encryption, one over HTTPS with a verified certificate."""
    folder = tmp_path_factory.mktemp("orders")
    shutil.copy(programs.orders(), folder / "orders.exe")
    shutil.copy(ROOT / "examples/orders/orders.yaml", folder)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(folder / "host.pem")
    with ExitStack() as stack:
        hosts = {name: stack.enter_context(real_host(f"{name}-{os.getpid()}")) for name in ("srv01", "srv02")}
        plain = stack.enter_context(hosts["srv01"].endpoint())
        tls = stack.enter_context(hosts["srv02"].endpoint(scheme="https", certificate=folder / "host.pem"))
        ports = {name: _free_port() for name in hosts}
        text = f"""
include: [orders.yaml]
vars: {{environment: staging, log_level: info}}
connection: {{user: {USER}, password: {{secret: deploy}}, connect_timeout: 60s, retry: {{max_retries: 0}}}}
groups: {{web: {{apps: [orders]}}}}
hosts:
  srv01:
    groups: [web]
    vars: {{port: {ports["srv01"]}}}
    connection: {{address: 127.0.0.1, port: {plain.port}, scheme: http, auth: ntlm}}
  srv02:
    groups: [web]
    vars: {{port: {ports["srv02"]}}}
    connection: {{address: localhost, port: {tls.port}, auth: basic, ca_file: ca.pem}}
resources:
  - {{kind: EnvironmentVariable, name: ORDERS_SITE, value: north}}
"""
        shells = {"srv01": stack.enter_context(shell_on(plain))}
        yield Fleet(hosts, shells, ports, inventory(folder, text))


@pytest.fixture(scope="module")
def provisioned(fleet: Fleet) -> None:
    """The two hosts with the app; each test leaves them so."""
    assert fleet.winstead("provision", "--yes").code == 0


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        text: str = answer.read().decode()
        return text


def _snapshot(host: RealHost, folder: Path) -> set[object]:
    """Every file of the host's drive that is its own, and its registry."""
    files = {
        (str(path), path.stat().st_size, path.stat().st_mtime_ns)
        for path in host.drive.rglob("*")
        if path.is_file()
        and path.stat().st_nlink == 1
        and not {"Temp", "PowerShell"} & set(path.parts)  # not PowerShell's own start-up cache
    }
    key = ""
    values = set()
    for line in host.registry(folder).splitlines():
        key = line if line.startswith("[") else key
        if "\\Wintrust" not in key:  # where Windows notes that it checked a module's signature
            values.add(f"{key} {line}")
    return files | values


def test_provisioned_and_found_so(fleet: Fleet, tmp_path: Path) -> None:
    """A plan changes nothing at all; provisioning two hosts makes the app run; the second time nothing changes."""
    # The stand-in for the firewall writes its built-in rules when it is first asked; Windows has them.
    fleet.shells["srv01"]("(Get-NetFirewallRule | Measure-Object).Count")
    before = _snapshot(fleet.hosts["srv01"], tmp_path)
    planned = fleet.winstead("plan", "--exit-code")
    assert planned.code == 3, planned
    after = _snapshot(fleet.hosts["srv01"], tmp_path)
    assert not after ^ before, sorted(map(str, after ^ before))
    applied = fleet.winstead("provision", "--group", "web")
    assert applied.code == 0, applied
    changes = {key: one["changes"] for key, one in applied.results("changed").items()}
    assert changes == {key: one["changes"] for key, one in planned.results("would_change").items()}
    for port in fleet.ports.values():
        assert json.loads(_get(port, "/health")) == {"status": "ok", "database": True}
        assert "1.4.2" in _get(port, "/version")
    again = fleet.winstead("provision", "--group", "web")
    assert again.code == 0
    assert len(again.results("ok")) == len(applied.results("changed")) == len(again.results("ok", "changed"))
    assert "s3cr3t" not in planned.out + applied.out + applied.err + again.out
    assert fleet.winstead("plan", "--exit-code").code == 0


@pytest.mark.usefixtures("provisioned")
def test_drift_is_seen_and_repaired(fleet: Fleet, tmp_path: Path) -> None:
    """Four changes by hand on one host are just what the plan shows, and are repaired."""
    shell = fleet.shells["srv01"]
    shell("sc.exe config orders start= demand | Out-Null; Stop-Service orders")
    shell("[Environment]::SetEnvironmentVariable('ORDERS_SITE', [NullString]::Value, 'Machine')")
    shell("[IO.File]::AppendAllText('C:\\Apps\\orders\\shared\\orders.conf', 'by hand')")
    expected: dict[str, dict[str, object] | None] = {
        "srv01 Service/orders": {"start": ["manual", "automatic-delayed"], "state": ["stopped", "running"]},
        "srv01 EnvironmentVariable/ORDERS_SITE": {"ensure": ["absent", "present"], "value": [None, "north"]},
        "srv01 File/C:\\Apps\\orders\\shared\\orders.conf": None,
    }
    before = _snapshot(fleet.hosts["srv01"], tmp_path)
    planned = fleet.winstead("plan").results("would_change")
    assert not _snapshot(fleet.hosts["srv01"], tmp_path) ^ before
    assert planned.keys() == expected.keys()
    for key, changes in expected.items():
        assert changes is None or planned[key]["changes"].items() >= changes.items(), planned[key]
    assert set(planned["srv01 File/C:\\Apps\\orders\\shared\\orders.conf"]["changes"]) == {"content"}
    assert set(planned["srv01 Service/orders"]["changes"]) == {"start", "state"}
    assert fleet.winstead("provision", "--host", "srv01").results("changed").keys() == expected.keys()
    assert _get(fleet.ports["srv01"], "/health")
    assert fleet.winstead("plan", "--exit-code").code == 0


@pytest.mark.usefixtures("provisioned")
def test_a_changed_file_restarts_the_app_once(fleet: Fleet) -> None:
    """restart_on: the service restarts for its configuration file, and not again."""
    old = _status(fleet)["process_id"]
    fleet.shells["srv01"]("[IO.File]::AppendAllText('C:\\Apps\\orders\\shared\\orders.conf', '# by hand')")
    applied = fleet.winstead("provision", "--host", "srv01")
    restart = applied.results("changed")["srv01 Service/orders"]["changes"]
    assert restart == {"restart": [None, ["File/C:\\Apps\\orders\\shared\\orders.conf"]]}
    new = _status(fleet)["process_id"]
    assert new != old
    assert fleet.winstead("provision", "--host", "srv01").results("changed") == {}
    assert _status(fleet)["process_id"] == new


def _status(fleet: Fleet) -> dict[str, object]:
    return next(event for event in fleet.winstead("status", "--host", "srv01").events if event["event"] == "status")


@pytest.mark.usefixtures("provisioned")
def test_commands(fleet: Fleet) -> None:
    """restart, stop, start and status on a real host; wrong and missing names are wrong usage."""
    old = _status(fleet)
    assert (old["state"], old["release"], old["last_exit_code"]) == ("running", "1.4.2", None)
    restarted = fleet.winstead("restart", "--app", "orders", "--host", "srv01")
    assert restarted.code == 0, restarted.out
    result = restarted.results("changed")["srv01 Service/orders"]
    assert result["changes"]["process_id"][0] == old["process_id"] != result["changes"]["process_id"][1]
    assert result["seconds"] > 0
    assert _get(fleet.ports["srv01"], "/health")
    assert fleet.winstead("stop", "--app", "orders", "--host", "srv01").code == 0
    stopped = _status(fleet)
    assert (stopped["state"], stopped["process_id"], stopped["last_exit_code"]) == ("stopped", None, 0)
    assert fleet.winstead("start", "--app", "orders", "--host", "srv01").code == 0
    assert _status(fleet)["state"] == "running"
    for wrong in (
        ("--app", "order", "--host", "srv01"),
        ("--app", "orders", "--host", "srv1"),
        ("--host", "srv01"),
        ("--app", "orders"),
    ):
        assert fleet.winstead("restart", *wrong).code == 2, wrong


def test_rendered_script_by_hand(fleet: Fleet, tmp_path: Path) -> None:
    """The file that render writes, run by hand on a host that nothing connects to, makes the same state."""
    rendered = fleet.winstead("render", "--host", "srv01", "--out", tmp_path)
    assert rendered.code == 0, rendered
    port = _free_port()
    script = tmp_path / "srv01.ps1"
    script.write_bytes(script.read_bytes().replace(str(fleet.ports["srv01"]).encode(), str(port).encode()))
    answer = "postgres://orders:s3cr3t@db"
    with real_host(f"hand-{os.getpid()}") as host:
        planned = host.file_at_terminal(script, answer=answer)
        assert "Secret 'orders-db'" in planned
        assert re.search(r"would_change +Service/orders +ensure: absent -> present", planned)
        applied = host.file_at_terminal(script, "-Mode", "Apply", answer=answer)
        # A terminal may be given a line twice.
        changed = set(re.findall(r"\bchanged +(\w+/\S+)", applied))
        assert changed == set(re.findall(r"\bwould_change +(\w+/\S+)", planned))
        assert len(changed) > 5
        assert json.loads(_get(port, "/health")) == {"status": "ok", "database": True}
        again = host.file_at_terminal(script, "-Mode", "Apply", answer=answer)
        assert "0 changed" in again
        assert "s3cr3t" not in planned + applied + again


@pytest.mark.usefixtures("provisioned")
def test_source_that_changed_replaces_the_running_program(fleet: Fleet) -> None:
    """Another program under the same name is sent once, put in the place of the running one, and runs."""
    source = fleet.file.parent / "orders.exe"
    shutil.copy(programs.orders("1.5.0"), source)
    applied = fleet.winstead("provision", "--host", "srv01")
    assert applied.code == 0, applied
    assert "restart" in applied.results("changed")["srv01 Service/orders"]["changes"]
    assert "1.5.0" in _get(fleet.ports["srv01"], "/version")
    assert fleet.winstead("provision", "--host", "srv01").results("changed") == {}
    shutil.copy(programs.orders(), source)
    assert fleet.winstead("provision", "--host", "srv01").code == 0
    assert "1.4.2" in _get(fleet.ports["srv01"], "/version")
