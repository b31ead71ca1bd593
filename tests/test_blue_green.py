"""An app that changes its releases beside each other, on a real host, while a load tool asks it all the time."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import programs
from answering import free_port
from cli import Done, winstead
from hosts import PASSWORD, USER, RealHost, inventory, real_host
from test_deploy import BAD

pytestmark = [pytest.mark.real, pytest.mark.builds]
INVENTORY = """
connection: {{user: {user}, password: {{secret: h}}, scheme: http, auth: ntlm, address: 127.0.0.1,
  connect_timeout: 60s}}
hosts:
  one: {{apps: [orders], connection: {{port: {port}}}}}
apps:
  orders:
    version: 1.0.0
    source: {{path: 'orders-{{{{ version }}}}.exe'}}
    directory: 'C:\\Apps\\orders'
    executable: orders.exe
    arguments: [--port, '{{{{ slot.port }}}}']
    environment: {{ORDERS_CONFIG: '{{{{ directory }}}}\\shared\\{{{{ slot.name }}}}.conf', LEVEL: '{level}'}}
    service: {{stop_timeout: 20s, start: automatic}}
    files:
      - {{name: blue.conf, content: "log_file=data\\\\blue.log\\n"}}
      - {{name: green.conf, content: "log_file=data\\\\green.log\\n"}}
    data: [data]
    logs: {{files: ['data\\{{{{ slot.name }}}}.log']}}
    health: {{url: 'http://127.0.0.1:{{{{ slot.port }}}}/health', within: 15s, timeout: 2s, interval: 200ms}}
    deploy: {{strategy: blue_green, ports: [{slots[0]}, {slots[1]}], {leads}, drain: {drain}}}
"""
# A load balancer, and what tells it by its runtime API where to send requests from now on.
HAPROXY = """
global
    stats socket ipv4@127.0.0.1:{admin} level admin
defaults
    mode http
    timeout connect 5s
    timeout client 30s
    timeout server 30s
frontend orders
    bind 127.0.0.1:{public}
    default_backend orders
backend orders
    server live 127.0.0.1:{port}
"""
SWITCH = (
    '$client = [Net.Sockets.TcpClient]::new("127.0.0.1", {admin}); $stream = $client.GetStream();'
    ' $bytes = [Text.Encoding]::ASCII.GetBytes("set server orders/live addr 127.0.0.1 port $env:WINSTEAD_PORT`n");'
    " $stream.Write($bytes, 0, $bytes.Length); $said = [IO.StreamReader]::new($stream).ReadToEnd();"
    ' if ($said -notmatch "no need to change|changed from") {{ throw $said }}'
)
# A new connection for each request, one after the other: winhost's port proxy may miss one of two that come at once.
NEW = ("-disable-keepalive", "-c", "1")


@dataclass
class Site:
    """A real host, the port that its app is reached by, and the inventory that reaches the host."""

    host: RealHost
    endpoint: int
    folder: Path
    public: int
    slots: tuple[int, int]
    leads: str
    level: str = "one"
    drain: str = "1s"

    def winstead(self, task: str, *arguments: str, text: str = INVENTORY) -> Done:
        """Runs a task for the app on the host."""
        values = {"user": USER, "port": self.endpoint} | {
            key: getattr(self, key) for key in ("slots", "leads", "level", "drain")
        }
        file = inventory(self.folder, text.format(**values))
        shared = ("--inventory", file, "--app", "orders", "--host", "*", "--output", "json")
        return winstead(task, *shared, *arguments, WINSTEAD_SECRET_H=PASSWORD)

    @property
    def url(self) -> str:
        """Where it tells its version."""
        return f"http://127.0.0.1:{self.public}/version"

    def version(self) -> str | None:
        """The version that answers at the public port; None where nothing does."""
        try:
            with urllib.request.urlopen(self.url, timeout=5) as answer:
                return str(json.load(answer)["version"])
        except (urllib.error.URLError, OSError):
            return None

    def live(self) -> str:
        """The slot that is live."""
        record = json.loads((self.host.drive / "Apps/orders/releases.json").read_text(encoding="ascii"))
        return str(record["live"])


@contextlib.contextmanager
def under_load(site: Site, *flags: str) -> Iterator[None]:
    """Asks at the public port 100 times a second; fails where a single request did."""
    command = ["hey", "-z", "10m", "-q", "100", *(flags or NEW), site.url]
    load = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield
    finally:
        load.send_signal(signal.SIGINT)
        shown = load.communicate(timeout=60)[0]
    answers = {int(status): int(count) for status, count in re.findall(r"\[(\d+)\]\s+(\d+) responses", shown)}
    assert answers.keys() == {200}, shown
    assert answers[200] > 100
    assert "Error distribution" not in shown, shown


@contextlib.contextmanager
def balancer(settings: Path, admin: int) -> Iterator[None]:
    """A load balancer that works as long as its context lasts."""
    process = subprocess.Popen(["haproxy", "-db", "-f", settings], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", admin), timeout=1):
                break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RealHost, int, Path]]:
    """A host with its endpoint, and the app's releases."""
    if not shutil.which("hey"):
        pytest.skip("needs hey, the load tool")
    folder = tmp_path_factory.mktemp("slots")
    for version in ("1.0.0", "2.0.0", "3.0.0", "7.0.0"):
        shutil.copy(programs.orders(version, BAD.get(version)), folder / f"orders-{version}.exe")
    shutil.copy(folder / "orders-7.0.0.exe", folder / "orders-7.0.0-again.exe")
    with real_host(f"bg-{os.getpid()}") as host, host.endpoint() as endpoint:
        yield host, endpoint.port, folder


