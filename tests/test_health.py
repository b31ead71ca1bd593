"""Health checks: every way to see that something is healthy, on a real host; and waiting for it."""

from __future__ import annotations

import json
import re
import shutil
import ssl
from collections.abc import Iterator
from typing import Any

import pytest
import trustme

import programs
from answering import Website, free_port, website
from hosts import PASSWORD, RealHost, Shell, connection_to
from winstead.events import Event
from winstead.literal import to_literal
from winstead.render import function_texts, render, resource_call
from winstead.resources.healthcheck import HealthCheck
from winstead.simulator.endpoint import Endpoint
from winstead.simulator.engine import Run
from winstead.simulator.model import Model
from winstead.transports.base import OpenHost, Setting
from winstead.transports.winrm import WinRM

WORKER = "C:\\health\\worker.exe"
BROKEN = '{"status": "broken"}'


@pytest.fixture(scope="module")
def site() -> Iterator[Website]:
    """A web server with good and bad answers."""
    with website() as server:
        deep = {"status": "up", "checks": [{"ok": True}, {"ok": False}], "count": 3, "none": None}
        server.answers = {
            "/up": [(200, json.dumps(deep))],
            "/broken": [(500, BROKEN)],
            "/long": [(503, "x\n" * 500)],
            "/moved": [(302, "")],
            "/elsewhere": [(500, "")],
            "/teapot": [(418, "short and stout, f\u00fcr dich")],
            "/slow": [(200, "begun and never ended ...")],
        }
        yield server


@pytest.fixture(scope="module")
def secure() -> Iterator[Website]:
    """A web server whose certificate no host trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with website(context) as server:
        server.answers = {"/up": [(200, "up")]}
        yield server


@pytest.fixture(scope="module")
def worker(real: RealHost) -> str:
    """The test program, on the real host."""
    place = real.drive / "health" / "worker.exe"
    place.parent.mkdir(exist_ok=True)
    shutil.copy(programs.worker(), place)
    return WORKER


def _check(**values: Any) -> HealthCheck:
    return HealthCheck.model_validate({"name": "case", "timeout": "20s"} | values)


def _answers(shell: Shell, checks: list[HealthCheck], before: str = "", after: str = "") -> list[str]:
    """What Test-Health says of each on the real host; an empty text where it is healthy."""
    literal = to_literal([one.properties() for one in checks])
    answers: list[str] = shell(f"""
    {function_texts("Test-Health")}
    Set-StrictMode -Version 3; $ErrorActionPreference = 'Stop'
    {before}
    try {{ @(foreach ($one in {literal}) {{ "$(Test-Health $one)" }}) }} finally {{ {after} }}""")
    return answers


def _all_match(answers: list[str], expected: list[str]) -> None:
    for answer, pattern in zip(answers, expected, strict=True):
        assert re.fullmatch(pattern, answer), f"{answer!r} is not {pattern!r}"


@pytest.mark.real
def test_http(shell: Shell, site: Website) -> None:
    """Status, text and JSON value decide; what was answered is told, in 200 characters at most."""
    url = site.url
    cases: list[tuple[dict[str, Any], str]] = [
        ({"url": url("/up")}, ""),
        ({"url": url("/broken")}, re.escape(f"HTTP 500: {BROKEN}")),
        ({"url": url("/broken"), "status": 500, "text": "broken"}, ""),
        ({"url": url("/long")}, r"HTTP 503:( x)+ ?\.\.\."),
        ({"url": url("/moved")}, ""),
        ({"url": url("/moved"), "status": [200, 204]}, "HTTP 302:"),
        ({"url": url("/teapot"), "status": 418, "text": "f\u00fcr"}, ""),
        ({"url": url("/teapot"), "status": 418, "text": "Short"}, "HTTP 418 without the text 'Short': short and .*"),
        (
            {"url": url("/teapot"), "status": 418, "json": {"path": "a", "equals": 1}},
            "HTTP 418 that is no JSON: short and .*",
        ),
        ({"url": url("/up"), "json": {"path": "status", "equals": "up"}}, ""),
        (
            {"url": url("/up"), "json": {"path": "status", "equals": "Up"}},
            'HTTP 200 with status = "up" instead of "Up".*',
        ),
        ({"url": url("/up"), "json": {"path": "count", "equals": 3}}, ""),
        ({"url": url("/up"), "json": {"path": "checks.0.ok", "equals": True}}, ""),
        ({"url": url("/up"), "json": {"path": "checks.1.ok", "equals": True}}, ".*= false instead of true.*"),
        ({"url": url("/up"), "json": {"path": "checks.2.ok", "equals": True}}, ".*= null instead of true.*"),
        ({"url": url("/up"), "json": {"path": "none.at.all", "equals": "up"}}, ".*= null instead of .*"),
        ({"url": url("/slow"), "timeout": "1s"}, "no answer within 1 s"),
        ({"url": f"http://127.0.0.1:{free_port()}/"}, ".*refused.*"),
        ({"url": "http://nowhere.invalid/"}, ".+"),
    ]
    answers = _answers(shell, [_check(**values) for values, _ in cases])
    _all_match(answers, [pattern for _, pattern in cases])
    assert max(map(len, answers)) == 200


@pytest.mark.real
def test_https(shell: Shell, secure: Website) -> None:
    """A certificate that nobody vouches for is an answer, unless verify is off."""
    url = secure.url("/up", "https")
    answers = _answers(shell, [_check(url=url), _check(url=url, verify=False), _check(url=url)])
    _all_match(answers, [".*certificate.*", "", ".*certificate.*"])


@pytest.mark.real
def test_tcp(shell: Shell, site: Website) -> None:
    """A port that something listens on, by its host's address or name; and one that nothing does."""
    port = site.server_address[1]
    answers = _answers(shell, [_check(tcp=one) for one in (port, f"localhost:{port}", free_port(), "[::1]:9")])
    _all_match(answers, ["", "", ".*refused.*", ".+"])


