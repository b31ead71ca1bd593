"""Files of runs, as GitHub, JUnit and a terminal are shown them, whatever stands in them."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from lxml import etree

from cli import ROOT, winstead
from gathered import ERROR, HOSTILE, ONE, RUNS, SCHEMA, end, report, result, summary
from hosts import inventory
from winstead.events import dump

pytest_plugins = ("gathered_fixtures",)


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