@pytest.fixture(scope="module")
def site(host: tuple[RealHost, int, Path]) -> Iterator[Site]:
    """The app in its first release, reached through Windows' port proxy."""
    public = free_port()
    site = Site(*host, public, (free_port(), free_port()), f"listen: {public}")
    first = site.winstead("deploy")
    assert first.code == 0, first.out
    yield site
    gone = site.winstead("uninstall")
    assert gone.code == 0, gone.out


@pytest.mark.parametrize("flags", [NEW, ("-c", "1")], ids=["a connection each", "a connection that lasts"])
def test_no_request_fails(site: Site, flags: tuple[str, ...]) -> None:
    """From one release to the next, and back by one command."""
    before = site.live()
    with under_load(site, *flags):
        done = site.winstead("deploy", "--version", "2.0.0", "--force")
        assert (done.code, site.version()) == (0, "2.0.0"), done.out
        assert site.live() != before
        back = site.winstead("rollback")
        assert (back.code, site.version()) == (0, "1.0.0"), back.out
    assert site.live() == before
    assert any("and was never away" in event.get("text", "") for event in done.events)
    assert site.winstead("plan", "--exit-code").code == 0


def test_a_bad_release_never_gets_a_request(site: Site) -> None:
    """One that answers 500 is not switched to; what the report says, and who runs then."""
    with under_load(site):
        done = site.winstead("deploy", "--version", "3.0.0")
        assert (done.code, site.version()) == (1, "1.0.0")
    (error,) = (event["error"]["message"] for event in done.results("failed").values())
    assert "HTTP 500" in error
    assert "one Rollback/orders" in done.results("changed")
    assert "version 3.0.0 was taken back" in site.winstead("deploy", "--version", "3.0.0").out


@pytest.mark.parametrize("task", ["deploy", "provision"])
def test_what_gets_ill_after_the_switch(site: Site, task: str) -> None:
    """While the old release drains it is looked at still: the old one is live again, and no request has failed."""
    before = site.live()
    site.drain = "20s"
    with under_load(site):
        if task == "deploy":
            done = site.winstead("deploy", "--version", "7.0.0", "--force")
        else:
            done = site.winstead("provision", text=INVENTORY.replace("version: 1.0.0", "version: 7.0.0-again", 1))
        assert (done.code, site.version(), site.live()) == (1, "1.0.0", before), done.out
    site.drain = "1s"
    (error,) = (event["error"]["message"] for event in done.results("failed").values())
    assert re.match(r"not healthy any more \d+ s after the switch: HTTP 503", error), error
    assert site.winstead("provision").code == 0
    assert site.winstead("plan", "--exit-code").code == 0


def test_restarted_without_a_pause(site: Site) -> None:
    """By restart, and by a setting that changes: the release moves to the other slot."""
    before = site.live()
    with under_load(site):
        assert site.winstead("restart").code == 0
        assert site.live() != before
        site.level = "two"
        changed = site.winstead("provision")
        assert changed.code == 0, changed.out
    assert site.live() == before
    assert site.winstead("plan", "--exit-code").code == 0


