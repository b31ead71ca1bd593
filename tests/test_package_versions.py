"""Versions of packages: compared on a real host as Python's packaging does."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from hosts import RealHost, Shell, shell_on
from winstead.render import function_texts
from winstead.resources.package import comparisons, satisfies

OPERATORS = ("==", "!=", ">=", "<=", ">", "<")
# Versions that are none for packaging, comparisons, and whether the leading groups of digits are what is asked for.
OTHERS = [
    ("2.40.0.windows.1", ">=2.40", True),
    ("2.40.0.windows.1", "==2.40.0", True),
    ("2.39.9.windows.1", ">=2.40", False),
    ("1.8.0_392", "==1.8.*", True),
    ("1.8.0_392", ">1.8", False),
    ("v3.1 (build 7)", "~=3.0", True),
    ("Unknown", "!=1", False),
    ("", ">=0", False),
]
_NUMBERS = st.integers(0, 12) | st.integers(0, 10**25)
_RELEASE = st.lists(_NUMBERS, min_size=1, max_size=4).map(lambda found: ".".join(map(str, found)))
_SUFFIX = st.tuples(
    st.sampled_from(["", "", "", "a1", "-beta.2", "b3", "rc", "-preview4", "c5"]),
    st.sampled_from(["", "", "", ".post1", "-2", "r3", ".POST"]),
    st.sampled_from(["", "", "", ".dev0", "-dev5"]),
)
_VERSIONS = st.tuples(st.sampled_from(["", "", "", "v", "1!"]), _RELEASE, _SUFFIX).map(
    lambda found: found[0] + found[1] + "".join(found[2])
)
_NEAR = st.tuples(st.sampled_from(["1", "1.0", "1.1", "1.0.0", "1.0.1", "2"]), _SUFFIX).map(
    lambda found: found[0] + "".join(found[1])
)
_ANY = _NEAR | _NEAR | _VERSIONS


@st.composite
def _specifiers(draw: st.DrawFn) -> str:
    operator = draw(st.sampled_from(OPERATORS))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return f"{draw(st.sampled_from(['==', '!=']))}{draw(_RELEASE | st.sampled_from(['1', '1.0', '1.1']))}.*"
    if kind == 1:
        return f"~={draw(st.sampled_from(['1.0', '1.1.0', '0.9.1']))}{''.join(draw(_SUFFIX))}"
    return f"{operator}{draw(_NEAR if kind == 2 else _ANY)}"


@pytest.fixture(scope="module")
def shell(real: RealHost) -> Iterator[Shell]:
    """A PowerShell that knows how to compare versions."""
    with real.endpoint() as endpoint, shell_on(endpoint) as opened:
        opened(f"{function_texts('Compare-PackageVersion', 'Test-PackageVersion')}\n$null")
        yield opened


def _asked(shell: Shell, function: str, pairs: list[tuple[str, str]]) -> list[Any]:
    """What a function says of many pairs, in one PowerShell."""
    data = base64.b64encode(json.dumps(pairs).encode()).decode()
    text = f"[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('{data}'))"
    found: list[Any] = shell(f"@(foreach ($one in (ConvertFrom-Json ({text}))) {{ {function} $one[0] $one[1] }})")
    return found


@pytest.mark.real
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs=st.lists(st.tuples(_ANY, _ANY), min_size=20, max_size=60))
def test_versions_are_ordered_as_packaging_does(shell: Shell, pairs: list[tuple[str, str]]) -> None:
    expected = [(Version(left) > Version(right)) - (Version(left) < Version(right)) for left, right in pairs]
    assert _asked(shell, "Compare-PackageVersion", pairs) == expected


@pytest.mark.real
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(pairs=st.lists(st.tuples(_ANY, st.lists(_specifiers(), min_size=1, max_size=2)), min_size=20, max_size=60))
def test_comparisons_are_those_of_packaging(shell: Shell, pairs: list[tuple[str, list[str]]]) -> None:
    """What the model makes of a specifier, PowerShell finds as packaging does, pre-releases among them."""
    asked = [(version, comparisons(",".join(several))) for version, several in pairs]
    expected = [SpecifierSet(",".join(several)).contains(version, prereleases=True) for version, several in pairs]
    assert _asked(shell, "Test-PackageVersion", asked) == expected


@pytest.mark.real
def test_other_versions_count_by_their_leading_groups(shell: Shell) -> None:
    assert _asked(shell, "Test-PackageVersion", [(version, wanted) for version, wanted, _ in OTHERS]) == [
        holds for *_, holds in OTHERS
    ]
    assert _asked(shell, "Compare-PackageVersion", [("none", "1"), ("1", "none"), ("none", "other")]) == [-1, 1, 0]


@pytest.mark.parametrize(("version", "wanted", "holds"), OTHERS)
def test_the_simulated_host_finds_the_same(version: str, wanted: str, holds: bool) -> None:
    assert satisfies(version, wanted) is holds
