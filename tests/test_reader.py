"""The simulated host's reader: calls with the values that to_literal wrote, and nothing that it would have to guess."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from literals import values
from winstead.literal import SecretRef, to_literal
from winstead.render import Call as Line
from winstead.render import render, resource_call
from winstead.resources.directory import Directory
from winstead.simulator.reader import Block, ReadError, Variable, read_calls


def read(arguments: str) -> list[object]:
    (call,) = read_calls(f"Set-It {arguments}\n", ["Set-It"])
    assert not call.parameters
    return call.arguments


@settings(max_examples=2000, deadline=None)
@given(values())
def test_what_was_written_is_read_back(value: object) -> None:
    got = read(f"{to_literal(value, 1)} {to_literal([value])}")
    assert repr(got) == repr([value, [value]])  # repr tells -0.0 from 0.0, True from 1, and 5 from 5.0


def test_long_text_is_read_back() -> None:
    text = "it's \u2018long\u2019 $(x) `n\t" * 5000 + "function Get-It {\n}\n" * 3000
    assert read(to_literal(text)) == [text]


def test_a_rendered_script_is_read() -> None:
    resource = Directory(name="C:\\Apps\\it's")
    script = render("it's", [resource_call(resource), Line("Write-Event", (SecretRef("x"),))], {"orders": "1.4.2"})
    made, event, run = read_calls(script, ["Invoke-Resource", "Invoke-Run", "Write-Event"])
    assert made.arguments == ["Directory", resource.key, resource.properties()]
    assert event.arguments == [SecretRef("x")]
    assert run.parameters["HostName"] == "it's"
    assert run.parameters["Apps"] == {"orders": "1.4.2"}
    assert run.parameters["Work"] == Variable("Work")
    assert [script.splitlines()[call.line - 1].split()[0] for call in (made, event, run)] == [
        made.name,
        event.name,
        run.name,
    ]


def test_calls_come_in_their_order_with_those_in_blocks() -> None:
    script = """
$Work = {
    set-it 1
}
function Get-It {
    Set-It 'in a function'
}
  function Get-Other { Set-It 'in another' }
Invoke-It -Work { Set-It 2; Set-It 3 } 'x' -Quiet -Count:4
& Set-It 5
. 'Set-It' 6
"""
    calls = read_calls(script, ["Set-It", "Invoke-It"])
    assert [call.name for call in calls] == ["Set-It", "Invoke-It", "Set-It", "Set-It", "Set-It", "Set-It"]
    assert [call.arguments for call in calls] == [[1], ["x"], [2], [3], [5], [6]]
    assert calls[1].parameters == {"Work": Block(), "Quiet": True, "Count": 4}
    assert [call.line for call in calls] == [3, 9, 9, 9, 10, 11]


def test_only_the_named_commands_need_literals() -> None:
    script = """
Write-It "$x" (1 + 2) { Set-It a }
& $x { Set-It b } > $null
$y = [Math]::Abs(-1) + $x.Length
"$(Set-It c)" | Out-Null
"""
    assert [call.arguments for call in read_calls(script, ["Set-It"])] == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Directory", "Directory"),
        ("C:\\x", "C:\\x"),
        ("$Mode", Variable("Mode")),
        ("$TRUE", True),
        ("1, 'a'", [1, "a"]),
        ("@(@(1))", [1]),
        ("@(, ([byte[]] @(1)))", [b"\x01"]),
        ("@( ) # comment", []),
        (
            "@{ # comment\n    a = 1 # comment\n\n    # comment\n    'b c' = @(1, # one\n    2) }",
            {"a": 1, "b c": [1, 2]},
        ),
        ("'a\u2018\u2019b''c'", "a\u2019b'c"),
        ("(<# 1 #> -join <# 2 #> @(<# 3 #> 'a', <# 4 #> [char] <# 5 #> 0x0041))", "aA"),
        ("(@('a', 'b') <# 1 #> -join <# 2 #> \"`n\")", "a\nb"),
        ("$Secret[<# 1 #> 'x' <# 2 #>]", SecretRef("x")),
        ("{ $x }", Block()),
    ],
)
def test_other_ways_to_write_a_value(text: str, value: object) -> None:
    assert read(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        '"$x"', '"a"', '"`n"', "@'\na\n'@", "'a\nb'", "'a\u2019 'b'", "a$b", "$env:x", "$x.y", "$x[0]", "$Secret[$x]",
        "@x", "$(1)", "(1 + 2)", "(Get-It)", "-5", "5kb", "5L", "0x10", "9223372036854775808", "1.5d", "[char]65",
        "(-9223372036854775809)", "(+5)", "(- 5)", "[int] 5", "([byte[]] @('a'))", "([byte[]] @(256))", "(-join @(1))",
        "('a', 'b' -join ',')", "('a' -split 'b')", "@(1\n2)", "@{ a = 1; a = 2 }", "@{ a = 1; A = 2 }", "@{ 1 = 2 }",
        "@{ a = if ($x) { 1 } }", "--% a", "1 > x", "-Name 1 -name 2", "-Name -5", "'a", "@{ a = }",
    ],
)  # fmt: skip
def test_what_only_powershell_can_work_out_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match=r"^line 2: ") as error:
        read_calls(f"\nSet-It {text}", ["Set-It"])
    assert error.value.line == 2


@pytest.mark.parametrize(
    "around",
    [
        "if ($x) { % }",
        "foreach ($x in 1) { % }",
        "while (1) { % }",
        "try { % } finally { }",
        "& { if ($x) { % } }",
        "return %",
    ],
)
def test_a_call_that_may_not_be_made_is_refused(around: str) -> None:
    with pytest.raises(ReadError, match="only PowerShell can tell"):
        read_calls(around.replace("%", "Set-It 1"), ["Set-It"])
    assert read_calls(around.replace("%", "Set-It 1"), ["Set-Other"]) == []
