"""From an inventory and a choice to hosts: who counts over whom, and values that come through as data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from winstead.choice import Choice, select
from winstead.connection import Retry, SimulatedFaults
from winstead.errors import InventoryError, UsageError
from winstead.inventory import Inventory, load
from winstead.literal import SecretRef, to_literal
from winstead.render import render, resource_call
from winstead.resolve import HostState, resolve

WHOLE = Path(__file__).parent / "inventories" / "whole.yaml"


def inventory(folder: Path, text: str) -> Inventory:
    """An inventory of a text."""
    (folder / "hosts.yaml").write_text(text, encoding="utf-8")
    return load(folder / "hosts.yaml")


def state(folder: Path, text: str, host: str = "srv01") -> HostState:
    """One host of an inventory of a text."""
    return resolve(inventory(folder, text), [host])[0]


def variables(one: HostState) -> dict[str, Any]:
    """The environment variables of a host."""
    return {resource.name: resource.value for resource in one.resources}  # type: ignore[attr-defined]


def test_hosts_count_over_groups_and_later_groups_over_earlier() -> None:
    states = {one.name: one for one in resolve(load(WHOLE), ["srv01", "srv02", "srv03"])}
    services = {name: one.resources[-1].properties() for name, one in states.items()}
    ports = {name: str(service["path"]).split()[2] for name, service in services.items()}
    assert ports == {"srv01": "8080", "srv02": "8443", "srv03": "8080"}
    levels = {name: service["environment"]["LOG_LEVEL"] for name, service in services.items()}  # type: ignore[index]
    assert levels == {"srv01": "info", "srv02": "debug", "srv03": "warning"}


def test_vars_of_the_host_in_vars_of_the_top(tmp_path: Path) -> None:
    text = """
vars: {url: 'http://{{ name }}:{{ port }}', name: '{{ host }}.corp', port: 80, list: ['{{ port }}']}
hosts: {srv01: {vars: {port: 81}}}
resources:
  - {kind: EnvironmentVariable, name: A, value: '{{ url }}'}
  - {kind: EnvironmentVariable, name: B, value: '{{ list[0] }}'}
