"""Rights, accounts and addresses: what Python writes is what PowerShell knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hosts import RealHost
from winstead.accounts import KNOWN, account
from winstead.render import folder
from winstead.resources.firewallrule import FirewallRule
from winstead.resources.permission import _FILE_RIGHTS, _KEY_RIGHTS, Permission

ENGINE = folder("ps1") / "engine"


def test_powershell_has_the_same_rights_in_the_same_order() -> None:
    """Else an entry that was just set would read back under another name."""
    text = (ENGINE / "Get-AccessRight.ps1").read_text(encoding="ascii")
    found = [(name.strip("'"), int(mask, 16)) for name, mask in re.findall(r"('?[\w-]+'?) = 0x([0-9A-F]+)", text)]
    assert found == [*_KEY_RIGHTS.items(), *_FILE_RIGHTS.items()]


def test_powershell_knows_the_same_accounts() -> None:
    """Else a well-known account would not be found on a Windows of another language."""
    text = (ENGINE / "Get-KnownAccount.ps1").read_text(encoding="ascii")
    assert dict(re.findall(r"'([^']+)' = '(S-[\d-]+)'", text)) == dict(KNOWN)


@pytest.mark.parametrize(("path", "table"), [("C:\\x", _FILE_RIGHTS), ("HKLM\\x", _KEY_RIGHTS)])
@given(data=st.data())
def test_rights_in_any_words_become_the_same_words(path: str, table: dict[str, int], data: st.DataObject) -> None:
    """Whatever words say a mask, the fewest names come out, they say the same mask, and stay as they are."""
    words = data.draw(st.lists(st.sampled_from(list(table)), min_size=1))
    rights = Permission(name=path, account="Users", rights=words).rights
    assert rights is not None
    masks = [0, 0]
    for which, names in enumerate((words, rights.split(", "))):
        for name in names:
            masks[which] |= table[name]
    assert masks[0] == masks[1]
    assert Permission(name=path, account="Users", rights=rights.upper()).rights == rights


@given(st.text())
def test_an_account_is_refused_or_keeps_its_spelling(text: str) -> None:
    """A name's one spelling is its own one spelling."""
    try:
        name = account(text)
    except ValueError:
        return
    assert account(name) == name


@given(st.lists(st.ip_addresses().filter(lambda one: int(one) > 0), min_size=1, max_size=5))
def test_addresses_keep_their_spelling(addresses: list[object]) -> None:
    """A list's one spelling is sorted and each address in it once."""
    remote = FirewallRule(name="x", remote=[str(one) for one in addresses]).remote
    assert list(remote) == sorted(set(remote))
    assert FirewallRule(name="x", remote=remote).remote == remote


@pytest.mark.real
def test_windows_form_of_subnets_is_read(real: RealHost, tmp_path: Path) -> None:
    """A mask in either form, a subnet of one address and a range of one come out as Python writes them."""
    pairs = {
        f"10.0.0.0/{'.'.join(str((0xFFFFFFFF << 32 - n >> s) & 255) for s in (24, 16, 8, 0))}": n for n in range(8, 32)
    }
    expected = {text: f"10.0.0.0/{bits}" for text, bits in pairs.items()}
    expected |= {"10.1.2.3/255.255.255.255": "10.1.2.3", "10.1.2.3/32": "10.1.2.3", "10.0.0.1-10.0.0.1": "10.0.0.1"}
    expected |= {
        "2001:DB8::/32": "2001:db8::/32",
        "fe80::1/128": "fe80::1",
        "::1-::2": "::1-::2",
        "Any": "any",
        "DNS": "DNS",
    }
    function = (ENGINE / "Format-FirewallAddress.ps1").read_text(encoding="ascii")
    script = tmp_path / "addresses.ps1"
    script.write_text(f"{function}\n" + "\n".join(f"Format-FirewallAddress '{one}'" for one in expected))
    assert real.powershell(f"& '{real.path(script)}'").split() == list(expected.values())
