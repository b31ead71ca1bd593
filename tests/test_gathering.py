"""`winstead report`: the files of several runs, put together."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cli import ROOT, winstead
from gathered import RUNS, SCHEMA, end, report, summary
from winstead.events import Event, dump
from winstead.runfile import read

pytest_plugins = ("gathered_fixtures",)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["ok", "changed", "uncounted", "no host"], 0),
        (["ok", "counted", "uncounted"], 3),
        (["counted", "busy"], 5),
        (["busy", "unreachable", "counted"], 4),
        (["busy", "unreachable", "failed"], 1),
        (["ok", "stopped"], 1),
        (["unreachable", "stopped"], 1),
        (["failed", "interrupted"], 130),
        (["failed", "again"], 0),
        (["again", "failed"], 1),
        (["odd"], 1),
    ],
)
def test_the_worst_exit_code(runs: Path, names: list[str], code: int) -> None:
    """Failed before unreachable, busy and changes; of a host in several files the last one counts."""
    done = report(runs, *names)
    assert (done.code, done.events[-1]["exit_code"]) == (code, code)
    assert done.err == ""


def test_json_has_one_summary(runs: Path) -> None:
    """All events, and the sums of all runs."""
    names = [name for name in RUNS if name != "again"]
    done = report(runs, *names)
    events = done.events
    assert [one for one in events if one["event"] != "summary"] == [
        one for name in names for one in RUNS[name] if one["event"] != "summary"
    ]
    assert events[-1] == {
        "event": "summary",
        "hosts": 10,
        "ok": 2,
        "changed": 2,
        "would_change": 2,
        "failed": 1,
        "unreachable": 1,
        "busy": 1,
        "skipped": 1,
        "exit_code": 130,
        "seconds": 22.0,
    }


def test_a_host_in_several_files(runs: Path) -> None:
    """Its last run alone is told, and that there were others."""
    done = report(runs, "failed", "ok", "again")
    told = [event for event in done.events if event.get("host") == "c"]
    assert told == RUNS["again"][:2]
    (said,) = (event["text"] for event in done.events if event["event"] == "message")
    assert re.fullmatch(r"c is in .*failed\.jsonl, .*again\.jsonl: the last one counts", said)


@pytest.mark.parametrize(
    ("cut", "says", "host"),
    [
        (0, "empty", None),
        (10, "cut off", None),
        (120, "cut off", "failed"),
        (-3, "cut off", "changed"),
        (-100, "cut off", "failed"),
    ],
)
def test_a_file_that_was_cut_off(runs: Path, cut: int, says: str, host: str | None) -> None:
    """As by a CI job that was killed: the run failed, and so did its hosts that had not ended."""
    file = runs / "changed.jsonl"
    file.write_bytes(file.read_bytes()[:cut])
    done = report(runs, "ok", "changed")
    assert done.code == 1
    (said,) = (event for event in done.events if event["event"] == "message")
    assert said["level"] == "error"
    assert said["text"].startswith(f"{file}: {says}")
    ends = {event["host"]: event["status"] for event in done.events if event["event"] == "host"}
    assert ends == {"a": "ok"} | ({"b": host} if host else {})


def test_files_that_are_none(runs: Path) -> None:
    """What is missing or no event is named, and the rest is told all the same."""
    (runs / "bad.jsonl").write_text(f"{dump(end('a'))}\nhello\n{dump(summary())}\n[]\n", encoding="ascii")
    done = report(runs, "missing", "bad", "changed", output="text")
    assert done.code == 1
    assert f"error        {runs / 'missing.jsonl'}: cannot be read: No such file or directory" in done.out
    assert f"error        {runs / 'bad.jsonl'}:2: no event: hello" in done.out
    assert f"error        {runs / 'bad.jsonl'}:4: no event: []" in done.out
    assert "cut off" not in done.out
    assert "b: changed (1 changed) in 1.5 s" in done.out
    assert "2 hosts: 1 ok, 1 changed in 4.0 s" in done.out


def test_wrong_usage(runs: Path) -> None:
    """No file at all, an output that is not known, a flag that is not known."""
    assert winstead("report").code == 2
    assert report(runs, "ok", output="xml").code == 2
    done = winstead("report", runs / "ok.jsonl", "--no-such-flag")
    assert done.code == 2
    assert "no-such-flag" in done.err


def test_names_before_and_after_flags(runs: Path, tmp_path: Path) -> None:
    """Bare names, the flag, and a pattern that no shell took for one; a file given twice is one run."""
    done = winstead("report", runs / "ok.jsonl", "--output=json", runs / "odd.jsonl", "--file", runs / "failed.jsonl")
    assert {event["host"] for event in done.events if event["event"] == "host"} == {"a", "j", "c"}
    done = winstead("report", f"{runs}/o*.jsonl", "--output", "json", runs / "ok.jsonl")
    assert [event["host"] for event in done.events if event["event"] == "host"] == ["j", "a"]
    program = Path(sys.executable).with_name("invoke")
    command = [str(program), "report", "--file", str(runs / "ok.jsonl"), "--file", str(runs / "changed.jsonl")]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert "2 hosts: 1 ok, 1 changed" in told.stdout


def test_what_windows_powershell_writes(runs: Path) -> None:
    """Its > makes UTF-16 with a byte order mark and CR LF of the lines."""
    text = (runs / "failed.jsonl").read_text(encoding="ascii").replace("\n", "\r\n")
    (runs / "failed.jsonl").write_bytes(text.encode("utf-16"))
    made = read(str(runs / "failed.jsonl"))
    assert (made.events, made.mistakes) == (RUNS["failed"][:2], [])


def test_a_run_that_was_appended_to(runs: Path) -> None:
    """Two runs in one file: the second one's hosts count; cut off, it failed."""
    text = "".join((runs / f"{name}.jsonl").read_text(encoding="ascii") for name in ("failed", "again"))
    (runs / "both.jsonl").write_text(text, encoding="ascii")
    assert report(runs, "both").code == 0
    (runs / "both.jsonl").write_text(text[:-20], encoding="ascii")
    assert report(runs, "both").code == 1


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
_KEYS = ("status", "host", "error", "seconds", "changes", "text", "level", "exit_code", "hosts", "ok", "event")


@given(st.sampled_from([one for events in RUNS.values() for one in events]), st.sampled_from(_KEYS), _VALUES)
def test_any_event_is_told_or_refused(
    tmp_path_factory: pytest.TempPathFactory, event: Event, key: str, value: object
) -> None:
    """What is taken for an event can be told by each report: no line of a file ends the command."""
    from winstead.report import reports

    file = tmp_path_factory.getbasetemp() / "any.jsonl"
    file.write_text(json.dumps(event | {key: value}) + "\n", encoding="ascii")
    taken = read(str(file)).events
    for output in ("text", "json", "github"):
        for one in reports(output, str(file.with_suffix(".xml")), [], over=True):
            for told in taken:
                one(told)
            one.close()
    SCHEMA.assertValid(etree.parse(file.with_suffix(".xml")))
