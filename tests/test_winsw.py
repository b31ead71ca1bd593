"""WinSW's XML and service, against its documentation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from test_service import ARGUMENTS, split
from winstead.literal import SecretRef
from winstead.logs import Logs
from winstead.wrappers import WrapperKeys, log_files, wrap
from wrapped import FOLDER, service_of, wrapped

GOLDEN = Path(__file__).parent / "golden" / "winsw.xml"
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


def _xml(**given: Any) -> etree._Element:
    """WinSW's XML, each element of which is documented."""
    (kind, values), _ = wrap("winsw", wrapped(**given))
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
    text = wrap("winsw", wrapped(**WHOLE))[0][1]["content"]
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
    _xml(**WHOLE)


def test_winsw_service() -> None:
    """Secrets, and what XML cannot hold, are variables of the service, which restarts for a new XML."""
    values = service_of("winsw", **WHOLE)
    assert values["environment"] == {"DATABASE_URL": SecretRef("db"), "LINES": "a\nb", "EMPTY": ""}
    assert values["restart_on"] == [f"File/{FOLDER}\\orders.xml"]
    assert values["recovery"] == WHOLE["service"]["recovery"]
    assert (values["path"], values["arguments"], values["stop_timeout"]) == (f"{FOLDER}\\orders.exe", [], 50)
    assert not values.keys() & WrapperKeys.model_fields.keys()
    assert service_of("winsw")["recovery"] == {"actions": ["restart 5s"]}


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