@pytest.mark.real
def test_process_command_and_file(real: RealHost, shell: Shell, worker: str) -> None:
    """Processes by name and path; a command's exit code, last line and time limit; a file's age."""
    (real.drive / "health" / "fresh.txt").write_text("now")
    cases: list[tuple[dict[str, Any], str]] = [
        ({"process": "worker"}, ""),
        ({"process": "WORKER.EXE"}, ""),
        ({"process": "c:/health/worker.exe"}, ""),
        ({"process": "C:\\elsewhere\\worker.exe"}, r"no process C:\\elsewhere\\worker.exe runs"),
        ({"process": "work"}, "no process work runs"),
        ({"command": [worker, "-lines", "2"]}, ""),
        ({"command": [worker, "-lines", "2", "-exit", "7"]}, "exit code 7: line 2"),
        ({"command": [worker, "-exit", "3", "--", 'a "b" c', ""]}, r'exit code 3: begun \d+ in .*: a "b" c\|'),
        ({"command": [worker, "-child", "-every", "1h"], "timeout": "3s"}, "no end within 3 s"),
        ({"command": ["C:\\health\\missing.exe"]}, ".*missing.exe.*"),
        ({"file": {"path": "C:\\health\\fresh.txt", "newer_than": "1h"}}, ""),
        ({"file": {"path": "C:\\health", "newer_than": "1h"}}, ""),
        (
            {"file": {"path": "C:\\health\\old.txt", "newer_than": "5m"}},
            r"C:\\health\\old.txt was written \d{4,} s ago",
        ),
        ({"file": {"path": "C:\\health\\none.txt", "newer_than": "5m"}}, r"there is no file C:\\health\\none.txt"),
    ]
    before = f"""
    [IO.File]::WriteAllText('C:\\health\\old.txt', '')
    [IO.File]::SetLastWriteTimeUtc('C:\\health\\old.txt', [DateTime]::UtcNow.AddHours(-2))
    $start = [Diagnostics.ProcessStartInfo]::new({to_literal(worker)}, '-every 1h')
    $start.UseShellExecute = $true
    $process = [Diagnostics.Process]::Start($start)"""
    answers = _answers(
        shell, [_check(**values) for values, _ in cases], before, "$process.Kill(); $process.WaitForExit()"
    )
    _all_match(answers, [pattern for _, pattern in cases])
    assert _answers(shell, [_check(process="worker")] * 2) == ["no process worker runs"] * 2


