"""When the watchdog restarts, waits and gives up, whatever it sees; and what its settings may be."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck as Hypothesis
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from hosts import Shell
from winstead.literal import SecretRef, to_literal
from winstead.render import function_texts
from winstead.resources.healthcheck import HealthCheck
from winstead.watchdog import Restart, Watchdog, restarts

LOOKS = st.lists(
    st.tuples(st.booleans(), st.integers(min_value=1, max_value=90), st.integers(min_value=1, max_value=3)), max_size=12
).map(lambda runs: [(healthy, wait) for healthy, wait, times in runs for _ in range(times)])


@pytest.mark.real
@settings(max_examples=1, deadline=None, suppress_health_check=list(Hypothesis))
@given(st.lists(LOOKS, min_size=60, max_size=60))
def test_looks(shell: Shell, histories: list[list[tuple[bool, int]]]) -> None:
    """Whatever comes: enough failures before each restart, the waits double, and no more restarts than allowed."""
    given = {"every": 10, "failures": 2, "max_restarts": 3, "per": 300, "max_delay": 35, "health": {"within": 20}}
    histories.append([(False, 10)] * 60 + [(True, 10), (False, 10), (False, 10), (False, 400), (False, 1)])
    told: list[list[list[dict[str, Any]]]] = shell(f"""
    {function_texts("Step-Watchdog")}
    Set-StrictMode -Version 3; $ErrorActionPreference = 'Stop'
    $told = foreach ($looks in {to_literal(histories)}) {{
        $state = New-WatchdogState; $now = 1000
        , @(foreach ($look in $looks) {{
            $now += $look[1]
            $answer = if (-not $look[0]) {{ 'no' }}
            , @(Step-Watchdog -Settings {to_literal(given)} -State $state -Answer $answer -Now $now)
        }})
    }}
    ConvertTo-Json -Depth 5 -Compress -InputObject @($told)""")
    told = json.loads(str(told))
    for looks, results in zip(histories, told, strict=True):
        _hold(looks, [[one["event"] for one in result] for result in results])
    cycle = ["failed", "failed", "restart"]
    flat = [one["event"] for result in told[-1] for one in result]
    # Restarts at 20, 20 + 20 + 20, then the wait has doubled: backoff is said, once.
    assert flat[: 3 * 3 + 1] == [*cycle, *cycle, "failed", "failed", "backoff", "restart"]
    assert flat.count("cap") == flat.count("healthy") + 1
    waits = [one["wait"] for result in told[-1] for one in result if one["event"] == "backoff"]
    assert waits == sorted(waits)


def _hold(looks: list[tuple[bool, int]], results: list[list[str]]) -> None:
    now, failed, down, restarted, delay, ready = 0, 0, False, list[int](), 0, 0
    for (healthy, wait), events in zip(looks, results, strict=True):
        now += wait
        if healthy:
            assert events == (["healthy"] if down else [])
            failed, down, delay, ready = 0, False, 0, 0
            continue
        failed += not restarted or now >= restarted[-1] + 20 or ready == 0
        down = down or bool(events)
        if "restart" in events:
            assert failed >= 2
            assert now >= ready
            restarted.append(now)
            assert len([one for one in restarted if one > now - 300]) <= 3
            failed, delay = 0, min(2 * delay or 10, 35)
            ready = now + 20 + delay


@pytest.mark.parametrize(
    ("text", "kept"), [("5 per 1h", (5, 3600)), ("0 per 1d", (0, 86400)), (" 12  per 90s ", (12, 90))]
)
def test_max_restarts(text: str, kept: tuple[int, float]) -> None:
    """A number and a duration."""
    assert Watchdog(max_restarts=text).max_restarts == text
    assert restarts(text) == kept


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"max_restarts": "5"}, "write 5 per 1h"),
        ({"max_restarts": "5 per hour"}, "no duration"),
        ({"max_restarts": "5 per 0s"}, "write 5 per 1h"),
        ({"every": "30s"}, "at least 60"),
        ({"failures": 0}, "at least 1"),
        ({"webhook": "hooks.example"}, "no address"),
        ({"restarts": 3}, "did you mean 'max_restarts'"),
    ],
)
def test_mistakes(values: dict[str, Any], message: str) -> None:
    """They are told."""
    with pytest.raises(ValidationError, match=message):
        Watchdog.model_validate(values)


def test_settings() -> None:
    """What the script reads; a secret stays one."""
    watchdog = Watchdog.model_validate({"every": "2m", "webhook": {"secret": "hook"}})
    check = HealthCheck(name="orders", app="orders", restart_on=("Service/orders",), tcp="127.0.0.1:80")
    assert watchdog.settings("orders", check, Restart("service", "orders"), "C:\\a", "Orders") == {
        "app": "orders",
        "health": {"tcp": "127.0.0.1:80", "timeout": 5.0, "within": 60.0, "interval": 1.0},
        "every": 120,
        "failures": 3,
        "max_restarts": 5,
        "per": 3600,
        "max_delay": 3600,
        "restart": {
            "by": "service",
            "name": "orders",
            "path": None,
            "arguments": "",
            "directory": None,
            "stop_timeout": 30,
        },
        "webhook": SecretRef("hook"),
        "history": "C:\\a\\watchdog.jsonl",
        "state": "C:\\a\\watchdog-state.json",
        "event_source": "Orders",
    }
