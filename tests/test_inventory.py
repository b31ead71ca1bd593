"""Loading: every mistake is told, with its place; and what is right is taken as it is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from winstead.errors import InventoryError
from winstead.inventory import load
from winstead.resolve import HostState, resolve
from winstead.yamlfile import read_tree

FOLDER = Path(__file__).parent / "inventories"


def _cases() -> Iterator[Any]:
    for case in yaml.safe_load((FOLDER / "mistakes.yaml").read_text(encoding="utf-8")):
        yield pytest.param(case["inventory"], case["says"], id=case["case"])


def _resolved(file: Path) -> list[HostState]:
    inventory = load(file)
    return resolve(inventory, inventory.hosts)


def mistakes(file: Path) -> list[str]:
    """What is wrong with an inventory, on loading or else for one of its hosts; paths are seen from its folder."""
    with pytest.raises(InventoryError) as caught:
        _resolved(file)
    folder = file if file.is_dir() else file.parent
    assert str(caught.value).splitlines() == [str(one) for one in caught.value.mistakes]
    return [str(one).replace(f"{folder}/", "") for one in caught.value.mistakes]


@pytest.mark.parametrize(("text", "says"), list(_cases()))
def test_mistakes(text: str, says: list[str], tmp_path: Path) -> None:
    file = tmp_path / "hosts.yaml"
    file.write_bytes(text.encode())
    assert [one.removeprefix("hosts.yaml:") for one in mistakes(file)] == says


def _write(folder: Path, **texts: str | bytes) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_every_key_is_taken() -> None:
    states = _resolved(FOLDER / "whole.yaml")
    assert [state.name for state in states] == ["srv01", "srv02", "srv03", "demo", "bare"]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"hosts: {}\nvars: {a: \xff}\n", "hosts.yaml:2: is no UTF-8 text (byte 20)"),
        ("hosts: {}".encode("utf-16"), "hosts.yaml:1: is no UTF-8 text (byte 0)"),
        (
            b"hosts: {}\nvars: {a: '\x00'}\n",
            "hosts.yaml:2: no YAML: the character U+0000 is written as an escape, in double quotes",
        ),
        (b"a: " + b"[" * 100_000, "hosts.yaml:1: nested more than 40 deep"),
    ],
)
def test_bytes_that_are_no_yaml(raw: bytes, says: str, tmp_path: Path) -> None:
    assert mistakes(_write(tmp_path, hosts=raw) / "hosts.yaml") == [says]


def test_aliases_of_aliases_end() -> None:
    with pytest.raises(InventoryError, match=r"bomb\.yaml:\d+: .*aliases make more than 500,000 values"):
        load(FOLDER / "bomb.yaml")


def test_no_such_inventory(tmp_path: Path) -> None:
    with pytest.raises(InventoryError, match="there is no such inventory: name one with --inventory"):
        load(tmp_path / "nothing.yaml")
    with pytest.raises(InventoryError, match=r"the folder holds no \.yaml file"):
        load(tmp_path)


def test_a_folder_is_one_inventory(tmp_path: Path) -> None:
    _write(tmp_path, a="vars: {a: 1}\nhosts: {srv01: }\nresources: [{kind: Directory, name: 'C:\\a'}]\ngroups:")
    _write(tmp_path, b="vars: {b: 2}\nhosts: {srv02: {}}\nresources: [{kind: Directory, name: 'C:\\b'}]")
    (tmp_path / "schema.json").write_text("{}")
    (tmp_path / ".a.yaml").write_text("an editor's own")
    inventory = load(tmp_path)
    assert (list(inventory.hosts), inventory.vars) == (["srv01", "srv02"], {"a": 1, "b": 2})
    assert [one["name"] for one in inventory.resources] == ["C:\\a", "C:\\b"]
    assert inventory.tree.place(("resources", 1, "name")) == (str(tmp_path / "b.yaml"), 3)


def test_a_name_twice_in_a_folder(tmp_path: Path) -> None:
    _write(tmp_path, a="vars: {a: 1}\nhosts:\n  srv01: {}\nresources: []")
    _write(tmp_path, b="vars: {a: 2}\nhosts:\n\n  srv01: {}\nresources: {}\ngroups: {a: [}")
    _write(tmp_path, c="vars: {a: 2}\nhosts:\n\n  srv01: {}\nresources: {}")
    assert [one.replace(f"{tmp_path}/", "") for one in mistakes(tmp_path)] == [
        "b.yaml:6: no YAML: while parsing a flow node: did not find expected node content",
        "c.yaml:1: vars.a: given twice: also in a.yaml:1",
        "c.yaml:4: hosts.srv01: given twice: also in a.yaml:3",
        "c.yaml:5: resources: given twice: also in a.yaml:4",
    ]


def test_includes(tmp_path: Path) -> None:
    (tmp_path / "apps").mkdir()
    _write(tmp_path / "apps", a="apps: {a: {service: {name: a}}}", b="include: [a.yaml]\napps: {b: {}}")
    _write(tmp_path, hosts=f"include: ['apps/*.yaml', '{tmp_path}/more.yaml']\nhosts: {{srv01: {{apps: [a, b]}}}}")
    _write(tmp_path, more="apps: {c: {servce: {}}}")
    assert mistakes(tmp_path / "hosts.yaml") == ["more.yaml:1: apps.c.servce: unknown key; did you mean 'service'?"]
    _write(tmp_path, more="")
    assert list(load(tmp_path / "hosts.yaml").apps) == ["a", "b"]


def test_a_cycle_of_includes(tmp_path: Path) -> None:
    _write(tmp_path, a="include: [b.yaml]", b="vars: {}\ninclude:\n  - c.yaml", c="include: [b.yaml]")
    says = "c.yaml:1: include[0]: the files include each other: b.yaml includes c.yaml includes b.yaml"
    assert mistakes(tmp_path / "a.yaml") == [says]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    (tmp_path / "b.yaml").symlink_to("nowhere")
    assert mistakes(tmp_path) == [
        "a.yaml: cannot be read: Is a directory",
        "b.yaml: cannot be read: No such file or directory",
    ]


def test_scalars_are_what_they_look_like(tmp_path: Path) -> None:
    """Nothing that YAML 1.1 makes of no, 1:30, 1_000 and dates; no number whose digits would be lost."""
    text = "vars: {a: [no, 'on', 1:30, 1_000, 2026-01-01, 007, +5, 0o17, 1, -3, 0x1F, 1.5, 1e3, true, ~, '1']}"
    inventory = load(_write(tmp_path, hosts=text) / "hosts.yaml")
    texts = ["no", "on", "1:30", "1_000", "2026-01-01", "007", "+5", "0o17"]
    assert inventory.vars["a"] == [*texts, 1, -3, 31, 1.5, 1000.0, True, None, "1"]


_KEYS = st.text(st.characters(codec="utf-8", exclude_characters="{<"), min_size=1, max_size=8)
_TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(_KEYS.filter(lambda key: key != "include"), _TREES, max_size=3))
def test_any_yaml_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, data: dict[str, Any]) -> None:
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', sort_keys=False)
    file.write_bytes(text.encode())
    tree = read_tree(file)
    assert tree.data == data
    assert all(1 <= line <= text.count("\n") + 1 for _, line in tree.places.values())
