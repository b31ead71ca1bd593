"""to_literal: what is written comes back equal, from a real PowerShell, and does nothing."""

from __future__ import annotations

import base64
import math
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import Phase, given, settings

from literals import values
from winstead.literal import SecretRef, to_literal


class Start(str, Enum):  # noqa: UP042  # as pydantic models have them; format() gives its name, not its text
    """A word of a fixed set."""

    MANUAL = "manual"


TRAPS = [
    *(
        f"{quote}; New-Item C:\\owned -ItemType Directory; $global:owned = 1; {quote}"
        for quote in "'\u2018\u2019\u201a\u201b\"\u201c\u201d\u201e"
    ),
    *(f"x{quote}$($global:owned = 1){quote}" for quote in ("", "'", '"', "'@\n", '"@\n')),
    "$(New-Item C:\\owned -ItemType Directory)",
    "'\n'@\n$global:owned = 1\n@'\n",
    "#>\n$global:owned = 1\n<#",
    "`'; $global:owned = 1 #",
    "\r$global:owned = 1\r",
    "\u2028$global:owned = 1\u2029",
    "\x00'; $global:owned = 1; '",
    "\x1a\n$global:owned = 1",
    "--% '; $global:owned = 1",
]
LONG = ["it's \u2018long\u2019 $(x) `n\t" * 5000, "\r\n".join(["listen = '8080'"] * 6000), "\r\n\x00\n" * 2000]
EDGES = [
    -(2**31),
    -(2**31) - 1,
    2**31 - 1,
    2**31,
    -(2**63),
    2**63 - 1,
    -0.0,
    5e-324,
    1.7976931348623157e308,
    -1e-07,
    1e16,
]

# Values as text that hides nothing: a letter for the type, then base64 of UTF-16 or the value's own bits.
SCRIPT = r"""
Set-StrictMode -Version 3; $ErrorActionPreference = 'Stop'
function ConvertTo-Base64([string] $Text) {
    $bytes = New-Object byte[] ($Text.Length * 2)
    [Buffer]::BlockCopy($Text.ToCharArray(), 0, $bytes, 0, $bytes.Length)
    [Convert]::ToBase64String($bytes)
}
function ConvertTo-Tagged($Value) {
    if ($null -eq $Value) { return 'n' }
    switch ($Value.GetType().FullName) {
        'System.Boolean' { return "b$([int] $Value)" }
        'System.Int32' { return "i$Value" }
        'System.Int64' { return "l$Value" }
        'System.Double' { return "d$([BitConverter]::DoubleToInt64Bits($Value))" }
        'System.String' { return 's' + (ConvertTo-Base64 $Value) }
        'System.Byte[]' { return 'y' + [Convert]::ToBase64String($Value) }
        'System.Text.StringBuilder' { return 'S' + (ConvertTo-Base64 $Value.ToString()) }
        'System.Object[]' { return '[' + (@(foreach ($one in $Value) { ConvertTo-Tagged $one }) -join ',') + ']' }
        'System.Collections.Hashtable' {
            $pairs = [string[]] @(foreach ($key in $Value.Keys) {
                (ConvertTo-Base64 $key) + ':' + (ConvertTo-Tagged $Value[$key])
            })
            [Array]::Sort($pairs, [StringComparer]::Ordinal)
            return '{' + ($pairs -join ',') + '}'
        }
    }
    throw "type $($Value.GetType().FullName)"
}
function Write-Tagged($Value) { $lines.Add((ConvertTo-Tagged $Value)) }
class Secrets : Collections.Hashtable { [object] get_Item([object] $name) { return [Text.StringBuilder]::new($name) } }
$Secret = [Secrets]::new()
$lines = [Collections.Generic.List[string]]::new()
"""
END = r"""
$lines.Add("owned: $(Test-Path C:\owned) $(Test-Path variable:global:owned)")
[IO.File]::WriteAllLines($PSCommandPath + '.out', $lines)
"""


def tagged(value: object) -> str:
    """What ConvertTo-Tagged makes of a value."""
    match value:
        case None:
            return "n"
        case bool():
            return f"b{int(value)}"
        case int():
            return f"{'i' if -(2**31) <= value < 2**31 else 'l'}{value}"
        case float():
            return f"d{struct.unpack('<q', struct.pack('<d', value))[0]}"
        case str():
            return "s" + utf16(value)
        case bytes():
            return "y" + base64.b64encode(value).decode()
        case SecretRef():
            return "S" + utf16(value.name)
        case list():
            return f"[{','.join(map(tagged, value))}]"
        case dict():
            return f"{{{','.join(sorted(f'{utf16(key)}:{tagged(one)}' for key, one in value.items()))}}}"
    raise TypeError(type(value))


def utf16(text: str) -> str:
    return base64.b64encode(text.encode("utf-16-le", "surrogatepass")).decode()


@cache
def random_values(count: int) -> list[object]:
    """Values from hypothesis as a list, since one PowerShell reads them all: a process takes a second to start."""
    found: list[object] = []

    @settings(max_examples=count, phases=[Phase.generate], database=None)
    @given(values())
    def collect(value: object) -> None:
        found.append(value)

    collect()
    return found


