"""One contract for all transports: a real PowerShell over WinRM, one of this machine, and a simulated host."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from hosts import PASSWORD, USER, RealHost, connection_to
from ways import Way, model
from winstead.connection import Connection
from winstead.errors import ConnectionFailedError, InterruptedRunError, ScriptError
from winstead.events import Event
from winstead.literal import SecretRef
from winstead.render import Call, Code, render
from winstead.run import Job, run_job
from winstead.simulator.endpoint import Endpoint
from winstead.simulator.psrp import ModelBackend
from winstead.transports.base import FileToSend, OpenHost, Setting
from winstead.transports.local import Local
from winstead.transports.simulated import Simulated
from winstead.transports.winrm import WinRM

_SECONDS = 60


@pytest.fixture(scope="module")
def served() -> Iterator[Way]:
    """WinRM to a host that runs Python in PowerShell's place."""
    with Endpoint(ModelBackend(model), users={USER: PASSWORD}) as endpoint:
        yield Way(WinRM(), connection_to(endpoint), None)


@pytest.fixture(scope="module")
def remote(real: RealHost) -> Iterator[Way]:
    """WinRM to a real PowerShell."""
    with real.endpoint() as endpoint:
        yield Way(WinRM(), connection_to(endpoint, connect_timeout=_SECONDS), real)


@pytest.fixture(scope="module")
def local(real: RealHost, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Way]:
    """A real PowerShell on the path of this machine."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "pwsh"
    program.write_text("#!/bin/sh\nexec " + " ".join(f"'{one}'" for one in real.command()) + ' "$@"\n')
    program.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(folder), prepend=":")
        yield Way(Local(), Connection(transport="local"), real)


_REAL = [pytest.param(name, marks=pytest.mark.real) for name in ("remote", "local")]


@pytest.fixture(params=["served", *_REAL])
def way(request: pytest.FixtureRequest) -> Way:
    """Every way to run a script."""
    found: Way = request.getfixturevalue(request.param)
    return found


def _texts(events: list[Event]) -> list[str]:
    return [event["text"] for event in events]


def test_events_come_as_they_are_written(way: Way, tmp_path: Path) -> None:
    with way.open() as host:
        events = host.run(way.script("gated", here=tmp_path / "go"), Setting())
        assert next(events)["text"] == "the host wrote: first"
        (tmp_path / "go").touch()
        assert _texts(list(events)) == ["the host wrote: second"]


def test_parameters_arrive(way: Way) -> None:
    setting = Setting("Apply", lock_timeout=7, by="Zoë from 東京", run_id="a1")
    assert _texts(way.events("parameters", setting)) == ["the host wrote: Apply|Json|7|Zoë from 東京|a1"]


@pytest.mark.parametrize("secret", ['it\'s $(a) "b" \\ `', "пароль 東京 😀", "\ttab", "x" * 5000])
def test_secrets_arrive(way: Way, secret: str) -> None:
    events = way.events("secret", Setting(secrets={"db": secret, "other": "x"}))
    assert base64.b64decode(_texts(events)[0].removeprefix("the host wrote: ")).decode() == secret


def test_no_secret_is_in_the_arguments_of_a_process(way: Way, tmp_path: Path) -> None:
    secret = "correct horse battery"
    with way.open() as host:
        events = host.run(way.script("gated", here=tmp_path / "go"), Setting(secrets={"db": secret}))
        next(events)
        lines = [" ".join(one.info["cmdline"] or ()) for one in psutil.process_iter(["cmdline"])]
        (tmp_path / "go").touch()
        list(events)
    shown = [line for line in lines if secret in line or base64.b64encode(secret.encode("utf-16-le")).decode() in line]
    assert lines
    assert shown == []


def test_what_a_script_betrays_is_masked(way: Way) -> None:
    setting = Setting(secrets={"db": "s3cret (1)", "part": "s3cret"})
    script = way.script("betrayal")
    events = run_job(Job("h", way.connection, script, setting, PASSWORD))
    assert events[0]["text"] == "the host wrote: it is ***"
    assert "s3cret" not in json.dumps(events)
    assert events[-1]["error"]["message"] == "the script did not come to its end"


def test_output_that_is_no_event_is_a_message(way: Way) -> None:
    events = way.events("noise")
    assert {event["event"] for event in events} == {"message"}
    said = {text.removeprefix("the host wrote: ") for text in _texts(events)}
    assert said == {"shown", "warned", "42", '{"event":7}', "[1]", "two", "lines"}


def test_a_script_that_throws(way: Way) -> None:
    with way.open() as host:
        events = host.run(way.script("throws", text="naïve 東京"), Setting())
        assert next(events)["text"] == "the host wrote: before"
        with pytest.raises(ScriptError, match="naïve 東京"):
            next(events)
        assert _texts(list(host.run(way.script("lines", lines=["next"]), Setting()))) == ["the host wrote: next"]


def test_a_script_that_does_not_parse(way: Way) -> None:
    with pytest.raises(ScriptError, match="Missing closing '}'"):
        way.events("unparsable")


def test_other_alphabets(way: Way) -> None:
    lines = ["ä€ß", "Привет", "日本語", "😀𝄞"]
    assert _texts(way.events("lines", lines=lines)) == [f"the host wrote: {line}" for line in lines]


def test_a_large_script(way: Way) -> None:
    assert _texts(way.events("large")) == ["the host wrote: ran"]


def test_many_events_in_order(way: Way) -> None:
    assert _texts(way.events("many")) == [str(n) for n in range(1, 5001)]


def test_stop(way: Way, tmp_path: Path) -> None:
    """From another thread; the script's finally blocks have run when its events end."""
    with way.open() as host:
        events = host.run(way.script("stopped", here=tmp_path / "ended"), Setting())
        assert next(events)["text"] == "the host wrote: on"
        stopping = threading.Thread(target=host.stop)
        began = time.monotonic()
        stopping.start()
        assert {event["text"] for event in events} <= {"the host wrote: on"}
        stopping.join()
    assert (tmp_path / "ended").exists()
    assert time.monotonic() - began < _SECONDS