def test_what_was_done_by_hand_is_put_right(site: Site) -> None:
    """The live slot's service stopped, the other one's started, the port led elsewhere, and what starts at boot."""
    live = site.live()
    other = "green" if live == "blue" else "blue"
    site.host.powershell(
        f"Stop-Service orders-{live}; Start-Service orders-{other}; Set-Service orders-{other} -StartupType Automatic;"
        f"netsh interface portproxy set v4tov4 listenport={site.public} connectaddress=127.0.0.1 connectport=9"
    )
    planned = site.winstead("plan")
    changes = planned.results("would_change")["one LiveSlot/C:\\Apps\\orders"]["changes"]
    assert changes == {"state": ["stopped", "running"], "spare": ["running", "stopped"], "forwards": [False, True]}
    assert site.winstead("provision").code == 0
    assert (site.version(), site.live()) == ("1.0.0", live)
    modes = site.host.powershell(
        f"(Get-Service orders-{live}, orders-{other} | ForEach-Object {{ $_.StartType, $_.Status }}) -join ' '"
    )
    assert modes.split() == ["Automatic", "Running", "Manual", "Stopped"]
    states = {event["slot"]: event["state"] for event in site.winstead("status").events if event["event"] == "status"}
    assert states == {f"{live}, live": "running", other: "stopped"}


def test_switched_by_a_command(host: tuple[RealHost, int, Path], tmp_path: Path) -> None:
    """A load balancer is told by a hook, and no request fails; nor where it refuses, and the old release stays."""
    if not shutil.which("haproxy"):
        pytest.skip("needs haproxy, the load balancer")
    public, admin = free_port(), free_port()
    slots = (free_port(), free_port())
    settings = tmp_path / "haproxy.cfg"
    settings.write_text(HAPROXY.format(public=public, admin=admin, port=slots[0]), encoding="ascii")
    with balancer(settings, admin):
        tell = SWITCH.format(admin=admin)
        site = Site(*host, public, slots, f"switch: {{powershell: '{tell}', timeout: 30s}}")
        assert site.winstead("uninstall").code == 0  # what other tests left
        assert site.winstead("deploy").code == 0
        with under_load(site):
            assert site.winstead("deploy", "--version", "2.0.0").code == 0
            assert site.version() == "2.0.0"
            assert site.winstead("rollback").code == 0
            assert site.version() == "1.0.0"
            site.leads = f"smoke: {{command: [cmd, /c, exit 7]}}, {site.leads}"
            refused = site.winstead("deploy", "--version", "2.0.0", "--force")
            assert (refused.code, site.version()) == (1, "1.0.0")
            assert "the hook smoke failed: exit code 7" in refused.out
        assert site.winstead("uninstall").code == 0


def test_from_one_service_to_slots_and_back(host: tuple[RealHost, int, Path]) -> None:
    """Changing the strategy leaves no service, no junction and no forwarded port behind."""
    public = free_port()
    site = Site(*host, public, (free_port(), free_port()), f"listen: {public}")
    slotted = INVENTORY
    plain = slotted.replace("{{{{ slot.port }}}}", str(public)).replace("{{{{ slot.name }}}}", "blue")
    plain = re.sub(r"deploy: .*", "deploy: {{}}", plain)
    names = "(Get-Service orders* | ForEach-Object Name) -join ' '"
    services = []
    assert site.winstead("uninstall").code == 0  # what other tests left
    for text in (plain, slotted, plain):
        site.slots, site.leads = (free_port(), free_port()), f"listen: {public}"
        done = site.winstead("provision", text=text)
        assert done.code == 0, done.out
        assert site.version() == "1.0.0"
        services.append(site.host.powershell(names).split())
    assert services == [["orders"], ["orders-blue", "orders-green"], ["orders"]]
    folder = sorted(one.name for one in (site.host.drive / "Apps/orders").iterdir())
    assert folder == ["current", "releases", "releases.json", "shared"]
    assert str(public) not in site.host.powershell("netsh interface portproxy show all")
    assert site.winstead("uninstall", text=plain).code == 0
