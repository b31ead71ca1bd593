"""Events as lines of JSON: read back as they were, and what is none is a message."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from told import result
from winstead.events import Event, dump, message, parse

GOOD = [
    result("ok"),
    result("failed", error={"message": "x", "type": "T", "transient": True}),
    message("info", "x"),
    {"event": "host", "status": "ok"},
    {"event": "host", "status": "busy", "error": "x"},
    {"event": "status", "app": "a", "state": "running"},
    {"event": "facts", "facts": {}},
]
NEITHER = [
    "",
    "text",
    "null",
    "5",
    "[]",
    '"result"',
    "{}",
    "[" * 100_000,
    "9" * 5000,
    '{"event": "result"}',
    '{"event": 5}',
    '{"event": ["result"]}',
    '{"event": "summary"}',
    '{"event": "host", "status": "busy"}',
    '{"event": "message", "level": "loud", "text": "x"}',
    '{"event": "message", "level": "info", "text": 5}',
    '{"event": "facts", "facts": []}',
    *(
        dump(one)
        for one in (
            result("done"),
            result("ok", {"a": 5}),  # no pair
            result("ok", {"a": [1, 2, 3]}),
            result("ok", seconds="1"),
            result("failed", error="x"),
            result("failed", error={"message": 5}),
            result("ok") | {"changes": []},
        )
    ),
]


@pytest.mark.parametrize("event", GOOD)
def test_events_are_read_back(event: Event) -> None:
    assert parse(dump(event)) == event
    assert parse(f"  {json.dumps(event, indent=1)}\r\n".replace("\n", "")) == event


@pytest.mark.parametrize("line", NEITHER, ids=range(len(NEITHER)))
def test_what_is_no_event_is_a_message(line: str) -> None:
    assert parse(line) == {"event": "message", "level": "warning", "text": f"the host wrote: {line}"}


def test_numbers_that_json_does_not_have() -> None:
    event = parse('{"event":"facts","facts":{"a":NaN,"b":-Infinity}}')
    assert json.loads(dump(event), parse_constant=pytest.fail)["facts"] == {"a": "NaN", "b": "-Infinity"}


@given(st.text(st.characters()))
def test_any_line_becomes_an_event(line: str) -> None:
    assert json.loads(dump(parse(line)))["event"] in ("message", "result", "host", "status", "facts")
