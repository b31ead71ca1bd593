"""The engine on a real PowerShell: comparing, JSON, masking, the journal, restarts, text."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engines import Engine
from hosts import PASSWORD, RealHost, connection_to
from literals import texts
from winstead.literal import SecretRef, to_literal
from winstead.masking import masked
from winstead.render import Call, Code, render
from winstead.run import Job, run_job
from winstead.simulator.endpoint import Endpoint
from winstead.simulator.engine import same
from winstead.transports.base import Setting

pytest_plugins = ("engine_fixtures",)
pytestmark = pytest.mark.real

KEPT = "C:\\ProgramData\\winstead"
RANDOM = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LEAVES = texts() | st.none() | st.booleans() | st.integers(-(2**31), 2**31 - 1) | st.integers(-(2**63), 2**63 - 1)
NAMES = st.sampled_from(["a", "b", "path", "x y"])
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=5
)
WORDS = texts().filter(lambda text: text and "\0" not in text)  # no SecureString gives back more than is before that
DECOMPOSED = [("é", "e\u0301"), ("a\xadb", "ab"), ("x", "x\u200d"), ("ﬁ", "fi"), ("1", 1), (True, 1), (True, "True")]


def _same(left: Any, right: Any) -> bool:
    """What Test-SameValue is to find."""
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(_same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(_same(left[key], right[key]) for key in left)
    return type(left) is type(right) and bool(left == right)


@RANDOM
@given(st.lists(st.tuples(VALUES, VALUES), min_size=60, max_size=60))
def test_comparing(engine: Engine, pairs: list[tuple[Any, Any]]) -> None:
    """Against a model, with equal, nearly equal and other values."""
    every = [*pairs, *((value, value) for value, _ in pairs), *DECOMPOSED, *((b, a) for a, b in DECOMPOSED)]
    states = [to_literal({"actual": {"p": left}, "desired": {"p": right}}) for left, right in every]
    found = engine(
        "@(foreach ($one in @(\n" + ",\n".join(states) + "\n)) { $one.actual.ensure = $one.desired.ensure = 'present'\n"
        "[int] (Compare-State -Desired $one.desired -Actual $one.actual).Contains('p') })"
    )
    wrong = [pair for pair, differs in zip(every, found, strict=True) if _same(*pair) == bool(differs)]
    assert wrong == []
    assert [pair for pair in every if _same(*pair) != same(*pair)] == []


@pytest.mark.parametrize(
    ("desired", "actual", "changes"),
    [
        ({"ensure": "present", "a": [1]}, {"ensure": "absent"}, {"ensure": ["absent", "present"], "a": [None, [1]]}),
        ({"ensure": "absent", "a": "x"}, {"ensure": "present", "a": "y"}, {"ensure": ["present", "absent"]}),
        ({"ensure": "absent", "a": "x"}, {"ensure": "absent"}, {}),
        ({"ensure": "present", "a": "x"}, {"ensure": "present", "a": "y", "b": 1}, {"a": ["y", "x"]}),
        ({"ensure": "present", "a": []}, {"ensure": "present", "a": ["y"]}, {"a": [["y"], []]}),
        ({"ensure": "present", "a": ["y"]}, {"ensure": "present", "a": []}, {"a": [[], ["y"]]}),
        ({"ensure": "present", "a": None}, {"ensure": "present"}, {}),
    ],
)
def test_changes(engine: Engine, desired: Any, actual: Any, changes: Any) -> None:
    given = f"-Desired {to_literal(desired)} -Actual {to_literal(actual)}"
    assert json.loads(engine(f"ConvertTo-EventJson (Compare-State {given})")) == changes


@RANDOM
@given(st.lists(VALUES | st.floats(allow_nan=False, allow_infinity=False), min_size=200, max_size=200))
def test_json(engine: Engine, values: list[Any]) -> None:
    """Against Python's reader, 200 values at once."""
    literals = [to_literal(["İ\u212a\u017fK", *values])]
    line = engine(f"ConvertTo-EventJson {literals[0]}")
    assert line.isascii()
    assert "\n" not in line
    found = json.loads(line)
    assert found[0] == "İ\u212a\u017fK"
    wrong = [(mine, its) for mine, its in zip(values, found[1:], strict=True) if not _shown_as(mine, its)]
    assert wrong == []


