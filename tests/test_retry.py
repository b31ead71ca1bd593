"""What is tried again, how often, and after how long, on a real PowerShell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from engines import Engine
from winstead.literal import to_literal

pytest_plugins = ("engine_fixtures",)
pytestmark = pytest.mark.real

NO_RUN = "$Run = @{ Host = 'h'; Apply = $false; Format = 'Json'; Masked = @() }\n"


def _retried(engine: Engine, throw: str, times: int, arguments: str = "") -> dict[str, Any]:
    """What comes of an action that throws so often: its messages, how long it waited, and the last error."""
    found: dict[str, Any] = engine(
        f"""{NO_RUN}
$slept = [Collections.ArrayList]::new(); $thrown = [Collections.ArrayList]::new()
function Start-Sleep {{ param([int] $Milliseconds) $null = $slept.Add($Milliseconds) }}
$action = {{
    if ($thrown.Count -lt {times}) {{ try {{ {throw} }} catch {{ $null = $thrown.Add($_.Exception); throw }} }}
    'done'
}}
$lines = [Collections.ArrayList]::new()
$same = try {{
    Invoke-WithRetry -Subject 'Case/x' -Action $action {arguments} | ForEach-Object {{ $null = $lines.Add($_) }}
}} catch {{ [object]::ReferenceEquals($_.Exception, $thrown[$thrown.Count - 1]) }}
Remove-Item function:Start-Sleep
@{{ attempts = $thrown.Count; slept = @($slept); lines = @($lines); same = $same }}"""
    )
    return found


def test_a_retry_heals(engine: Engine) -> None:
    found = _retried(engine, "throw [TimeoutException] 'too slow'", 2)
    assert (found["attempts"], found["same"], found["lines"][-1]) == (2, None, "done")
    events = [json.loads(line) for line in found["lines"][:-1]]
    assert [event["level"] for event in events] == ["warning"] * 2
    assert [event["text"].split(", the next in ")[0] for event in events] == [
        f"Case/x: attempt {number} failed" for number in (1, 2)
    ]
    assert all(event["text"].endswith(" s: too slow") for event in events)


def test_waits_double_with_jitter_up_to_a_maximum(engine: Engine) -> None:
    runs = [_retried(engine, "throw [TimeoutException] 'x'", 9, "-MaxRetries 5 -MaxDelaySeconds 20") for _ in range(5)]
    assert {run["attempts"] for run in runs} == {6}
    for run in runs:
        for slept, wanted in zip(run["slept"], (2000, 4000, 8000, 16000, 20000), strict=True):
            assert 0.79 * wanted <= slept <= min(1.21 * wanted, 20000)
    assert len({tuple(run["slept"]) for run in runs}) > 1


def test_the_last_error_is_given_unchanged(engine: Engine) -> None:
    found = _retried(engine, "[IO.File]::Open('C:\\', 'Open'); throw [TimeoutException] 'x'", 9)
    assert (found["attempts"], found["slept"], found["same"]) == (1, [], True)
    found = _retried(engine, "throw [TimeoutException] 'x'", 9)
    assert (found["attempts"], len(found["slept"]), found["same"]) == (4, 3, True)


class _Status(BaseHTTPRequestHandler):
    """Answers with the status in the path."""

    def do_GET(self) -> None:
        self.send_response(int(self.path[1:]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Prints nothing."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    """Where a web server answers."""
    with HTTPServer(("127.0.0.1", 0), _Status) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


WIN32 = "throw [ComponentModel.Win32Exception]::new({})"
HELD = "$f = [IO.File]::Open('C:\\held.bin', 'OpenOrCreate', 'ReadWrite', 'None'); "
HEALING = {
    **{f"HTTP {code}": f"Invoke-WebRequest WEB/{code} -UseBasicParsing" for code in (408, 429, 500, 502, 503, 504)},
    **{f"error {code}": WIN32.format(code) for code in (32, 33, 121, 1055, 1072, 1460, 1722, 1723)},
    "a sharing violation": HELD + "try { [IO.File]::ReadAllText('C:\\held.bin') } finally { $f.Dispose() }",
    "a lock violation": "throw [IO.IOException]::new('x', 0x80070021)",
    "a closed port": "[Net.Sockets.TcpClient]::new('127.0.0.1', 9)",
    "a web server that is down": "Invoke-WebRequest http://127.0.0.1:9 -UseBasicParsing",
    "a time-out": "throw [TimeoutException]::new('x')",
    "what wraps a time-out": "throw [Exception]::new('x', [AggregateException]::new([TimeoutException]::new('x')))",
    "RPC's server unavailable": "throw [Runtime.InteropServices.COMException]::new('x', 0x800706BA)",
}
LASTING = {
    **{f"HTTP {code}": f"Invoke-WebRequest WEB/{code} -UseBasicParsing" for code in (400, 401, 403, 404, 410)},
    **{f"error {code}": WIN32.format(code) for code in (2, 3, 5, 87, 1053, 1058, 1060, 1326)},
    "a file that is not there": "[IO.File]::ReadAllText('C:\\no such file')",
    "a folder that is not there": "[IO.File]::ReadAllText('C:\\no\\such file')",
    "a bad argument": "[IO.File]::ReadAllText('')",
    "access denied": "throw [UnauthorizedAccessException]::new('x', [TimeoutException]::new('x'))",
    "no such host": "throw [Net.Sockets.SocketException]::new(11001)",
    "a text": "throw 'some text'",
    "a command that is none": "Get-NoSuchThing",
    "a full disk": "throw [IO.IOException]::new('x', 0x80070070)",
}


@pytest.mark.parametrize(("throws", "wanted"), [(HEALING, True), (LASTING, False)], ids=["healing", "lasting"])
def test_what_may_heal(engine: Engine, web: str, throws: dict[str, str], wanted: bool) -> None:
    cases = "\n".join(f"{to_literal(name)} = {{ {text} }}" for name, text in throws.items()).replace("WEB", web)
    found = engine(
        f"""$cases = @{{
{cases}
}}
$found = @{{}}
foreach ($name in $cases.Keys) {{
    $found[$name] = try {{ $null = & $cases[$name]; 'no error' }} catch {{ Test-TransientError $_.Exception }}
}}
$found"""
    )
    assert {name: answer for name, answer in found.items() if answer is not wanted} == {}
    assert len(found) == len(throws)