"""
    assert variables(state(tmp_path, text)) == {"A": "http://srv01.corp:81", "B": "81"}


def test_connections_are_merged_key_by_key_at_every_depth() -> None:
    states = {one.name: one.connection for one in resolve(load(WHOLE), ["srv01", "srv02", "demo", "bare"])}
    first = states["srv01"]
    assert (first.address, first.port, first.user) == ("10.0.0.1", 5987, "CORP\\deploy")
    assert (first.password, first.operation_timeout) == (SecretRef("deploy"), 30.0)
    assert first.retry == Retry(max_retries=5, delay=1.0)
    assert (states["srv02"].address, states["srv02"].verify) == ("srv02.corp.example", False)
    assert states["srv02"].retry == Retry(max_retries=0, delay=1.0)
    assert states["demo"].faults == SimulatedFaults(delay=0.05, fail={"File/C:\\a": "once"})
    assert states["bare"].retry == Retry(max_retries=5, delay=0.5)


def test_the_hosts_name_is_its_address_unless_given(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").touch()
    connection = state(tmp_path, "hosts: {srv01: }\nconnection: {ca_file: '{{ ''ca'' }}.pem'}").connection
    assert connection.address == "srv01"
    assert connection.ca_file == str(tmp_path / "ca.pem")


def test_a_mistake_in_a_merged_connection_is_where_it_was_written(tmp_path: Path) -> None:
    text = "connection: {user: '{{ 5 }}'}\nhosts:\n  srv01: {connection: {port: '{{ 70000 }}'}}\n  srv02: {}"
    with pytest.raises(InventoryError) as caught:
        resolve(inventory(tmp_path, text), ["srv01", "srv02"])
    assert [(one.line, one.path, one.text) for one in caught.value.mistakes] == [
        (1, "connection.user", "a text is wanted: write it in quotes (host srv01 and 1 more)"),
        (3, "hosts.srv01.connection.port", "a number of at most 65535 is wanted"),
    ]


CHOICES = """
groups: {web: {apps: [a]}, webdb: {}, db: {apps: [b]}, empty: {}}
hosts: {web2: {groups: [web]}, web1: {groups: [web, db]}, db1: {groups: [db]}, other: {groups: [webdb]}}
apps: {a: {service: {name: a}}, b: {service: {name: b}}}
"""


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (Choice(), ["web2", "web1", "db1", "other"]),
        (Choice(hosts=("db1", "web2")), ["web2", "db1"]),
        (Choice(hosts=("web*",)), ["web2", "web1"]),
        (Choice(hosts=("web[13]", "d?1")), ["web1", "db1"]),
        (Choice(groups=("db",)), ["web1", "db1"]),
        (Choice(groups=("web*",)), ["web2", "web1", "other"]),
        (Choice(hosts=("other",), groups=("db",)), ["web1", "db1", "other"]),
        (Choice(exclude=("db",)), ["web2", "other"]),
        (Choice(exclude=("web*",)), ["db1"]),
        (Choice(exclude=("empty",)), ["web2", "web1", "db1", "other"]),
        (Choice(hosts=("web*",), exclude=("web1",)), ["web2"]),
        (Choice(apps=("a",)), ["web2", "web1", "db1", "other"]),
    ],
)
def test_choices(choice: Choice, names: list[str], tmp_path: Path) -> None:
    assert select(inventory(tmp_path, CHOICES), choice) == names


@pytest.mark.parametrize(
    ("choice", "says"),
    [
        (Choice(hosts=("wb1",)), "no host 'wb1' in the inventory; did you mean 'web1'?"),
        (Choice(hosts=("web1", "x*")), "no host 'x*' in the inventory; known: db1, other, web1, web2"),
        (Choice(hosts=("web",)), "no host 'web' in the inventory; did you mean 'web2'?"),
        (Choice(groups=("dbs",)), "no group 'dbs' in the inventory; did you mean 'db'?"),
        (Choice(exclude=("othr",)), "no host or group 'othr' in the inventory; did you mean 'other'?"),
        (Choice(apps=("c",)), "no app 'c' in the inventory; known: a, b"),
        (Choice(groups=("empty",)), "no host is left: nothing matches the choice"),
        (Choice(exclude=("*",)), "no host is left: nothing matches the choice"),
    ],
)
def test_choices_that_match_nothing(choice: Choice, says: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        select(inventory(tmp_path, CHOICES), choice)
    assert str(caught.value) == says


def test_an_inventory_without_hosts(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the inventory has no hosts"):
        select(inventory(tmp_path, "vars: {}"), Choice())


def test_chosen_apps_alone() -> None:
    """What belongs to them, single resources that name them included, in the same order."""
    (one,) = resolve(load(WHOLE), ["demo"], ["ord*"])
    assert list(one.apps) == ["orders"]
    ids = [resource.id for resource in one.resources]
    assert ids[:3] == [
        r"RegistryValue/HKLM\Software\Corp\Orders",
        "EnvironmentVariable/ORDERS_URL",
        r"Directory/C:\Apps\orders",
    ]
    (whole,) = resolve(load(WHOLE), ["demo"])
    assert [resource for resource in whole.resources if resource.app == "orders"] == list(one.resources)
    (time,) = resolve(load(WHOLE), ["demo"], ["time"])
    assert [resource.id for resource in time.resources] == ["EventSource/Time", "Service/W32Time"]


TRAPS = [
    "'\u2018\u2019\u201a\u201b\"\u201c\u201d\u201e'; New-Item C:\\owned; '",
    "$(New-Item C:\\owned) `$(1) ${env:Path} `n `` \r\n'@\n\"@\n",
    "\U0001f600 caf\u00e9 \u6771\u4eac",
    "{% raw %}{# #} %PATH%",
    "\t tab, trailing blank ",
    "x" * 100_000,
]


@pytest.mark.parametrize("value", TRAPS, ids=range(len(TRAPS)))
@pytest.mark.parametrize("way", ["as it is", "from a var", "within text"])
def test_a_value_is_data_in_the_script(value: str, way: str, tmp_path: Path) -> None:
    """Through YAML, templates and models to the script, as the one literal that PowerShell reads back equal."""
    given_value = {"as it is": value, "from a var": "{{ trap }}", "within text": "<{{ trap }}>"}[way]
    data = {
        "vars": {"trap": value},
        "hosts": {"srv01": {}},
        "resources": [{"kind": "File", "name": "C:\\a", "content": given_value}],
    }
    one = state(tmp_path, yaml.safe_dump(data, allow_unicode=True))
    expected = f"<{value}>" if way == "within text" else value
    properties = {"content": expected, "encoding": "utf-8"}
    assert one.resources[0].properties() == properties
    script = render("srv01", [resource_call(one.resources[0])])
    assert f"Invoke-Resource File 'C:\\a' {to_literal(properties, 1)}\n" in script
    assert all(
        line.lstrip().startswith(("'", "(", ")", "content", "encoding", "}", "Invoke-Resource"))
        for line in script.split("$Work = {\n")[1].split("\n}\n")[0].split("\n")
        if line.strip()
    )


def test_nul_is_data_where_windows_takes_it(tmp_path: Path) -> None:
    text = 'hosts: {srv01: }\nresources: [{kind: File, name: C:\\a, content: "a\\0b"}]'
    script = render("srv01", [resource_call(one) for one in state(tmp_path, text).resources])
    assert "(-join @('a', [char]0x0000, 'b'))" in script


@given(value=st.text(st.characters(codec="utf-8"), max_size=50))
def test_any_text_comes_through(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    value = value.replace("{{", "{")
    resource = {"kind": "File", "name": "C:\\a", "content": f"<{value}"}
    text = yaml.safe_dump({"hosts": {"srv01": {}}, "resources": [resource]}, default_style='"')
    assert state(tmp_path_factory.getbasetemp(), text).resources[0].properties()["content"] == f"<{value}"


def test_secrets_are_found_by_name(tmp_path: Path) -> None:
    """Also one that comes from a var, and one whose name is rendered."""
    text = """