def _shown_as(value: Any, shown: Any) -> bool:
    if isinstance(value, float):
        return math.isclose(value, float(shown), rel_tol=1e-14, abs_tol=0.00051)
    return _same(json.loads(json.dumps(value)), shown)


def test_json_of_other_values(engine: Engine) -> None:
    cases = {
        "[double]::NaN": "NaN",
        "[datetime]::new(2024, 1, 2)": "01/02/2024 00:00:00",
        "[guid]::Empty": "00000000-0000-0000-0000-000000000000",
        "[uint64]::MaxValue": 2**64 - 1,
        "[decimal] 1.5": 1.5,
        "[char] 'x'": "x",
        "[DayOfWeek]::Monday": "Monday",
        "[single] 0.25": 0.25,
        "[byte] 7": 7,
    }
    line = engine("ConvertTo-EventJson @(" + ", ".join(f"({one})" for one in cases) + ")")
    assert json.loads(line) == list(cases.values())


@RANDOM
@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(texts(), min_size=30, max_size=30))
def test_masking(engine: Engine, secrets: list[str], said: list[str]) -> None:
    """Secrets of any characters, some part of others, in messages and changes; as the controller masks them too."""
    every = {str(number): text for number, text in enumerate([*secrets, secrets[0] * 2])}
    lines = [f"{text}{secrets[index % len(secrets)]}{secrets[0] * 2}" for index, text in enumerate(said)]
    found = engine(
        f"""$Secret = @{{}}; $given = {to_literal(every)}
foreach ($key in $given.Keys) {{ $Secret[$key] = [Net.NetworkCredential]::new('', $given[$key]).SecurePassword }}
$Run = New-Run -HostName 'h' -Setting @{{ Mode = 'Plan'; Format = 'Json'; Secret = $Secret; By = '' }}
@(foreach ($line in {to_literal(lines)}) {{
    Write-Event ([ordered]@{{ event = 'result'; host = 'h'; changes = @{{ p = @($line, @($line)) }}; text = $line }})
    ConvertTo-EventJson (Format-ChangeText (Hide-Secret @{{ p = @($null, $line) }}))
}})"""
    )
    wanted = [
        masked({"event": "result", "host": "h", "changes": {"p": [line, [line]]}, "text": line}, every.values())
        for line in lines
    ]
    assert [json.loads(line) for line in found[::2]] == json.loads(json.dumps(wanted))
    for event, line in zip(wanted, found[1::2], strict=True):
        start, shown = json.loads(line)[:11], json.loads(line)[11:]
        assert start == "p: null -> "
        assert (shown if re.fullmatch("[ -~]{1,80}", event["text"]) else json.loads(shown)) == event["text"]


def job(served: Endpoint, calls: list[Call], mode: str = "Apply", **secrets: str) -> Job:
    """A run on the host."""
    script = render("srv", calls, {"orders": "1.4.2"})
    reached = connection_to(served, connect_timeout=60)
    return Job("srv", reached, script, Setting(mode, secrets, by="jo from desk"), PASSWORD)


def resource(kind: str, name: str, **properties: object) -> Call:
    """A resource's call."""
    return Call("Invoke-Resource", (Code(kind), name, properties))


