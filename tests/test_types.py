"""Types that inventories are written in."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winstead.literal import SecretRef
from winstead.types import seconds, secret, text, text_or_secret, windows_path


@pytest.mark.parametrize(
    ("written", "meant"),
    [("500ms", 0.5), ("30s", 30), ("1.5m", 90), ("1h", 3600), ("7d", 604800), (" 5 s ", 5), (0, 0), (2.5, 2.5)],
)
def test_durations(written: object, meant: float) -> None:
    assert seconds(written) == meant


@pytest.mark.parametrize(
    "written", ["5", "5 minutes", "-5s", "s", "", "\u0665s", "1h30m", -1, True, None, math.inf, math.nan, ["5s"]]
)
def test_what_is_no_duration(written: object) -> None:
    with pytest.raises(ValueError, match="is no duration: write 500ms, 30s, 5m, 1h or 7d"):
        seconds(written)


@given(st.integers(0, 10**6), st.sampled_from(["ms", "s", "m", "h", "d"]))
def test_durations_of_any_unit(number: int, unit: str) -> None:
    factor = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}[unit]
    assert seconds(f"{number}{unit}") == number * factor


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("C:\\a", "C:\\a"),
        ("c:/a/b/", "c:\\a\\b"),
        ("C:/", "C:\\"),
        ("C:\\\\a\\\\\\b\\\\", "C:\\a\\b"),
        ("C:\\\\", "C:\\"),
        ("\\\\server\\share\\a", "\\\\server\\share\\a"),
        ("C:\\a b\\\u6771", "C:\\a b\\\u6771"),
    ],
)
def test_paths(written: str, meant: str) -> None:
    assert windows_path(written) == meant


NO_PATHS = ["a", "", "C:", "C:a", "\\a", "\\\\server", "\\\\?\\C:\\a", "C:\\a:b", "C:\\a*", "C:\\a\0", "C:\\..\\a"]


@pytest.mark.parametrize("written", [*NO_PATHS, "C:\\a.", "C:\\a \\b", 5, None])
def test_what_is_no_path(written: object) -> None:
    with pytest.raises(ValueError, match=r"no absolute Windows path|no Windows path may|has a part that|is no path"):
        windows_path(written)


@given(st.text(st.sampled_from('aA.: \\/*?"<>|\0-\u6771')).map(lambda tail: f"C:\\{tail}"))
def test_a_path_that_is_taken_is_in_its_one_spelling(written: str) -> None:
    try:
        path = windows_path(written)
    except ValueError:
        return
    assert windows_path(path) == path
    assert "/" not in path


def test_text_is_not_what_yaml_made_of_it() -> None:
    assert [text(one) for one in ("a", 5, "")] == ["a", "5", ""]
    for wrong in (1.10, True):
        with pytest.raises(ValueError, match="is no text: write it in quotes"):
            text(wrong)


@pytest.mark.parametrize(
    "written", ["hunter2", {"secret": ""}, {"secret": 5}, {"secret": "a", "b": 1}, {"name": "a"}, [], None]
)
def test_what_is_no_secret_is_not_shown(written: object) -> None:
    with pytest.raises(ValueError, match="a secret is wanted, by its name") as caught:
        secret(written)
    assert "hunter2" not in str(caught.value)


def test_secrets() -> None:
    assert secret({"secret": "db"}) == text_or_secret({"secret": "db"}) == SecretRef("db")
    assert text_or_secret(5) == "5"
