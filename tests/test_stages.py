"""README's pipelines for CI: they parse, and what they call does, in their order, on simulated hosts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
STAGES = README[README.index("## In CI") : README.index("## What it does that others do not")]
# A file of `provision` lands where `report` finds it: GitHub's artifacts, and Jenkins' stashes, do that.
PIPELINES = {"github": "runs/$shard.jsonl", "gitlab": "runs/$shard.jsonl", "jenkins": "$shard.jsonl"}
INVENTORY = """
connection: {transport: simulated}
groups: {web: {}}
hosts:
  one: {groups: [web]}
  two: {groups: [web]}
resources:
  - {kind: Directory, name: 'C:\\x'}
"""


def block(name: str) -> str:
    """The text of a pipeline."""
    found: list[str] = re.findall(r"```(?:yaml|groovy)\n(.*?)```", STAGES, re.DOTALL)
    return found[list(PIPELINES).index(name)]


def commands(name: str) -> list[str]:
    """The commands of winstead that a pipeline calls."""
    found = re.findall(r"winstead [a-z][^\n'\]]*", re.sub(r"\.venv/bin/", "", block(name)))
    return [one.strip() for one in found if not one.startswith("winstead deploy")]


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_the_pipeline_parses(name: str) -> None:
    """And each stage needs one that is there."""
    read = yaml.safe_load(block(name))
    jobs = read["jobs"] if name == "github" else {key: read[key] for key in read["stages"]}
    assert list(jobs) == ["plan", "provision", "report"]


def test_jenkins_closes_what_it_opens() -> None:
    text = re.sub(r"'[^']*'|\"[^\"]*\"", "''", block("jenkins"))
    assert text.startswith("pipeline {")
    assert text.count("{") == text.count("}") > 10
    assert text.count("(") == text.count(")")


@pytest.mark.parametrize("name", list(PIPELINES))
def test_what_the_pipeline_calls(name: str, tmp_path: Path) -> None:
    """Planned, provisioned in three shards, and put together, by a shell."""
    plan, provision, report = commands(name)
    (tmp_path / "inventory").mkdir()
    (tmp_path / "runs").mkdir()
    (tmp_path / "inventory/hosts.yaml").write_text(INVENTORY, encoding="utf-8")
    shard = r"\$\{\{ matrix\.shard \}\}|\$CI_NODE_INDEX|\$SHARD"
    provision = re.sub(shard, "$shard", provision).replace("$CI_NODE_TOTAL", "3")
    provision = provision.partition(" > ")[0] + f" > {PIPELINES[name]}"
    script = f"{plan}\nfor shard in 1 2 3; do {provision}; done\n{report}\n"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    variables = os.environ | {"PATH": path, "CI": "true", "WINSTEAD_SIMULATED": str(tmp_path / "state")}
    done = subprocess.run(
        ["bash", "-euc", script], cwd=tmp_path, env=variables, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done
    assert "2 hosts: 2 changed" in done.stdout, done.stdout
    assert (tmp_path / "report.xml").is_file()
