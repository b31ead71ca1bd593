"""The WinRM endpoint in front of a real PowerShell."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from pypsrp.complex_objects import PSInvocationState
from pypsrp.exceptions import WSManFaultError
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.serializer import TaggedValue

from endpoints import Certificates, Serve, client, invoke, pool
from hosts import RealHost
from winstead.simulator.pwsh import PwshBackend

pytest_plugins = ("endpoint_fixtures",)


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children(recursive=True)}


@pytest.mark.real
class TestPowerShell:
    """All of it on one host, each test in a pool of its own."""

    @pytest.fixture
    def opened(self, serve: Serve, certificates: Certificates, real: RealHost) -> Iterator[RunspacePool]:
        before = children()
        with pool(serve(real.backend()), certificates) as opened:
            yield opened
        assert children() <= before

    def test_output_and_errors(self, opened: RunspacePool) -> None:
        shell = PowerShell(opened).add_script("param($x) $x + 1; Write-Error 'nope'; 'end'").add_parameters({"x": 41})
        assert shell.invoke() == [42, "end"]
        assert [str(error) for error in shell.streams.error] == ["nope"]
        failing = PowerShell(opened).add_script("throw 'thrown'")
        failing.invoke()
        assert failing.state == PSInvocationState.FAILED
        assert "thrown" in str(failing.streams.error[0])

    def test_pipelines_one_after_the_other(self, opened: RunspacePool) -> None:
        assert [invoke(opened, f"{number} * 2") for number in range(5)] == [[number * 2] for number in range(5)]

    def test_output_in_order(self, opened: RunspacePool) -> None:
        assert invoke(opened, "1..200") == list(range(1, 201))
        lines = invoke(opened, "1..50 | ForEach-Object { [string]$_ + 'x' * 100000 }")
        assert [(line.rstrip("x"), line.count("x")) for line in lines] == [(str(n), 100000) for n in range(1, 51)]

    def test_a_large_script(self, opened: RunspacePool) -> None:
        assert invoke(opened, "#" + "x" * 1_000_000 + "\n'ran'") == ["ran"]

    def test_a_secure_string(self, opened: RunspacePool) -> None:
        opened.exchange_keys()
        script = "param($Secret) $Secret.db.GetType().Name; [Net.NetworkCredential]::new('', $Secret.db).Password"
        secret = {"db": TaggedValue("SS", "pä'ss")}
        assert invoke(opened, script, {"Secret": secret}) == ["SecureString", "pä'ss"]

    def test_input(self, opened: RunspacePool) -> None:
        parts: Any = (bytes([number]) * 300_000 for number in range(3))
        assert invoke(opened, "begin { $n = 0 } process { $n += $_.Length } end { $n }", given=parts) == [900_000]

    @pytest.mark.parametrize("by", ["signal", "delete", "endpoint"])
    def test_stop_runs_finally(
        self, serve: Serve, certificates: Certificates, real: RealHost, tmp_path: Path, by: str
    ) -> None:
        before, endpoint = children(), serve(real.backend())
        mark = tmp_path / "ended"
        script = f"try {{ 'on'; Start-Sleep 1000 }} finally {{ [IO.File]::WriteAllText('{real.path(mark)}', 'x') }}"
        with client(endpoint, certificates) as wsman:
            opened = RunspacePool(wsman)
            opened.open()
            shell = PowerShell(opened).add_script(script)
            shell.begin_invoke()
            while not shell.output:
                shell.poll_invoke()
            assert children() > before
            {"signal": shell.stop, "delete": opened.close, "endpoint": endpoint.close}[by]()
            assert mark.read_text() == "x"
            if by == "signal":
                assert invoke(opened, "'lives'") == ["lives"]
                opened.close()
            assert children() <= before

    def test_a_crash_answers_who_waits(self, serve: Serve, certificates: Certificates, real: RealHost) -> None:
        with client(serve(real.backend()), certificates) as wsman:
            opened = RunspacePool(wsman)
            opened.open()
            began = time.monotonic()
            with pytest.raises(WSManFaultError, match="host process") as caught:
                PowerShell(opened).add_script("[Environment]::Exit(3)").invoke()
            assert caught.value.code == 1726
            assert time.monotonic() - began < 10
            opened.close()


@pytest.mark.parametrize(
    ("program", "problem"),
    [
        ([sys.executable, "-c", "import sys; sys.exit('no licence')"], "no licence"),
        ([sys.executable, "-c", "print('<x')"], "cannot be read"),
        (["no-such-program"], "cannot be started"),
    ],
)
def test_a_program_that_is_no_powershell(
    serve: Serve, certificates: Certificates, program: list[str], problem: str
) -> None:
    with client(serve(PwshBackend(program)), certificates) as wsman, pytest.raises(WSManFaultError, match=problem):
        RunspacePool(wsman).open()