def _event(opened: OpenHost, check: HealthCheck, mode: str) -> Event:
    return next(iter(list(opened.run(render("case", [resource_call(check)]), Setting(mode, {}, by="tests")))))


@pytest.fixture
def opened(served: Endpoint) -> Iterator[OpenHost]:
    """The real host over WinRM."""
    with WinRM().open(connection_to(served), PASSWORD) as host:
        yield host


@pytest.mark.real
def test_waits_until_healthy(opened: OpenHost, site: Website) -> None:
    """A plan looks once; provision tries until it is healthy; and fails with the last answer if it does not come."""
    check = _check(url=site.url("/coming"), interval="10ms", within="50s")
    site.answers["/coming"] = [(500, BROKEN), (500, BROKEN), (503, "starting"), (200, "up")]
    shown = {"healthy": [f"HTTP 500: {BROKEN}", True]}
    plan = _event(opened, check, "Plan")
    assert (plan["status"], plan["changes"]) == ("would_change", shown)
    assert len(site.answers["/coming"]) == 3
    apply = _event(opened, check, "Apply")
    assert (apply["status"], apply["changes"], apply["attempts"]) == ("changed", shown, 1)
    assert _event(opened, check, "Apply")["status"] == "ok"
    site.answers["/coming"] = [(500, BROKEN), (503, "starting")]
    failed = _event(opened, check.model_copy(update={"within": 0.3}), "Apply")
    assert failed["error"] == {
        "message": "not healthy after 0.3 s: HTTP 503: starting",
        "type": "InvalidOperationException",
        "transient": False,
    }


def test_simulated() -> None:
    """All is healthy on a simulated host but services that do not run, and what the host is told."""
    model = Model("h")
    names = {"W32Time": "service W32Time is stopped", "WinRM": True, "none": "there is no service none"}
    model.unhealthy = {"told": "HTTP 500"}
    checks = [_check(service=name, name=name) for name in names] + [
        _check(tcp=1, name="free"),
        _check(tcp=1, name="told"),
    ]
    found = [_simulated(model, check, apply=False)["changes"].get("healthy", [True])[0] for check in checks]
    assert found == [*names.values(), True, "HTTP 500"]
    failed = _simulated(model, checks[-1], apply=True)
    assert failed["error"]["message"] == "not healthy after 60 s: HTTP 500"


def _simulated(model: Model, check: HealthCheck, apply: bool) -> Event:
    return next(iter(Run(model, "h", apply, {}).resource("HealthCheck", check.name, check.properties())))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"tcp": 8080}, {"tcp": "127.0.0.1:8080"}),
        ({"url": "http://x/"}, {"url": "http://x/"}),
        (
            {"url": "https://x/", "verify": False, "status": 204},
            {"url": "https://x/", "verify": False, "status": (204,)},
        ),
        ({"file": {"path": "C:/x", "newer_than": "5m"}}, {"file": {"path": "C:\\x", "newer_than": 300}}),
        ({"process": "c:/a/b.exe"}, {"process": "c:\\a\\b.exe"}),
        ({"command": ["x.exe", 80]}, {"command": ("x.exe", "80")}),
    ],
)
def test_properties(given: dict[str, Any], kept: dict[str, Any]) -> None:
    """What PowerShell gets: no more than what is asked for, and that it is to be healthy."""
    always = {"timeout": 5.0, "within": 60.0, "interval": 1.0, "healthy": True}
    assert HealthCheck.model_validate({"name": "x"} | given).properties() == kept | always
