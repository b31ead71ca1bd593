"""The lines of apps' logs: shown from the end, followed through rotations, and the same on the simulated host."""

from __future__ import annotations

import gzip
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hosts import PASSWORD, RealHost, connection_to
from winstead.events import Event
from winstead.render import Call, render
from winstead.simulator.behaviours.logs import app_log
from winstead.simulator.endpoint import Endpoint
from winstead.simulator.engine import Run
from winstead.simulator.model import Model
from winstead.transports.base import OpenHost, Setting
from winstead.transports.winrm import WinRM

SECONDS = 120
PATH = "C:\\logs"


@pytest.fixture(scope="module")
def opened(served: Endpoint) -> Iterator[OpenHost]:
    """The real host, over WinRM."""
    with WinRM().open(connection_to(served, operation_timeout="20s"), PASSWORD) as host:
        yield host


@pytest.fixture
def place(real: RealHost, request: pytest.FixtureRequest) -> Path:
    """A fresh folder of logs on the real host; its name there is the test's under PATH."""
    folder: Path = real.drive / "logs" / request.node.name
    folder.mkdir(parents=True)
    return folder


def _script(*files: str, lines: int = 200, since: float | None = None, follow: bool = False) -> str:
    setting = {"files": list(files), "lines": lines, "since": since, "follow": follow}
    return render("srv01", [Call("Get-AppLog", ("orders", setting))])


def _shown(host: OpenHost, place: Path, *files: str, **more: Any) -> list[Event]:
    """The events of the command for files of a folder, but its last, the host's."""
    *events, last = host.run(_script(*(f"{PATH}\\{place.name}\\{one}" for one in files), **more), Setting())
    assert last["status"] == "ok"
    return events


def _texts(events: list[Event]) -> list[str]:
    return [event["text"] for event in events]


@pytest.mark.real
def test_last_lines(opened: OpenHost, place: Path) -> None:
    """Of each log in order, however it is written; of a large one from its end; an empty one has none."""
    texts = [*(f"{number}" * 700 for number in range(99)), "\u20ac" * 30000, "", "gr\u00fc\u00dfe", "", "\U0001f600"]
    (place / "a.log").write_bytes("\r\n".join(texts).encode("utf-8"))
    (place / "b.log").write_bytes(("\n".join(texts) + "\n").encode("utf-16"))
    (place / "c.log").write_bytes(b"\xfe\xff" + "one\r\ntwo\r\nthree".encode("utf-16-be"))
    (place / "d.log").write_bytes(b"\xef\xbb\xbfcaf\xe9 \xff\nlast\n")
    (place / "e.log").write_bytes(b"")
    (place / "f.log1").write_bytes(b"no\n")
    (place / "g.20261121-143205.log").write_bytes(b"old\n")
    with (place / "large.log").open("wb") as large:
        large.truncate(1_000_000_000)
        large.seek(0, 2)
        large.write(b"\n0" * 300 + b"\nnext to last\nlast")
    for count in (4, 150):
        events = _shown(opened, place, "*.log", "a.log", lines=count)
        shown = {
            name: _texts([one for one in events if one.get("file", "").endswith(f"\\{name}.log")]) for name in "abcd"
        }
        assert shown["a"] == shown["b"] == texts[-count:]
        assert shown["c"] == ["one", "two", "three"]
        assert shown["d"] == ["caf\ufffd \ufffd", "last"]
        assert {one["event"] for one in events} == {"log"}
        assert {one["file"].rpartition("\\")[2] for one in events} == {"a.log", "b.log", "c.log", "d.log", "large.log"}
        assert [one["file"] for one in events] == sorted(one["file"] for one in events)
        assert _texts(events)[-2:] == ["next to last", "last"]
    first = events[0]
    assert (first["host"], first["app"], first["file"]) == ("srv01", "orders", f"{PATH}\\{place.name}\\a.log")
    (said,) = _shown(opened, place, "none.log", "none\\*.log")
    assert (said["event"], said["level"]) == ("message", "info")
    assert f"{PATH}\\{place.name}\\none.log" in said["text"]