vars: {db: {secret: db}, site: north}
hosts: {srv01: }
resources:
  - {kind: EnvironmentVariable, name: A, value: '{{ db }}'}
  - {kind: EnvironmentVariable, name: B, value: {secret: 'db-{{ site }}'}}
"""
    assert variables(state(tmp_path, text)) == {"A": SecretRef("db"), "B": SecretRef("db-north")}


def test_mistakes_of_many_hosts_are_told_once(tmp_path: Path) -> None:
    hosts = "\n".join(f"  srv{n}: {{vars: {{port: {n}}}}}" for n in range(100))
    text = f"hosts:\n{hosts}\nresources: [{{kind: Directory, name: 'C:\\{{{{ dta }}}}'}}]"
    with pytest.raises(InventoryError) as caught:
        resolve(inventory(tmp_path, text), [f"srv{n}" for n in range(100)])
    assert len(caught.value.mistakes) == 1
    assert str(caught.value).endswith("there is no 'dta' here; known: host, port (host srv0 and 99 more)")


def test_templates_may_give_whole_parts(tmp_path: Path) -> None:
    """Of any type, where a path, an account, a list or a map is wanted; nothing of it is judged too early."""
    text = """
vars:
  root: 'D:\\apps'
  account: {user: '.\\orders', password: {secret: orders}}
  service: {start: manual}
  rules: [{port: 80}, {port: 81}]
  exe: orders.exe
hosts: {srv01: {apps: [orders]}}
apps:
  orders:
    directory: '{{ root }}\\orders'
    executable: '{{ exe }}'
    account: '{{ account }}'
    service: '{{ service }}'
    firewall: '{{ rules }}'
    permissions: [{path: '{{ exe }}.d', rights: '{{ "modify" }}'}]
    environment: '{{ {"A": 1} }}'
"""
    resources = state(tmp_path, text).resources
    assert [one.id for one in resources] == [
        "Directory/D:\\apps\\orders",
        "UserRight/SeServiceLogonRight|.\\orders",
        "Permission/D:\\apps\\orders|.\\orders",
        "Directory/D:\\apps\\orders\\orders.exe.d",
        "Permission/D:\\apps\\orders\\orders.exe.d|.\\orders",
        "FirewallRule/orders",
        "FirewallRule/orders-2",
        "Registration/orders",
        "Service/orders",
    ]
    service = resources[-1].properties()
    assert (service["password"], service["environment"], service["start"]) == (
        SecretRef("orders"),
        {"A": "1"},
        "manual",
    )
