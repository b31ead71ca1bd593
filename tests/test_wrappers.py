"""Wrappers: what nssm and shawl are told, against their documentation; mistakes, and who rotates logs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from pydantic import ValidationError

from test_service import ARGUMENTS, split
from winstead.literal import SecretRef
from winstead.logs import Rotate
from winstead.resources import kinds
from winstead.wrappers import WRAPPER_KEYS, WrapperKeys, wrap, wrapper_rotates
from wrapped import PROGRAM, service_of, wrapped

# docs/cli.md of shawl 1.4.0, `run`: options with a value, and those without.
SHAWL_VALUES = {
    *("--cwd", "--env", "--log-as", "--log-cmd-as", "--log-dir", "--log-retain", "--log-rotate", "--name", "--pass"),
    *("--path", "--priority", "--restart-if", "--restart-if-not", "--stop-timeout"),
}
SHAWL_FLAGS = {"--no-log", "--no-log-cmd", "--no-restart", "--pass-start-args", "--restart"}


def _shawl(**given: Any) -> tuple[list[str], list[str]]:
    """Shawl's own options, all documented, and the command behind them."""
    values = service_of("shawl", **given)
    line = kinds()["Service"].model_validate(values).properties()["path"]
    assert isinstance(line, str)
    program, run, *rest = split(line)
    assert (program, run) == (values["path"], "run")
    options, command = rest[: rest.index("--")], rest[rest.index("--") + 1 :]
    at = 0
    while at < len(options):
        assert options[at] in SHAWL_VALUES | SHAWL_FLAGS
        at += 2 if options[at] in SHAWL_VALUES else 1
    return options, command


@given(arguments=ARGUMENTS)
def test_shawl_keeps_arguments(arguments: list[str]) -> None:
    """The program gets its arguments as they were given."""
    options, command = _shawl(arguments=tuple(arguments))
    assert command == [PROGRAM, *arguments]
    assert options == [
        *("--name", "orders", "--cwd", "C:\\Apps\\orders", "--stop-timeout", "25000", "--no-restart", "--no-log")
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"service": {"exit_actions": {"default": "restart"}}}, ["--restart"]),
        ({"service": {"exit_actions": {"default": "exit"}}}, ["--no-restart"]),
        ({"service": {"exit_actions": {0: "exit", "4294967295": "exit"}}}, ["--restart-if-not", "0,-1"]),
        ({"service": {"exit_actions": {"default": "exit", "3": "restart"}}}, ["--restart-if", "3"]),
        ({"service": {"priority": "below-normal"}}, ["--priority", "below-normal"]),
        ({"service": {"stop": ["ctrl_c 500ms", "kill"]}}, ["--stop-timeout", "500"]),
        (
            {"logs": {"stdout": "D:\\l\\o.log"}},
            ["--log-dir", "D:\\l", "--log-cmd-as", "o", "--log-rotate", f"bytes={2**63 - 1}"],
        ),
        (
            {"logs": {"stdout": "D:\\l\\o.log", "rotate": {"every": "1h", "keep": 4}}},
            ["--log-rotate", "hourly", "--log-retain", "4"],
        ),
        (
            {"logs": {"stdout": "D:\\l\\o.log", "rotate": {"size": "1KB", "keep": 4}}},
            ["--log-rotate", "bytes=1024", "--log-retain", "4"],
        ),
    ],
)
def test_shawl_options(given: dict[str, Any], expected: list[str]) -> None:
    """What is asked for, in shawl's words."""
    options, _ = _shawl(**given)
    assert " ".join(expected) in " ".join(options)


