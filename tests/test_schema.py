"""The JSON Schema of inventories: right in itself, and of one mind with the loader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from cli import ROOT, winstead
from winstead.resources import kinds
from winstead.schema import inventory_schema, kinds_table, schema_text, write_schema
from winstead.yamlfile import read_tree

INPUTS = ROOT / "tests" / "inventories"


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """A validator of inventories."""
    return Draft202012Validator(inventory_schema())


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(inventory_schema())


def test_the_file_is_what_is_generated() -> None:
    written = (ROOT / "inventory" / "schema.json").read_text(encoding="utf-8")
    assert written == schema_text(), "write it anew: winstead schema --write inventory/schema.json"


def test_it_is_written_and_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_schema("") == 0
    assert json.loads(capsys.readouterr().out) == inventory_schema()
    done = winstead("schema", "--write", tmp_path / "schema.json")
    assert (done.code, done.out) == (0, "")
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("file", ["inventory/hosts.yaml", "examples/orders/hosts.yaml", "tests/inventories/whole.yaml"])
def test_right_inventories(schema: Draft202012Validator, file: str) -> None:
    assert [one.message for one in schema.iter_errors(read_tree(ROOT / file).data)] == []


def test_right_resources(schema: Draft202012Validator) -> None:
    """Every resource that the cases of all kinds are made of."""
    seen = 0
    for file in sorted((ROOT / "tests" / "resources").glob("*.yaml")):
        for case in yaml.safe_load(file.read_text(encoding="utf-8")):
            for resource in _resources(case):
                assert [one.message for one in schema.iter_errors({"resources": [resource]})] == [], case["case"]
                seen += 1
    assert seen > 20


def _resources(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if value.get("kind") in kinds():
            yield value
        for key, one in value.items():
            if key != "invalid":
                yield from _resources(one)
    elif isinstance(value, list):
        for one in value:
            yield from _resources(one)


def _wrong() -> Iterator[Any]:
    for case in yaml.safe_load((INPUTS / "mistakes.yaml").read_text(encoding="utf-8")):
        if case["case"] in SEEN:
            yield pytest.param(case["inventory"], id=case["case"])


SEEN = (
    "unknown keys everywhere, all at once",
    "wrong types",
    "sections of wrong types",
    "a password in plain text is not shown",
    "what the app gives is not given again",
)


@pytest.mark.parametrize("text", list(_wrong()))
def test_wrong_inventories(schema: Draft202012Validator, text: str) -> None:
    assert not schema.is_valid(yaml.safe_load(text))


@pytest.mark.parametrize(
    "data",
    [
        {"hots": {}},
        {"hosts": {"a": {"group": []}}},
        {"hosts": {"a": {"connection": {"transport": "ssh"}}}},
        {"connection": {"password": "plain"}},
        {"connection": {"port": 70000}},
        {"connection": {"retry": {"max_retry": 1}}},
        {"connection": {"connect_timeout": "5 minutes"}},
        {"resources": [{"name": "C:\\a"}]},
        {"resources": [{"kind": "Nothing", "name": "C:\\a"}]},
        {"resources": [{"kind": "Directory"}]},
        {"resources": [{"kind": "Directory", "name": "C:\\a", "content": "x"}]},
        {"resources": [{"kind": "Service", "name": "a", "start": "auto"}]},
        {"resources": [{"kind": "File", "name": {"secret": "x"}}]},
        {"apps": {"a": {"name": "a"}}},
        {"apps": {"a": {"service": {"path": "C:\\a.exe"}}}},
        {"apps": {"a": {"service": {"recovery": {"reset": "1d"}}}}},
        {"apps": {"a": {"permissions": [{"name": "data", "rights": "read"}]}}},
        {"apps": {"a": {"files": [{"content": "x"}]}}},
        {"apps": {"a": {"firewall": {"port": 80}}}},
        {"apps": {"a": {"account": {"user": 1.5}}}},
        {"secrets": {"a": {"command": []}}},
    ],
    ids=json.dumps,
)
def test_wrong_parts(schema: Draft202012Validator, data: dict[str, Any]) -> None:
    assert not schema.is_valid(data)


@pytest.mark.parametrize(
    "data",
    [
        {"connection": {"port": "{{ port }}", "verify": "{{ v }}", "retry": {"max_retries": "{{ n }}"}}},
        {"connection": {"retry": "{{ retry }}"}},
        {"connection": {"password": {"secret": "{{ site }}-x"}, "connect_timeout": "{{ t }}", "transport": "{{ t }}"}},
        {"apps": {"a": {"service": {"start": "{{ s }}", "recovery": {"actions": ["{{ a }}"], "reset": "{{ r }}"}}}}},
        {"apps": {"a": {"firewall": [{"port": ["{{ p }}", 80], "remote": "{{ r }}", "enabled": "{{ e }}"}]}}},
        {"resources": [{"kind": "RegistryValue", "name": "HKLM\\{{ k }}\\x", "type": "{{ t }}", "value": "{{ v }}"}]},
        {"hosts": {"a": None}, "groups": {"b": None}, "include": ["*.yaml"]},
    ],
    ids=json.dumps,
)
def test_templates_may_stand_anywhere(schema: Draft202012Validator, data: dict[str, Any]) -> None:
    assert [one.message for one in schema.iter_errors(data)] == []


def test_yaml_files_name_their_schema() -> None:
    files = [*(ROOT / "inventory").glob("*.yaml"), INPUTS / "whole.yaml"]
    for file in files:
        line = file.read_text(encoding="utf-8").splitlines()[0]
        place = line.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / place).resolve() == ROOT / "inventory" / "schema.json", file


def test_the_table_has_every_kind_and_key() -> None:
    lines = kinds_table().splitlines()
    assert [line.split(" | ")[0].removeprefix("| ") for line in lines[2:]] == list(kinds())
    for line, kind in zip(lines[2:], kinds().values(), strict=True):
        assert all(f"`{key}`" in line for key in kind.model_fields.keys() - {"name", "ensure", "app", "restart_on"})
        assert len(line.replace("\\|", "").split("|")) == 5
    assert "`template`" in kinds_table()