def test_the_journal_and_what_a_plan_leaves_alone(served: Endpoint, engine: Engine) -> None:
    """A plan writes nothing; each run a line: when, who from where, which apps, what came of it; without secrets."""
    engine(f"Remove-Item {KEPT} -Recurse -ErrorAction 0; $null")
    calls = [
        resource("Directory", "C:\\journal"),
        resource("File", "C:\\journal\\s3cret-1", content=SecretRef("db"), encoding="utf-8"),
        resource("File", "C:\\journal\\s3cret-1\\below", content="x", encoding="utf-8"),
    ]
    planned = run_job(job(served, calls, "Plan", db="s3cret-1"))
    assert planned[-1]["status"] == "would_change"
    assert engine(f"Test-Path {KEPT}") is False
    events = run_job(job(served, calls, db="s3cret-1"))
    assert [event["status"] for event in events] == ["changed", "changed", "failed", "failed"]
    assert "s3cret-1" not in json.dumps([event.get("changes") or event.get("error") for event in events])
    assert "***" in events[2]["error"]["message"]
    text = engine(f"[IO.File]::ReadAllText('{KEPT}\\journal.jsonl')")
    line = json.loads(text)
    assert line.pop("time")[:2] == "20"
    assert line.pop("seconds") > 0
    counts = {"ok": 0, "changed": 2, "failed": 1, "skipped": 0}
    assert line == {"by": "jo from desk", "apps": {"orders": "1.4.2"}, "status": "failed", **counts}
    before = engine(f"[IO.File]::ReadAllText('{KEPT}\\unfinished.txt')")
    run_job(job(served, calls, "Plan", db="s3cret-1"))
    assert engine(f"[IO.File]::ReadAllText('{KEPT}\\unfinished.txt')") == before
    assert engine(f"[IO.File]::ReadAllText('{KEPT}\\journal.jsonl')") == text


def test_restarts(served: Endpoint, engine: Engine) -> None:
    """Once for what changed, and not for a service that was just started; a plan shows it."""
    engine(f"Stop-Service W32Time; Remove-Item C:\\restarts, {KEPT} -Recurse -ErrorAction 0; $null")

    def told(text: str, mode: str = "Apply") -> list[Any]:
        files = [resource("File", f"C:\\restarts\\{name}", content=text, encoding="utf-8") for name in "ab"]
        causes = [f"File/C:\\restarts\\{name}" for name in "ab"]
        service = resource("Service", "W32Time", state="running", start="manual", restart_on=causes)
        events = run_job(job(served, [*files, service], mode))
        return [event["status"] if index < 2 else event["changes"] for index, event in enumerate(events[:3])]

    causes = ["File/C:\\restarts\\a", "File/C:\\restarts\\b"]
    assert told("one") == ["changed", "changed", {"state": ["stopped", "running"]}]
    assert told("one") == ["ok", "ok", {}]
    assert told("two", "Plan") == ["would_change", "would_change", {"restart": [None, causes]}]
    assert told("two") == ["changed", "changed", {"restart": [None, causes]}]
    assert told("two") == ["ok", "ok", {}]


def test_text_for_a_reader(real: RealHost, engine: Engine, tmp_path: Path) -> None:
    """By hand, without winstead."""
    engine("Remove-Item C:\\byhand -Recurse -ErrorAction 0; $null")
    calls = [
        resource("Directory", "C:\\byhand"),
        resource("File", "C:\\byhand\\a.txt", content="two\nlines", encoding="utf-8"),
        resource("File", "C:\\byhand\\a.txt\\b", content="x", encoding="utf-8"),
        resource("Directory", "C:\\byhand\\c"),
    ]
    script = tmp_path / "srv.ps1"
    script.write_text(render("srv", calls), encoding="ascii")
    planned = real.file(script).splitlines()
    assert planned[:2] == [
        "would_change Directory/C:\\byhand  ensure: absent -> present",
        "would_change File/C:\\byhand\\a.txt  ensure: absent -> present",
    ]
    applied = real.file(script, "-Mode", "Apply").splitlines()
    assert [line.split()[0] for line in applied] == ["changed", "changed", "failed", "skipped", "srv:"]
    assert applied[2].startswith("failed       File/C:\\byhand\\a.txt\\b  ")
    assert applied[3] == "skipped      Directory/C:\\byhand\\c"
    assert applied[4].startswith("srv: failed: 0 ok, 2 changed, 0 would change, 1 failed, 1 skipped in ")
