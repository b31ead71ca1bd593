"""Reports: nothing that a host writes breaks a line, steers a terminal or stops a run."""

from __future__ import annotations

import io
import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from told import host, result
from winstead.events import Event, message
from winstead.report import Report, reports
from winstead.report.github import GitHubReport, escape
from winstead.report.jsonl import JsonReport
from winstead.report.junit import JUnitReport
from winstead.report.live import LiveReport
from winstead.report.text import TextReport

HOSTILE = (
    "a\x1b[2J\r\n::error::no\n  ::add-mask::x\n##[set-env name=a]b\n[red]x[/y]%0A,:\x07\x9b\u202e\ud800|<b>\x00\ufffe"
)
ERROR = {"message": HOSTILE, "type": "IO\x1bException", "transient": False}
EVENTS = [
    message("info", "sent orders.exe", "srv01"),
    message("warning", "attempt 1 failed\nagain", "srv01"),
    result("ok", resource="Directory/C:\\a"),
    result("changed", {"state": ["absent", "running"], "arguments": [None, ["a", "b"]]}),
    result("changed", {"content": ["a\nb\nc\n", "a\nB\nc\n"]}, resource="File/C:\\a"),
    result("would_change", {"ensure": ["absent", "present"], "value": [None, "x"]}, resource="File/C:\\[red]"),
    result("changed", {"restart": [None, ["File/C:\\a"]]}, resource="Service/b"),
    result("failed", resource="File/C:\\b", error=ERROR),
    result("skipped", resource="File/C:\\c"),
    {"event": "status", "host": "srv01", "app": "a", "state": "stopped", "since": None, "last_exit_code": 0},
    {"event": "facts", "host": "srv01", "facts": {"name": "SRV01", "disks": [{"size": 1}], "odd": HOSTILE}},
    message("warning", HOSTILE),
    message("warning", HOSTILE, "srv01"),
    message("info", HOSTILE, "srv01"),
    host("failed", ok=1, changed=3, failed=1, skipped=1),
    host("unreachable", "srv02", error={"message": HOSTILE, "type": "ConnectionFailedError", "transient": True}),
    {"event": "summary", "hosts": 2, "ok": 0, "failed": 1, "unreachable": 1, "exit_code": 1, "seconds": 2.9},
]


def tell(report: Report, events: list[Event]) -> None:
    """Gives a report events, and ends it."""
    for event in events:
        report(event)
    report.close()


def test_json_is_one_object_a_line() -> None:
    out = io.StringIO()
    tell(JsonReport(out), EVENTS)
    assert out.getvalue().isascii()
    assert [json.loads(line) for line in out.getvalue().split("\n")[:-1]] == EVENTS
    assert out.getvalue().endswith("\n")


def test_text_is_plain_lines() -> None:
    out = io.StringIO()
    tell(TextReport(out), EVENTS)
    lines = out.getvalue().split("\n")
    assert lines.pop() == ""
    assert all(re.match(r"\d\d:\d\d:\d\d ", line) for line in lines)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800]", out.getvalue())
    texts = [line[9:] for line in lines]
    assert texts[:4] == [
        "srv01: info         sent orders.exe",
        "srv01: warning      attempt 1 failed",
        "srv01:     again",
        'srv01: changed      Service/orders  arguments: (none) -> ["a", "b"], state: absent -> running',
    ]
    assert texts[4:12] == [
        "srv01: changed      File/C:\\a  content differs",
        "srv01:     --- content now",
        "srv01:     +++ content wanted",
        "srv01:     @@ -1,3 +1,3 @@",
        "srv01:      a",
        "srv01:     -b",
        "srv01:     +B",
        "srv01:      c",
    ]
    assert "srv01: would change File/C:\\[red]  ensure: absent -> present" in texts
    assert "srv01: changed      Service/b  restart for File/C:\\a" in texts
    assert "srv01: failed       File/C:\\b  a\\u001b[2J" in texts
    assert "srv01: a: stopped, last exit code 0" in texts
    assert 'srv01: disks: [{"size": 1}]' in texts
    assert "warning      a\\u001b[2J" in texts
    assert "srv01: failed (1 ok, 3 changed, 1 failed, 1 skipped) in 2.2 s" in texts
    assert texts[-1] == "2 hosts: 1 failed, 1 unreachable in 2.9 s"


@pytest.mark.parametrize(
    ("text", "plain", "within"),
    [("100%\r\n", "100%25%0D%0A", "100%25%0D%0A"), ("a:b,c", "a:b,c", "a%3Ab%2Cc"), ("%0A", "%250A", "%250A")],
)
def test_github_escapes(text: str, plain: str, within: str) -> None:
    assert (escape(text), escape(text, property=True)) == (plain, within)


def commands(line: str) -> bool:
    """Whether GitHub's runner takes a line for a command: blanks and ``::``, or the old ``##[`` anywhere."""
    return line.strip().startswith("::") or "##[" in line