def test_nothing_is_begun_after_a_stop(way: Way) -> None:
    with way.open() as host:
        host.stop()
        with pytest.raises(InterruptedRunError):
            list(host.run(way.script("lines", lines=["no"]), Setting()))


@pytest.fixture(params=["simulated", *_REAL])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenHost]:
    """Every host that does what rendered scripts say, the simulated ones of this process too."""
    if request.param == "simulated":
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("WINSTEAD_SIMULATED", str(tmp_path))
            with Simulated().open(Connection(transport="simulated", address="s"), None) as host:
                yield host
    else:
        with request.getfixturevalue(request.param).open() as host:
            yield host


def test_plans_and_applies(opened: OpenHost, tmp_path: Path) -> None:
    path = f"C:\\transports\\{tmp_path.name}\\ä.txt"
    given = {"content": SecretRef("db"), "encoding": "utf-8"}
    script = render("h", [Call("Invoke-Resource", (Code("File"), path, given))])
    secrets = {"db": "line 1\nline €"}
    told = [
        [event.get("status") for event in opened.run(script, Setting(mode, secrets, by="tests"))]
        for mode in ("Plan", "Apply", "Plan")
    ]
    assert told == [["would_change"] * 2, ["changed"] * 2, ["ok"] * 2]


def test_files_are_sent_once(opened: OpenHost, tmp_path: Path) -> None:
    file = tmp_path / "sent.bin"
    file.write_bytes(tmp_path.name.encode() * 1000)
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    to = f"C:\\transports\\{tmp_path.name}\\sent.bin"
    sent = FileToSend(file, sha256, to)
    assert [opened.upload(sent), opened.upload(sent)] == [True, False]
    script = render("h", [Call("Invoke-Resource", (Code("File"), to, {"sha256": sha256}))])
    assert [event["status"] for event in opened.run(script, Setting("Apply"))] == ["changed", "changed"]
    assert opened.upload(sent) is False
    assert [event["status"] for event in opened.run(script, Setting("Apply"))] == ["ok", "ok"]


def test_the_files_that_another_run_needs_are_kept(opened: OpenHost, tmp_path: Path) -> None:
    script = render("h", [Call("Invoke-Resource", (Code("Directory"), "C:\\transports", {}))])
    file = tmp_path / "later.bin"
    file.write_bytes(b"later" + tmp_path.name.encode())
    sent = FileToSend(file, hashlib.sha256(file.read_bytes()).hexdigest(), "C:\\transports\\later.bin")
    assert opened.upload(sent)
    list(opened.run(script, Setting("Apply")))
    assert opened.upload(sent) is False


@pytest.mark.real
def test_a_stop_ends_what_is_sent(remote: Way, tmp_path: Path) -> None:
    file = tmp_path / "large.bin"
    with file.open("wb") as out:
        out.truncate(2**31)
    with remote.open() as host:
        threading.Timer(1, host.stop).start()
        began = time.monotonic()
        with pytest.raises(ConnectionFailedError):
            host.upload(FileToSend(file, "0" * 64, "C:\\x"))
        assert time.monotonic() - began < _SECONDS
