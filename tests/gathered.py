"""Events of runs, and the reports of their files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree

from cli import Done, winstead
from winstead.events import Event

HOSTILE = "a\x1b[2J\r\n::error::no\n  ::add-mask::x\n##[set-env name=a]b\n[red]x[/y]%0A,:\x07\u202e\ud800|<b>\x00\ufffe"
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("junit.xsd")))
ERROR = {"message": HOSTILE, "type": "T\x1b", "transient": False}
ONE = "connection: {transport: simulated}\nhosts: {a: }\nresources: [{kind: Directory, name: 'C:\\x'}]"
COUNTS = {"ok": 0, "changed": 0, "would_change": 0, "failed": 0, "skipped": 0}


def result(host: str, status: str = "ok", resource: str = "Directory/C:\\a", **more: Any) -> Event:
    """A result event."""
    return {
        "event": "result",
        "host": host,
        "resource": resource,
        "status": status,
        "changes": {},
        "seconds": 0.1,
        **more,
    }


def end(host: str, status: str = "ok", **more: Any) -> Event:
    """A host's last event."""
    return {"event": "host", "host": host, "status": status, **COUNTS, status: 1, "seconds": 1.5, **more}


def summary(code: int = 0, seconds: float = 2.0) -> Event:
    """A run's last event."""
    return {"event": "summary", "hosts": 1, "ok": 1, "exit_code": code, "seconds": seconds}


RUNS: dict[str, list[Event]] = {
    "ok": [result("a"), end("a"), summary()],
    "changed": [result("b", "changed", changes={"x": [1, 2]}), end("b", "changed"), summary()],
    "failed": [result("c", "failed", error=ERROR), end("c", "failed"), summary(1)],
    "unreachable": [end("d", "unreachable", error=ERROR), summary(4)],
    "busy": [end("e", "busy", error=ERROR), summary(5)],
    "counted": [result("f", "would_change"), end("f", "would_change"), summary(3)],
    "uncounted": [result("g", "would_change"), end("g", "would_change"), summary(0)],
    "interrupted": [end("h", "skipped", error=ERROR), summary(130)],
    "stopped": [end("i", "changed"), {"event": "message", "level": "error", "text": "not begun"}, summary(1)],
    "again": [result("c"), end("c"), summary()],
    "odd": [end("j"), summary(77)],
    "no host": [{"event": "message", "level": "info", "text": "no host is left"}, summary()],
}


def report(folder: Path, *names: str, output: str = "json", **variables: str) -> Done:
    """Reports these files of a folder."""
    return winstead("report", *(folder / f"{name}.jsonl" for name in names), "--output", output, **variables)