def test_github_annotations_and_summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    out = io.StringIO()
    tell(GitHubReport(out), EVENTS)
    lines = out.getvalue().splitlines()
    own = [line for line in lines if commands(line)]
    assert [line.split("::")[1] for line in own] == [
        "warning title=srv01",
        "error title=srv01 File/C%3A\\b",
        "warning title=",
        "warning title=srv01",
        "error title=srv02",
    ]
    assert own[0] == "::warning title=srv01::attempt 1 failed%0Aagain"
    assert "%0A::error::no%0A" in own[1]
    assert "\x1b" not in out.getvalue()
    assert lines[-1] == "2 hosts: 1 failed, 1 unreachable in 2.9 s"
    table = (tmp_path / "summary.md").read_text(encoding="utf-8").splitlines()
    assert table[:3] == [
        "| host | status | |",
        "|---|---|---|",
        "| srv01 | failed | failed (1 ok, 3 changed, 1 failed, 1 skipped) in 2.2 s |",
    ]
    assert len(re.findall(r"(?<!\\)\|", table[3])) == 4
    assert "<b>" not in table[3]


@given(
    st.lists(st.sampled_from(["::error::", "##[", "\n", "\r", "\x85", "\u2028", "%", " ", "\t", "a", ":"])).map("".join)
)
def test_no_line_of_a_host_is_a_command(text: str) -> None:
    out = io.StringIO()
    for event in (
        message("info", text),
        message("info", text, "srv01"),
        result("changed", {"a": [text, "b\n"]}, resource=text),
    ):
        GitHubReport(out)(event)
    GitHubReport(out)({"event": "facts", "facts": {text: text}})
    assert not [line for line in re.split("[\r\n]", out.getvalue()) if commands(line)]


def test_junit_follows_the_schema(tmp_path: Path) -> None:
    """What the schema of Jenkins and Surefire asks for: these elements, attributes, counts, and nothing else."""
    report = JUnitReport(tmp_path / "out" / "junit.xml")
    tell(report, [result("failed", resource="File/C:\\c", error=ERROR), *EVENTS, host("ok", "srv03")])
    root = ET.parse(tmp_path / "out" / "junit.xml").getroot()
    assert root.tag == "testsuites"
    assert [suite.get("name") for suite in root] == ["srv01", "srv02", "srv03"]
    for suite in root:
        assert suite.tag == "testsuite"
        cases = list(suite)
        counts = {"tests": len(cases), "errors": 0}
        counts |= {
            f"{tag}": len(suite.findall(f"testcase/{one}"))
            for one, tag in (("failure", "failures"), ("skipped", "skipped"))
        }
        assert {key: int(suite.attrib[key]) for key in counts} == counts
        assert float(suite.attrib["time"]) >= 0
        assert suite.attrib.keys() == {"name", "time", *counts}
        for case in cases:
            assert case.tag == "testcase"
            assert case.attrib.keys() == {"name", "classname", "time"}
            assert float(case.attrib["time"]) >= 0
            assert [one.tag for one in case] in ([], ["failure"], ["skipped"], ["system-out"])
            assert all(one.attrib.keys() == {"message", "type"} for one in case.findall("failure"))
    names = [case.get("name") for case in root[0]]
    assert len(names) == len(set(names)) == 7
    (failure,) = root.findall("testsuite[@name='srv01']/testcase/failure")
    assert (failure.text or "").startswith("a?[2J\n::error::no")
    assert failure.get("type") == "IO?Exception"
    assert [case.get("name") for case in root[1]] == ["connection"]
    assert len(root[2]) == 0


@given(st.text(st.characters()))
def test_junit_takes_any_text(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "junit.xml"
    error = {"message": text, "type": text, "transient": False}
    tell(JUnitReport(file), [result("failed", resource=f"File/{text}", error=error)])
    assert ET.parse(file).getroot()[0][0][0].tag == "failure"


def test_live_on_a_terminal() -> None:
    out = io.StringIO()
    console = Console(force_terminal=True, file=out, width=200, highlight=False, color_system="standard")
    tell(LiveReport(["srv01", "srv02"], console), [*EVENTS[:-1], message("info", "late", "srv01"), EVENTS[-1]])
    text = re.sub("\x1b\\[[0-9;?]*[a-zA-Z]", "", out.getvalue())
    assert "\x1b[2J" not in out.getvalue()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", text)
    for line in (
        "srv01  would change File/C:\\[red]  ensure: absent -> present",
        "srv01      [red]x[/y]%0A,:",
        "srv01      +B",
        "srv02  unreachable in 2.2 s: a\\u001b[2J",
        "srv01  info         late",
        "2 hosts: 1 failed, 1 unreachable in 2.9 s",
    ):
        assert line in text, line
    assert "\x1b[32m    +B" in out.getvalue()


def test_live_with_nothing_to_tell() -> None:
    out = io.StringIO()
    LiveReport([], Console(force_terminal=True, file=out)).close()
    assert "\x1b[?25h" in out.getvalue()  # the cursor is shown again


def test_the_reports_that_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And a log whose encoding lacks a character ends no run."""
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    kinds = [type(one) for output in ("text", "json", "github") for one in reports(output, "", [])]
    assert kinds == [TextReport, JsonReport, GitHubReport]
    text, junit = reports("text", str(tmp_path / "junit.xml"), ["srv01"])
    assert isinstance(junit, JUnitReport)
    text(message("info", "\u6771\u4eac", "srv01"))
    assert b"\\u6771\\u4eac" in raw.getvalue()