@pytest.fixture(scope="module")
def powershell() -> Iterator[list[str]]:
    """The command that runs a real PowerShell."""
    program = os.environ.get("WINSTEAD_WINHOST")
    if sys.platform == "win32":
        yield ["powershell.exe"]
        return
    if not program:
        pytest.skip("WINSTEAD_WINHOST names no program that makes Windows hosts")
    name = f"lit{os.getpid()}"
    for verb in ("create", "boot"):
        subprocess.run([program, verb, name], check=True, stdin=subprocess.DEVNULL, timeout=60)
    yield [program, "pwsh", name]
    subprocess.run([program, "destroy", name], check=True, stdin=subprocess.DEVNULL, timeout=60)


@pytest.mark.real
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_powershell_reads_back_what_was_written(powershell: list[str], tmp_path: Path, newline: str) -> None:
    given_values = [*TRAPS, *LONG, *EDGES, TRAPS, {"traps": TRAPS, "long": LONG}, *random_values(2000)]
    calls = [f"Write-Tagged {to_literal(value)}\n" for value in given_values]
    script = tmp_path / "it is a script.ps1"
    lines = (SCRIPT + "".join(calls) + END).splitlines()  # as an editor does that knows every line end there is
    script.write_text(newline.join(lines), encoding="utf-8-sig", newline="")
    path = str(script) if sys.platform == "win32" else f"Z:{script}".replace("/", "\\")
    options = ["-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-File", path]
    done = subprocess.run(
        [*powershell, *options], stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", timeout=120
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[:2000]
    *read, owned = Path(f"{script}.out").read_text(encoding="utf-8").splitlines()
    assert owned == "owned: False False"
    wrong = [call for call, value, got in zip(calls, given_values, read, strict=True) if tagged(value) != got]
    assert not wrong, f"{len(wrong)} came back changed, among them {min(wrong, key=len)}"


@given(values())
def test_no_line_but_the_first_starts_with_a_value(value: object) -> None:
    lines = to_literal(value, 1).split("\n")
    assert all(line.startswith("    ") and line[4] in "    })" for line in lines[1:])
    assert not any(character in line for line in lines for character in "\r\x00\x85\u2028\u2029\u202e\ufeff")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("it's \u2018it\u2019", "'it''s \u2018\u2018it\u2019\u2019'"),
        ("", "''"),
        ("a\nb", "(@('a', 'b') -join \"`n\")"),
        ("a\r\nb", "(@('a', 'b') -join \"`r`n\")"),
        ("a\x00b", "(-join @('a', [char]0x0000, 'b'))"),
        ("a\rb\n", "(@((-join @('a', [char]0x000D, 'b')), '') -join \"`n\")"),
        (True, "$true"),
        (None, "$null"),
        (5, "5"),
        (-5, "(-5)"),
        (1.0, "1.0"),
        (b"\x01\xff", "([byte[]] @(1, 255))"),
        ([], "@()"),
        ((1, "a"), "@(1, 'a')"),
        ([[1]], "@(, @(1))"),
        ([[1], []], "@(@(1), @())"),
        ({}, "@{ }"),
        ({"a": 1, "b-c": 2, "If": 3}, "@{ a = 1; 'b-c' = 2; 'If' = 3 }"),
        (SecretRef("it's"), "$Secret['it''s']"),
        (MappingProxyType({Start.MANUAL: Start.MANUAL}), "@{ manual = 'manual' }"),
    ],
)
def test_a_short_value_is_one_line(value: object, text: str) -> None:
    assert to_literal(value) == text


def test_a_long_table_takes_a_line_for_each_entry() -> None:
    table = {
        "path": "C:\\Apps\\orders\\current\\orders.exe",
        "recovery": {"reset": 86400, "actions": [60000, 60000, 60000]},
        "restart_on": ["File/C:\\Apps\\orders\\shared\\orders.toml", "File/C:\\Apps\\orders\\shared\\log.toml"],
    }
    assert to_literal(table, 1) == (
        "@{\n"
        "        path       = 'C:\\Apps\\orders\\current\\orders.exe'\n"
        "        recovery   = @{ reset = 86400; actions = @(60000, 60000, 60000) }\n"
        "        restart_on = @(\n"
        "            'File/C:\\Apps\\orders\\shared\\orders.toml',\n"
        "            'File/C:\\Apps\\orders\\shared\\log.toml'\n"
        "        )\n"
        "    }"
    )


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (2**63, "64 bits: 9223372036854775808"),
        (-(2**63) - 1, "64 bits"),
        (math.inf, "no literal for the number inf"),
        ({"a": [{"b": [1, math.nan]}]}, r"^a: \[0\]: b: \[1\]: .*nan"),
        ({1: 2}, "a key is text, not int"),
        ({"Path": 1, "PATH": 2}, "case alone.*Path, PATH"),
        ({"a": {1, 2}}, "a: PowerShell has no literal for set"),
        (object, "no literal for type"),
    ],
)
def test_what_has_no_literal_is_refused_with_its_place(value: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        to_literal(value)
