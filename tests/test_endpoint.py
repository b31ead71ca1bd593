"""The WinRM endpoint in front of a function, with pypsrp as its client."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypsrp.complex_objects import PSInvocationState
from pypsrp.powershell import PowerShell, RunspacePool
from pypsrp.serializer import TaggedValue

from endpoints import Certificates, Serve, client, invoke, pool
from winstead.simulator.psrp import SecretText

pytest_plugins = ("endpoint_fixtures",)


def test_tells_its_version_and_its_envelope(serve: Serve, certificates: Certificates) -> None:
    endpoint = serve(max_envelope_kb=150)
    with pool(endpoint, certificates) as opened:
        assert opened.application_private_data is not None
        table = opened.application_private_data.data["PSVersionTable"]
        assert table["PSVersion"] == "7.4.6"
        opened.connection.update_max_payload_size()
        assert opened.connection.max_envelope_size == 150 * 1024
        assert opened.is_alive()


def test_runs_pipelines_one_after_the_other_and_at_once(serve: Serve, certificates: Certificates) -> None:
    meet = threading.Barrier(2, timeout=10)

    def run(script: str, parameters: dict[str, object]) -> Iterator[str]:
        if script == "meet":
            meet.wait()
        yield script

    with pool(serve(run), certificates) as opened:
        assert [invoke(opened, str(number)) for number in range(20)] == [[str(number)] for number in range(20)]
        both = [PowerShell(opened).add_script("meet") for _ in range(2)]
        for shell in both:
            shell.begin_invoke()
        assert [shell.end_invoke() for shell in both] == [["meet"], ["meet"]]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_takes_a_large_script_and_gives_much_output(serve: Serve, certificates: Certificates, scheme: str) -> None:
    def run(script: str, parameters: dict[str, object]) -> Iterator[str]:
        yield str(len(script))
        yield from (f"{number:05d}" + "ä" * 1000 for number in range(2000))
        yield "x" * 1_000_000

    with pool(serve(run, scheme=scheme), certificates) as opened:
        output = invoke(opened, "# " + "ö" * 500_000)
    assert output[0] == "500002"
    assert [line[:5] for line in output[1:-1]] == [f"{number:05d}" for number in range(2000)]
    assert len(output[-1]) == 1_000_000


def test_gives_output_at_once(serve: Serve, certificates: Certificates) -> None:
    go_on = threading.Event()

    def run(script: str, parameters: dict[str, object]) -> Iterator[str]:
        yield "first"
        assert go_on.wait(10)
        yield "second"

    with pool(serve(run), certificates) as opened:
        shell = PowerShell(opened).add_script("")
        shell.begin_invoke()
        while not shell.output:
            shell.poll_invoke()
        assert shell.output == ["first"]
        go_on.set()
        assert shell.end_invoke() == ["first", "second"]


def test_takes_parameters(serve: Serve, certificates: Certificates) -> None:
    seen: list[dict[str, Any]] = []

    def run(script: str, parameters: dict[str, object]) -> Iterator[str]:
        seen.append(parameters)
        yield "done"

    with pool(serve(run), certificates) as opened:
        opened.exchange_keys()
        secrets = {"database": TaggedValue("SS", "pä'ss\U0001f512"), "list": [TaggedValue("SS", "x")]}
        invoke(opened, "param()", {"Mode": "Apply", "Count": 3, "Secret": secrets})
    assert seen == [{"Mode": "Apply", "Count": 3, "Secret": {"database": "pä'ss\U0001f512", "list": ["x"]}}]
    assert isinstance(seen[0]["Secret"]["database"], SecretText)
    assert repr(seen[0]["Secret"]) == "{'database': ***, 'list': [***]}"


def test_takes_input(serve: Serve, certificates: Certificates) -> None:
    def run(script: str, parameters: dict[str, object], given: Iterator[bytes]) -> Iterator[str]:
        for part in given:
            yield f"{type(part).__name__} {len(part)} {part[:3]!r}"

    with pool(serve(run), certificates) as opened:
        parts = (bytes([number]) * 300_000 for number in range(4))
        assert invoke(opened, "", given=parts) == [f"bytes 300000 {bytes([number]) * 3!r}" for number in range(4)]
        assert invoke(opened, "") == []


def test_any_text_comes_back_as_it_is(serve: Serve, certificates: Certificates) -> None:
    def run(script: str, parameters: dict[str, Any]) -> Iterator[str]:
        yield from parameters["Lines"]

    with pool(serve(run), certificates) as opened:

        @settings(max_examples=100, deadline=None)
        @given(st.lists(st.text(st.characters(codec="utf-16")), min_size=1, max_size=5))
        def check(lines: list[str]) -> None:
            assert invoke(opened, "", {"Lines": lines}) == lines

        check()


def test_an_exception_ends_the_pipeline_and_not_the_pool(serve: Serve, certificates: Certificates) -> None:
    def run(script: str, parameters: dict[str, object]) -> Iterator[str]:
        yield "before"
        if script == "fail":
            raise ValueError("disk is full")

    with pool(serve(run), certificates) as opened:
        shell = PowerShell(opened).add_script("fail")
        assert shell.invoke() == ["before"]
        assert shell.state == PSInvocationState.FAILED
        assert [str(error) for error in shell.streams.error] == ["disk is full"]
        assert invoke(opened, "1") == ["before"]
        two = PowerShell(opened).add_script("1").add_cmdlet("Out-String")
        two.invoke()
        assert "this host takes one script" in str(two.streams.error[0])


@pytest.mark.parametrize("by", ["signal", "delete", "endpoint"])
def test_stop_runs_finally(serve: Serve, certificates: Certificates, by: str) -> None:
    ended = threading.Event()

    def run(script: str, parameters: dict[str, object]) -> Iterator[str]:
        try:
            for number in range(1_000_000):
                yield str(number)
                time.sleep(0.001)
        finally:
            ended.set()

    endpoint = serve(run)
    with client(endpoint, certificates) as wsman:
        opened = RunspacePool(wsman)
        opened.open()
        shell = PowerShell(opened).add_script("")
        shell.begin_invoke()
        shell.poll_invoke()
        {"signal": shell.stop, "delete": opened.close, "endpoint": endpoint.close}[by]()
        assert ended.is_set()
        if by == "signal":
            assert shell.state == PSInvocationState.STOPPED
            opened.close()


def test_stop_ends_a_script_that_waits_for_input(serve: Serve, certificates: Certificates) -> None:
    ended = threading.Event()

    def run(script: str, parameters: dict[str, object], given: Iterator[bytes]) -> Iterator[str]:
        try:
            yield from (str(part) for part in given)
        finally:
            ended.set()

    def endless() -> Iterator[Any]:
        yield "one"
        shell.stop()
        assert ended.is_set()
        yield None

    with pool(serve(run), certificates) as opened:
        shell = PowerShell(opened).add_script("")
        shell.begin_invoke(endless())
