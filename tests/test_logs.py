"""What an app says of its logs, and sizes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from winstead.logs import Logs
from winstead.types import size


@given(st.integers(0, 10**6), st.sampled_from(["B", "KB", "MB", "GB", "TB"]))
def test_sizes_of_any_unit(number: int, unit: str) -> None:
    assert size(f"{number}{unit}") == number * 1024 ** ["B", "KB", "MB", "GB", "TB"].index(unit)


@pytest.mark.parametrize(("written", "meant"), [("1.5KB", 1536), (" 2 MB ", 2 * 2**20), (0, 0), (10**15, 10**15)])
def test_sizes(written: object, meant: int) -> None:
    assert size(written) == meant


@pytest.mark.parametrize("written", ["5", "5 bytes", "-5KB", "KB", "", "\u0665KB", "5kb", -1, 1.5, True, None, ["5KB"]])
def test_what_is_no_size(written: object) -> None:
    with pytest.raises(ValueError, match="is no size: write 512KB, 10MB or 1GB"):
        size(written)


def test_logs() -> None:
    rotate = {"size": "10MB", "every": "1d", "keep": 14, "age": "30d", "total": "1GB", "compress": True}
    logs = Logs.model_validate({"stdout": "logs\\orders.log", "rotate": rotate, "files": ["logs\\own*.log"]})
    assert logs.rotate
    assert (logs.rotate.size, logs.rotate.every, logs.rotate.age) == (10 * 2**20, 86400, 30 * 86400)
    assert (logs.rotate.keep, logs.rotate.total, logs.rotate.compress, logs.timestamps) == (14, 2**30, True, True)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"stdout": ""}, "stdout"),
        ({"stdot": "a"}, "did you mean 'stdout'"),
        ({"rotate": {"size": 0}}, "at least 1 is wanted"),
        ({"rotate": {"every": 0}}, "greater than 0"),
        ({"rotate": {"compress": True}}, "write size, every, keep, age or total"),
    ],
)
def test_mistakes(values: dict[str, Any], error: str) -> None:
    with pytest.raises(ValidationError, match=error):
        Logs.model_validate(values)