def test_nssm_parameters() -> None:
    """Everything that nssm can be asked, as its documentation has it."""
    service = {
        "restart_delay": "2s",
        "throttle": "500ms",
        "exit_actions": {"default": "exit", 3: "ignore"},
        "stop": ["ctrl_c 10s", "threads 2s"],
        "priority": "idle",
        "affinity": [4, 0, 1],
        "no_console": False,
        "parameters": {"AppStdoutShareMode": 7},
    }
    logs = {"stdout": "D:\\o.log", "stderr": "D:\\e.log", "rotate": {"size": 2**33 + 5, "every": "1d"}}
    values = service_of("nssm", service=service, logs=logs, environment={"A": SecretRef("a")})
    assert values["parameters"] == {
        "Application": PROGRAM,
        "AppParameters": '--port 8080 "say \\"hi\\" & <bye>"',
        "AppDirectory": "C:\\Apps\\orders",
        "AppNoConsole": 0,
        "AppExit": {"": "Exit", "3": "Ignore"},
        "AppStopMethodConsole": 10000,
        "AppStopMethodThreads": 2000,
        "AppStopMethodSkip": 2 + 8,
        "AppRestartDelay": 2000,
        "AppThrottle": 500,
        "AppPriority": 0x40,
        "AppAffinity": "0,1,4",
        "AppStdout": "D:\\o.log",
        "AppStderr": "D:\\e.log",
        "AppRotateFiles": 1,
        "AppRotateOnline": 1,
        "AppRotateBytes": 5,
        "AppRotateBytesHigh": 2,
        "AppRotateSeconds": 86400,
        "AppStdoutShareMode": 7,
    }
    assert (values["environment"], values["environment_in"]) == (
        {"A": SecretRef("a")},
        "Parameters\\AppEnvironmentExtra",
    )
    assert not values.keys() & WrapperKeys.model_fields.keys()


@pytest.mark.parametrize(
    ("wrapper", "given", "error"),
    [
        ("nsm", {}, "'nsm' is no wrapper; did you mean 'nssm'"),
        ("nssm", {"service": {"prestart": {"program": "C:\\a.exe"}}}, "prestart: nssm cannot do that; winsw can"),
        (
            "winsw",
            {"service": {"exit_actions": {"default": "exit"}}},
            "exit_actions: winsw cannot .*; nssm and shawl can",
        ),
        ("shawl", {"service": {"throttle": "1s"}}, "throttle: shawl cannot do that; nssm can"),
        ("shawl", {"service": {"exit_actions": {"1": "ignore"}}}, "restart and exit, not ignore: nssm does"),
        ("shawl", {"service": {"stop": ["ctrl_c 1s", "window 1s", "kill"]}}, "one way alone"),
        ("winsw", {"service": {"stop": ["kill"]}}, "one way alone"),
        ("nssm", {"service": {"stop": ["kill", "ctrl_c 1s"]}}, "in this order"),
        ("nssm", {"service": {"stop": ["ctrl_c"]}}, "no way to stop a program"),
        ("nssm", {"service": {"exit_actions": {"-1": "exit"}}}, "no exit code"),
        ("nssm", {"service": {"priority": "low"}}, "'low' is not known"),
        ("winsw", {"arguments": ("a\nb",)}, "cannot hold the character"),
        ("winsw", {"logs": {"stdout": "D:\\a.log", "stderr": "D:\\a.log"}}, r"write stderr: D:\\a.err.log"),
        ("winsw", {"logs": {"stdout": "D:\\a.log", "stderr": "E:\\a2.log"}}, "to two files of one folder"),
        ("winsw", {"logs": {"stdout": "D:\\a.log", "stderr": "D:\\b.log"}}, "whose names begin alike"),
        ("shawl", {"logs": {"stdout": "D:\\a.log", "stderr": "D:\\b.log"}}, "leave stderr out"),
        ("shawl", {"logs": {"stdout": "D:\\a.txt"}}, r"end in .log alone"),
    ],
)
def test_mistakes(wrapper: str, given: dict[str, Any], error: str) -> None:
    """What a wrapper cannot do is an error that says so, and who can."""
    with pytest.raises((ValueError, ValidationError), match=error):
        wrap(wrapper, wrapped(**given))


@pytest.mark.parametrize(
    ("rotate", "able"),
    [
        ({"size": 1}, {"nssm"}),
        ({"size": 1, "keep": 2}, {"winsw", "shawl"}),
        ({"size": 1, "every": "1d"}, {"winsw"}),
        ({"every": "1d", "keep": 2}, {"shawl"}),
        ({"every": "2d", "keep": 2}, set()),
        ({"size": 1, "keep": 2, "compress": True}, set()),
        ({"size": 1, "keep": 2, "total": 5}, set()),
        ({"keep": 2}, set()),
        ({"age": "1d"}, set()),
    ],
)
def test_who_rotates(rotate: dict[str, Any], able: set[str]) -> None:
    """A wrapper rotates itself where it can do all that was asked."""
    assert {one for one in WRAPPER_KEYS if wrapper_rotates(one, Rotate.model_validate(rotate))} == able
