"""Wrappers: what each is told, against its documentation; nssm for real, with a program that is no service."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pydantic import ValidationError

import programs
from hosts import PASSWORD, RealHost, Shell, connection_to
from test_service import ARGUMENTS, split
from winstead.events import Event
from winstead.literal import SecretRef
from winstead.logs import Logs, Rotate
from winstead.render import render, resource_call
from winstead.resources import kinds
from winstead.simulator.endpoint import Endpoint
from winstead.transports.base import OpenHost, Setting
from winstead.transports.winrm import WinRM
from winstead.wrappers import WRAPPER_KEYS, Wrapped, WrapperKeys, log_files, wrap, wrapper_rotates

GOLDEN = Path(__file__).parent / "golden" / "winsw.xml"
FOLDER = "C:\\ProgramData\\winstead\\apps\\orders"
PROGRAM = "C:\\Apps\\orders\\current\\orders.exe"

# docs/xml-config-file.md, docs/logging-and-error-reporting.md and XMLSchema.xsd of WinSW: elements that hold text,
# those that hold elements, and the attributes that an element has.
WINSW_TEXT = {
    *("id", "name", "description", "executable", "arguments", "workingdirectory", "startmode", "delayedAutoStart"),
    *("depend", "resetfailure", "stoptimeout", "priority", "logpath", "logname", "outfilepattern", "errfilepattern"),
    *("outfiledisabled", "sizeThreshold", "keepFiles", "pattern", "autoRollAtTime", "autoRefresh"),
}
WINSW_INNER = {
    "service": None,  # all of the others
    "log": {"sizeThreshold", "keepFiles", "pattern", "autoRollAtTime"},
    **{name: {"executable", "arguments"} for name in ("prestart", "poststart", "prestop", "poststop")},
}
WINSW_ATTRIBUTES = {"env": {"name", "value"}, "onfailure": {"action", "delay"}, "log": {"mode"}}
# docs/cli.md of shawl 1.4.0, `run`: options with a value, and those without.
SHAWL_VALUES = {
    *("--cwd", "--env", "--log-as", "--log-cmd-as", "--log-dir", "--log-retain", "--log-rotate", "--name", "--pass"),
    *("--path", "--priority", "--restart-if", "--restart-if-not", "--stop-timeout"),
}
SHAWL_FLAGS = {"--no-log", "--no-log-cmd", "--no-restart", "--pass-start-args", "--restart"}


def _wrapped(**given: Any) -> Wrapped:
    logs = given.pop("logs", None)
    values: dict[str, Any] = {
        "name": "orders",
        "program": PROGRAM,
        "arguments": ("--port", "8080", 'say "hi" & <bye>'),
        "directory": "C:\\Apps\\orders",
        "environment": {},
        "service": {},
        "wrapper_path": f"{FOLDER}\\orders.exe",
        "folder": FOLDER,
    }
    return Wrapped(**(values | given), logs=Logs.model_validate(logs) if logs else None)


def _service(wrapper: str, **given: Any) -> dict[str, Any]:
    """The values of the Service that a wrapper makes; all drafts are resources that their models take."""
    drafts = wrap(wrapper, _wrapped(**given))
    for kind, values in drafts:
        kinds()[kind].model_validate(values)
    assert drafts[-1][0] == "Service"
    return drafts[-1][1]


def _xml(**given: Any) -> etree._Element:
    """WinSW's XML, each element of which is documented."""
    (kind, values), _ = wrap("winsw", _wrapped(**given))
    assert (kind, values["name"]) == ("File", f"{FOLDER}\\orders.xml")
    root = etree.fromstring(values["content"].encode())
    for one in root.iter(etree.Element):
        tag = str(one.tag)
        inner = WINSW_INNER.get(tag, set())
        assert set(one.attrib) <= WINSW_ATTRIBUTES.get(tag, set()), tag
        assert inner is None or {child.tag for child in one} <= inner, tag
        assert tag in WINSW_TEXT | WINSW_INNER.keys() | WINSW_ATTRIBUTES.keys()
    return root


