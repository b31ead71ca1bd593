"""What an environment variable does besides lying in the registry."""

from __future__ import annotations

from pathlib import Path

import pytest

from hosts import RealHost
from winstead.render import render, resource_call
from winstead.resources.environmentvariable import EnvironmentVariable


@pytest.mark.real
def test_the_run_itself_sees_it(real: RealHost, tmp_path: Path) -> None:
    """Later resources of a run see the new values, expanded, and PATH keeps what the process itself put there."""
    resources = [
        EnvironmentVariable(name="CASE_SEEN", value="%SystemRoot%\\case"),
        EnvironmentVariable(name="CASE_SEEN", value="the user's", scope="user"),
        EnvironmentVariable(name="PATH", value=("%SystemRoot%\\case",), list=True),
    ]
    for number, ensure in enumerate(("present", "absent")):
        calls = [resource_call(one.model_copy(update={"ensure": ensure})) for one in resources]
        (tmp_path / f"{number}.ps1").write_text(render("case", calls), encoding="utf-8-sig")
    show = "'seen ' + $env:CASE_SEEN + ' ' + $env:PATH.Substring($before.Length)"
    output = real.powershell(
        f"""
        [Environment]::SetEnvironmentVariable('PATH', $env:PATH.TrimEnd(';') + ';C:\\own')
        $before = $env:PATH
        & '{real.path(tmp_path / "0.ps1")}' -Mode Apply
        {show}
        & '{real.path(tmp_path / "1.ps1")}' -Mode Apply
        {show}
        "seen $($env:PATH -ceq $before) $([Environment]::ExpandEnvironmentVariables('%SystemRoot%'))" """
    )
    seen = [line for line in output.splitlines() if line.startswith("seen")]
    root = seen[2].split()[-1]
    assert seen == [f"seen the user's ;{root}\\case", "seen  ", f"seen True {root}"]
