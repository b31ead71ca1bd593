"""An app becomes the resources that it needs, in an order that works."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from winstead.apps import App
from winstead.drafts import drafts
from winstead.inventory import load
from winstead.literal import SecretRef
from winstead.resolve import HostState, resolve

WHOLE = Path(__file__).parent / "inventories" / "whole.yaml"


def made(text: str) -> list[tuple[str, dict[str, Any]]]:
    """The drafts of an app called orders: their kinds and values."""
    return [
        (draft.kind, draft.values) for draft in drafts(App.model_validate(yaml.safe_load(text) | {"name": "orders"}))
    ]


def whole(host: str) -> HostState:
    """A host of the inventory that has everything."""
    return resolve(load(WHOLE), [host])[0]


def test_the_whole_app_in_order() -> None:
    assert [resource.id for resource in whole("srv01").resources] == [
        r"Directory/D:\data",
        r"RegistryValue/HKLM\Software\Corp\Orders",
        r"Directory/C:\Apps\orders",
        r"File/C:\Apps\orders\conf\orders.conf",
        r"File/C:\Apps\orders\orders.toml",
        r"File/D:\readme.txt",
        r"UserRight/SeServiceLogonRight|.\orders",
        r"Permission/C:\Apps\orders|BUILTIN\Users",
        r"Directory/C:\Apps\orders\data",
        r"Permission/C:\Apps\orders\data|.\orders",
        r"Permission/C:\Apps\orders\data|BUILTIN\Users",
        r"Permission/HKLM\Software\Corp|.\orders",
        "EventSource/Orders",
        "FirewallRule/orders",
        "FirewallRule/orders-2",
        "FirewallRule/orders-admin",
        "Registration/orders",
        "Service/orders-svc",
    ]


def test_the_service_gets_what_the_app_says() -> None:
    service = whole("srv01").resources[-1]
    assert service.properties() == {
        "app": "orders",
        "restart_on": (
            r"RegistryValue/HKLM\Software\Corp\Orders",
            r"File/C:\Apps\orders\conf\orders.conf",
            r"File/C:\Apps\orders\orders.toml",
            r"File/D:\readme.txt",
        ),
        "path": r'C:\Apps\orders\bin\orders.exe --port 8080 --version 1.4.2 ""',
        "start": "automatic-delayed",
        "account": r".\orders",
        "password": SecretRef("orders"),
        "recovery": {"reset": 86400, "actions": ["restart 5000", "none"], "non_crash": True},
        "environment": {"LOG_LEVEL": "info", "DATABASE_URL": SecretRef("orders-staging"), "PORT": "8080"},
        "state": "running",
        "stop_timeout": 20.0,
    }


def test_templates_know_the_app() -> None:
    state = whole("srv03")
    files = {resource.key: resource.properties() for resource in state.resources if resource.id.startswith("File/")}
    assert files[r"C:\Apps\orders\conf\orders.conf"]["content"] == "url=http://srv03:8080\r\n"
    assert files[r"C:\Apps\orders\orders.toml"]["content"] == (
        '# srv03 in staging\nversion = "1.4.2"\nallow = "10.0.0.0/8"\nallow = "LocalSubnet"\n'
        "directory = 'C:\\Apps\\orders'\n"
    )
    assert "version" not in state.apps["orders"].environment


@pytest.mark.parametrize(
    ("account", "name", "password"),
    [
        ("", "NT SERVICE\\orders", None),
        ("account: virtual", "NT SERVICE\\orders", None),
        ("account: LocalService", "LocalService", None),
        ("account: {gmsa: 'CORP\\orders$'}", "CORP\\orders$", None),
        ("account: {user: '.\\o', password: {secret: o}}", ".\\o", SecretRef("o")),
    ],
)
def test_accounts(account: str, name: str, password: SecretRef | None) -> None:
    """The service runs as the app's account, and its permissions are for it."""
    found = made(f"""
directory: 'C:\\orders'
executable: orders.exe
service: {{}}
permissions: [{{path: data, rights: modify}}, {{path: data, rights: read, account: Users}}]
{account}
""")
    by_kind = {(kind, values.get("rights")): values for kind, values in found}
    service = by_kind["Service", None]
    assert (service["account"], service.get("password")) == (name, password)
    assert by_kind["Permission", "modify"]["account"] == name
    assert by_kind["Permission", "read"]["account"] == "Users"


def test_a_service_that_windows_has() -> None:
    """Nothing is said of its program and account."""
    assert made("service: {name: W32Time, start: manual, state: stopped}") == [
        ("Service", {"name": "W32Time", "state": "stopped", "start": "manual"})
    ]


def test_a_virtual_account_is_called_after_the_service() -> None:
    found = dict(made("{executable: 'D:\\o.exe', service: {name: svc}, permissions: [{path: 'D:\\x', rights: read}]}"))
    assert found["Service"]["account"] == found["Permission"]["account"] == "NT SERVICE\\svc"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("data", "C:\\orders\\data"),
        ("a/b/", "C:\\orders\\a\\b"),
        ("a\\\\b", "C:\\orders\\a\\b"),
        ("b\\", "C:\\orders\\b"),
        (".", "C:\\orders"),
        ("D:/a/", "D:\\a"),
        ("D:/", "D:\\"),
        ("//server/share/a", "\\\\server\\share\\a"),
        ("HKLM\\Software\\a/b", "HKLM\\Software\\a/b"),
    ],
)
def test_paths_start_from_the_directory(path: str, name: str) -> None:
    assert App(name="orders", directory="C:\\orders").at(path) == name


def test_folders_are_made_once_and_never_for_what_goes() -> None:
    found = made("""
directory: 'C:\\orders'
executable: orders.exe
files: [{name: a.txt, content: x}]
permissions:
  - {path: data, rights: read}
  - {path: DATA, rights: read, account: Users}
  - {path: old, ensure: absent}
  - {path: 'D:\\other', rights: read}
  - {path: a.txt, rights: read}
service: {}
""")
    assert [values["name"] for kind, values in found if kind == "Directory"] == ["C:\\orders", "C:\\orders\\data"]


def test_the_first_firewall_rule_keeps_its_name() -> None:
    """A second rule leaves the first one, and what an administrator did with it, alone."""
    one, two = made("firewall: [{port: 80}]"), made("firewall: [{port: 80}, {port: 81}]")
    assert one[0] == two[0] == ("FirewallRule", {"name": "orders", "port": 80})
    assert two[1] == ("FirewallRule", {"name": "orders-2", "port": 81})


def test_the_program_is_sent_and_restarts_the_service() -> None:
    found = dict(made("{directory: 'C:\\o', executable: o.exe, source: {path: dist/o.exe}, service: {}}"))
    assert found["File"] == {"name": "C:\\o\\o.exe", "source": "dist/o.exe"}
    assert found["Service"]["restart_on"] == ["File/C:\\o\\o.exe"]