def _texts(root: etree._Element, tag: str) -> list[str]:
    return [one.text or "" for one in root.findall(tag)]


WHOLE: dict[str, Any] = {
    "environment": {"LOG": "a \"b\" <c> & 'd'", "DATABASE_URL": SecretRef("db"), "LINES": "a\nb", "EMPTY": ""},
    "service": {
        "display_name": "Orders & more",
        "description": "Takes orders,\nall day",
        "start": "automatic-delayed",
        "depends_on": ["W32Time", "Eventlog"],
        "recovery": {"actions": ["restart 10s", "restart 20s", "none"], "reset": "1h"},
        "stop": ["ctrl_c 45s", "kill"],
        "priority": "below-normal",
        "prestart": {"program": "C:\\Apps\\orders\\migrate.exe", "arguments": ["--to", "the end"]},
        "poststop": {"program": "C:\\Apps\\orders\\tidy.exe"},
    },
    "logs": {"stdout": "C:\\Apps\\orders\\logs\\orders.log", "rotate": {"size": "10MB", "keep": 5}},
}


def test_winsw_golden(request: pytest.FixtureRequest) -> None:
    """The whole XML, as it is."""
    text = wrap("winsw", _wrapped(**WHOLE))[0][1]["content"]
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
    _xml(**WHOLE)


def test_winsw_service() -> None:
    """Secrets, and what XML cannot hold, are variables of the service, which restarts for a new XML."""
    values = _service("winsw", **WHOLE)
    assert values["environment"] == {"DATABASE_URL": SecretRef("db"), "LINES": "a\nb", "EMPTY": ""}
    assert values["restart_on"] == [f"File/{FOLDER}\\orders.xml"]
    assert values["recovery"] == WHOLE["service"]["recovery"]
    assert (values["path"], values["arguments"], values["stop_timeout"]) == (f"{FOLDER}\\orders.exe", [], 50)
    assert not values.keys() & WrapperKeys.model_fields.keys()
    assert _service("winsw")["recovery"] == {"actions": ["restart 5s"]}