@pytest.mark.real
def test_recent_lines(opened: OpenHost, place: Path) -> None:
    """By the lines' own stamps, dated files included; else by the file's time."""
    now = time.time()

    def stamp(ago: float, form: str = "%Y-%m-%dT%H:%M:%SZ") -> str:
        return time.strftime(form, time.gmtime(now - ago))

    (place / "a.20200101-000000.log.gz").write_bytes(gzip.compress(f"{stamp(9000)} older\nold\n".encode()))
    (place / "a.20200102-000000.log.gz").write_bytes(gzip.compress(f"{stamp(5000)} old\n{stamp(3000)} in\n".encode()))
    (place / "a.20200103-000000.log").write_text(f"trace\n[{stamp(2000, '%Y-%m-%d %H:%M:%S,123+0000')}] in\ntrace\n")
    (place / "a.log").write_text(f"{stamp(100)} in\n\nno end")
    (place / "b.log").write_text("no stamp\n")
    (place / "old.log").write_text("no stamp\n")
    for number, name in enumerate(["a.20200101-000000.log.gz", "a.20200102-000000.log.gz", "a.20200103-000000.log"]):
        os.utime(place / name, (now - 3000 + number, now - 3000 + number))
    os.utime(place / "old.log", (now - 7200, now - 7200))
    events = _shown(opened, place, "*.log", since=3600)
    assert [text.split("Z ")[-1].split("] ")[-1] for text in _texts(events)] == [
        *("in", "trace", "in", "trace", "in", "", "no end"),
        "no stamp",
    ]
    assert {one["file"].rpartition("\\")[2] for one in events} == {"a.log", "b.log"}
    assert _texts(_shown(opened, place, "a.log", since=3600, lines=4))[-3:] == _texts(events)[4:7]


@pytest.mark.real
def test_followed(opened: OpenHost, place: Path) -> None:
    """New lines come as they are written, once each, through rotations of every sort, until it is stopped."""
    log, numbers = place / "a.log", iter(range(1, 1000))
    log.write_text("before\n0\n")
    got: list[str] = []
    came = threading.Condition()

    def write(end: str = "\n") -> str:
        number = f"line {next(numbers)}"
        with log.open("a") as file:
            file.write(number + end)
        return number

    def follow() -> None:
        for event in opened.run(_script(f"{PATH}\\{place.name}\\*.log", lines=1, follow=True), Setting()):
            with came:
                got.append(str(event.get("text")))
                came.notify()

    def wait(text: str) -> None:
        with came:
            assert came.wait_for(lambda: text in got, SECONDS), got

    thread = threading.Thread(target=follow)
    thread.start()
    try:
        wait("0")
        wait(write())
        part = write(end="")
        wait(part + write())
        write()
        log.rename(place / "a.20260101-000000.log")
        wait(write())
        write()
        (place / "whole").write_bytes(gzip.compress(log.read_bytes()))
        (place / "whole").rename(place / "a.20260101-000001.log.gz")
        log.write_text("")
        wait(write())
        (place / "b.log").write_text("new\n")
        wait("new")
        wait(write())
        log.write_text("emptied\n")
        wait("emptied")
        log.unlink()
        wait(write())
    finally:
        opened.stop()
        thread.join(SECONDS)
    assert not thread.is_alive()
    lines = [one for one in got if one.startswith("line")]
    assert lines == ["line 1", "line 2line 3", *(f"line {number}" for number in range(4, next(numbers)))]
    assert got[0] == "0"


def test_simulated_logs() -> None:
    """The lines that the model holds, by path and pattern."""
    model = Model("h")
    model.state["logs"] = {"C:\\logs\\a.log": ["one", "two"], "C:\\logs\\b.log": ["three"], "C:\\c.txt": ["no"]}
    run = Run(model, "srv01", False, {})
    setting = {"files": ["c:\\Logs\\*.LOG"], "lines": 1, "since": None, "follow": False}
    files = [(event["file"], event["text"]) for event in app_log(run, "orders", setting)]
    assert files == [("C:\\logs\\a.log", "two"), ("C:\\logs\\b.log", "three")]
    assert not list(app_log(run, "orders", setting | {"lines": 0}))
    (said,) = app_log(run, "orders", setting | {"files": ["C:\\none.log"]})
    assert said["text"] == "orders has no log on this host; looked for C:\\none.log"
