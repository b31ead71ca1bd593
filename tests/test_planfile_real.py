"""A plan's file and a real host that is changed by hand before it is applied."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli import Done, winstead
from hosts import PASSWORD, USER, Shell, inventory
from winstead.simulator.endpoint import Endpoint

pytestmark = pytest.mark.real
LOOK = r"""@{
    variable = [Environment]::GetEnvironmentVariable('PLANNED', 'Machine')
    file = if (Test-Path C:\planned\a.txt) { [IO.File]::ReadAllText('C:\planned\a.txt') } else { '' }
    journal = @(Get-Content C:\ProgramData\winstead\journal.jsonl -ErrorAction SilentlyContinue).Count
}"""
BY_HAND = "[void] [Environment]::SetEnvironmentVariable('PLANNED', 'by hand', 'Machine')"
GONE = r"""[Environment]::SetEnvironmentVariable('PLANNED', [NullString]::Value, 'Machine')
Remove-Item -Recurse C:\planned"""


def test_a_change_by_hand_ends_a_plan(served: Endpoint, shell: Shell, tmp_path: Path) -> None:
    """Nothing is changed then, on the real host and on the simulated one beside it; planned anew, it is applied."""
    file = inventory(
        tmp_path,
        f"""
hosts:
  srv01:
    connection: {{address: 127.0.0.1, port: {served.port}, scheme: http, auth: ntlm, user: {USER},
                 password: {{secret: deploy}}, connect_timeout: 60s}}
  demo: {{connection: {{transport: simulated}}}}
resources:
  - {{kind: Directory, name: 'C:\\planned'}}
  - {{kind: File, name: 'C:\\planned\\a.txt', content: {{secret: word}}}}
  - {{kind: EnvironmentVariable, name: PLANNED, value: 'yes'}}
""",
    )
    plan, state = tmp_path / "plan.json", tmp_path / "state"
    secrets = {"WINSTEAD_SECRET_DEPLOY": PASSWORD, "WINSTEAD_SECRET_WORD": "s3cr3t"}

    def run(*arguments: str | Path) -> Done:
        return winstead(*arguments, "--inventory", file, "--output", "json", WINSTEAD_SIMULATED=str(state), **secrets)

    assert run("plan", "--out", plan).code == 0
    shell(BY_HAND)
    before = shell(LOOK)
    refused = run("provision", "--plan-file", plan)
    ends = {event["host"]: event for event in refused.events if event["event"] == "host"}
    assert (refused.code, ends["srv01"]["status"], ends["demo"]["status"]) == (1, "failed", "skipped")
    assert "EnvironmentVariable/PLANNED: now would change value: by hand -> yes" in ends["srv01"]["error"]["message"]
    assert shell(LOOK) == before
    assert not list(state.glob("*.json"))
    planned = run("plan", "--out", plan)
    applied = run("provision", "--plan-file", plan)
    assert applied.code == 0, applied
    assert {key: one["changes"] for key, one in applied.results("changed").items()} == {
        key: one["changes"] for key, one in planned.results("would_change").items()
    }
    assert shell(LOOK) | {"journal": 0} == {"variable": "yes", "file": "s3cr3t", "journal": 0}
    assert "s3cr3t" not in plan.read_text(encoding="ascii") + planned.out + applied.out
    assert json.loads(plan.read_text(encoding="ascii"))["hosts"]["srv01"]["status"] == "would_change"
    shell(GONE)