@given(
    arguments=ARGUMENTS,
    value=st.text(st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff"), min_size=1),
)
def test_winsw_keeps_texts(arguments: list[str], value: str) -> None:
    """Arguments and variables come out of the XML as they were given."""
    root = _xml(arguments=tuple(arguments), environment={"A": value})
    assert split(f"x {root.findtext('arguments')}")[1:] == arguments
    assert [dict(one.attrib) for one in root.findall("env")] == [{"name": "A", "value": value}]


@pytest.mark.parametrize(
    ("logs", "files", "found"),
    [
        (None, (), [("none", "")]),
        ({"stdout": "D:\\l\\o.log"}, ("D:\\l\\o.log", "D:\\l\\o.err.log"), [("append", "")]),
        ({"stderr": "D:\\l\\o.log"}, ("D:\\l\\o.log",), [("append", "")]),
        ({"stdout": "D:\\out.log", "stderr": "D:\\out-e"}, ("D:\\out.log", "D:\\out-e"), [("append", "")]),
        (
            {"stdout": "D:\\l\\o.log", "rotate": {"size": 1025, "keep": 3}},
            ("D:\\l\\o.log", "D:\\l\\o.err.log"),
            [("roll-by-size", "2 3")],
        ),
        (
            {"stdout": "D:\\l\\o.log", "rotate": {"size": "1KB", "every": "1d"}},
            ("D:\\l\\o.log", "D:\\l\\o.err.log"),
            [("roll-by-size-time", "1 yyyyMMdd 00:00:00")],
        ),
        ({"stdout": "D:\\l\\o.log", "rotate": {"keep": 3}}, ("D:\\l\\o.log", "D:\\l\\o.err.log"), [("append", "")]),
    ],
)
def test_winsw_logs(logs: Any, files: tuple[str, ...], found: list[tuple[str, str]]) -> None:
    """The files that were asked for; rotation where WinSW can do all of it."""
    root = _xml(logs=logs)
    assert [(one.get("mode"), " ".join(child.text or "" for child in one)) for one in root.findall("log")] == found
    if logs:
        assert log_files("winsw", Logs.model_validate(logs)) == files
        start = f"{root.findtext('logpath', '').rstrip(chr(92))}\\{root.findtext('logname')}"
        ends = [*_texts(root, "outfilepattern"), *_texts(root, "errfilepattern")]
        assert tuple(start + end for end in ends) == files


def _shawl(**given: Any) -> tuple[list[str], list[str]]:
    """Shawl's own options, all documented, and the command behind them."""
    values = _service("shawl", **given)
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
    values = _service("nssm", service=service, logs=logs, environment={"A": SecretRef("a")})
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
        wrap(wrapper, _wrapped(**given))


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


# ---- on a real host

SECRET = "s3cr3t ü"
PLACE = "C:\\cases\\wrapped folder"


@pytest.fixture(scope="module")
def there(real: RealHost, served: Endpoint) -> Iterator[OpenHost]:
    """The real host over WinRM, with nssm and the worker on it."""
    folder = real.drive / "cases" / "wrapped folder"
    folder.mkdir(parents=True)
    shutil.copy(programs.nssm(), folder / "nssm.exe")
    shutil.copy(programs.worker(), folder / "worker.exe")
    with WinRM().open(connection_to(served), PASSWORD) as opened:
        yield opened


def _run(there: OpenHost, mode: str, values: dict[str, Any]) -> Event:
    """The result of a Service."""
    script = render("case", [resource_call(kinds()["Service"].model_validate(values))])
    secrets = {"case": SECRET} if "$Secret['case']" in script else {}
    events = list(there.run(script, Setting(mode, secrets, by="tests")))
    assert SECRET not in json.dumps(events, ensure_ascii=False)
    return next(event for event in events if event["event"] == "result")


def _until(found: Callable[[], Any], what: str) -> Any:
    """What is found at last."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if result := found():
            return result
        time.sleep(0.1)
    raise AssertionError(f"not within 60 s: {what}")


def _lines(real: RealHost, name: str) -> list[str]:
    """All that the worker printed: the rotated files, whose names sort by time, and then the log."""
    folder = real.drive / "cases" / "wrapped folder"
    files = [*sorted(folder.glob(f"{name}-*.log")), folder / f"{name}.log"]
    return "".join(one.read_text(encoding="utf-8") for one in files if one.exists()).splitlines()


def _nssm(name: str, arguments: tuple[str, ...], service: dict[str, Any], **given: Any) -> dict[str, Any]:
    return _service(
        "nssm",
        name=name,
        program=f"{PLACE}\\worker.exe",
        arguments=arguments,
        directory=PLACE,
        service=service,
        wrapper_path=f"{PLACE}\\nssm.exe",
        **given,
    )


@pytest.mark.real
def test_nssm_runs(there: OpenHost, real: RealHost, shell: Shell) -> None:
    """Starts with its environment, logs with rotation, comes back when killed, stops with a "bye", and goes whole."""
    values = _nssm(
        "caseNssm",
        ("-every", "50ms", "-variables", "A,S,SystemDrive", "two words", 'a "quote"', "ü"),
        {"state": "running", "restart_delay": "100ms", "stop": ["ctrl_c 30s", "kill"]},
        environment={"A": "b = c", "S": SecretRef("case")},
        logs={"stdout": f"{PLACE}\\one.log", "rotate": {"size": 400}},
    )
    event = _run(there, "Apply", values)
    assert event["status"] == "changed", event
    _until(lambda: "tick 60" in _lines(real, "one"), "ticks")
    begun, *variables = _lines(real, "one")[:4]
    assert begun.endswith(f' in {PLACE}: two words|a "quote"|ü')
    assert variables == ["A=b = c", f"S={SECRET}", "SystemDrive=C:"]
    assert list((real.drive / "cases" / "wrapped folder").glob("one-*.log")), "it was not rotated"
    assert [one for one in _lines(real, "one") if one.startswith("tick")][:60] == [f"tick {at}" for at in range(1, 61)]
    for mode in ("Plan", "Apply"):
        assert _run(there, mode, values)["status"] == "ok"

    first = begun.split()[1]
    shell(f"Stop-Process -Id {first} -Force")
    again = _until(lambda: [one for one in _lines(real, "one") if one.startswith("begun")][1:], "a second start")
    # Until the program has run for as long as throttle says, nssm calls the service paused.
    _until(lambda: _run(there, "Plan", values)["status"] == "ok", "a running service")
    second = again[0].split()[1]

    assert _run(there, "Apply", values | {"state": "stopped"})["status"] == "changed"
    assert _lines(real, "one")[-1] == "bye"
    assert _run(there, "Apply", values)["changes"] == {"state": ["stopped", "running"]}
    third = _until(lambda: [one for one in _lines(real, "one") if one.startswith("begun")][2:], "a third start")
    assert _run(there, "Apply", {"name": "caseNssm", "ensure": "absent"})["status"] == "changed"
    ids = f"{first}, {second}, {third[0].split()[1]}"
    assert shell(f"@(Get-Process -Id {ids} -ErrorAction Ignore).Count") == 0
    assert shell("@(Get-Process nssm -ErrorAction Ignore).Count") == 0
    assert shell("Test-Path 'HKLM:\\SYSTEM\\CurrentControlSet\\Services\\caseNssm'") is False


@pytest.mark.real
def test_nssm_drift(there: OpenHost, shell: Shell) -> None:
    """Each setting that was changed by hand is found, and all are repaired; the exit action by code holds."""
    values = _nssm(
        "caseDrift",
        ("-exit", "3"),
        {
            "restart_delay": "1s",
            "throttle": "2s",
            "exit_actions": {"default": "restart", "3": "exit"},
            "stop": ["ctrl_c 30s", "kill"],
            "affinity": [0],
            "priority": "high",
        },
        environment={"A": "1"},
        logs={"stdout": f"{PLACE}\\two.log", "stderr": f"{PLACE}\\e.log", "rotate": {"size": "1MB", "every": "1d"}},
    )
    assert _run(there, "Apply", values)["status"] == "changed"
    shell("Start-Service caseDrift -ErrorAction Ignore -WarningAction Ignore")
    _until(lambda: shell("(Get-Service caseDrift).Status.ToString()") == "Stopped", "an exit for code 3")

    key = "HKLM:\\SYSTEM\\CurrentControlSet\\Services\\caseDrift\\Parameters"
    changed: set[str] = set()
    for name, value in values["parameters"].items():
        other = "'by hand'" if isinstance(value, str) else 12345
        if isinstance(value, dict):
            shell(f"Set-ItemProperty '{key}\\{name}' '3' Restart")
        else:
            shell(f"Set-ItemProperty '{key}' {name} {other}")
        changed.add(name)
        old, new = _run(there, "Plan", values)["changes"]["parameters"]
        assert {one for one in new if old.get(one) != new[one]} == changed
    shell(f"Set-ItemProperty '{key}' AppEnvironmentExtra ([string[]] @('A=2'))")
    changes = _run(there, "Apply", values)["changes"]
    assert changes.keys() == {"parameters", "environment"}
    assert _run(there, "Plan", values)["status"] == "ok"
    assert shell(f"(Get-Item '{key}').GetValue('AppThrottle')") == 2000
    assert _run(there, "Apply", {"name": "caseDrift", "ensure": "absent"})["status"] == "changed"
