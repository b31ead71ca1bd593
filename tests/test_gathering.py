"""`winstead report`: the files of several runs, put together."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cli import ROOT, Done, winstead
from hosts import inventory
from winstead.events import Event, dump
from winstead.runfile import read

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


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files of runs."""
    for name, events in RUNS.items():
        (tmp_path / f"{name}.jsonl").write_text("".join(f"{dump(one)}\n" for one in events), encoding="ascii")
    return tmp_path


def report(folder: Path, *names: str, output: str = "json", **variables: str) -> Done:
    """Reports these files of a folder."""
    return winstead("report", *(folder / f"{name}.jsonl" for name in names), "--output", output, **variables)


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


def commands(text: str) -> list[str]:
    """The lines that GitHub's runner takes for commands."""
    return [line for line in text.splitlines() if line.strip().startswith("::") or "##[" in line]


def test_hostile_text_on_github(runs: Path, tmp_path: Path) -> None:
    """Nothing from a file starts a command or breaks out of an annotation: not a host's name, either."""
    name = "h:,%\n::error::host"
    events = [
        result(name, "failed", f"File/{HOSTILE}", error=ERROR),
        result(name, "changed", "File/b", changes={"text": ["a\n", HOSTILE]}),
        {"event": "message", "host": name, "level": "warning", "text": HOSTILE},
        end(name, "failed", error=ERROR),
        summary(1),
    ]
    (runs / "hostile.jsonl").write_text("\n".join(map(dump, events)), encoding="ascii")
    table = tmp_path / "summary.md"
    done = report(runs, "hostile", "unreachable", output="github", GITHUB_STEP_SUMMARY=str(table))
    assert done.code == 1
    told = commands(done.out)
    assert [line.split(" ")[0] for line in told] == ["::error", "::warning", "::error", "::error"]
    assert all(re.fullmatch(r"::(error|warning) title=[^:,]*::.*", line) for line in told)
    assert told[0].startswith("::error title=h%3A%2C%25\\u000a%3A%3Aerror%3A%3Ahost File/a\\u001b[2J")
    assert told[0].count("%0A::error::no%0A") == 1
    assert "%250A,:" in told[0]
    rows = table.read_text(encoding="utf-8").splitlines()
    assert [len(re.findall(r"(?<!\\)\|", row)) for row in rows[:4]] == [4] * 4
    assert "<b>" not in "".join(rows)
    plain = report(runs, "hostile", output="text").out
    assert all(re.match(r"\d\d:\d\d:\d\d ", line) for line in plain.splitlines())
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", plain)


def test_junit_holds_to_the_schema(runs: Path, tmp_path: Path) -> None:
    """With every status, hostile names and texts; the counts are right."""
    events = [result(HOSTILE, one, f"File/{one}{HOSTILE}") for one in ("ok", "changed", "would_change", "skipped")]
    events += [result(HOSTILE, "failed", error=ERROR), end(HOSTILE, "failed", error=ERROR), summary(1)]
    (runs / "hostile.jsonl").write_text("\n".join(map(dump, events)), encoding="ascii")
    file = tmp_path / "out" / "all.xml"
    done = winstead("report", *(runs / f"{name}.jsonl" for name in [*RUNS, "hostile"]), "--junit", file)
    assert done.code == 130
    tree = etree.parse(file)
    SCHEMA.assertValid(tree)
    suites = {suite.get("name"): suite for suite in tree.getroot()}
    assert len(suites) == 11
    for suite in suites.values():
        assert int(suite.get("tests", "")) == len(suite)
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
    assert suites["c"].get("failures") == "0"  # its last run was well
    assert suites["d"].get("failures") == "1"


def test_junit_of_a_plan_and_its_application(tmp_path: Path) -> None:
    """The other commands' files hold to the schema too: would change, changed, ok, a host that moved on."""
    file = inventory(tmp_path, ONE)
    for number, arguments in enumerate((["plan", "--out"], ["provision", "--plan-file"], ["provision", "--plan-file"])):
        junit = tmp_path / f"{number}.xml"
        shared = ("--inventory", file, "--junit", junit)
        done = winstead(*arguments, tmp_path / "plan.json", *shared, WINSTEAD_SIMULATED=str(tmp_path / "state"))
        assert done.code == (1 if number == 2 else 0)
        SCHEMA.assertValid(etree.parse(junit))


def terminal(*arguments: str | Path, **variables: str) -> str:
    """What winstead shows on a terminal."""
    there, here = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "CI"} | {"TERM": "xterm"} | variables
    command = [str(Path(sys.executable).with_name("winstead")), *map(str, arguments)]
    with subprocess.Popen(command, stdin=here, stdout=here, stderr=here, env=environment, cwd=ROOT):
        os.close(here)
        shown = b""
        while more := _read(there):
            shown += more
    os.close(there)
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other end is closed
        return b""


def test_a_table_on_a_terminal(runs: Path) -> None:
    """And plain lines on CI's."""
    files = [runs / f"{name}.jsonl" for name in ("changed", "failed", "stopped")]
    shown = terminal("report", *files)
    assert "\x1b[" in shown
    assert "\x1b[2J" not in shown
    lines = re.sub("\x1b\\[[0-9;]*m", "", shown).splitlines()
    assert lines[0].split() == ["host", "status", "ok", "changed", "would", "change", "failed", "skipped", "seconds"]
    assert lines[1].split() == ["b", "changed", "0", "1", "0", "0", "0", "1.5"]
    assert lines[2].split() == ["c", "failed", "0", "0", "0", "1", "0", "1.5"]
    assert any(line.startswith("c  failed       Directory/C:\\a  a\\u001b[2J") for line in lines)
    assert any("error        not begun" in line for line in lines)
    assert lines[-1] == "3 hosts: 2 changed, 1 failed in 6.0 s"
    plain = terminal("report", *files, CI="true")
    assert "\x1b" not in plain
    assert "c: failed (1 failed) in 1.5 s" in plain


def test_no_question_in_ci(tmp_path: Path) -> None:
    """Even at a terminal: plain lines, and an error where one would be asked."""
    file = inventory(tmp_path, ONE)
    variables = {"CI": "true", "WINSTEAD_SIMULATED": str(tmp_path / "state")}
    shared = ("--inventory", file)
    assert "no host chosen" in terminal("provision", *shared, **variables)
    shown = terminal("plan", *shared, "--out", tmp_path / "plan.json", **variables)
    shown += terminal("provision", *shared, "--plan-file", tmp_path / "plan.json", **variables)
    assert "1 host: 1 would change" in shown
    assert "1 host: 1 changed" in shown
    assert "Which?" not in shown
    assert "\x1b" not in shown


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
