"""The test programs are built as they should be, and are what they say on a real host."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import programs

WINHOST = os.environ.get("WINSTEAD_WINHOST", "")
FOLDER = r"C:\Test Programs"
GCC = "x86_64-w64-mingw32-gcc"
real_host = pytest.mark.skipif(not WINHOST, reason="WINSTEAD_WINHOST is not set: no real host")


class Status(NamedTuple):
    """A service as `sc.exe query` shows it."""

    state: str
    exit_code: int
    specific_code: int


class Host:
    """A Windows host that the program WINSTEAD_WINHOST made, with the test programs in FOLDER."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.folder = Path(self._winhost("path", name).stdout.strip()) / "Test Programs"

    def _winhost(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [WINHOST, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._winhost("run", self.name, *arguments)

    def sc(self, *arguments: str) -> str:
        done = self.run("sc.exe", *arguments)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def status(self, service: str) -> Status:
        text = self.sc("query", service)
        found = re.search(r"STATE +: \d+ +(\w+).*WIN32_EXIT_CODE +: (\d+).*SERVICE_EXIT_CODE +: (\d+)", text, re.DOTALL)
        assert found, text
        return Status(found[1], int(found[2]), int(found[3]))

    def wait(self, service: str, state: str) -> Status:
        """Ask until the service is in `state`; asking takes a tenth of a second by itself."""
        deadline = time.monotonic() + 20
        while (status := self.status(service)).state != state:
            assert time.monotonic() < deadline, f"{service} is not {state}: {status}"
        return status

    def add(self, service: str, command: str, environment: dict[str, str]) -> None:
        """Register `command`, a program in FOLDER and its arguments, with the variables of its own."""
        program, _, arguments = command.partition(" ")
        self.sc("create", service, "binPath=", rf'"{FOLDER}\{program}" {arguments}')
        if environment:
            data = r"\0".join(f"{name}={value}" for name, value in environment.items())
            key = rf"HKLM\SYSTEM\CurrentControlSet\Services\{service}"
            done = self.run("reg", "add", key, "/v", "Environment", "/t", "REG_MULTI_SZ", "/d", data, "/f")
            assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    name = f"go{uuid.uuid4().hex[:8]}"
    for command in ("create", "boot"):
        subprocess.run([WINHOST, command, name], stdin=subprocess.DEVNULL, check=True, timeout=120)
    try:
        made = Host(name)
        made.folder.mkdir()
        for program in (programs.orders(), programs.service(), programs.console()):
            shutil.copy(program, made.folder)
        yield made
    finally:
        subprocess.run([WINHOST, "destroy", name], stdin=subprocess.DEVNULL, check=True, timeout=60)


def free_port() -> int:
    with socket.create_server(("", 0)) as server:
        return int(server.getsockname()[1])


def get(port: int, path: str) -> Any:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return json.load(answer)


@pytest.mark.builds
def test_callers_at_once_build_a_program_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiler = tmp_path / "bin" / GCC
    compiler.parent.mkdir()
    compiler.write_text(f'#!/bin/sh\necho run >>"{tmp_path}/runs"\nexec "{shutil.which(GCC)}" "$@"\n')
    compiler.chmod(0o755)
    monkeypatch.setenv("PATH", f"{compiler.parent}:{os.environ['PATH']}")
    monkeypatch.setattr(programs, "CACHE", tmp_path / "cache")
    with ThreadPoolExecutor(6) as pool:
        made = {future.result() for future in [pool.submit(programs.console) for _ in range(6)]}
    assert len(made) == 1
    assert made.pop().read_bytes().startswith(b"MZ")
    assert (tmp_path / "runs").read_text() == "run\n"


@pytest.mark.parametrize(
    ("build", "package"), [(programs.orders, "golang-go"), (programs.service, "gcc-mingw-w64-x86-64-win32")]
)
def test_a_missing_compiler_is_named_with_its_package(
    build: Callable[[], Path], package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "CACHE", tmp_path / "cache")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(programs.BuildError, match=f"apt-get install {package}$"):
        build()


@pytest.mark.builds
def test_a_source_that_does_not_compile_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "service.c").write_text("int wmain(void) { return nothing; }\n")
    monkeypatch.setattr(programs, "SOURCES", tmp_path)
    monkeypatch.setattr(programs, "CACHE", tmp_path / "cache")
    with pytest.raises(programs.BuildError, match=r"service\.exe: .* ended with 1:(.|\n)*nothing.* undeclared"):
        programs.service()
    assert not list((tmp_path / "cache").rglob("*.exe"))


@pytest.mark.builds
def test_the_readme_builds_the_same_orders(tmp_path: Path) -> None:
    line = re.search(r"^    (GOOS=windows .*)$", (programs.ORDERS / "README.md").read_text(), re.MULTILINE)
    assert line
    copy = shutil.copytree(programs.ORDERS, tmp_path / "orders")
    subprocess.run(line[1], shell=True, cwd=copy, check=True, timeout=300)
    assert (copy / "orders.exe").read_bytes() == programs.orders().read_bytes()


@pytest.mark.builds
def test_only_the_services_name_the_dispatcher() -> None:
    """A plan tells by this string which program would fail to start with error 1053."""
    name = b"StartServiceCtrlDispatcherW"
    assert name in programs.orders().read_bytes()
    assert name in programs.service().read_bytes()
    assert name not in programs.console().read_bytes()


@pytest.mark.real
@real_host
def test_orders_serves_and_drains(host: Host) -> None:
    port = free_port()
    (host.folder / "orders.conf").write_bytes(b"\xef\xbb\xbf# a comment\r\nlog_file = orders.log\r\n")
    secret = "postgres://orders:hunter2@db/orders"
    config = rf"{FOLDER}\orders.conf"
    environment = {"LOG_LEVEL": "debug", "DATABASE_URL": secret, "ORDERS_CONFIG": config}
    host.add("orders", f"orders.exe --port {port}", environment)
    host.sc("start", "orders")
    host.wait("orders", "RUNNING")
    assert get(port, "/health") == {"status": "ok", "database": True}
    assert get(port, "/version") == {"version": "1.4.2"}
    assert [order["item"] for order in get(port, "/orders")] == ["tea", "biscuits"]

    body = b'{"item": "milk", "quantity": 1}'
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        head = f"POST /orders HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: {len(body)}\r\n\r\n"
        client.sendall(head.encode())
        assert client.recv(4096).startswith(b"HTTP/1.1 100 "), "the request is not under way"
        host.sc("stop", "orders")
        assert host.status("orders").state == "STOP_PENDING"
        client.sendall(body)
        assert client.recv(4096).startswith(b"HTTP/1.1 201 "), "the request under way was not answered"
    assert host.wait("orders", "STOPPED") == Status("STOPPED", 0, 0)

    log = (host.folder / "orders.log").read_text()
    assert "log level debug, database configured: true" in log
    assert log.splitlines()[-1].endswith("info    stopped")
    assert "hunter2" not in log


@pytest.mark.real
@real_host
def test_orders_says_that_its_port_is_in_use(host: Host) -> None:
    (host.folder / "busy.conf").write_text("log_file = busy.log\n")
    with socket.create_server(("", 0)) as server:
        port = server.getsockname()[1]
        host.add("busy", f"orders.exe --port {port}", {"ORDERS_CONFIG": rf"{FOLDER}\busy.conf"})
        host.sc("start", "busy")
        assert host.wait("busy", "STOPPED") == Status("STOPPED", 1066, 3)
    assert f"error   port {port} cannot be bound" in (host.folder / "busy.log").read_text()


@pytest.mark.real
@real_host
def test_orders_refuses_an_unknown_setting(host: Host) -> None:
    (host.folder / "wrong.conf").write_text("log_level = info\ncolour = blue\n")
    config = rf"{FOLDER}\wrong.conf"
    done = host.run("cmd", "/c", f"set ORDERS_CONFIG={config}&& cd /d {FOLDER}&& orders.exe")
    assert done.returncode == 2
    assert rf'{config}:2: unknown key "colour": known are log_file and log_level' in done.stdout


@pytest.mark.real
@real_host
def test_service_shows_what_it_was_started_with(host: Host) -> None:
    host.add("shown", rf'service.exe --out "{FOLDER}\shown.txt" x\y "a b"', {"TEST_VALUE": "größe 5"})
    host.sc("start", "shown")
    host.wait("shown", "RUNNING")
    command = rf'"{FOLDER}\service.exe" --out "{FOLDER}\shown.txt" x\y "a b"'
    assert (host.folder / "shown.txt").read_text("utf-8") == f"{command}\nTEST_VALUE=größe 5\n"
    host.sc("stop", "shown")
    assert host.wait("shown", "STOPPED") == Status("STOPPED", 0, 0)


@pytest.mark.real
@real_host
def test_service_fails_to_start(host: Host) -> None:
    host.add("failing", rf'service.exe --fail-start --out "{FOLDER}\failing.txt"', {})
    host.sc("start", "failing")
    assert host.wait("failing", "STOPPED") == Status("STOPPED", 1066, 7)
    assert "TEST_VALUE" not in (host.folder / "failing.txt").read_text()


@pytest.mark.real
@real_host
def test_service_takes_long_to_stop(host: Host) -> None:
    host.add("slow", "service.exe --ignore-stop 2", {})
    host.sc("start", "slow")
    host.wait("slow", "RUNNING")
    asked = time.monotonic()
    host.sc("stop", "slow")
    assert host.status("slow").state == "STOP_PENDING"
    assert host.wait("slow", "STOPPED") == Status("STOPPED", 0, 0)
    assert time.monotonic() - asked >= 2


@pytest.mark.real
@real_host
def test_console_shows_its_arguments(host: Host) -> None:
    arguments = ["a b", "*", 'x"y', "tail\\", 'tail "\\\\', "", "é€😀", "%PATH%", "$x;'"]
    done = host.run(rf"{FOLDER}\console.exe", *arguments)
    assert done.stdout.split("\n") == [*arguments, ""]
    assert done.returncode == 0


@pytest.mark.real
@real_host
def test_console_ends_with_the_code_it_is_told(host: Host) -> None:
    assert host.run("cmd", "/c", f"set EXIT_CODE=5&& cd /d {FOLDER}&& console.exe").returncode == 5
