"""A JUnit file: a suite for each host, a case for each resource."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

from winstead.events import Event
from winstead.report.lines import change_text

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class JUnitReport:
    """Gathers events, and writes the file at the end."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._cases: dict[str, dict[str, Event]] = {}
        self._seconds: dict[str, float] = {}

    def __call__(self, event: Event) -> None:
        """Keeps the last result of each resource, and hosts that failed as a whole."""
        if event["event"] not in ("result", "host"):
            return
        cases = self._cases.setdefault(event["host"], {})
        if event["event"] == "host":
            self._seconds[event["host"]] = event["seconds"]
        if event["event"] == "result" or event.get("error"):
            cases[event.get("resource", "connection")] = event

    def close(self) -> None:
        """Writes the file."""
        root = ET.Element("testsuites", name="winstead")
        for host, cases in self._cases.items():
            suite = ET.SubElement(root, "testsuite", name=_clean(host), tests=str(len(cases)), errors="0")
            for name, event in cases.items():
                _add_case(suite, host, name, event)
            for tag, attribute in (("failure", "failures"), ("skipped", "skipped")):
                suite.set(attribute, str(len(suite.findall(f"testcase/{tag}"))))
            suite.set("time", f"{self._seconds.get(host, 0):.3f}")
        self._file.parent.mkdir(parents=True, exist_ok=True)
        ET.ElementTree(root).write(self._file, encoding="utf-8", xml_declaration=True)


def _add_case(suite: ET.Element, host: str, name: str, event: Event) -> None:
    case = ET.SubElement(suite, "testcase", classname=_clean(host), name=_clean(name), time=f"{event['seconds']:.3f}")
    text = _clean(change_text(event))
    if event.get("error"):
        kind = _clean(str(event["error"].get("type", "")))
        ET.SubElement(case, "failure", message=text, type=kind).text = text
    elif event["status"] == "skipped":
        ET.SubElement(case, "skipped")
    elif event["status"] != "ok":
        ET.SubElement(case, "system-out").text = f"{event['status']}: {text}"


def _clean(text: str) -> str:
    return _NOT_XML.sub("?", text)
